// SPDX-License-Identifier: Apache-2.0
#include "rules/operators.hpp"

namespace hz::rules {
namespace {

Number to_number(Nanos nanos) {
    const auto seconds = static_cast<std::int64_t>(nanos / nanos_per_second);
    const auto rest = static_cast<std::int64_t>(nanos % nanos_per_second);
    return Number{seconds}.multiply(Number{nanos_per_second})->add(Number{rest}).value_or(Number{});
}

Value days_from(const std::optional<Number>& nanos) {
    const auto whole = nanos ? nanos->round(0, Rounding::half_even) : std::nullopt;
    const auto seconds = whole ? whole->divide(Number{nanos_per_second}) : std::nullopt;
    const auto floor = seconds ? seconds->round(0, Rounding::floor) : std::nullopt;
    const auto rest = whole ? whole->modulo(Number{nanos_per_second}) : std::nullopt;
    if (!floor || !floor->to_int() || !rest || !rest->to_int()) return {};
    return DaysDuration{static_cast<Nanos>(*floor->to_int()) * nanos_per_second + *rest->to_int()};
}

Value years_from(const std::optional<Number>& months) {
    const auto whole = months ? months->round(0, Rounding::down) : std::nullopt;
    if (!whole || !whole->to_int() || *whole > Number{max_year * 12} || *whole < Number{-max_year * 12}) return {};
    return YearsDuration{*whole->to_int()};
}

// Sums outside any sensible span would overflow later; 2^90 ns is some 39 billion years.
Value bounded(Nanos nanos) {
    constexpr Nanos limit = static_cast<Nanos>(1) << 90;
    return nanos < limit && nanos > -limit ? Value(DaysDuration{nanos}) : Value();
}

Value plus_days(const Value& a, DaysDuration by) {
    if (const auto* date = a.if_date()) {
        const auto sum = add(DateTime{*date, {}}, by);
        return sum ? Value(sum->date) : Value();
    }
    if (const auto* moment = a.if_date_time()) return add(*moment, by);
    if (const auto* time = a.if_time()) return add(*time, by);
    if (const auto* days = a.if_days()) return bounded(days->nanos + by.nanos);
    return {};
}

Value plus_years(const Value& a, YearsDuration by) {
    if (const auto* date = a.if_date()) return add(*date, by);
    if (const auto* moment = a.if_date_time()) return add(*moment, by);
    if (const auto* years = a.if_years()) return years_from(Number{years->months}.add(Number{by.months}));
    return {};
}

std::optional<DateTime> moment_of(const Value& value) {
    if (const auto* moment = value.if_date_time()) return *moment;
    if (const auto* date = value.if_date()) return DateTime{*date, {0, 0}};  // midnight at UTC
    return std::nullopt;
}

Value between(const DateTime& a, const DateTime& b) {
    if (a.time.has_offset() != b.time.has_offset()) return {};
    return DaysDuration{instant(a) - instant(b)};
}

}  // namespace

Value add(const Value& a, const Value& b) {
    if (a.if_number() && b.if_number()) return a.if_number()->add(*b.if_number());
    if (a.if_string() && b.if_string()) return *a.if_string() + *b.if_string();
    if (b.if_days()) return plus_days(a, *b.if_days());
    if (b.if_years()) return plus_years(a, *b.if_years());
    if (a.if_days()) return plus_days(b, *a.if_days());
    if (a.if_years()) return plus_years(b, *a.if_years());
    return {};
}

Value subtract(const Value& a, const Value& b) {
    if (a.if_number() && b.if_number()) return a.if_number()->subtract(*b.if_number());
    if (const auto* days = b.if_days()) return plus_days(a, {-days->nanos});
    if (const auto* years = b.if_years()) return plus_years(a, {-years->months});
    if (a.if_time() && b.if_time())
        return a.if_time()->zone == b.if_time()->zone ? between({{}, *a.if_time()}, {{}, *b.if_time()}) : Value();
    const auto x = moment_of(a), y = moment_of(b);
    return x && y ? between(*x, *y) : Value();
}

Value multiply(const Value& a, const Value& b) {
    if (const auto* times = b.if_number()) {
        if (const auto* number = a.if_number()) return number->multiply(*times);
        if (const auto* days = a.if_days()) return days_from(to_number(days->nanos).multiply(*times));
        if (const auto* years = a.if_years()) return years_from(Number{years->months}.multiply(*times));
        return {};
    }
    return a.if_number() && (b.if_days() || b.if_years()) ? multiply(b, a) : Value();
}

Value divide(const Value& a, const Value& b) {
    if (const auto* by = b.if_number()) {
        if (const auto* number = a.if_number()) return number->divide(*by);
        if (const auto* days = a.if_days()) return days_from(to_number(days->nanos).divide(*by));
        if (const auto* years = a.if_years()) return years_from(Number{years->months}.divide(*by));
        return {};
    }
    if (a.if_days() && b.if_days()) return to_number(a.if_days()->nanos).divide(to_number(b.if_days()->nanos));
    if (a.if_years() && b.if_years()) return Number{a.if_years()->months}.divide(Number{b.if_years()->months});
    return {};
}

Value power(const Value& a, const Value& b) {
    return a.if_number() && b.if_number() ? Value(a.if_number()->power(*b.if_number())) : Value();
}

Value negate(const Value& a) {
    if (const auto* number = a.if_number()) return number->negate();
    if (const auto* days = a.if_days()) return DaysDuration{-days->nanos};
    if (const auto* years = a.if_years()) return YearsDuration{-years->months};
    return {};
}

std::optional<bool> passes(const Value& value, const Value& test) {
    if (const auto* range = test.if_range(); range && !value.if_range()) return contains(*range, value);
    if (const auto* list = test.if_list()) {
        if (value.if_list() && equal(value, test) == true) return true;
        for (const auto& item : *list)
            if (passes(value, item) == true) return true;
        return false;  // an item of another kind is only not it
    }
    return equal(value, test);
}

}  // namespace hz::rules
