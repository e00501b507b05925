// SPDX-License-Identifier: Apache-2.0
// How points and ranges lie to each other (DMN 1.5, table 78). An end that is missing is at infinity.
#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

constexpr Why not_comparable{"两者不能互相比较", "the two cannot be compared"};
constexpr Why no_range{"应为一个区间", "a range is needed"};

// Thrown where two ends cannot be compared; caught in apply().
struct NotComparable {};

struct End {
    const Value* value;
    bool included;
    int infinite = 0;  // -1, 1
};

std::strong_ordering order(const End& a, const End& b) {
    if (a.infinite || b.infinite) return a.infinite <=> b.infinite;
    const auto out = compare(*a.value, *b.value);
    if (!out) throw NotComparable{};
    return *out;
}

struct Interval {
    End low, high;
};

// A point is the closed range of itself.
Interval interval(const Value& value) {
    if (const auto* range = value.if_range())
        return {{&range->low, range->low_included, range->low.is_null() ? -1 : 0},
                {&range->high, range->high_included, range->high.is_null() ? 1 : 0}};
    return {{&value, true}, {&value, true}};
}

// a.high against b.low, and so on: beyond, or touching and both there.
bool ends_before(const End& high, const End& low) {
    const auto at = order(high, low);
    return at < 0 || (at == 0 && !(high.included && low.included));
}
bool same_end(const End& a, const End& b) { return order(a, b) == 0 && a.included == b.included; }
// Whether a range that starts (ends) at `a` begins no later (ends no earlier) than one with `b`.
bool low_covers(const End& a, const End& b) {
    const auto at = order(a, b);
    return at < 0 || (at == 0 && (a.included || !b.included));
}
bool high_covers(const End& a, const End& b) {
    const auto at = order(a, b);
    return at > 0 || (at == 0 && (a.included || !b.included));
}

using Relation = bool (*)(const Interval& a, const Interval& b);

bool before(const Interval& a, const Interval& b) { return ends_before(a.high, b.low); }
bool meets(const Interval& a, const Interval& b) {
    return a.high.included && b.low.included && order(a.high, b.low) == 0;
}
bool overlaps(const Interval& a, const Interval& b) {
    return !ends_before(a.high, b.low) && !ends_before(b.high, a.low);
}
bool overlaps_before(const Interval& a, const Interval& b) {
    const auto start = order(a.low, b.low), end = order(a.high, b.high);
    return (start < 0 || (start == 0 && a.low.included && !b.low.included)) && !ends_before(a.high, b.low) &&
           (end < 0 || (end == 0 && (!a.high.included || b.high.included)));
}
bool finishes(const Interval& a, const Interval& b) { return same_end(a.high, b.high) && low_covers(b.low, a.low); }
bool starts(const Interval& a, const Interval& b) { return same_end(a.low, b.low) && high_covers(b.high, a.high); }
bool includes(const Interval& a, const Interval& b) { return low_covers(a.low, b.low) && high_covers(a.high, b.high); }
bool coincides(const Interval& a, const Interval& b) { return same_end(a.low, b.low) && same_end(a.high, b.high); }

template <Relation relation>
bool reversed(const Interval& a, const Interval& b) {
    return relation(b, a);
}

// Which of the two arguments must be a range.
enum Needs { none = 0, first = 1, second = 2, both = 3, one_form = 4 };

template <Relation relation, int needs>
Value apply(Call& call) {
    const auto &a = call.at(0), &b = call.at(1);
    if (!call.given(0) || !call.given(1)) return call.because(not_comparable);
    if (((needs & first) && !a.if_range()) || ((needs & second) && !b.if_range())) return call.because(no_range);
    if ((needs & one_form) && (a.if_range() != nullptr) != (b.if_range() != nullptr)) return call.because(no_range);
    try {
        return relation(interval(a), interval(b));
    } catch (const NotComparable&) {
        return call.because(not_comparable);
    }
}

// The text of a range between literals: "[1..5]", "(@\"2026-01-01\"..@\"2026-12-31\"]".
Value range(Call& call) {
    constexpr Why why{"文字不是两端为固定值的区间，如 [1..5]",
                      "the text is no range between fixed values such as [1..5]"};
    const auto expression = call.text(0).size() > 4096 ? Result<ExpressionPtr>(Error{}) : compile(call.text(0));
    if (!expression) return call.because(why);
    const auto& program = (*expression)->program;
    const auto& root = program.nodes[program.root];
    if (root.op != Op::range || root.flag >= 4 || !program.inputs.empty()) return call.because(why);
    for (const auto& node : program.nodes)
        if (node.op != Op::range && node.op != Op::constant && node.op != Op::negate && node.op != Op::call_built_in)
            return call.because(why);
    for (const auto& used : program.built_ins)
        if (used.entry->name != "date" && used.entry->name != "time" && used.entry->name != "date and time" &&
            used.entry->name != "duration")
            return call.because(why);
    Value out;
    Machine(call.machine.evaluation()).run(**expression, {}, out);
    const auto* found = out.if_range();
    const auto order = found ? compare(found->low, found->high) : std::nullopt;
    return order && *order <= 0 ? out : call.because(why);
}

constexpr std::string_view two_ranges = "range1: any, range2: any", point_range = "point: any, range: any",
                           range_point = "range: any, point: any", two_points = "point1: any, point2: any";

constexpr std::array table{
    BuiltIn{"before", two_points, apply<before, none>},
    BuiltIn{"before", point_range, apply<before, none>},
    BuiltIn{"before", range_point, apply<before, none>},
    BuiltIn{"before", two_ranges, apply<before, none>},
    BuiltIn{"after", two_points, apply<reversed<before>, none>},
    BuiltIn{"after", point_range, apply<reversed<before>, none>},
    BuiltIn{"after", range_point, apply<reversed<before>, none>},
    BuiltIn{"after", two_ranges, apply<reversed<before>, none>},
    BuiltIn{"meets", two_ranges, apply<meets, both>},
    BuiltIn{"met by", two_ranges, apply<reversed<meets>, both>},
    BuiltIn{"overlaps", two_ranges, apply<overlaps, both>},
    BuiltIn{"overlaps before", two_ranges, apply<overlaps_before, both>},
    BuiltIn{"overlaps after", two_ranges, apply<reversed<overlaps_before>, both>},
    BuiltIn{"finishes", point_range, apply<finishes, second>},
    BuiltIn{"finishes", two_ranges, apply<finishes, second>},
    BuiltIn{"finished by", range_point, apply<reversed<finishes>, first>},
    BuiltIn{"finished by", two_ranges, apply<reversed<finishes>, first>},
    BuiltIn{"includes", range_point, apply<includes, first>},
    BuiltIn{"includes", two_ranges, apply<includes, first>},
    BuiltIn{"during", point_range, apply<reversed<includes>, second>},
    BuiltIn{"during", two_ranges, apply<reversed<includes>, second>},
    BuiltIn{"starts", point_range, apply<starts, second>},
    BuiltIn{"starts", two_ranges, apply<starts, second>},
    BuiltIn{"started by", range_point, apply<reversed<starts>, first>},
    BuiltIn{"started by", two_ranges, apply<reversed<starts>, first>},
    BuiltIn{"coincides", two_points, apply<coincides, one_form>},
    BuiltIn{"coincides", two_ranges, apply<coincides, one_form>},
    BuiltIn{"range", "from: string", range},
};

}  // namespace

std::span<const BuiltIn> range_functions() { return table; }

}  // namespace hz::rules
