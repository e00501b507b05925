// SPDX-License-Identifier: Apache-2.0
// A FEEL value. Immutable once shared; copying is cheap (texts, lists, contexts are shared). Thread-safe to read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/json.hpp"
#include "rules/number.hpp"
#include "rules/temporal.hpp"

namespace hz::rules {

class Value;
class Context;
struct Range;
struct Function;  // private to the evaluator (function/function.hpp)

using Text = std::shared_ptr<const std::string>;
using List = std::vector<Value>;
using ListPtr = std::shared_ptr<const List>;
using ContextPtr = std::shared_ptr<const Context>;
using RangePtr = std::shared_ptr<const Range>;
using FunctionPtr = std::shared_ptr<const Function>;

enum class Kind {
    null,
    boolean,
    number,
    string,
    date,
    time,
    date_time,
    days_duration,
    years_duration,
    list,
    context,
    range,
    function
};

class Value {
  public:
    Value() = default;  // null
    Value(bool v) : data_(v) {}
    Value(Number v) : data_(v) {}
    Value(std::int64_t v) : data_(Number{v}) {}
    Value(std::string v) : data_(std::make_shared<const std::string>(std::move(v))) {}
    Value(std::string_view v) : Value(std::string(v)) {}
    Value(const char* v) : Value(std::string(v)) {}
    Value(Date v) : data_(v) {}
    Value(TimeOfDay v) : data_(v) {}
    Value(DateTime v) : data_(v) {}
    Value(DaysDuration v) : data_(v) {}
    Value(YearsDuration v) : data_(v) {}
    Value(List v) : data_(std::make_shared<const List>(std::move(v))) {}
    Value(Context v);
    Value(Range v);
    Value(FunctionPtr v) : data_(std::move(v)) {}
    // A value where there is one, else null.
    template <class T>
    Value(const std::optional<T>& v) {
        if (v) *this = Value(*v);
    }

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(data_.index()); }
    [[nodiscard]] bool is_null() const { return kind() == Kind::null; }
    [[nodiscard]] bool is_true() const { return data_ == Data{true}; }
    [[nodiscard]] bool is_false() const { return data_ == Data{false}; }

    // Null where the value is of another kind.
    [[nodiscard]] const bool* if_boolean() const { return std::get_if<bool>(&data_); }
    [[nodiscard]] const Number* if_number() const { return std::get_if<Number>(&data_); }
    [[nodiscard]] const std::string* if_string() const { return at<Text>(); }
    [[nodiscard]] const Date* if_date() const { return std::get_if<Date>(&data_); }
    [[nodiscard]] const TimeOfDay* if_time() const { return std::get_if<TimeOfDay>(&data_); }
    [[nodiscard]] const DateTime* if_date_time() const { return std::get_if<DateTime>(&data_); }
    [[nodiscard]] const DaysDuration* if_days() const { return std::get_if<DaysDuration>(&data_); }
    [[nodiscard]] const YearsDuration* if_years() const { return std::get_if<YearsDuration>(&data_); }
    [[nodiscard]] const List* if_list() const { return at<ListPtr>(); }
    [[nodiscard]] const Context* if_context() const { return at<ContextPtr>(); }
    [[nodiscard]] const Range* if_range() const { return at<RangePtr>(); }
    [[nodiscard]] const Function* if_function() const { return at<FunctionPtr>(); }

  private:
    using Data = std::variant<std::monostate, bool, Number, Text, Date, TimeOfDay, DateTime, DaysDuration,
                              YearsDuration, ListPtr, ContextPtr, RangePtr, FunctionPtr>;
    template <class P>
    [[nodiscard]] auto at() const -> decltype(std::declval<P>().get()) {
        const auto* p = std::get_if<P>(&data_);
        return p ? p->get() : nullptr;
    }
    Data data_;
};

// Names and values in the order given; looking up is logarithmic.
class Context {
  public:
    using Entry = std::pair<std::string, Value>;
    // Replaces the value where the name is there already.
    void put(std::string name, Value value);
    // Another value for the entry at place `at`.
    void set(std::size_t at, Value value) { entries_[at].second = std::move(value); }
    [[nodiscard]] const Value* find(std::string_view name) const;
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

  private:
    std::vector<Entry> entries_;
    std::vector<std::uint32_t> order_;  // positions in entries_, sorted by name
};

// An end that is missing (null) is open to infinity, as in (> 5).
struct Range {
    Value low, high;
    bool low_included = true, high_included = true;
};

[[nodiscard]] inline const Value* find(const Value& value, std::string_view name) {
    const auto* context = value.if_context();
    return context ? context->find(name) : nullptr;
}

// FEEL equality: three-valued. Empty where the kinds differ (neither being null).
[[nodiscard]] std::optional<bool> equal(const Value& a, const Value& b);
// Order of two values of one ordered kind; empty where there is none.
[[nodiscard]] std::optional<std::strong_ordering> compare(const Value& a, const Value& b);
// Whether `range` contains `value`; empty where they cannot be compared.
[[nodiscard]] std::optional<bool> contains(const Range& range, const Value& value);
// The text that string() gives; for null "null".
[[nodiscard]] std::string to_text(const Value& value);

// Numbers of JSON are read by their shortest decimal. Depth is bounded by what the JSON parser lets through.
[[nodiscard]] Value from_json(const Json& json);
// Calendar values become ISO texts, a number that is no 64-bit whole number becomes a double, a range or function null.
[[nodiscard]] Json to_json(const Value& value);

}  // namespace hz::rules
