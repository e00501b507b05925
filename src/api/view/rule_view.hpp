// SPDX-License-Identifier: Apache-2.0
// Decision models (DMN) as the workbench shows them.
#pragma once
#include <boost/describe.hpp>
#include <map>
#include <string>
#include <vector>

#include "api/view/model_view.hpp"
#include "rules/dmn/dmn.hpp"
#include "rules/dmn/input_field.hpp"

namespace hz::api {

struct RuleSummary : ModelSummary {
    std::string name;  // as the model calls itself
    std::int64_t decisions = 0;
};
BOOST_DESCRIBE_STRUCT(RuleSummary, (ModelSummary), (name, decisions))

struct RulePage {
    std::vector<RuleSummary> items;
};
BOOST_DESCRIBE_STRUCT(RulePage, (), (items))

struct RuleFinding {
    std::string severity;  // error, warning
    std::string element;   // id in the model, where the nearest one has an id
    std::string decision;
    std::int64_t rule = 0, column = 0;  // from 1; 0: none
    std::string code;
    Words text;
};
BOOST_DESCRIBE_STRUCT(RuleFinding, (), (severity, element, decision, rule, column, code, text))

struct RuleInput {
    std::string id, name, type;
    std::string kind;     // text, number, boolean, date, time, date_time, other
    bool many = false;    // a list of them
    JsonArray choices;    // the allowed values, where they are constants
    std::string allowed;  // as the model writes them
};
BOOST_DESCRIBE_STRUCT(RuleInput, (), (id, name, type, kind, many, choices, allowed))

struct RuleDecision {
    std::string id, name, type;
    bool is_table = false;
    std::vector<std::string> inputs;  // names of the input data it depends on
};
BOOST_DESCRIBE_STRUCT(RuleDecision, (), (id, name, type, is_table, inputs))

// What a model is, once read.
struct RuleReading {
    std::string name;
    std::vector<RuleDecision> decisions;
    std::vector<RuleInput> inputs;
    std::vector<RuleFinding> findings;
};
BOOST_DESCRIBE_STRUCT(RuleReading, (), (name, decisions, inputs, findings))

// A step of the process that decides by the model.
struct RuleStep {
    std::string element;
    Words name;
};
BOOST_DESCRIBE_STRUCT(RuleStep, (), (element, name))

struct RuleModel : RuleReading, ModelText {
    std::vector<RuleStep> steps;
};
BOOST_DESCRIBE_STRUCT(RuleModel, (RuleReading, ModelText), (steps))

struct TrialRule {
    std::int64_t number = 0;
    std::string id;
    bool matched = false;
    std::int64_t column = 0;  // the first cell that said no; 0: none
    std::string cell, test;
    Json value;
};
BOOST_DESCRIBE_STRUCT(TrialRule, (), (number, id, matched, column, cell, test, value))

struct TrialTable {
    struct Input {
        std::string label;
        Json value;
    };
    std::string policy;
    std::vector<Input> inputs;
    std::vector<TrialRule> rules;
    std::int64_t rules_left_out = 0;
};
BOOST_DESCRIBE_STRUCT(TrialTable::Input, (), (label, value))
BOOST_DESCRIBE_STRUCT(TrialTable, (), (policy, inputs, rules, rules_left_out))

struct TrialStep {
    std::string id, name;
    Json result;
    std::vector<TrialTable> tables;
};
BOOST_DESCRIBE_STRUCT(TrialStep, (), (id, name, result, tables))

struct Trial {
    Json result;
    std::vector<TrialStep> steps;
    std::vector<Words> sentences;
    std::vector<RuleFinding> diagnostics;
};
BOOST_DESCRIBE_STRUCT(Trial, (), (result, steps, sentences, diagnostics))

[[nodiscard]] RuleFinding finding_view(const rules::dmn::Finding& finding);
[[nodiscard]] RuleReading reading_view(const rules::dmn::Model& model);
[[nodiscard]] Trial trial_view(const Json& result, const rules::dmn::Trace& trace,
                               const rules::dmn::Findings& diagnostics);

}  // namespace hz::api
