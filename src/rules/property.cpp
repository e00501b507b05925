// SPDX-License-Identifier: Apache-2.0
#include "rules/operators.hpp"
#include "rules/zone.hpp"

namespace hz::rules {
namespace {

Value whole(std::int64_t value) { return Value(Number{value}); }

Value date_property(const Date& date, std::string_view name) {
    if (name == "year") return whole(date.year);
    if (name == "month") return whole(date.month);
    if (name == "day") return whole(date.day);
    if (name == "weekday") return whole(weekday(date));
    return {};
}

Value time_property(const TimeOfDay& time, std::string_view name) {
    const auto seconds = time.nanos / nanos_per_second;
    if (name == "hour") return whole(seconds / 3600);
    if (name == "minute") return whole(seconds / 60 % 60);
    if (name == "second") return whole(seconds % 60);
    if (name == "time offset" && time.has_offset())
        return DaysDuration{static_cast<Nanos>(time.offset) * nanos_per_second};
    if (name == "timezone" && time.zone) return Value(zone_name(time.zone));
    return {};
}

Value days_property(const DaysDuration& value, std::string_view name) {
    const auto seconds = static_cast<std::int64_t>(value.nanos / nanos_per_second);
    if (name == "days") return whole(seconds / 86400);
    if (name == "hours") return whole(seconds / 3600 % 24);
    if (name == "minutes") return whole(seconds / 60 % 60);
    if (name == "seconds") return whole(seconds % 60);
    return {};
}

Value range_property(const Range& range, std::string_view name) {
    if (name == "start") return range.low;
    if (name == "end") return range.high;
    if (name == "start included") return range.low_included;
    if (name == "end included") return range.high_included;
    return {};
}

}  // namespace

Value property(const Value& of, std::string_view name) {
    switch (of.kind()) {
        case Kind::context: {
            const auto* found = of.if_context()->find(name);
            return found ? *found : Value();
        }
        case Kind::date:
            return date_property(*of.if_date(), name);
        case Kind::time:
            return time_property(*of.if_time(), name);
        case Kind::date_time: {
            auto out = date_property(of.if_date_time()->date, name);
            return out.is_null() ? time_property(of.if_date_time()->time, name) : out;
        }
        case Kind::days_duration:
            return days_property(*of.if_days(), name);
        case Kind::years_duration:
            if (name == "years") return whole(of.if_years()->months / 12);
            return name == "months" ? whole(of.if_years()->months % 12) : Value();
        case Kind::range:
            return range_property(*of.if_range(), name);
        case Kind::list: {
            List out;
            for (const auto& item : *of.if_list()) out.push_back(item.if_list() ? Value() : property(item, name));
            return out;
        }
        default:
            return {};
    }
}

}  // namespace hz::rules
