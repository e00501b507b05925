// SPDX-License-Identifier: Apache-2.0
// Rules that can never apply or overlap, and inputs that no rule applies to. What is not understood is never found.
#include <algorithm>
#include <map>
#include <set>

#include "rules/dmn/dmn.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/model.hpp"
#include "rules/dmn/regions.hpp"
#include "rules/dmn/table.hpp"

namespace hz::rules::dmn {
namespace {

constexpr std::size_t most_pairs = 4'000'000;
constexpr std::size_t most_steps = 8'000'000;  // rules looked at when seeking gaps
constexpr std::size_t most_of_a_kind = 20;
constexpr std::size_t most_gaps = 3;

class Analysis {
  public:
    Analysis(const Table& table, Findings& out) : t_(table), out_(out) {
        for (std::size_t c = 0; c < t_.inputs.size(); ++c) columns_.push_back(regions_of(t_, c));
    }

    void run() {
        if (std::any_of(columns_.begin(), columns_.end(), [](const auto& c) { return c.too_large; }))
            return add(errors::dmn_not_analysed, {}, 0);
        empty_cells();
        pairs();
        const bool lists = t_.policy == HitPolicy::collect || t_.policy == HitPolicy::rule_order ||
                           t_.policy == HitPolicy::output_order;
        const bool fallback =
            std::any_of(t_.outputs.begin(), t_.outputs.end(), [](const auto& output) { return output.has_default; });
        if (lists || fallback || t_.inputs.empty()) return;
        std::vector<std::uint32_t> all(t_.rules.size());
        for (std::uint32_t r = 0; r < all.size(); ++r) all[r] = r;
        chosen_.resize(columns_.size());
        gaps(0, all);
        if (steps_ >= most_steps) add(errors::dmn_not_analysed, {}, 0);
    }

  private:
    using Rules = std::vector<std::uint32_t>;

    void add(const ErrorCode& code, std::map<std::string, std::string> params, std::size_t rule,
             std::size_t column = 0) {
        out_.push_back({.severity = Severity::warning,
                        .element = rule > 0 ? t_.rules[rule - 1].id : t_.id,
                        .decision = t_.name,
                        .rule = rule,
                        .column = column,
                        .code = &code,
                        .params = std::move(params)});
    }

    [[nodiscard]] bool unknown(std::uint32_t rule, std::size_t c) const {
        return columns_[c].unknown[t_.rules[rule].tests[c]];
    }
    [[nodiscard]] bool passes(std::uint32_t rule, std::size_t c, std::size_t region) const {
        return columns_[c].passing[t_.rules[rule].tests[c]][region];
    }
    [[nodiscard]] bool understood(std::uint32_t rule) const {
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (unknown(rule, c)) return false;
        return true;
    }

    void empty_cells() {
        std::size_t found = 0;
        for (std::uint32_t r = 0; r < t_.rules.size(); ++r)
            for (std::size_t c = 0; c < columns_.size(); ++c) {
                const auto& cell = t_.test(r, c);
                if (cell.form != Tests::Form::simple || unknown(r, c)) continue;
                bool any = cell.decide(Value()) == std::optional<std::optional<bool>>(true);
                for (std::size_t region = 0; region < columns_[c].regions.size(); ++region)
                    any = any || (passes(r, c, region) && columns_[c].regions[region].possible);
                if (any || ++found > most_of_a_kind) continue;
                add(errors::dmn_empty_test, {{"rule", std::to_string(r + 1)}, {"test", cell.text}}, r + 1, c + 1);
                dead_.insert(r);
            }
    }

    // Whether some input passes both; where, in `chosen_`.
    bool meet(std::uint32_t a, std::uint32_t b) {
        chosen_.assign(columns_.size(), 0);
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const auto& regions = columns_[c].regions;
            std::size_t region = 0;
            while (region < regions.size() &&
                   !(regions[region].possible && passes(a, c, region) && passes(b, c, region)))
                ++region;
            if (region == regions.size()) return false;
            chosen_[c] = region;
        }
        return true;
    }

    bool covers(std::uint32_t by, std::uint32_t rule) const {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (t_.rules[by].tests[c] == t_.rules[rule].tests[c]) continue;
            for (std::size_t region = 0; region < columns_[c].regions.size(); ++region)
                if (columns_[c].regions[region].possible && passes(rule, c, region) && !passes(by, c, region))
                    return false;
        }
        return true;
    }

