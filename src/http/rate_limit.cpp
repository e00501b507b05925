// SPDX-License-Identifier: Apache-2.0
#include "http/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace hz::http {

std::uint32_t RateLimiter::take(std::string_view key, double cost, Instant now) {
    if (per_second_ <= 0) return 0;
    cost = std::min(cost, burst_);
    const std::lock_guard lock(mutex_);
    const auto found = index_.find(key);
    if (found == index_.end()) {
        if (buckets_.size() >= most_keys_ && !buckets_.empty()) {
            index_.erase(buckets_.back().key);
            buckets_.pop_back();
        }
        buckets_.push_front({std::string(key), burst_, now});
        index_.emplace(buckets_.front().key, buckets_.begin());
    } else {
        buckets_.splice(buckets_.begin(), buckets_, found->second);
    }
    auto& bucket = buckets_.front();
    const double passed = std::chrono::duration<double>(std::max(now - bucket.at, Instant::duration::zero())).count();
    bucket.tokens = std::min(burst_, bucket.tokens + passed * per_second_);
    bucket.at = std::max(now, bucket.at);
    if (bucket.tokens >= cost) {
        bucket.tokens -= cost;
        return 0;
    }
    return static_cast<std::uint32_t>(std::max(1.0, std::ceil((cost - bucket.tokens) / per_second_)));
}

std::size_t RateLimiter::keys() const {
    const std::lock_guard lock(mutex_);
    return buckets_.size();
}

}  // namespace hz::http
