// SPDX-License-Identifier: Apache-2.0
#include "base/check.hpp"
#include "crypto/evp.hpp"

namespace hz::crypto {
namespace {

Hash take(EVP_MD_CTX* context) {
    Hash out{};
    unsigned size = 0;
    const int ok = EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(out.data()), &size);
    check(ok == 1 && size == out.size(), "a digest of 32 bytes");
    return out;
}

class EvpDigester final : public Digester {
  public:
    explicit EvpDigester(const EVP_MD* md) : md_(md), context_(EVP_MD_CTX_new()) { start(); }
    void update(BytesView data) override {
        check(EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1, "digest update");
    }
    Hash finish() override {
        const Hash out = take(context_.get());
        start();
        return out;
    }

  private:
    void start() { check(EVP_DigestInit_ex2(context_.get(), md_, nullptr) == 1, "digest start"); }
    const EVP_MD* md_;
    Evp<EVP_MD_CTX> context_;
};

}  // namespace

EvpSuite::EvpSuite(const char* digest_name) : md_(EVP_MD_fetch(nullptr, digest_name, nullptr)) {
    check(md_ != nullptr, "OpenSSL offers the suite's digest");
}

Hash EvpSuite::digest(std::initializer_list<BytesView> parts) const {
    // One context a thread: making one costs as much as digesting 64 bytes.
    thread_local const Evp<EVP_MD_CTX> context(EVP_MD_CTX_new());
    check(EVP_DigestInit_ex2(context.get(), md(), nullptr) == 1, "digest start");
    for (const auto part : parts)
        check(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1, "digest update");
    return take(context.get());
}

std::unique_ptr<Digester> EvpSuite::digester() const { return std::make_unique<EvpDigester>(md()); }

Result<std::unique_ptr<PrivateKey>> EvpSuite::import_private(BytesView pkcs8_der) const {
    return read_private(signing(), pkcs8_der);
}

Result<std::unique_ptr<PublicKey>> EvpSuite::import_public(BytesView spki_der) const {
    return read_public(signing(), spki_der);
}

}  // namespace hz::crypto
