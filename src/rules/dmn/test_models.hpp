// SPDX-License-Identifier: Apache-2.0
// Small models for the tests: XML without the noise.
#pragma once
#include <string>
#include <vector>

namespace hz::rules::dmn::testing_models {

inline std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

inline std::string definitions(const std::string& inside, const std::string& uri = "urn:test",
                               const std::string& version = "https://www.omg.org/spec/DMN/20230324/MODEL/") {
    return "<definitions xmlns=\"" + version + "\" name=\"test\" namespace=\"" + uri + "\">" + inside +
           "</definitions>";
}

inline std::string input(const std::string& name, const std::string& type = "") {
    return "<inputData id=\"i_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type +
           "\"/></inputData>";
}

inline std::string needs_input(const std::string& name) {
    return "<informationRequirement><requiredInput href=\"#i_" + name + "\"/></informationRequirement>";
}
inline std::string needs_decision(const std::string& name) {
    return "<informationRequirement><requiredDecision href=\"#d_" + name + "\"/></informationRequirement>";
}
inline std::string needs_function(const std::string& name) {
    return "<knowledgeRequirement><requiredKnowledge href=\"#f_" + name + "\"/></knowledgeRequirement>";
}

inline std::string literal(const std::string& feel) {
    return "<literalExpression><text>" + escaped(feel) + "</text></literalExpression>";
}

inline std::string decision(const std::string& name, const std::string& inside, const std::string& type = "") {
    return "<decision id=\"d_" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\"" + type +
           "\"/>" + inside + "</decision>";
}

using Row = std::vector<std::string>;  // the cells, inputs before outputs

struct TestTable {
    std::string policy = "UNIQUE", aggregation = "";
    std::vector<std::string> inputs;   // expressions
    std::vector<std::string> outputs;  // names; one may be empty
    std::vector<Row> rows;
    std::vector<std::string> output_values{};  // of each output
    std::vector<std::string> defaults{};       // of each output
    std::vector<std::string> input_values{};   // of each input

    [[nodiscard]] std::string xml() const {
        std::string out = "<decisionTable id=\"t\" hitPolicy=\"" + policy + "\"" +
                          (aggregation.empty() ? "" : " aggregation=\"" + aggregation + "\"") + ">";
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            out += "<input><inputExpression><text>" + escaped(inputs[i]) + "</text></inputExpression>";
            if (i < input_values.size())
                out += "<inputValues><text>" + escaped(input_values[i]) + "</text></inputValues>";
            out += "</input>";
        }
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            out += "<output name=\"" + outputs[i] + "\">";
            if (i < output_values.size())
                out += "<outputValues><text>" + escaped(output_values[i]) + "</text></outputValues>";
            if (i < defaults.size())
                out += "<defaultOutputEntry><text>" + escaped(defaults[i]) + "</text></defaultOutputEntry>";
            out += "</output>";
        }
        for (std::size_t r = 0; r < rows.size(); ++r) {
            out += "<rule id=\"r" + std::to_string(r + 1) + "\">";
            for (std::size_t c = 0; c < rows[r].size(); ++c) {
                const std::string tag = c < inputs.size() ? "inputEntry" : "outputEntry";
                out += "<" + tag + " id=\"c" + std::to_string(r + 1) + "_" + std::to_string(c + 1) + "\"><text>" +
                       escaped(rows[r][c]) + "</text></" + tag + ">";
            }
            out += "</rule>";
        }
        return out + "</decisionTable>";
    }
};

// One decision "result" by the table over inputs of the names of its expressions.
inline std::string table_model(const TestTable& table, const std::string& type = "") {
    std::string inside, requirements;
    for (const auto& name : table.inputs) {
        inside += input(name);
        requirements += needs_input(name);
    }
    return definitions(inside + decision("result", requirements + table.xml(), type));
}

}  // namespace hz::rules::dmn::testing_models
