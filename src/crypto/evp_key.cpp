// SPDX-License-Identifier: Apache-2.0
#include <openssl/err.h>
#include <openssl/x509.h>

#include "base/check.hpp"
#include "crypto/errors.hpp"
#include "crypto/evp.hpp"

namespace hz::crypto {
namespace {

constexpr std::size_t max_der_bytes = 4096;

struct Operation {
    Evp<EVP_PKEY_CTX> key;  // outlives `digest`, which borrows it
    Evp<EVP_MD_CTX> digest;
};

// OpenSSL 3.0 uses no id for SM2 unless told: signatures made so do not verify anywhere else. The id is set every time.
template <class Init>
Operation begin(const Signing& signing, EVP_PKEY* key, Init init) {
    Operation op{Evp<EVP_PKEY_CTX>(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)),
                 Evp<EVP_MD_CTX>(EVP_MD_CTX_new())};
    if (!op.key || !op.digest) return {};
    if (!signing.id.empty()) {
        if (EVP_PKEY_CTX_set1_id(op.key.get(), signing.id.data(), static_cast<int>(signing.id.size())) != 1) return {};
        EVP_MD_CTX_set_pkey_ctx(op.digest.get(), op.key.get());
    }
    if (init(op.digest.get(), nullptr, signing.md, nullptr, key) != 1) return {};
    return op;
}

class EvpPublicKey final : public PublicKey {
  public:
    EvpPublicKey(const Signing& signing, EVP_PKEY* key) : signing_(signing), key_(key) { EVP_PKEY_up_ref(key); }
    [[nodiscard]] bool verify(BytesView message, BytesView signature) const override {
        const auto op = begin(signing_, key_.get(), EVP_DigestVerifyInit);
        const bool good = op.digest && EVP_DigestVerify(op.digest.get(), u8(signature), signature.size(), u8(message),
                                                        message.size()) == 1;
        ERR_clear_error();
        return good;
    }
    [[nodiscard]] Bytes spki() const override {
        const int size = i2d_PUBKEY(key_.get(), nullptr);
        check(size > 0, "a public key has a DER form");
        Bytes out(static_cast<std::size_t>(size));
        auto* at = u8(out);
        i2d_PUBKEY(key_.get(), &at);
        return out;
    }

  private:
    const Signing& signing_;
    Evp<EVP_PKEY> key_;
};

class EvpPrivateKey final : public PrivateKey {
  public:
    EvpPrivateKey(const Signing& signing, Evp<EVP_PKEY> key)
        : signing_(signing), key_(std::move(key)), public_(signing, key_.get()) {}
    [[nodiscard]] Result<Bytes> sign(BytesView message) const override {
        const auto op = begin(signing_, key_.get(), EVP_DigestSignInit);
        std::size_t size = 0;
        if (!op.digest || EVP_DigestSign(op.digest.get(), nullptr, &size, u8(message), message.size()) != 1)
            return refuse(errors::failed);
        Bytes out(size);
        if (EVP_DigestSign(op.digest.get(), u8(out), &size, u8(message), message.size()) != 1)
            return refuse(errors::failed);
        out.resize(size);
        return out;
    }
    [[nodiscard]] const PublicKey& public_key() const override { return public_; }
    [[nodiscard]] Result<Bytes> pkcs8() const override {
        const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(EVP_PKEY2PKCS8(key_.get()),
                                                                                             PKCS8_PRIV_KEY_INFO_free);
        const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr) : 0;
        if (size <= 0) return refuse(errors::failed);
        Bytes out(static_cast<std::size_t>(size));
        auto* at = u8(out);
        i2d_PKCS8_PRIV_KEY_INFO(info.get(), &at);
        return out;
    }

  private:
    const Signing& signing_;
    Evp<EVP_PKEY> key_;
    EvpPublicKey public_;
};

}  // namespace

std::unique_ptr<PrivateKey> make_private(const Signing& signing, Evp<EVP_PKEY> key) {
    check(key != nullptr, "the library made a key");
    return std::make_unique<EvpPrivateKey>(signing, std::move(key));
}

Result<std::unique_ptr<PrivateKey>> read_private(const Signing& signing, BytesView der) {
    if (der.empty() || der.size() > max_der_bytes) return refuse(errors::bad_key);
    const auto* at = u8(der);
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(
        d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.size())), PKCS8_PRIV_KEY_INFO_free);
    Evp<EVP_PKEY> key(info && at == u8(der) + der.size() ? EVP_PKCS82PKEY(info.get()) : nullptr);
    ERR_clear_error();
    if (!key || EVP_PKEY_is_a(key.get(), signing.key_type) != 1) return refuse(errors::bad_key);
    return make_private(signing, std::move(key));
}

Result<std::unique_ptr<PublicKey>> read_public(const Signing& signing, BytesView der) {
    if (der.empty() || der.size() > max_der_bytes) return refuse(errors::bad_key);
    const auto* at = u8(der);
    const Evp<EVP_PKEY> key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!key || at != u8(der) + der.size() || EVP_PKEY_is_a(key.get(), signing.key_type) != 1)
        return refuse(errors::bad_key);
    return std::unique_ptr<PublicKey>(std::make_unique<EvpPublicKey>(signing, key.get()));
}

}  // namespace hz::crypto
