// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/index.hpp"

#include <algorithm>
#include <map>

#include "rules/dmn/table.hpp"

namespace hz::rules::dmn {
namespace {

constexpr std::size_t most_bytes = 1 << 20;  // of the sets of one column and kind
constexpr std::array<Kind, 5> kinds{Kind::number, Kind::string, Kind::date, Kind::days_duration, Kind::years_duration};

bool is_ordered(Kind kind) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }
bool has(const Bits& bits, std::uint32_t at) { return !bits.empty() && (bits[at / 64] >> (at % 64) & 1) != 0; }
void set(Bits& bits, std::uint32_t at) { bits[at / 64] |= std::uint64_t{1} << (at % 64); }

// Tests as constants and ranges, lists taken apart; false where one is of no kind that is indexed.
bool flatten(std::span<const Value> tests, std::vector<Value>& out) {
    for (const auto& test : tests) {
        if (const auto* list = test.if_list()) {
            if (!flatten(*list, out)) return false;
            continue;
        }
        if (const auto* range = test.if_range()) {
            const auto kind = range->low.is_null() ? range->high.kind() : range->low.kind();
            const bool alike = range->low.is_null() || range->high.is_null() || range->low.kind() == range->high.kind();
            if (!alike || !is_ordered(kind)) return false;
        } else if (!test.is_null() && !test.if_boolean() && !is_ordered(test.kind())) {
            return false;
        }
        out.push_back(test);
    }
    return true;
}

Kind kind_of(const Value& test) {
    const auto* range = test.if_range();
    return !range ? test.kind() : range->low.is_null() ? range->high.kind() : range->low.kind();
}

bool before(const Value& a, const Value& b) {
    const auto order = compare(a, b);
    return order && *order < 0;
}

struct Cell {
    bool any = false;
    bool simple = false;
    bool booleans = false;  // among the constants
    bool mixed = false;     // constants of more than one kind, null aside
    bool negated = false;
    std::vector<Value> tests{};
};

Cell cell_of(const Tests& tests) {
    Cell out{.any = tests.form == Tests::Form::any, .negated = tests.negated};
    if (tests.form == Tests::Form::broken) {
        out.simple = true;
        return out;
    }
    out.simple = tests.form == Tests::Form::simple && flatten(tests.values, out.tests);
    auto kind = Kind::null;
    for (const auto& test : out.tests) {
        out.booleans = out.booleans || test.if_boolean();
        if (test.is_null()) continue;
        out.mixed = out.mixed || (kind != Kind::null && kind_of(test) != kind);
        kind = kind_of(test);
    }
    return out;
}

}  // namespace

IndexColumn::Spans IndexColumn::spans_of(const Ordered& o, std::span<const Value> tests) {
    const auto place = [&](const Value& end) {
        return static_cast<std::size_t>(std::lower_bound(o.ends.begin(), o.ends.end(), end, before) - o.ends.begin());
    };
    Spans out;
    for (const auto& test : tests) {
        if (kind_of(test) != o.kind) continue;
        const auto* range = test.if_range();
        if (!range) {
            const auto point = 2 * place(test) + 1;
            out.emplace_back(point, point);
            continue;
        }
        const auto first = range->low.is_null() ? 0 : 2 * place(range->low) + (range->low_included ? 1 : 2);
        const auto last =
            range->high.is_null() ? 2 * o.ends.size() : 2 * place(range->high) + (range->high_included ? 1 : 0);
        if (first <= last) out.emplace_back(first, last);
    }
    std::sort(out.begin(), out.end());
    Spans merged;
    for (const auto& span : out) {
        if (!merged.empty() && span.first <= merged.back().second + 1)
            merged.back().second = std::max(merged.back().second, span.second);
        else
            merged.push_back(span);
    }
    return merged;
}

