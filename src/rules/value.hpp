// SPDX-License-Identifier: Apache-2.0
// A FEEL value. Immutable once shared; copying is cheap (texts, lists, contexts are shared). Thread-safe to read.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

enum class Kind : std::uint8_t {
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
    Value() noexcept {}  // null
    Value(const Value& other) : kind_(other.kind_) { copy(other); }
    Value(Value&& other) noexcept : kind_(other.kind_) { take(other); }
    Value& operator=(const Value& other) {
        if (this != &other) *this = Value(other);
        return *this;
    }
    Value& operator=(Value&& other) noexcept {
        if (this == &other) return *this;
        release();
        kind_ = other.kind_;
        take(other);
        return *this;
    }
    ~Value() { release(); }

    Value(bool v) noexcept : kind_(Kind::boolean), boolean_(v) {}
    Value(Number v) noexcept : kind_(Kind::number), number_(v) {}
    Value(std::int64_t v) noexcept : Value(Number{v}) {}
    Value(std::string v) : kind_(Kind::string), text_(std::make_shared<const std::string>(std::move(v))) {}
    Value(std::string_view v) : Value(std::string(v)) {}
    Value(const char* v) : Value(std::string(v)) {}
    Value(Date v) noexcept : kind_(Kind::date), date_(v) {}
    Value(TimeOfDay v) noexcept : kind_(Kind::time), time_(v) {}
    Value(DateTime v) noexcept : kind_(Kind::date_time), date_time_(v) {}
    Value(DaysDuration v) noexcept : kind_(Kind::days_duration), days_(v) {}
    Value(YearsDuration v) noexcept : kind_(Kind::years_duration), years_(v) {}
    Value(List v) : kind_(Kind::list), list_(std::make_shared<const List>(std::move(v))) {}
    Value(ListPtr v) : kind_(Kind::list), list_(std::move(v)) {}
    Value(Context v);
    Value(Range v);
    Value(FunctionPtr v) : kind_(Kind::function), function_(std::move(v)) {}
    // A value where there is one, else null.
    template <class T>
    Value(const std::optional<T>& v) {
        if (v) *this = Value(*v);
    }

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
    [[nodiscard]] bool is_true() const { return kind_ == Kind::boolean && boolean_; }
    [[nodiscard]] bool is_false() const { return kind_ == Kind::boolean && !boolean_; }

    // Null where the value is of another kind.
    [[nodiscard]] const bool* if_boolean() const { return kind_ == Kind::boolean ? &boolean_ : nullptr; }
    [[nodiscard]] const Number* if_number() const { return kind_ == Kind::number ? &number_ : nullptr; }
    [[nodiscard]] const std::string* if_string() const { return kind_ == Kind::string ? text_.get() : nullptr; }
    [[nodiscard]] const Date* if_date() const { return kind_ == Kind::date ? &date_ : nullptr; }
    [[nodiscard]] const TimeOfDay* if_time() const { return kind_ == Kind::time ? &time_ : nullptr; }
    [[nodiscard]] const DateTime* if_date_time() const { return kind_ == Kind::date_time ? &date_time_ : nullptr; }
    [[nodiscard]] const DaysDuration* if_days() const { return kind_ == Kind::days_duration ? &days_ : nullptr; }
    [[nodiscard]] const YearsDuration* if_years() const { return kind_ == Kind::years_duration ? &years_ : nullptr; }
    [[nodiscard]] const List* if_list() const { return kind_ == Kind::list ? list_.get() : nullptr; }
    [[nodiscard]] const Context* if_context() const { return kind_ == Kind::context ? context_.get() : nullptr; }
    [[nodiscard]] const Range* if_range() const { return kind_ == Kind::range ? range_.get() : nullptr; }
    [[nodiscard]] const Function* if_function() const { return kind_ == Kind::function ? function_.get() : nullptr; }

  private:
    [[nodiscard]] bool is_plain() const {
        return kind_ != Kind::string && (kind_ < Kind::list || kind_ > Kind::function);
    }
    // Both expect that kind_ is set already and that nothing is held.
    void copy(const Value& other) {
        if (is_plain())
            raw_ = other.raw_;
        else
            copy_shared(other);
    }
    // A shared pointer may be moved by its bytes, as long as the one it came from forgets it.
    void take(Value& other) noexcept {
        raw_ = other.raw_;
        other.kind_ = Kind::null;
    }
    void release() noexcept {
        if (!is_plain()) release_shared();
    }
    void copy_shared(const Value& other);
    void release_shared() noexcept;

    Kind kind_ = Kind::null;
    union {
        std::array<std::uint64_t, 3> raw_{};  // as large as the largest
        bool boolean_;
        Number number_;
        Date date_;
        TimeOfDay time_;
        DateTime date_time_;
        DaysDuration days_;
        YearsDuration years_;
        Text text_;
        ListPtr list_;
        ContextPtr context_;
        RangePtr range_;
        FunctionPtr function_;
    };
};
static_assert(sizeof(Value) == 32);

// Names and values in the order given; looking up is logarithmic.
class Context {
  public:
    using Entry = std::pair<std::string, Value>;
    // Replaces the value where the name is there already.
    void put(std::string name, Value value);
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
