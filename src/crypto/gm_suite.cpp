// SPDX-License-Identifier: Apache-2.0
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include "base/check.hpp"
#include "crypto/errors.hpp"
#include "crypto/evp.hpp"

namespace hz::crypto {
namespace {

constexpr std::string_view sm2_id = "1234567812345678";  // GB/T 32918, GM/T 0009
constexpr std::size_t nonce_bytes = 16;
constexpr std::size_t tag_bytes = 32;
constexpr std::size_t sm4_key_bytes = 16;

// SM4-CTR, then HMAC-SM3 over everything (OpenSSL 3.0 has no SM4-GCM), with two keys derived from the one given.
class Sm4Sealer final : public Sealer {
  public:
    Sm4Sealer(const Suite& suite, const EVP_CIPHER* cipher, BytesView key)
        : suite_(suite),
          cipher_(cipher),
          encrypt_(suite.derive(key, {}, "hz seal: sm4-ctr", sm4_key_bytes)),
          authenticate_(suite.derive(key, {}, "hz seal: hmac-sm3", sizeof(Hash))) {}
    Sm4Sealer(const Sm4Sealer&) = delete;
    Sm4Sealer& operator=(const Sm4Sealer&) = delete;
    ~Sm4Sealer() override {
        wipe(encrypt_);
        wipe(authenticate_);
    }

    [[nodiscard]] Bytes seal(BytesView plain, BytesView associated, Random& random) const override {
        Bytes out(nonce_bytes + plain.size());
        random.fill(std::span(out).first(nonce_bytes));
        apply(BytesView(out).first(nonce_bytes), plain, u8(out) + nonce_bytes);
        const Hash mac = tag(out, associated);
        out.insert(out.end(), mac.begin(), mac.end());
        return out;
    }

    [[nodiscard]] Result<Bytes> open(BytesView sealed, BytesView associated) const override {
        if (sealed.size() < nonce_bytes + tag_bytes) return refuse(errors::cannot_open);
        const auto covered = sealed.first(sealed.size() - tag_bytes);
        if (!constant_time_equal(tag(covered, associated), sealed.last(tag_bytes))) return refuse(errors::cannot_open);
        Bytes out(covered.size() - nonce_bytes);
        apply(sealed.first(nonce_bytes), covered.subspan(nonce_bytes), u8(out));
        return out;
    }

  private:
    // The length of `associated` comes first, so that no byte can move between the parts.
    [[nodiscard]] Hash tag(BytesView covered, BytesView associated) const {
        Bytes message;
        message.reserve(8 + associated.size() + covered.size());
        for (int shift = 56; shift >= 0; shift -= 8)
            message.push_back(static_cast<std::byte>(associated.size() >> shift));
        message.insert(message.end(), associated.begin(), associated.end());
        message.insert(message.end(), covered.begin(), covered.end());
        return suite_.hmac(authenticate_, message);
    }
    void apply(BytesView nonce, BytesView in, unsigned char* out) const {
        check(in.size() < (1U << 30), "sealed data is below 1 GiB");
        const Evp<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
        int size = 0;
        const bool ok = EVP_EncryptInit_ex2(context.get(), cipher_, u8(BytesView(encrypt_)), u8(nonce), nullptr) == 1 &&
                        EVP_EncryptUpdate(context.get(), out, &size, u8(in), static_cast<int>(in.size())) == 1;
        check(ok, "SM4-CTR encrypts");
    }
    const Suite& suite_;
    const EVP_CIPHER* cipher_;
    Bytes encrypt_, authenticate_;
};

struct EcFree {
    void operator()(EC_GROUP* p) const { EC_GROUP_free(p); }
    void operator()(EC_POINT* p) const { EC_POINT_free(p); }
    void operator()(BIGNUM* p) const { BN_clear_free(p); }
    void operator()(OSSL_PARAM_BLD* p) const { OSSL_PARAM_BLD_free(p); }
    void operator()(OSSL_PARAM* p) const { OSSL_PARAM_free(p); }
};
template <class T>
using Ec = std::unique_ptr<T, EcFree>;

// d uniform in [1, n-2] by rejection, P = dG. Not EVP_PKEY_keygen: the randomness is the caller's.
Evp<EVP_PKEY> sm2_key(Random& random) {
    const Ec<EC_GROUP> group(EC_GROUP_new_by_curve_name(NID_sm2));
    check(group != nullptr, "OpenSSL offers SM2");
    const Ec<BIGNUM> limit(BN_dup(EC_GROUP_get0_order(group.get())));
    BN_sub_word(limit.get(), 1);
    Bytes bytes(32);
    Ec<BIGNUM> d;
    do {
        random.fill(bytes);
        d.reset(BN_bin2bn(u8(bytes), static_cast<int>(bytes.size()), nullptr));
    } while (BN_is_zero(d.get()) || BN_cmp(d.get(), limit.get()) >= 0);
    wipe(bytes);
    const Ec<EC_POINT> point(EC_POINT_new(group.get()));
    check(EC_POINT_mul(group.get(), point.get(), d.get(), nullptr, nullptr, nullptr) == 1, "SM2 public point");
    std::array<unsigned char, 65> encoded{};
    const auto size = EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, encoded.data(),
                                         encoded.size(), nullptr);
    check(size == encoded.size(), "SM2 point form");
    const Ec<OSSL_PARAM_BLD> build(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(build.get(), OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0);
    OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_PRIV_KEY, d.get());
    OSSL_PARAM_BLD_push_octet_string(build.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size());
    const Ec<OSSL_PARAM> params(OSSL_PARAM_BLD_to_param(build.get()));
    const Evp<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
    EVP_PKEY* key = nullptr;
    const bool ok = EVP_PKEY_fromdata_init(context.get()) == 1 &&
                    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params.get()) == 1;
    check(ok, "SM2 key from its parts");
    return Evp<EVP_PKEY>(key);
}

class GmSuite final : public EvpSuite {
  public:
    GmSuite() : EvpSuite("SM3"), cipher_(EVP_CIPHER_fetch(nullptr, "SM4-CTR", nullptr)), signing_{"SM2", md(), sm2_id} {
        check(cipher_ != nullptr, "OpenSSL offers SM4-CTR");
    }
    [[nodiscard]] std::string_view name() const override { return "gm"; }
    [[nodiscard]] std::unique_ptr<PrivateKey> generate_key(Random& random) const override {
        return make_private(signing_, sm2_key(random));
    }
    [[nodiscard]] std::unique_ptr<Sealer> sealer(BytesView key) const override {
        check(key.size() == key_bytes, "a sealing key has 32 bytes");
        return std::make_unique<Sm4Sealer>(*this, cipher_.get(), key);
    }

  protected:
    [[nodiscard]] const Signing& signing() const override { return signing_; }

  private:
    Evp<EVP_CIPHER> cipher_;
    Signing signing_;
};

}  // namespace

const Suite& gm_suite() {
    static const GmSuite suite;
    return suite;
}

}  // namespace hz::crypto
