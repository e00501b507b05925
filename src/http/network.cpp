// SPDX-License-Identifier: Apache-2.0
#include "http/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.hpp"
#include "http/errors.hpp"

namespace hz::http {
namespace {

using Bytes16 = std::array<unsigned char, 16>;

struct Address {
    Bytes16 bytes{};
    bool v4 = false;
};

std::optional<Address> parse_address(std::string_view view) {
    const std::string text(view);
    Address out;
    if (inet_pton(AF_INET6, text.c_str(), out.bytes.data()) == 1) return out;
    out.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    out.v4 = true;
    if (inet_pton(AF_INET, text.c_str(), out.bytes.data() + 12) == 1) return out;
    return std::nullopt;
}

bool same_beginning(const Bytes16& a, const Bytes16& b, int bits) {
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
    return bits % 8 == 0 || ((a[whole] ^ b[whole]) >> (8 - bits % 8)) == 0;
}

}  // namespace

Result<Networks> Networks::parse(std::span<const std::string> texts) {
    Networks out;
    for (const std::string_view text : texts) {
        const auto slash = text.find('/');
        const auto address = parse_address(text.substr(0, slash));
        int bits = address && address->v4 ? 32 : 128;
        const int most = bits;
        if (slash != std::string_view::npos) {
            const auto count = text.substr(slash + 1);
            const auto [end, fault] = std::from_chars(count.data(), count.data() + count.size(), bits);
            if (fault != std::errc{} || end != count.data() + count.size()) bits = -1;
        }
        if (!address || bits < 0 || bits > most) return refuse(errors::bad_network, {{"text", std::string(text)}});
        out.list_.push_back({address->bytes, bits + 128 - most});
    }
    return out;
}

bool Networks::contain(std::string_view address) const {
    const auto found = parse_address(address);
    return found && std::any_of(list_.begin(), list_.end(), [&](const Network& network) {
               return same_beginning(network.address, found->bytes, network.bits);
           });
}

std::string client_behind(const Networks& proxies, std::string_view peer, std::string_view forwarded_for) {
    std::string client(peer);
    while (!forwarded_for.empty() && proxies.contain(client)) {
        const auto comma = forwarded_for.rfind(',');
        const auto last = trim(forwarded_for.substr(comma == std::string_view::npos ? 0 : comma + 1));
        if (!parse_address(last)) break;
        client = last;
        forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    }
    return client;
}

}  // namespace hz::http
