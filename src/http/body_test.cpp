// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <thread>

#include "http/cookie.hpp"
#include "http/etag.hpp"
#include "http/server_test_support.hpp"
#include "http/static_files.hpp"

namespace hz::http {
namespace {

constexpr std::uint64_t big = 64ULL << 20;

long resident_kib() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST(LargeBody, GoesToDiskWithBoundedMemory) {
    std::vector<Route> routes;
    routes.push_back(raw_route(
        {.method = Method::post, .pattern = "/up", .permission = "public", .body_limit = big, .large_body = true},
        [](Request& request, Responder reply) {
            std::uint64_t size = 0, sum = 0;
            std::vector<std::byte> piece(1 << 16);
            while (const auto got = request.file->read(size, piece)) {
                for (std::size_t i = 0; i < got; i += 4096) sum += std::to_integer<unsigned>(piece[i]);
                size += got;
            }
            reply(text_response(200, std::to_string(size) + " " + std::to_string(sum) + request.body));
        }));
    TestServer test(std::move(routes));
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    const auto before = resident_kib();
    ASSERT_TRUE(client.write("POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(big) + "\r\n\r\n"));
    const std::string piece(1 << 20, '\1');
    for (std::uint64_t sent = 0; sent < big; sent += piece.size()) ASSERT_TRUE(client.write(piece));
    const auto answer = client.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->body, std::to_string(big) + " " + std::to_string(big / 4096));
    EXPECT_LT(resident_kib() - before, 24 << 10);
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(
        client.write("POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(big + 1) + "\r\n\r\n"));
    EXPECT_EQ(client.read_answer()->status, 413);
}

class Download : public testing::Test {
  protected:
    void SetUp() override {
        path_ = testing::TempDir() + "hz_download_" + std::to_string(::getpid());
        std::ofstream file(path_, std::ios::binary);
        for (int i = 0; i < (8 << 20) / 8; ++i) {
            char line[9];
            std::snprintf(line, sizeof line, "%07x\n", i);
            file.write(line, 8);
        }
    }
    void TearDown() override { std::remove(path_.c_str()); }
    std::vector<Route> routes() {
        std::vector<Route> all;
        all.push_back(text_route(Method::get, "/file", [this](Request& request) {
            auto response =
                file_response(open_file(path_).value(), "application/pdf", "证照 1.pdf").header("ETag", "\"v1\"");
            apply_range(request, response);
            return response;
        }));
        all.push_back(text_route(Method::get, "/pulled", [](Request&) {
            Response response;
            response.body = Streamed{[left = 300000](std::span<char> out) mutable -> std::optional<std::size_t> {
                                         const auto count =
                                             std::min<std::size_t>(out.size(), static_cast<std::size_t>(left));
                                         std::fill_n(out.begin(), count, 'k');
                                         left -= static_cast<int>(count);
                                         return count;
                                     },
                                     std::nullopt};
            return response;
        }));
        all.push_back(text_route(Method::get, "/broken", [](Request&) {
            Response response;
            response.body = Streamed{[first = true](std::span<char> out) mutable -> std::optional<std::size_t> {
                                         if (!std::exchange(first, false)) return std::nullopt;
                                         out[0] = 'k';
                                         return 1;
                                     },
                                     std::nullopt};
            return response;
        }));
        all.push_back(
            text_route(Method::get, "/text", [](Request&) { return text_response(200, std::string(5 << 20, 't')); }));
        return all;
    }
    std::string path_;
};

TEST_F(Download, SendsWholeFilesAndParts) {
    TestServer test(routes());
    auto client = test.client();
    const auto whole = client.get("/file");
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ(whole->body.size(), 8U << 20);
    EXPECT_EQ(whole->body.substr(8, 8), "0000001\n");
    EXPECT_EQ(whole->header("content-disposition"), "attachment; filename*=UTF-8''%E8%AF%81%E7%85%A7%201.pdf");
    const auto part = client.get("/file", {{"Range", "bytes=8-15"}});
    EXPECT_EQ(part->status, 206);
    EXPECT_EQ(part->body, "0000001\n");
    EXPECT_EQ(part->header("content-range"), "bytes 8-15/8388608");
    EXPECT_EQ(client.get("/file", {{"Range", "bytes=-8"}})->body, "00fffff\n");
    EXPECT_EQ(client.get("/file", {{"Range", "bytes=8388600-"}})->body, "00fffff\n");
    EXPECT_EQ(client.get("/file", {{"Range", "bytes=9000000-"}})->status, 416);
    EXPECT_EQ(client.get("/file", {{"Range", "lines=1-2"}})->status, 200);
    EXPECT_EQ(client.get("/file", {{"Range", "bytes=0-1"}, {"If-Range", "\"v0\""}})->status, 200);
    EXPECT_EQ(client.get("/file", {{"If-None-Match", "\"v1\""}})->status, 304);
    EXPECT_EQ(client.send(Method::head, "/file")->header("content-length"), "8388608");
}

TEST_F(Download, StreamsWhatItPulls) {
    TestServer test(routes());
    auto client = test.client();
    const auto pulled = client.get("/pulled");
    ASSERT_TRUE(pulled.has_value());
    EXPECT_EQ(pulled->body, std::string(300000, 'k'));
    EXPECT_EQ(client.get("/text")->body.size(), 5U << 20);
    EXPECT_TRUE(client.get("/broken").has_error());  // cut, not ended as if whole
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("GET /pulled HTTP/1.0\r\n\r\n"));
    EXPECT_EQ(client.read_answer()->body.size(), 300000U);
}

TEST_F(Download, CutsAReaderThatStopsReading) {
    auto options = TestServer::quick();
    options.limits.write_progress = Milliseconds(40);
    std::vector<Route> all;
    all.push_back(text_route(Method::get, "/endless", [](Request&) {
        Response response;
        response.body =
            Streamed{[](std::span<char> out) -> std::optional<std::size_t> { return out.size(); }, std::nullopt};
        return response;
    }));
    TestServer test(std::move(all), options);
    auto client = test.client();
    ASSERT_TRUE(client.connect());
    ASSERT_TRUE(client.write("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n"));
    while (test.metrics.text().find("http_connections 1") == std::string::npos) std::this_thread::yield();
    while (test.metrics.text().find("http_connections 0") == std::string::npos) std::this_thread::yield();
}

TEST(StaticFiles, AnswersWithCachingAndGzip) {
    const std::string script(5000, 'x');
    const EmbeddedFile files[] = {{"index.html", "<p>kites</p>"}, {"assets/app-4f3a9c1b.js", script}};
    StaticFiles web(files);
    Request request;
    const auto page = web.answer(request, "");
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    EXPECT_EQ(page.find("cache-control"), "no-cache");
    EXPECT_EQ(web.answer(request, "desk/tasks").text(), "<p>kites</p>");
    EXPECT_EQ(web.answer(request, "desk/tasks.js").status, 404);
    EXPECT_EQ(web.answer(request, "assets/app-4f3a9c1b.js").find("cache-control"),
              "public, max-age=31536000, immutable");
    request.headers.all = {{"Accept-Encoding", "br, gzip"}};
    const auto packed = web.answer(request, "assets/app-4f3a9c1b.js");
    EXPECT_EQ(packed.find("content-encoding"), "gzip");
    EXPECT_LT(packed.text().size(), 100U);
    EXPECT_NE(packed.find("etag"), web.answer(Request{}, "assets/app-4f3a9c1b.js").find("etag"));
    request.headers.all = {{"Accept-Encoding", "gzip;q=0"}};
    EXPECT_EQ(web.answer(request, "assets/app-4f3a9c1b.js").text(), script);
}

TEST(ETag, ComparesAsTheStandardSays) {
    EXPECT_TRUE(etag_listed("\"a\", W/\"b\"", "\"b\"", true));
    EXPECT_FALSE(etag_listed("\"a\", W/\"b\"", "\"b\"", false));
    EXPECT_TRUE(etag_listed("*", "\"b\"", false));
    Request request;
    EXPECT_EQ(status_of(*check_if_match(request, "\"1\"").error().code), 428);
    request.headers.all = {{"If-Match", "\"1\""}};
    EXPECT_TRUE(check_if_match(request, "\"1\"").has_value());
    EXPECT_EQ(status_of(*check_if_match(request, "\"2\"").error().code), 412);
}

TEST(Cookie, IsBoundToTheHostOverTls) {
    EXPECT_EQ(set_cookie({"session", "abc", std::chrono::hours(1), SameSite::strict}, true),
              "__Host-session=abc; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=3600");
    EXPECT_EQ(set_cookie({"session", "abc", std::nullopt}, false), "session=abc; Path=/; HttpOnly; SameSite=Lax");
    Request request;
    request.headers.all = {{"Cookie", "a=1; session=abc"}, {"Cookie", "b=2"}};
    EXPECT_EQ(request.cookie("session"), "abc");
    EXPECT_EQ(request.cookie("b"), "2");
    EXPECT_FALSE(request.cookie("c"));
}

}  // namespace
}  // namespace hz::http
