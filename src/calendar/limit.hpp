// SPDX-License-Identifier: Apache-2.0
// A limit as law gives it: data from a pack. How it is written: docs/clocks.md.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::calendar {

// working_hour: hours in which a shift calendar works; the others need none.
enum class Unit { working_day, natural_day, hour, working_hour };
[[nodiscard]] std::string_view to_text(Unit unit);
[[nodiscard]] std::optional<Unit> unit_from_text(std::string_view text);

// How far a limit may be made longer, and by whose approval. A limit lists its rules from the lowest approver up.
struct ExtensionRule {
    int number = 0;           // at most so much by one extension, in the limit's unit
    int times = 1;            // as long as the limit was extended less often than this
    std::string post;         // who approves: the code of a post, or
    std::string permission;   // a permission; exactly one of the two is given
    std::string legal_basis;  // the article that allows it
};

struct Limit {
    std::string code;  // "statutory", "promised", "step"
    int number = 0;
    Unit unit = Unit::working_day;
    std::string legal_basis;
    std::string starts{};              // the event that starts it (a milestone's code); empty: where the clock starts
    std::vector<std::string> stops{};  // the events that end it; empty: where the clock stops
    std::string within{};              // the limit it may not exceed; empty for "promised" means "statutory"
    std::optional<std::vector<std::string>> pauses{};  // kinds of pause that stop it; absent: every pause does
    std::vector<ExtensionRule> extensions{};
    std::string shifts{};  // the shift calendar of working hours; empty: "default"
};

// {code, number: 1..10000, unit, legal_basis, starts, stops, within, pauses, extensions, shifts}; a legal basis is one
// text or {zh, en}, of which zh is kept. Refuses errors::invalid_limit with the fields.
[[nodiscard]] Result<Limit> limit_from_json(const Json& value);
[[nodiscard]] Json to_json(const Limit& limit);  // what has its default is left out

// All limits of one kind of case together. Refuses errors::invalid_limit with the findings of each under its place, and
// with codes that are given twice, parents that do not exist, rings of parents, and limits surely longer than a parent.
[[nodiscard]] Result<std::vector<Limit>> limits_from_json(const Json& list);
[[nodiscard]] std::vector<FieldError> check_nesting(const std::vector<Limit>& limits);

// Surely longer: compared in the same unit, or where any day or hour of the one lasts at least as long as of the other
// (5 working days exceed 4 natural days; 5 natural days do not exceed 4 working days).
[[nodiscard]] bool exceeds(const Limit& inner, const Limit& outer);

}  // namespace hz::calendar