void IndexColumn::build(const Table& table, std::size_t column, Ordered& o) const {
    const auto regions = 2 * o.ends.size() + 1;
    // Equal texts share a cell; what each passes is worked out once.
    std::vector<Spans> passing(table.tests[column].size());
    for (std::size_t p = 0; p < passing.size(); ++p) {
        const auto cell = cell_of(*table.tests[column][p]);
        if (cell.any || !cell.simple || cell.booleans) {
            passing[p] = {{0, regions - 1}};
            continue;
        }
        auto spans = spans_of(o, cell.tests);
        if (cell.negated) {  // with constants of another kind the answer is null, not true
            Spans rest;
            std::size_t from = 0;
            for (const auto& [first, last] : spans) {
                if (first > from) rest.emplace_back(from, first - 1);
                from = last + 1;
            }
            if (from < regions) rest.emplace_back(from, regions - 1);
            const bool foreign = std::any_of(cell.tests.begin(), cell.tests.end(), [&](const Value& test) {
                return !test.is_null() && kind_of(test) != o.kind;
            });
            spans = foreign ? Spans{} : rest;
        }
        passing[p] = std::move(spans);
    }
    std::vector<std::vector<std::uint32_t>> changes(regions + 1);
    for (std::uint32_t r = 0; r < table.rules.size(); ++r)
        for (const auto& [first, last] : passing[table.rules[r].tests[column]]) {
            changes[first].push_back(r);
            changes[last + 1].push_back(r);
        }
    o.stride = std::max<std::size_t>(1, (regions * words_ * 8 + most_bytes - 1) / most_bytes);
    Bits now(words_);
    for (std::size_t region = 0; region < regions; ++region) {
        o.change_at.push_back(static_cast<std::uint32_t>(o.changes.size()));
        for (const auto rule : changes[region]) {
            now[rule / 64] ^= std::uint64_t{1} << (rule % 64);
            if (o.stride > 1) o.changes.push_back(rule);
        }
        if (region % o.stride == 0) o.sets.insert(o.sets.end(), now.begin(), now.end());
    }
    o.change_at.push_back(static_cast<std::uint32_t>(o.changes.size()));
}

IndexColumn::IndexColumn(const Table& table, std::size_t column, std::size_t words)
    : words_(words), booleans_{Bits(words), Bits(words)}, null_(words), other_(words) {
    const auto& pool = table.tests[column];
    std::vector<Cell> cells;
    std::map<Kind, Ordered> by_kind;
    for (const auto& tests : pool) {
        cells.push_back(cell_of(*tests));
        always_ = always_ && cells.back().any;
        if (!cells.back().simple) continue;
        for (const auto& test : cells.back().tests) {
            if (test.is_null() || test.if_boolean()) continue;
            auto& o = by_kind[kind_of(test)];
            const auto* range = test.if_range();
            o.only_points = o.only_points && !range;
            if (!range) o.ends.push_back(test);
            if (range && !range->low.is_null()) o.ends.push_back(range->low);
            if (range && !range->high.is_null()) o.ends.push_back(range->high);
        }
    }
    if (always_) return;
    for (auto& [kind, o] : by_kind) {
        o.kind = kind;
        std::sort(o.ends.begin(), o.ends.end(), before);
        o.ends.erase(
            std::unique(o.ends.begin(), o.ends.end(), [](const Value& a, const Value& b) { return !before(a, b); }),
            o.ends.end());
        build(table, column, o);
        if (kind == Kind::number)
            for (const auto& end : o.ends)
                if (const auto whole = end.if_number()->to_int()) o.whole.push_back(*whole);
        if (o.whole.size() != o.ends.size()) o.whole.clear();
        ordered_.push_back(std::move(o));
    }
    for (auto& o : ordered_)  // the texts no longer move
        if (o.kind == Kind::string)
            for (std::uint32_t i = 0; i < o.ends.size(); ++i) o.exact.emplace(*o.ends[i].if_string(), i);
    unsure_.resize(words);
    unsure_of_booleans_.resize(words);
    bool unsure = false, unsure_of_booleans = false;
    for (std::uint32_t r = 0; r < table.rules.size(); ++r) {
        const auto place = table.rules[r].tests[column];
        const auto& cell = cells[place];
        if (!cell.any && (!cell.simple || cell.booleans)) set(unsure_, r), unsure = true;
        if (!cell.any && !cell.simple) set(unsure_of_booleans_, r), unsure_of_booleans = true;
        // not(null) passes any other value; not(5) is null for a text.
        const bool only_null =
            std::all_of(cell.tests.begin(), cell.tests.end(), [](const Value& test) { return test.is_null(); });
        const bool broken = pool[place]->form == Tests::Form::broken;
        if (cell.any || !cell.simple || cell.booleans || (cell.negated && only_null && !broken)) set(other_, r);
        for (const bool value : {false, true}) {
            const auto passes = pool[place]->decide(Value(value));
            if (!passes || *passes == true) set(booleans_[value], r);
        }
        const auto passes = pool[place]->decide(Value());
        if (!passes || *passes == true) set(null_, r);
    }
    if (!unsure) unsure_.clear();
    if (!unsure_of_booleans) unsure_of_booleans_.clear();
}

