// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hz::http {

// A token bucket for each key: `per_second` gained, at most `burst` saved. Remembers the `most_keys` used last, so that
// many addresses cannot fill memory. Thread-safe; time is given by the caller.
class RateLimiter {
  public:
    using Instant = std::chrono::steady_clock::time_point;
    RateLimiter(double per_second, double burst, std::size_t most_keys)
        : per_second_(per_second), burst_(burst), most_keys_(most_keys) {}

    // 0 where the call may go on (its cost is taken), else the whole seconds after which it may.
    [[nodiscard]] std::uint32_t take(std::string_view key, double cost, Instant now);
    [[nodiscard]] std::size_t keys() const;

  private:
    struct Bucket {
        std::string key;
        double tokens;
        Instant at;
    };
    double per_second_;
    double burst_;
    std::size_t most_keys_;
    mutable std::mutex mutex_;
    std::list<Bucket> buckets_;  // used last in front
    std::unordered_map<std::string_view, std::list<Bucket>::iterator> index_;
};

}  // namespace hz::http
