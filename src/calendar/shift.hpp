// SPDX-License-Identifier: Apache-2.0
// When a place works, by the minute: for limits in working hours. Data from a pack, as docs/clocks.md says.
#pragma once
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::calendar {

// Minutes of the civil day, from and until: 08:00-12:00 is {480, 720}; 24:00 is 1440.
struct Interval {
    int from = 0;
    int until = 0;
    bool operator==(const Interval&) const = default;
};
using Intervals = std::vector<Interval>;  // in order, apart from one another

// What the working calendar says of a day beyond its weekday: a public day off, or a weekend day worked for one.
enum class DayKind { ordinary, holiday, made_up };

// Immutable, thread-safe.
class ShiftCalendar {
  public:
    // {code, title?, week: {monday: ["08:00-12:00", "14:00-18:00"], ...}, holidays: "closed" | "open", made_up_day:
    // [...], exceptions: [{date | from and to, hours: [...]}]}. A weekday that is not listed is closed. `holidays`:
    // whether a public day off is worked as its weekday is (default closed). `made_up_day`: the hours of a weekend day
    // that the working calendar has worked (default: those of Monday). Refuses errors::invalid_shifts with the fields.
    [[nodiscard]] static Result<ShiftCalendar> from_json(const Json& value);
    [[nodiscard]] const std::string& code() const { return code_; }
    [[nodiscard]] const Intervals& hours(std::chrono::sys_days day, DayKind kind) const;

  private:
    std::string code_;
    std::array<Intervals, 7> week_;  // Monday = 0
    Intervals made_up_;
    bool open_on_holidays_ = false;
    std::map<std::chrono::sys_days, Intervals> exceptions_;
};

using ShiftCalendars = std::map<std::string, ShiftCalendar, std::less<>>;
// A list of the above, each code once.
[[nodiscard]] Result<ShiftCalendars> shifts_from_json(const Json& list);

// "08:00-12:00"; empty where it is not written so or ends before it begins. It ends at 24:00 at the latest: a night is
// written as two intervals of two days.
[[nodiscard]] std::optional<Interval> interval_from_text(std::string_view text);

}  // namespace hz::calendar
