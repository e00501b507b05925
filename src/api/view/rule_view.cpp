// SPDX-License-Identifier: Apache-2.0
#include "api/view/rule_view.hpp"

#include <algorithm>

namespace hz::api {
namespace {

namespace dmn = rules::dmn;

std::int64_t count(std::size_t n) { return static_cast<std::int64_t>(n); }

TrialTable table_view(const dmn::TracedTable& table) {
    TrialTable out;
    out.policy = table.policy;
    for (const auto& input : table.inputs) out.inputs.push_back({input.label, rules::to_json(input.value)});
    for (const auto& rule : table.rules)
        out.rules.push_back({count(rule.number), rule.id, rule.matched, count(rule.column), rule.cell, rule.test,
                             rules::to_json(rule.value)});
    out.rules_left_out = count(table.rules_left_out);
    return out;
}

void add_parts(RuleReading& out, const dmn::Model& model) {
    for (const auto& part : dmn::describe(model))
        if (part.part == dmn::Part::decision)
            out.decisions.push_back({part.id, part.name, part.type, part.is_table, dmn::inputs_of(model, part.name)});
    for (auto& field : dmn::input_fields(model))
        out.inputs.push_back({std::move(field.id), std::move(field.name), std::move(field.type),
                              std::string(dmn::to_text(field.kind)), field.many, std::move(field.choices),
                              std::move(field.allowed)});
}

}  // namespace

RuleFinding finding_view(const dmn::Finding& finding) {
    return {finding.severity == dmn::Severity::error ? "error" : "warning",
            finding.element,
            finding.decision,
            count(finding.rule),
            count(finding.column),
            finding.code != nullptr ? std::string(finding.code->id) : std::string(),
            Words(finding.text("zh-Hans"), finding.text("en"))};
}

RuleReading reading_view(const dmn::Model& model) {
    RuleReading out;
    out.name = dmn::name_of(model);
    add_parts(out, model);
    for (const auto& finding : dmn::findings(model)) out.findings.push_back(finding_view(finding));
    for (const auto& finding : dmn::analyse(model)) out.findings.push_back(finding_view(finding));
    std::stable_partition(out.findings.begin(), out.findings.end(),
                          [](const RuleFinding& f) { return f.severity == "error"; });
    return out;
}

Trial trial_view(const Json& result, const dmn::Trace& trace, const dmn::Findings& diagnostics) {
    Trial out;
    out.result = result;
    for (const auto& step : trace.steps) {
        TrialStep line{step.id, step.name, rules::to_json(step.result), {}};
        for (const auto& table : step.tables) line.tables.push_back(table_view(table));
        out.steps.push_back(std::move(line));
    }
    const auto zh = dmn::sentences(trace, "zh-Hans");
    const auto en = dmn::sentences(trace, "en");
    for (std::size_t i = 0; i < std::min(zh.size(), en.size()); ++i) out.sentences.emplace_back(zh[i], en[i]);
    for (const auto& one : diagnostics) out.diagnostics.push_back(finding_view(one));
    return out;
}

}  // namespace hz::api
