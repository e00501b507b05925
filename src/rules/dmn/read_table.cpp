// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <unordered_map>

#include "base/text.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/index.hpp"
#include "rules/dmn/read.hpp"
#include "rules/dmn/table.hpp"

namespace hz::rules::dmn {

// Texts already met in each column, and where they are in the pool.
struct TablePools {
    std::vector<std::unordered_map<std::string, std::uint32_t>> tests, results;
};

namespace {

constexpr std::array<std::pair<std::string_view, HitPolicy>, 7> policies{{{"UNIQUE", HitPolicy::unique},
                                                                          {"ANY", HitPolicy::any},
                                                                          {"PRIORITY", HitPolicy::priority},
                                                                          {"FIRST", HitPolicy::first},
                                                                          {"RULE ORDER", HitPolicy::rule_order},
                                                                          {"OUTPUT ORDER", HitPolicy::output_order},
                                                                          {"COLLECT", HitPolicy::collect}}};
constexpr std::array<std::pair<std::string_view, Aggregation>, 4> aggregations{{{"SUM", Aggregation::sum},
                                                                                {"MIN", Aggregation::minimum},
                                                                                {"MAX", Aggregation::maximum},
                                                                                {"COUNT", Aggregation::count}}};

std::string label_in(pugi::xml_node node) { return std::string(prefix(trim(node.attribute("label").value()), 500)); }

}  // namespace

Table::Table() = default;
Table::~Table() = default;

std::string_view letter(HitPolicy policy, Aggregation aggregation) {
    constexpr std::array<std::string_view, 7> letters{"U", "A", "P", "F", "R", "O", "C"};
    constexpr std::array<std::string_view, 5> collects{"C", "C+", "C<", "C>", "C#"};
    return policy == HitPolicy::collect ? collects[static_cast<std::size_t>(aggregation)]
                                        : letters[static_cast<std::size_t>(policy)];
}

std::unique_ptr<Table> Reading::table(pugi::xml_node node) {
    auto out = std::make_unique<Table>();
    out->id = id_near(node);
    out->name = decision;
    const auto choose = [&](const char* attribute, const auto& among, auto& into) {
        const std::string value = node.attribute(attribute).value();
        if (value.empty()) return;
        for (const auto& [text, meaning] : among)
            if (text == value) {
                into = meaning;
                return;
            }
        out->broken = true;
        add(node, errors::dmn_bad_value,
            {{"name", attribute}, {"value", value}, {"expected", "U A P F R O C + < > #"}});
    };
    choose("hitPolicy", policies, out->policy);
    choose("aggregation", aggregations, out->aggregation);
    for_each(node, "input", [&](pugi::xml_node input) {
        const auto expression = child(input, "inputExpression");
        out->inputs.push_back({.id = id_near(input),
                               .label = label_in(input),
                               .expression = literal(expression),
                               .type = type_in(expression),
                               .allowed_text = child_text(child(input, "inputValues"), "text"),
                               .allowed = nullptr});
    });
    for_each(node, "output", [&](pugi::xml_node output) {
        auto& column = out->outputs.emplace_back();
        column.id = id_near(output);
        column.name = name_in(output, "name");
        column.label = label_in(output);
        column.type = type_in(output);
        column.allowed_text = child_text(child(output, "outputValues"), "text");
        if (const auto fallback = child(output, "defaultOutputEntry")) {
            column.has_default = true;
            column.fallback = literal(fallback);
        }
    });
    TablePools pools;
    pools.tests.resize(out->inputs.size());
    pools.results.resize(out->outputs.size());
    out->tests.resize(out->inputs.size());
    out->results.resize(out->outputs.size());
    for_each(node, "rule", [&](pugi::xml_node r) { rule(r, *out, pools); });
    return out;
}

void Reading::rule(pugi::xml_node node, Table& out, TablePools& pools) {
    Rule rule;
    rule.id = id_near(node);
    rule.note = std::string(prefix(child_text(child(node, "annotationEntry"), "text"), 1'000));
    if (rule.note.empty()) rule.note = std::string(prefix(child_text(node, "description"), 1'000));
    for_each(node, "inputEntry", [&](pugi::xml_node cell) {
        const auto column = rule.tests.size();
        rule.cells.push_back(id_near(cell));
        if (column >= out.inputs.size()) return rule.tests.push_back(0);
        const auto text = child_text(cell, "text");
        auto& pool = out.tests[column];
        const auto [place, fresh] = pools.tests[column].try_emplace(text, static_cast<std::uint32_t>(pool.size()));
        if (fresh) {
            auto tests = std::make_shared<Tests>();
            tests->text = text;
            pool.push_back(std::move(tests));
        }
        rule.tests.push_back(place->second);
    });
    for_each(node, "outputEntry", [&](pugi::xml_node cell) {
        const auto column = rule.outputs.size();
        rule.cells.push_back(id_near(cell));
        if (column >= out.outputs.size()) return rule.outputs.push_back(0);
        auto entry = literal(cell);
        auto& pool = out.results[column];
        const auto [place, fresh] =
            pools.results[column].try_emplace(entry.text, static_cast<std::uint32_t>(pool.size()));
        if (fresh) pool.push_back(std::move(entry));
        rule.outputs.push_back(place->second);
    });
    if (rule.tests.size() != out.inputs.size() || rule.outputs.size() != out.outputs.size()) {
        out.broken = true;
        add(node, errors::dmn_wrong_cells,
            {{"given", std::to_string(rule.tests.size() + rule.outputs.size())},
             {"expected", std::to_string(out.inputs.size() + out.outputs.size())}});
    }
    out.rules.push_back(std::move(rule));
}

}  // namespace hz::rules::dmn
