// SPDX-License-Identifier: Apache-2.0
#include "rules/value.hpp"

#include <algorithm>
#include <memory>

#include "rules/number_quick.hpp"

namespace hz::rules {

Value::Value(List v) : kind_(Kind::list), list_(std::make_shared<const List>(std::move(v))) {
    for (const auto& item : *list_) weight_ = add_weights(weight_, item.weight_);
}
Value::Value(Context v) : kind_(Kind::context), context_(std::make_shared<const Context>(std::move(v))) {
    for (const auto& [name, item] : context_->entries()) weight_ = add_weights(weight_, item.weight_);
}
Value::Value(Range v) : kind_(Kind::range), range_(std::make_shared<const Range>(std::move(v))) {}

void Value::copy_shared(const Value& other) {
    switch (kind_) {
        case Kind::string:
            std::construct_at(&text_, other.text_);
            break;
        case Kind::list:
            std::construct_at(&list_, other.list_);
            break;
        case Kind::context:
            std::construct_at(&context_, other.context_);
            break;
        case Kind::range:
            std::construct_at(&range_, other.range_);
            break;
        default:
            std::construct_at(&function_, other.function_);
            break;
    }
}

void Value::release_shared() noexcept {
    switch (kind_) {
        case Kind::string:
            text_.~Text();
            break;
        case Kind::list:
            list_.~ListPtr();
            break;
        case Kind::context:
            context_.~ContextPtr();
            break;
        case Kind::range:
            range_.~RangePtr();
            break;
        default:
            function_.~FunctionPtr();
            break;
    }
    kind_ = Kind::null;
}

void Context::put(std::string name, Value value) {
    const auto place = std::lower_bound(order_.begin(), order_.end(), name,
                                        [&](std::uint32_t i, const std::string& n) { return entries_[i].first < n; });
    if (place != order_.end() && entries_[*place].first == name) {
        entries_[*place].second = std::move(value);
        return;
    }
    order_.insert(place, static_cast<std::uint32_t>(entries_.size()));
    entries_.emplace_back(std::move(name), std::move(value));
}

const Value* Context::find(std::string_view name) const {
    if (constexpr std::size_t few = 8; entries_.size() <= few) {  // the lengths tell most names apart
        for (const auto& [known, value] : entries_)
            if (known == name) return &value;
        return nullptr;
    }
    const auto place = std::lower_bound(order_.begin(), order_.end(), name,
                                        [&](std::uint32_t i, std::string_view n) { return entries_[i].first < n; });
    return place != order_.end() && entries_[*place].first == name ? &entries_[*place].second : nullptr;
}

namespace {

std::optional<bool> equal_lists(const List& a, const List& b) {
    if (a.size() != b.size()) return false;
    std::optional<bool> all = true;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto same = equal(a[i], b[i]);
        if (same == false) return false;
        if (!same) all = std::nullopt;
    }
    return all;
}

std::optional<bool> equal_contexts(const Context& a, const Context& b) {
    if (a.entries().size() != b.entries().size()) return false;
    std::optional<bool> all = true;
    for (const auto& [name, value] : a.entries()) {
        const auto* other = b.find(name);
        const auto same = other ? equal(value, *other) : std::optional(false);
        if (same == false) return false;
        if (!same) all = std::nullopt;
    }
    return all;
}

std::optional<bool> equal_ranges(const Range& a, const Range& b) {
    if (a.low_included != b.low_included || a.high_included != b.high_included) return false;
    const auto low = equal(a.low, b.low), high = equal(a.high, b.high);
    if (low == false || high == false) return false;
    return low && high ? std::optional(true) : std::nullopt;
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case Kind::boolean:
            return *a.if_boolean() == *b.if_boolean();
        case Kind::string:
            return *a.if_string() == *b.if_string();
        case Kind::list:
            return equal_lists(*a.if_list(), *b.if_list());
        case Kind::context:
            return equal_contexts(*a.if_context(), *b.if_context());
        case Kind::range:
            return equal_ranges(*a.if_range(), *b.if_range());
        case Kind::function:
            return a.if_function() == b.if_function() ? std::optional(true) : std::nullopt;
        default:
            break;
    }
    const auto order = compare(a, b);
    return order ? *order == 0 : false;  // one with an offset and one without are different
}

std::optional<std::strong_ordering> compare(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case Kind::number: {
            int order = 0;
            if (NumberQuick::compare(*a.if_number(), *b.if_number(), order)) return order <=> 0;
            return *a.if_number() <=> *b.if_number();
        }
        case Kind::string:
            return *a.if_string() <=> *b.if_string();  // order of UTF-8 bytes is order of code points
        case Kind::date:
            return *a.if_date() <=> *b.if_date();
        case Kind::time:
            return compare(*a.if_time(), *b.if_time());
        case Kind::date_time:
            return compare(*a.if_date_time(), *b.if_date_time());
        case Kind::days_duration:
            return a.if_days()->nanos <=> b.if_days()->nanos;
        case Kind::years_duration:
            return *a.if_years() <=> *b.if_years();
        default:
            return std::nullopt;
    }
}

std::optional<bool> contains(const Range& range, const Value& value) {
    std::optional<bool> above = true, below = true;
    if (!range.low.is_null()) {
        const auto order = compare(value, range.low);
        above = order ? std::optional(*order > 0 || (range.low_included && *order == 0)) : std::nullopt;
    }
    if (!range.high.is_null()) {
        const auto order = compare(value, range.high);
        below = order ? std::optional(*order < 0 || (range.high_included && *order == 0)) : std::nullopt;
    }
    if (above == false || below == false) return false;
    return above && below ? std::optional(true) : std::nullopt;
}

}  // namespace hz::rules
