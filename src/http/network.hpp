// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hz::http {

// A set of networks: "10.0.0.0/8", "2001:db8::/32", or single addresses. Immutable once made.
class Networks {
  public:
    Networks() = default;
    // Refusal: errors::bad_network.
    [[nodiscard]] static Result<Networks> parse(std::span<const std::string> texts);
    // False for what is no address. An IPv4 address mapped into IPv6 counts as the IPv4 address.
    [[nodiscard]] bool contain(std::string_view address) const;
    [[nodiscard]] bool empty() const { return list_.empty(); }

  private:
    struct Network {
        std::array<unsigned char, 16> address{};  // IPv4 mapped
        int bits = 0;                             // of the 128
    };
    std::vector<Network> list_;
};

// The client that a chain of trusted proxies speaks for: the last address in X-Forwarded-For that is not itself a
// trusted proxy. `peer` where the header holds something else before one is found.
[[nodiscard]] std::string client_behind(const Networks& proxies, std::string_view peer, std::string_view forwarded_for);

}  // namespace hz::http
