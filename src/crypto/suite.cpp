// SPDX-License-Identifier: Apache-2.0
#include "crypto/suite.hpp"

#include <openssl/crypto.h>

#include <algorithm>

#include "base/check.hpp"
#include "crypto/errors.hpp"
#include "crypto/evp.hpp"

namespace hz::crypto {

// RFC 2104; both digests work on blocks of 64 bytes.
Hash Suite::hmac(BytesView key, BytesView message) const {
    constexpr std::size_t block = 64;
    std::array<std::byte, block> inner{}, outer{};
    if (key.size() > block) {
        const Hash short_key = digest(key);
        std::copy(short_key.begin(), short_key.end(), inner.begin());
    } else {
        std::copy(key.begin(), key.end(), inner.begin());
    }
    outer = inner;
    for (auto& b : inner) b ^= std::byte{0x36};
    for (auto& b : outer) b ^= std::byte{0x5c};
    const Hash first = digest({inner, message});
    const Hash out = digest({outer, first});
    OPENSSL_cleanse(inner.data(), inner.size());
    OPENSSL_cleanse(outer.data(), outer.size());
    return out;
}

Bytes Suite::derive(BytesView secret, BytesView salt, std::string_view info, std::size_t size) const {
    check(size <= 255 * sizeof(Hash), "HKDF gives at most 255 blocks");
    const Hash zero{};
    Hash key = hmac(salt.empty() ? BytesView(zero) : salt, secret);
    Bytes out, message;
    Hash block{};
    for (unsigned count = 1; out.size() < size; ++count) {
        message.clear();
        if (count > 1) message.insert(message.end(), block.begin(), block.end());
        const auto label = as_bytes(info);
        message.insert(message.end(), label.begin(), label.end());
        message.push_back(static_cast<std::byte>(count));
        block = hmac(key, message);
        const auto take = std::min(block.size(), size - out.size());
        out.insert(out.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(take));
    }
    OPENSSL_cleanse(key.data(), key.size());
    OPENSSL_cleanse(block.data(), block.size());
    return out;
}

const Suite* find_suite(std::string_view name) {
    if (name == "intl") return &intl_suite();
    if (name == "gm") return &gm_suite();
    return nullptr;
}

const Suite& suite_by_name(std::string_view name) {
    const auto* found = find_suite(name);
    check(found != nullptr, "the suite is intl or gm");
    return *found;
}

bool constant_time_equal(BytesView a, BytesView b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

void wipe(Bytes& secret) {
    OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

std::string to_pem(std::string_view label, BytesView der) {
    const auto body = to_base64(der);
    std::string out = "-----BEGIN " + std::string(label) + "-----\n";
    for (std::size_t at = 0; at < body.size(); at += 64) out += body.substr(at, 64) + "\n";
    return out + "-----END " + std::string(label) + "-----\n";
}

Result<Bytes> from_pem(std::string_view label, std::string_view pem) {
    const auto first = "-----BEGIN " + std::string(label) + "-----";
    const auto last = "-----END " + std::string(label) + "-----";
    const auto begin = pem.find(first);
    const auto end = pem.find(last);
    if (pem.size() > 16384 || begin == std::string_view::npos || end == std::string_view::npos ||
        end < begin + first.size())
        return refuse(errors::bad_key);
    std::string body;
    for (const char c : pem.substr(begin + first.size(), end - begin - first.size()))
        if (c != '\n' && c != '\r' && c != ' ') body += c;
    auto der = from_base64(body);
    if (!der || der->empty()) return refuse(errors::bad_key);
    return std::move(*der);
}

}  // namespace hz::crypto
