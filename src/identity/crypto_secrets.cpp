// SPDX-License-Identifier: Apache-2.0
#include "identity/crypto_secrets.hpp"

#include "base/check.hpp"
#include "crypto/token.hpp"

namespace hz::identity {
namespace {

class CryptoSecrets final : public Secrets {
  public:
    CryptoSecrets(const crypto::Suite& suite, BytesView master, Random& random, crypto::PasswordCost cost)
        : suite_(suite),
          random_(random),
          cost_(cost),
          lookup_key_(suite.derive(master, {}, "huizheng identity lookup", crypto::key_bytes)),
          nobodys_hash_(crypto::hash_password(crypto::make_token(random), random, cost).value()),
          sealer_(suite.sealer(suite.derive(master, {}, "huizheng identity seal", crypto::key_bytes))) {}

    Result<std::string> hash_password(std::string_view password) override {
        return crypto::hash_password(password, random_, cost_);
    }
    bool verify_password(std::string_view hash, std::string_view password) override {
        return crypto::verify_password(hash, password);
    }
    std::string_view nobodys_hash() const override { return nobodys_hash_; }
    Bytes digest(std::string_view token) const override { return crypto::token_digest(suite_, token); }
    Bytes lookup_digest(std::string_view number) const override {
        const auto mac = suite_.hmac(lookup_key_, as_bytes(number));
        return {mac.begin(), mac.end()};
    }
    Bytes seal(std::string_view plain) override { return sealer_->seal(as_bytes(plain), as_bytes("person"), random_); }
    std::optional<std::string> open(BytesView sealed) const override {
        const auto plain = sealer_->open(sealed, as_bytes("person"));
        if (!plain) return std::nullopt;
        return std::string(as_text(*plain));
    }

  private:
    const crypto::Suite& suite_;
    Random& random_;
    crypto::PasswordCost cost_;
    Bytes lookup_key_;
    std::string nobodys_hash_;
    std::unique_ptr<crypto::Sealer> sealer_;
};

}  // namespace

std::unique_ptr<Secrets> make_secrets(const crypto::Suite& suite, BytesView master, Random& random,
                                      crypto::PasswordCost cost) {
    check(master.size() >= crypto::key_bytes, "identity: the master key is too short");
    return std::make_unique<CryptoSecrets>(suite, master, random, cost);
}

}  // namespace hz::identity
