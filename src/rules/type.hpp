// SPDX-License-Identifier: Apache-2.0
// The type of a FEEL value, as in `instance of`, typed parameters and item definitions (DMN 1.5, 10.3.2.9).
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "rules/value.hpp"

namespace hz::rules {

enum class Shape : std::uint8_t {
    any,
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

// Immutable; copying is cheap. A list, range, context or function without parts is one of anything.
class FeelType {
  public:
    using Part = std::pair<std::string, FeelType>;

    FeelType() = default;  // Any
    FeelType(Shape shape) : shape_(shape) {}
    [[nodiscard]] static FeelType list_of(FeelType item);
    [[nodiscard]] static FeelType range_of(FeelType end);
    [[nodiscard]] static FeelType context_of(std::vector<Part> members);
    [[nodiscard]] static FeelType function_of(std::vector<FeelType> parameters, FeelType result);

    [[nodiscard]] Shape shape() const { return shape_; }
    [[nodiscard]] bool is_any() const { return shape_ == Shape::any; }
    // Whether it says what is inside: list<number> does, list does not.
    [[nodiscard]] bool has_parts() const { return parts_ != nullptr; }
    [[nodiscard]] FeelType inner() const;  // of a list or range; Any where it does not say; result of a function
    [[nodiscard]] const std::vector<Part>& parts() const;  // members; of a function its parameters, then the result
    [[nodiscard]] const FeelType* member(std::string_view name) const;
    bool operator==(const FeelType& other) const;

  private:
    Shape shape_ = Shape::any;
    std::shared_ptr<const std::vector<Part>> parts_;
};

// A type by a name of its own ("tLoan"); empty where there is none.
using TypeLookup = std::function<std::optional<FeelType>(std::string_view name)>;

// "number", "list<string>", "context<a: number>", "function<number, string> -> Any", or a name that `named` knows.
// Refuses errors::feel_syntax.
[[nodiscard]] Result<FeelType> parse_type(std::string_view text, const TypeLookup& named = {});
[[nodiscard]] std::string to_text(const FeelType& type);
// The name of one built-in simple type ("years and months duration", "dayTimeDuration"); empty for others.
[[nodiscard]] std::optional<FeelType> simple_type(std::string_view name);

// `instance of`: null is an instance of Null only. Members beyond those a context type names do no harm.
[[nodiscard]] bool is_instance(const Value& value, const FeelType& type);
// As is_instance, but null is allowed everywhere.
[[nodiscard]] bool conforms(const Value& value, const FeelType& type);
// Whether every value of `type` is one of `wanted`.
[[nodiscard]] bool conforms(const FeelType& type, const FeelType& wanted);
// The value as one of the type, by the implicit conversions (an item for a list of one and back, a date for its
// midnight at UTC); empty where it conforms to none of them.
[[nodiscard]] std::optional<Value> convert(const Value& value, const FeelType& type);
// What a value is; of a list the type its items have in common.
[[nodiscard]] FeelType type_of(const Value& value);

}  // namespace hz::rules
