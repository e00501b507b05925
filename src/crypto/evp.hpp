// SPDX-License-Identifier: Apache-2.0
// Private to crypto: what both suites share over OpenSSL's EVP interface.
#pragma once
#include <openssl/evp.h>

#include <memory>

#include "crypto/suite.hpp"

namespace hz::crypto {

struct EvpFree {
    void operator()(EVP_MD* p) const { EVP_MD_free(p); }
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(EVP_CIPHER* p) const { EVP_CIPHER_free(p); }
    void operator()(EVP_CIPHER_CTX* p) const { EVP_CIPHER_CTX_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(EVP_PKEY_CTX* p) const { EVP_PKEY_CTX_free(p); }
};
template <class T>
using Evp = std::unique_ptr<T, EvpFree>;

inline const unsigned char* u8(BytesView b) { return reinterpret_cast<const unsigned char*>(b.data()); }
inline unsigned char* u8(Bytes& b) { return reinterpret_cast<unsigned char*>(b.data()); }

// How one suite signs: `md` null where the algorithm digests itself, `id` the distinguishing id of SM2 or empty.
struct Signing {
    const char* key_type;
    const EVP_MD* md;
    std::string_view id;
};

[[nodiscard]] std::unique_ptr<PrivateKey> make_private(const Signing& signing, Evp<EVP_PKEY> key);
[[nodiscard]] Result<std::unique_ptr<PrivateKey>> read_private(const Signing& signing, BytesView pkcs8_der);
[[nodiscard]] Result<std::unique_ptr<PublicKey>> read_public(const Signing& signing, BytesView spki_der);

// The part of a suite that differs only in its digest. Algorithms are fetched once: a fetch costs more than a small
// digest.
class EvpSuite : public Suite {
  public:
    explicit EvpSuite(const char* digest_name);
    using Suite::digest;
    [[nodiscard]] Hash digest(std::initializer_list<BytesView> parts) const override;
    [[nodiscard]] std::unique_ptr<Digester> digester() const override;
    [[nodiscard]] Result<std::unique_ptr<PrivateKey>> import_private(BytesView pkcs8_der) const override;
    [[nodiscard]] Result<std::unique_ptr<PublicKey>> import_public(BytesView spki_der) const override;

  protected:
    [[nodiscard]] const EVP_MD* md() const { return md_.get(); }
    [[nodiscard]] virtual const Signing& signing() const = 0;

  private:
    Evp<EVP_MD> md_;
};

[[nodiscard]] const Suite& intl_suite();
[[nodiscard]] const Suite& gm_suite();

}  // namespace hz::crypto
