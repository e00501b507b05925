// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <cstdlib>

#include "rules/temporal.hpp"
#include "rules/zone.hpp"

namespace hz::rules {
namespace {

// Reads from the front of a text; every step says whether it could.
struct Reader {
    std::string_view left;

    bool skip(char c) {
        if (left.empty() || left.front() != c) return false;
        left.remove_prefix(1);
        return true;
    }
    // Between `least` and `most` digits.
    std::optional<std::int64_t> digits(std::size_t least, std::size_t most) {
        std::size_t count = 0;
        std::int64_t value = 0;
        while (count < left.size() && count < most && left[count] >= '0' && left[count] <= '9')
            value = value * 10 + (left[count++] - '0');
        if (count < least) return std::nullopt;
        left.remove_prefix(count);
        return value;
    }
    // The digits after a point, as nanoseconds; further digits are cut.
    std::int64_t fraction() {
        std::int64_t value = 0, unit = 100'000'000;
        std::size_t count = 0;
        for (; count < left.size() && left[count] >= '0' && left[count] <= '9'; ++count, unit /= 10)
            value += (left[count] - '0') * unit;
        left.remove_prefix(count);
        return value;
    }
};

std::optional<Date> read_date(Reader& in) {
    const bool negative = in.skip('-');
    const bool padded = !in.left.empty() && in.left.front() == '0';
    const auto before = in.left.size();
    const auto year = in.digits(4, 9);
    if (!year || (padded && before - in.left.size() > 4) || !in.skip('-')) return std::nullopt;
    const auto month = in.digits(2, 2);
    if (!month || !in.skip('-')) return std::nullopt;
    const auto day = in.digits(2, 2);
    if (!day) return std::nullopt;
    return Date::make(negative ? -*year : *year, *month, *day);
}

// The offset or the zone by name at the end of a time; false where it is malformed or there is no such zone.
bool read_zone(Reader& in, TimeOfDay& out) {
    if (in.left.empty()) return true;
    if (in.skip('Z') || in.skip('z')) return out.offset = 0, true;
    if (in.skip('@')) {
        out.zone = find_zone(in.left);
        in.left = {};
        return out.zone != 0;
    }
    const bool negative = in.left.front() == '-';
    if (!in.skip('+') && !in.skip('-')) return false;
    const auto hours = in.digits(2, 2);
    if (!hours || !in.skip(':')) return false;
    const auto minutes = in.digits(2, 2);
    const auto seconds = in.skip(':') ? in.digits(2, 2) : std::optional<std::int64_t>{0};
    if (!minutes || !seconds || *hours > 18 || *minutes > 59 || *seconds > 59) return false;
    const auto total = static_cast<std::int32_t>(*hours * 3600 + *minutes * 60 + *seconds);
    return out.offset = negative ? -total : total, true;
}

std::optional<TimeOfDay> read_time(Reader& in) {
    const auto hours = in.digits(2, 2);
    if (!hours || !in.skip(':')) return std::nullopt;
    const auto minutes = in.digits(2, 2);
    if (!minutes || !in.skip(':')) return std::nullopt;
    const auto seconds = in.digits(2, 2);
    const bool point = in.skip('.');
    if (point && (in.left.empty() || in.left.front() < '0' || in.left.front() > '9')) return std::nullopt;
    const auto fraction = point ? in.fraction() : 0;
    if (!seconds || *hours > 24 || *minutes > 59 || *seconds > 59) return std::nullopt;
    if (*hours == 24 && (*minutes || *seconds || fraction)) return std::nullopt;
    TimeOfDay out{(*hours * 3600 + *minutes * 60 + *seconds) * nanos_per_second + fraction};
    return read_zone(in, out) ? std::optional(out) : std::nullopt;
}

template <class... T>
std::string print(const char* format, T... values) {
    std::array<char, 64> buffer{};
    const int used = std::snprintf(buffer.data(), buffer.size(), format, values...);
    return {buffer.data(), static_cast<std::size_t>(used)};
}

std::string fraction_text(std::int64_t nanos) {
    if (nanos == 0) return {};
    auto out = print(".%09lld", static_cast<long long>(nanos));
    while (out.back() == '0') out.pop_back();
    return out;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    Reader in{text};
    const auto out = read_date(in);
    return in.left.empty() ? out : std::nullopt;
}

std::optional<TimeOfDay> parse_time(std::string_view text) {
    Reader in{text};
    in.skip('T');
    auto out = read_time(in);
    if (!out || !in.left.empty()) return std::nullopt;
    if (out->nanos == nanos_per_day) out->nanos = 0;  // 24:00:00 is midnight
    return out;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
    Reader in{text};
    const auto date = read_date(in);
    if (!date) return std::nullopt;
    if (in.left.empty()) return DateTime{*date, {}};
    if (!in.skip('T')) return std::nullopt;
    const auto time = read_time(in);
    if (!time || !in.left.empty()) return std::nullopt;
    if (time->nanos < nanos_per_day) return moment(*date, *time);
    const auto next = date_of(day_number(*date) + 1);  // 24:00:00
    return next.year > max_year ? std::nullopt : std::optional(moment(next, {0, time->offset, time->zone}));
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
    Reader in{text};
    const bool negative = in.skip('-');
    if (!in.skip('P') || in.left.empty()) return std::nullopt;
    Nanos total = 0;
    bool in_time = in.skip('T');
    std::string_view units = in_time ? "HMS" : "DHMS";
    bool any = false;
    while (!in.left.empty()) {
        if (!in_time && in.skip('T')) {
            in_time = true;
            if (const auto h = units.find('H'); h != std::string_view::npos) units.remove_prefix(h);
            continue;
        }
        const auto count = in.digits(1, 15);
        const auto fraction = count && in.skip('.') ? in.fraction() : 0;
        if (!count || in.left.empty()) return std::nullopt;
        const char unit = in.left.front();
        const auto at = units.find(unit);
        if (at == std::string_view::npos || (unit != 'D') != in_time || (fraction && unit != 'S')) return std::nullopt;
        in.left.remove_prefix(1);
        units.remove_prefix(at + 1);
        const std::int64_t seconds = unit == 'D' ? 86'400 : unit == 'H' ? 3'600 : unit == 'M' ? 60 : 1;
        total += static_cast<Nanos>(*count) * seconds * nanos_per_second + fraction;
        any = true;
    }
    if (!any || text.back() == 'T') return std::nullopt;
    return DaysDuration{negative ? -total : total};
}

std::optional<YearsDuration> parse_years_duration(std::string_view text) {
    Reader in{text};
    const bool negative = in.skip('-');
    if (!in.skip('P')) return std::nullopt;
    auto count = in.digits(1, 12);
    if (!count) return std::nullopt;
    std::int64_t months = 0;
    if (in.skip('Y')) {
        months = *count * 12;
        count = in.left.empty() ? std::optional<std::int64_t>{} : in.digits(1, 12);
        if (!count && !in.left.empty()) return std::nullopt;
    }
    if (count) {
        if (!in.skip('M')) return std::nullopt;
        months += *count;
    }
    if (!in.left.empty()) return std::nullopt;
    return YearsDuration{negative ? -months : months};
}

std::string to_text(const Date& value) {
    return print("%s%04lld-%02d-%02d", value.year < 0 ? "-" : "", std::llabs(value.year), value.month, value.day);
}

std::string to_text(const TimeOfDay& value) {
    const auto seconds = static_cast<int>(value.nanos / nanos_per_second);
    auto out = print("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60) +
               fraction_text(value.nanos % nanos_per_second);
    if (value.zone) return out + "@" + std::string(zone_name(value.zone));
    if (!value.has_offset()) return out;
    if (value.offset == 0) return out + "Z";
    const int size = std::abs(value.offset);
    out += print("%c%02d:%02d", value.offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
    return size % 60 ? out + print(":%02d", size % 60) : out;
}

std::string to_text(const DateTime& value) { return to_text(value.date) + "T" + to_text(value.time); }

std::string to_text(const DaysDuration& value) {
    if (value.nanos == Nanos{0}) return "PT0S";
    Nanos rest = value.nanos < 0 ? -value.nanos : value.nanos;
    const auto take = [&](Nanos unit) {
        const auto count = static_cast<long long>(rest / unit);
        rest %= unit;
        return count;
    };
    std::string out = value.nanos < 0 ? "-P" : "P";
    if (const auto days = take(nanos_per_day)) out += print("%lldD", days);
    if (rest == 0) return out;
    out += 'T';
    if (const auto hours = take(Nanos{3600} * nanos_per_second)) out += print("%lldH", hours);
    if (const auto minutes = take(Nanos{60} * nanos_per_second)) out += print("%lldM", minutes);
    if (rest == 0) return out;
    const auto seconds = take(nanos_per_second);
    return out + print("%lld", seconds) + fraction_text(static_cast<std::int64_t>(rest)) + "S";
}

std::string to_text(const YearsDuration& value) {
    const auto size = value.months < 0 ? -value.months : value.months;
    std::string out = value.months < 0 ? "-P" : "P";
    if (size / 12) out += std::to_string(size / 12) + "Y";
    if (size % 12 || size == 0) out += std::to_string(size % 12) + "M";
    return out;
}

}  // namespace hz::rules
