// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hz {

// An instant in UTC, to the millisecond. Stored as a bigint of milliseconds since 1970.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

[[nodiscard]] constexpr std::int64_t to_millis(Time t) { return t.time_since_epoch().count(); }
[[nodiscard]] constexpr Time from_millis(std::int64_t ms) { return Time{std::chrono::milliseconds{ms}}; }

// RFC 3339 with milliseconds and offset: "2026-11-22T10:15:30.123+08:00". `offset_minutes` is the offset to print.
[[nodiscard]] std::string format_rfc3339(Time t, int offset_minutes = 0);
// Empty where the text is not an RFC 3339 instant or its year is outside 1..9999.
[[nodiscard]] std::optional<Time> parse_rfc3339(std::string_view text);

// The only source of "now". Thread-safe.
class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Time now() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Time now() const override;
};

// Moves only when told to; for tests, flows and dry runs.
class VirtualClock final : public Clock {
  public:
    explicit VirtualClock(Time start) : now_(to_millis(start)) {}
    [[nodiscard]] Time now() const override { return from_millis(now_.load()); }
    void set(Time t) { now_.store(to_millis(t)); }
    void advance(std::chrono::milliseconds by) { now_.fetch_add(by.count()); }

  private:
    std::atomic<std::int64_t> now_;
};

}  // namespace hz
