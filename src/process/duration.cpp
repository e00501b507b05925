// SPDX-License-Identifier: Apache-2.0
#include "process/duration.hpp"

#include <charconv>
#include <cstdint>

namespace hz::process {

namespace {

constexpr std::size_t most_digits = 5;

void add(Duration& out, int number, char unit, bool time) {
    constexpr std::int64_t day = 86'400;
    if (unit == 'Y') out.months += number * 12;
    if (unit == 'M' && !time) out.months += number;
    const std::int64_t length = unit == 'W'   ? 7 * day
                                : unit == 'D' ? day
                                : unit == 'H' ? 3'600
                                : unit == 'S' ? 1
                                : time        ? 60
                                              : 0;
    out.rest += std::chrono::seconds{number * length};
}

}  // namespace

std::optional<Duration> duration_from_iso(std::string_view text) {
    if (text.empty() || text[0] != 'P') return std::nullopt;
    Duration out;
    bool time = false;
    bool any = false;
    std::string_view units = text.back() == 'W' ? "W" : "YMD";  // what may still follow, in this order
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == 'T') {
            if (time || units == "W") return std::nullopt;
            time = true;
            any = false;  // something must follow
            units = "HMS";
            continue;
        }
        int number = 0;
        const auto* const first = text.data() + at;
        const auto [end, error] = std::from_chars(first, text.data() + text.size(), number);
        const auto digits = static_cast<std::size_t>(end - first);
        at += digits;
        if (error != std::errc{} || *first == '-' || digits > most_digits || at == text.size()) return std::nullopt;
        const auto unit = units.find(text[at]);
        if (unit == std::string_view::npos) return std::nullopt;
        add(out, number, text[at], time);
        units = units.substr(unit + 1);
        any = true;
    }
    return any ? std::optional(out) : std::nullopt;
}

}  // namespace hz::process