std::size_t IndexColumn::region(const Ordered& o, const Value& value) {
    if (!o.whole.empty())
        if (const auto whole = value.if_number()->to_int()) {
            const auto at = std::lower_bound(o.whole.begin(), o.whole.end(), *whole);
            const auto place = static_cast<std::size_t>(at - o.whole.begin());
            return 2 * place + (at != o.whole.end() && *at == *whole ? 1 : 0);
        }
    if (o.kind == Kind::string) {
        if (const auto found = o.exact.find(*value.if_string()); found != o.exact.end()) return 2 * found->second + 1;
        if (o.only_points) return 0;
    }
    const auto at = std::lower_bound(o.ends.begin(), o.ends.end(), value, before);
    const auto place = static_cast<std::size_t>(at - o.ends.begin());
    return 2 * place + (at != o.ends.end() && !before(value, *at) ? 1 : 0);
}

void IndexColumn::apply(const Ordered& o, std::size_t region, Candidates& out) const {
    const auto* kept = o.sets.data() + region / o.stride * words_;
    auto* words = out.data();
    if (region % o.stride == 0) {
        for (std::size_t i = 0; i < words_; ++i) words[i] &= kept[i];
        return;
    }
    Candidates now(words_);
    std::copy(kept, kept + words_, now.data());
    const auto first = o.change_at[region / o.stride * o.stride + 1], last = o.change_at[region + 1];
    for (auto i = first; i < last; ++i) now.data()[o.changes[i] / 64] ^= std::uint64_t{1} << (o.changes[i] % 64);
    for (std::size_t i = 0; i < words_; ++i) words[i] &= now.data()[i];
}

bool IndexColumn::narrow(const Value& value, Candidates& out) const {
    if (always_) return true;
    const Bits* bits = &other_;
    switch (value.kind()) {
        case Kind::null:
            bits = &null_;
            break;
        case Kind::boolean:
            bits = &booleans_[*value.if_boolean()];
            break;
        case Kind::number:
        case Kind::string:
        case Kind::date:
        case Kind::days_duration:
        case Kind::years_duration:
            for (const auto& o : ordered_)
                if (o.kind == value.kind()) return apply(o, region(o, value), out), true;
            break;
        default:
            return false;
    }
    for (std::size_t i = 0; i < words_; ++i) out.data()[i] &= (*bits)[i];
    return true;
}

bool IndexColumn::must_test(const Value& value, std::uint32_t rule) const {
    return has(value.if_boolean() ? unsure_of_booleans_ : unsure_, rule);
}

Index::Index(const Table& table) : words_((table.rules.size() + 63) / 64), rules_(table.rules.size()) {
    for (std::size_t c = 0; c < table.inputs.size(); ++c) columns_.emplace_back(table, c, words_);
}

void Index::find(std::span<const Value> values, Candidates& out, std::uint64_t& open) const {
    std::fill(out.data(), out.data() + words_, ~std::uint64_t{0});
    if (rules_ % 64 != 0) out.data()[words_ - 1] = (std::uint64_t{1} << (rules_ % 64)) - 1;
    open = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c)
        if (!columns_[c].narrow(values[c], out)) open |= std::uint64_t{1} << std::min<std::size_t>(c, 63);
}

std::unique_ptr<const Index> make_index(const Table& table) {
    if (table.rules.empty() || table.broken) return nullptr;
    return std::make_unique<const Index>(table);
}

}  // namespace hz::rules::dmn
