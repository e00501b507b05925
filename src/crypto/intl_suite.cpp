// SPDX-License-Identifier: Apache-2.0
#include <openssl/crypto.h>
#include <openssl/err.h>

#include "base/check.hpp"
#include "crypto/errors.hpp"
#include "crypto/evp.hpp"

namespace hz::crypto {
namespace {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

// AES-256-GCM, NIST SP 800-38D, random 96-bit nonces.
class GcmSealer final : public Sealer {
  public:
    GcmSealer(const EVP_CIPHER* cipher, BytesView key) : cipher_(cipher), key_(key.begin(), key.end()) {}
    GcmSealer(const GcmSealer&) = delete;
    GcmSealer& operator=(const GcmSealer&) = delete;
    ~GcmSealer() override { wipe(key_); }

    [[nodiscard]] Bytes seal(BytesView plain, BytesView associated, Random& random) const override {
        Bytes out(nonce_bytes + plain.size() + tag_bytes);
        random.fill(std::span(out).first(nonce_bytes));
        const Evp<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
        int size = 0;
        auto* body = u8(out) + nonce_bytes;
        bool ok = EVP_EncryptInit_ex2(context.get(), cipher_, u8(key_), u8(out), nullptr) == 1;
        ok = ok && EVP_EncryptUpdate(context.get(), nullptr, &size, u8(associated), length(associated)) == 1;
        ok = ok && EVP_EncryptUpdate(context.get(), body, &size, u8(plain), length(plain)) == 1;
        ok = ok && EVP_EncryptFinal_ex(context.get(), body + plain.size(), &size) == 1;
        ok = ok && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, body + plain.size()) == 1;
        check(ok, "AES-256-GCM seals");
        return out;
    }

    [[nodiscard]] Result<Bytes> open(BytesView sealed, BytesView associated) const override {
        if (sealed.size() < nonce_bytes + tag_bytes) return refuse(errors::cannot_open);
        const auto body = sealed.subspan(nonce_bytes, sealed.size() - nonce_bytes - tag_bytes);
        Bytes tag(sealed.end() - tag_bytes, sealed.end());
        Bytes out(body.size());
        const Evp<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
        int size = 0;
        bool ok = EVP_DecryptInit_ex2(context.get(), cipher_, u8(key_), u8(sealed), nullptr) == 1;
        ok = ok && EVP_DecryptUpdate(context.get(), nullptr, &size, u8(associated), length(associated)) == 1;
        ok = ok && EVP_DecryptUpdate(context.get(), u8(out), &size, u8(body), length(body)) == 1;
        ok = ok && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) == 1;
        ok = ok && EVP_DecryptFinal_ex(context.get(), u8(tag), &size) == 1;
        ERR_clear_error();
        if (!ok) return refuse(errors::cannot_open);
        return out;
    }

  private:
    static const unsigned char* u8(BytesView b) { return crypto::u8(b); }
    static unsigned char* u8(Bytes& b) { return crypto::u8(b); }
    static int length(BytesView b) {
        check(b.size() < (1U << 30), "sealed data is below 1 GiB");
        return static_cast<int>(b.size());
    }
    const EVP_CIPHER* cipher_;
    Bytes key_;
};

class IntlSuite final : public EvpSuite {
  public:
    IntlSuite() : EvpSuite("SHA256"), cipher_(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)) {
        check(cipher_ != nullptr, "OpenSSL offers AES-256-GCM");
    }
    [[nodiscard]] std::string_view name() const override { return "intl"; }
    [[nodiscard]] std::unique_ptr<PrivateKey> generate_key(Random& random) const override {
        Bytes seed(32);
        random.fill(seed);
        Evp<EVP_PKEY> key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, u8(seed), seed.size()));
        wipe(seed);
        return make_private(signing(), std::move(key));
    }
    [[nodiscard]] std::unique_ptr<Sealer> sealer(BytesView key) const override {
        check(key.size() == key_bytes, "a sealing key has 32 bytes");
        return std::make_unique<GcmSealer>(cipher_.get(), key);
    }

  protected:
    [[nodiscard]] const Signing& signing() const override { return signing_; }

  private:
    Evp<EVP_CIPHER> cipher_;
    Signing signing_{"ED25519", nullptr, ""};
};

}  // namespace

const Suite& intl_suite() {
    static const IntlSuite suite;
    return suite;
}

}  // namespace hz::crypto
