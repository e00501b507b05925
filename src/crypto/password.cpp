// SPDX-License-Identifier: Apache-2.0
#include "crypto/password.hpp"

#include <argon2.h>

#include <array>

#include "crypto/errors.hpp"

namespace hz::crypto {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t max_encoded_bytes = 512;

bool acceptable(std::string_view password) { return !password.empty() && password.size() <= max_password_bytes; }

}  // namespace

Result<std::string> hash_password(std::string_view password, Random& random, PasswordCost cost) {
    if (!acceptable(password)) return refuse(errors::bad_password, {{"limit", std::to_string(max_password_bytes)}});
    std::array<std::byte, salt_bytes> salt{};
    random.fill(salt);
    std::array<char, max_encoded_bytes> out{};
    const int code = argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes, password.data(), password.size(),
                                           salt.data(), salt.size(), hash_bytes, out.data(), out.size());
    if (code != ARGON2_OK) {
        auto error = refuse(errors::failed);
        error.detail = argon2_error_message(code);
        return error;
    }
    return std::string(out.data());
}

bool verify_password(std::string_view encoded, std::string_view password) {
    if (!acceptable(password) || encoded.size() > max_encoded_bytes) return false;
    return argon2id_verify(std::string(encoded).c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool needs_rehash(std::string_view encoded, PasswordCost cost) {
    const auto wanted = "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) + ",t=" + std::to_string(cost.passes) +
                        ",p=" + std::to_string(cost.lanes) + "$";
    return !encoded.starts_with(wanted);
}

}  // namespace hz::crypto