    bool same_result(std::uint32_t a, std::uint32_t b) const {
        for (std::size_t c = 0; c < t_.outputs.size(); ++c) {
            if (t_.rules[a].outputs[c] == t_.rules[b].outputs[c]) continue;
            const auto &x = t_.result(a, c).constant, &y = t_.result(b, c).constant;
            if (!x || !y) return true;  // not known to differ
            if (equal(*x, *y) != true) return false;
        }
        return true;
    }

    void pairs() {
        const bool exclusive = t_.policy == HitPolicy::unique || t_.policy == HitPolicy::any;
        if (!exclusive && t_.policy != HitPolicy::first) return;
        const auto n = t_.rules.size();
        if (n * (n - 1) / 2 > most_pairs) return add(errors::dmn_not_analysed, {}, 0);
        std::size_t found = 0;
        for (std::uint32_t b = 1; b < n; ++b) {
            if (dead_.contains(b) || !understood(b)) continue;
            for (std::uint32_t a = 0; a < b && found < most_of_a_kind; ++a) {
                if (dead_.contains(a) || !understood(a)) continue;
                if (t_.policy == HitPolicy::first) {
                    if (!covers(a, b)) continue;
                    add(errors::dmn_unreachable, {{"rule", std::to_string(b + 1)}, {"by", std::to_string(a + 1)}},
                        b + 1);
                    ++found;
                    break;
                }
                if ((t_.policy == HitPolicy::any && same_result(a, b)) || !meet(a, b)) continue;
                ++found;
                add(errors::dmn_overlap,
                    {{"rule", std::to_string(a + 1)},
                     {"other", std::to_string(b + 1)},
                     {"example_zh", example(true)},
                     {"example_en", example(false)}},
                    b + 1);
            }
        }
    }

    // Goes through the columns from the left with the rules that still apply. A set of rules met before at the same
    // column gives nothing new.
    void gaps(std::size_t c, const Rules& left) {
        steps_ += 1 + left.size();
        if (found_gaps_ >= most_gaps || steps_ >= most_steps) return;
        if (c == columns_.size() && !left.empty()) return;
        if (!seen_.insert({c, left}).second) return;
        if (left.empty()) {
            for (auto rest = c; rest < columns_.size(); ++rest) chosen_[rest] = first_possible(rest);
            ++found_gaps_;
            add(errors::dmn_gap, {{"example_zh", example(true)}, {"example_en", example(false)}}, 0);
            return;
        }
        for (std::size_t region = 0; region < columns_[c].regions.size(); ++region) {
            if (!columns_[c].regions[region].possible) continue;
            Rules next;
            for (const auto rule : left)
                if (unknown(rule, c) || passes(rule, c, region)) next.push_back(rule);
            chosen_[c] = region;
            gaps(c + 1, next);
        }
    }

    [[nodiscard]] std::size_t first_possible(std::size_t c) const {
        const auto& regions = columns_[c].regions;
        const auto place = std::find_if(regions.begin(), regions.end(), [](const auto& r) { return r.possible; });
        return place == regions.end() ? 0 : static_cast<std::size_t>(place - regions.begin());
    }

    [[nodiscard]] std::string example(bool zh) const {
        std::string out;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (!columns_[c].understood || (columns_[c].regions.size() == 1 && columns_.size() > 1)) continue;
            out += (out.empty() ? ""
                    : zh        ? "、"
                                : ", ") +
                   example_of(t_, c, columns_[c].regions[chosen_[c]].sample, zh);
        }
        return out;
    }

    const Table& t_;
    Findings& out_;
    std::vector<ColumnRegions> columns_;
    std::vector<std::size_t> chosen_;
    std::set<std::uint32_t> dead_;
    std::set<std::pair<std::size_t, Rules>> seen_;
    std::size_t found_gaps_ = 0, steps_ = 0;
};

void analyse_in(const Boxed* boxed, Findings& out) {
    if (!boxed) return;
    if (boxed->table && !boxed->table->broken && !boxed->table->rules.empty()) Analysis(*boxed->table, out).run();
    for (const auto* part : {&boxed->first, &boxed->second, &boxed->third}) analyse_in(part->get(), out);
    for (const auto& entry : boxed->entries) analyse_in(entry.value.get(), out);
}

}  // namespace

Findings analyse(const Model& model) {
    Findings out;
    for (const auto& element : model.elements) analyse_in(element.logic.get(), out);
    return out;
}

}  // namespace hz::rules::dmn
