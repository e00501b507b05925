// SPDX-License-Identifier: Apache-2.0
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "http/server_test_support.hpp"

namespace hz::http {
namespace {

template <class T, auto Free>
struct Freer {
    void operator()(T* value) const { Free(value); }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<X509, X509_free>>;

std::string text_of(BIO* bio) {
    char* data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    std::string out(data, static_cast<std::size_t>(size));
    BIO_free(bio);
    return out;
}

// A self-signed P-256 certificate for "localhost", good for an hour.
Tls self_signed() {
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    auto* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1,
                               0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    Tls out;
    auto* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate.get());
    out.certificate_pem = text_of(bio);
    bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    out.key_pem = text_of(bio);
    return out;
}

// Sends one request over TLS and gives all that comes back.
std::string ask(std::uint16_t port, const std::string& request, int newest = TLS1_3_VERSION) {
    const std::unique_ptr<SSL_CTX, Freer<SSL_CTX, SSL_CTX_free>> context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_max_proto_version(context.get(), newest);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    const std::unique_ptr<BIO, Freer<BIO, BIO_free_all>> bio(BIO_new_ssl_connect(context.get()));
    BIO_set_conn_hostname(bio.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
    if (BIO_do_connect(bio.get()) != 1 || BIO_do_handshake(bio.get()) != 1) return "no handshake";
    BIO_write(bio.get(), request.data(), static_cast<int>(request.size()));
    std::string out;
    char piece[8192];
    for (int got; (got = BIO_read(bio.get(), piece, sizeof piece)) > 0;)
        out.append(piece, static_cast<std::size_t>(got));
    return out;
}

TEST(ServerTls, Answers) {
    std::vector<Route> routes;
    routes.push_back(echo_route());
    routes.push_back(
        text_route(Method::get, "/secure", [](Request& r) { return text_response(200, r.secure ? "yes" : "no"); }));
    routes.push_back(
        text_route(Method::get, "/big", [](Request&) { return text_response(200, std::string(3 << 20, 'b')); }));
    routes.push_back(text_route(Method::get, "/self", [](Request&) {
        return file_response(open_file("/proc/self/exe").value(), "application/octet-stream");
    }));
    auto options = TestServer::quick();
    options.tls = self_signed();
    TestServer test(std::move(routes), options);
    const auto port = test.server->port();
    const auto answer = ask(port, "GET /secure HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK")) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\nyes")) << answer;
    EXPECT_NE(answer.find("Strict-Transport-Security: "), std::string::npos);
    EXPECT_GT(ask(port, "GET /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").size(), 3U << 20);
    EXPECT_GT(ask(port, "GET /self HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").size(), 1U << 20);
    const std::string body(300000, 'e');
    EXPECT_TRUE(
        ask(port, "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 300000\r\n\r\n" + body)
            .ends_with(body));
    EXPECT_EQ(ask(port, "GET /secure HTTP/1.1\r\n\r\n", TLS1_1_VERSION), "no handshake");
}

TEST(ServerTls, PlainTalkAndSilenceAreCut) {
    auto options = TestServer::quick();
    options.tls = self_signed();
    options.limits.head = Milliseconds(40);
    std::vector<Route> routes;
    routes.push_back(hello_route());
    TestServer test(std::move(routes), options);
    auto plain = test.client();
    EXPECT_TRUE(plain.get("/hello").has_error());
    auto silent = test.client();
    ASSERT_TRUE(silent.connect());
    EXPECT_TRUE(silent.at_end());
}

TEST(ServerTls, RefusesABadCertificate) {
    auto options = TestServer::quick();
    options.tls = Tls{"kite", "kite"};
    std::vector<Route> routes;
    routes.push_back(hello_route());
    const Router router(std::move(routes));
    telemetry::NullLog log;
    telemetry::NullMetrics metrics;
    const auto started = Server::start(router, options, log, metrics);
    ASSERT_TRUE(started.has_error());
    EXPECT_TRUE(started.error().is(errors::bad_certificate));
}

}  // namespace
}  // namespace hz::http
