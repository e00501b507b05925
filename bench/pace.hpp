// SPDX-License-Identifier: Apache-2.0
// Load that comes in waves: when each lifecycle is to start, whether or not the earlier ones have ended. What one takes
// is counted from then, so that waiting for a slow server is not left out.
#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "bench/load.hpp"

namespace hz::bench {

class Pace {
  public:
    using Clock = std::chrono::steady_clock;
    struct Turn {
        double per_second = 0;
        Latencies all, settled;  // settled: started ten seconds after the turn began, or later
    };

    Pace(Clock::time_point begin, double seconds_each) : begin_(begin), each_(seconds_each) {
        constexpr std::array waves{1, 15, 1, 25, 2, 35, 10};
        for (std::size_t i = 0; i < turns.size(); ++i) turns[i].per_second = 20.0 * waves[i];
    }

    // The next start, given once; nothing after the last turn.
    std::optional<Clock::time_point> next() {
        const auto turn = static_cast<std::size_t>(at_ / each_);
        if (turn >= turns.size()) return std::nullopt;
        const auto start = begin_ + span(at_);
        at_ += 1 / turns[turn].per_second;
        return start;
    }
    void add(Clock::time_point start, std::chrono::nanoseconds took) {
        const double at = std::chrono::duration<double>(start - begin_).count();
        const auto turn = std::min(turns.size() - 1, static_cast<std::size_t>(at / each_));
        turns[turn].all.add(took);
        if (at - each_ * static_cast<double>(turn) >= settling) turns[turn].settled.add(took);
    }

    std::array<Turn, 7> turns;

  private:
    static constexpr double settling = 10;
    static Clock::duration span(double seconds) {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    }
    Clock::time_point begin_;
    double each_, at_ = 0;
};

}  // namespace hz::bench
