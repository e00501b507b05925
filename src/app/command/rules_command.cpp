// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <vector>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
#include "rules/dmn/imports.hpp"
#include "rules/dmn/tck.hpp"

namespace hz::app {
namespace {

namespace dmn = rules::dmn;

struct Given {
    Target target;
    std::string text, file, decision, folder, csv;
    std::string input = "{}";
    std::vector<std::string> imports;
    bool trace = false;
    bool analyse = false;
    bool lines = false;
};

Result<std::string> content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return refuse(errors::cannot_read, {{"path", path}});
    return std::string{std::istreambuf_iterator<char>(file), {}};
}

// JSON, or the file after an @.
Result<Json> json_in(const std::string& given) {
    if (!given.starts_with('@')) return parse_json(given);
    const auto text = content(given.substr(1));
    if (!text) return text.error();
    return parse_json(*text, {.bytes = 64 << 20, .depth = 100});
}

Result<rules::ExpressionPtr> compile_for(std::string_view text, const rules::Value& names) {
    std::vector<std::string> known;
    if (const auto* members = names.if_context())
        for (const auto& [name, value] : members->entries()) known.push_back(name);
    return rules::compile(text, known);
}

// A line {"expression": ..., "context": {...}} gives a line {"value": ...} or {"error": code}.
int eval_lines() {
    const auto answer = [](const std::string& line) -> Result<Json> {
        const auto asked = parse_json(line);
        if (!asked) return asked.error();
        const auto* context = find(*asked, "context");
        const auto names = rules::from_json(context ? *context : Json(JsonObject{}));
        const auto compiled = compile_for(get_text(*asked, "expression"), names);
        if (!compiled) return compiled.error();
        const auto value = rules::evaluate(**compiled, names);
        if (!value) return value.error();
        return rules::to_json(*value);
    };
    for (std::string line; std::getline(std::cin, line);) {
        const auto found = answer(line);
        JsonObject out;
        if (found)
            out["value"] = *found;
        else
            out["error"] = found.error().code->id;
        std::cout << to_string(out) << '\n';
    }
    std::cout << std::flush;
    return 0;
}

int eval(const Given& given) {
    const auto& t = given.target;
    if (given.lines) return eval_lines();
    const auto context = json_in(given.input);
    if (!context) return t.fail(context.error());
    const auto names = rules::from_json(*context);
    const auto compiled = compile_for(given.text, names);
    if (!compiled) return t.fail(compiled.error());
    rules::Evaluation evaluation;
    std::vector<rules::Diagnostic> reasons;
    evaluation.diagnostics = &reasons;
    const auto value = rules::evaluate(**compiled, names, evaluation);
    if (!value) return t.fail(value.error());
    std::cout << rules::to_text(*value) << std::endl;
    for (const auto& reason : reasons) std::cerr << reason.sentence(t.locale()) << '\n';
    return 0;
}

// "_0x12 (row 3, column 2): text"
void print_finding(const Target& t, const dmn::Finding& finding) {
    std::cerr << finding.decision << (finding.decision.empty() ? "" : ": ");
    if (finding.rule > 0) std::cerr << t.say("第 ", "row ") << finding.rule << t.say(" 行", "");
    if (finding.column > 0) std::cerr << t.say("第 ", ", column ") << finding.column << t.say(" 列", "");
    if (finding.rule + finding.column > 0) std::cerr << ": ";
    std::cerr << finding.text(t.locale());
    if (!finding.element.empty()) std::cerr << " (" << finding.element << ')';
    std::cerr << '\n';
}

// The models that a model may import: those given, or else those beside it. What cannot be read is left out; the import
// then says that it is missing.
dmn::ModelTexts models_for(const Given& given) {
    namespace fs = std::filesystem;
    dmn::ModelTexts out;
    const auto add = [&](const fs::path& path) {
        if (auto xml = content(path.string())) out.emplace(path.lexically_normal().generic_string(), *std::move(xml));
    };
    for (const auto& path : given.imports) add(path);
    if (!out.empty()) return out;
    std::error_code failed;
    const auto folder = fs::path(given.file).parent_path();
    for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, failed))
        if (entry.path().extension() == ".dmn") add(folder / entry.path().filename());
    return out;
}

// An import is found at the path it names, seen from the model, or by its namespace.
Result<dmn::ModelPtr> open_model(const Given& given) {
    const auto xml = content(given.file);
    if (!xml) return xml.error();
    const auto importing = std::filesystem::path(given.file).lexically_normal().generic_string();
    std::optional<dmn::ModelTexts> models;  // read when something is imported
    return dmn::load(*xml, [&](const dmn::ImportRequest& request) -> Result<std::string> {
        if (!request.location.empty()) {
            const auto named = content((std::filesystem::path(importing).parent_path() / request.location).string());
            if (named && dmn::namespace_of(*named) == request.uri) return named;
        }
        if (!models) models = models_for(given);
        return dmn::resolver_among(*models, importing)(request);
    });
}

int table(const Given& given) {
    const auto& t = given.target;
    const auto model = open_model(given);
    if (!model) return t.fail(model.error());
    for (const auto& finding : dmn::findings(**model)) print_finding(t, finding);
    if (given.analyse)
        for (const auto& finding : dmn::analyse(**model)) print_finding(t, finding);
    const auto inputs = json_in(given.input);
    if (!inputs) return t.fail(inputs.error());
    JsonObject out;
    for (const auto& part : dmn::describe(**model)) {
        const bool wanted = given.decision.empty() ? part.part == dmn::Part::decision : part.name == given.decision;
        if (!wanted) continue;
        dmn::Trace trace;
        dmn::Findings diagnostics;
        const auto value = dmn::evaluate(**model, part.name, *inputs,
                                         {.trace = given.trace ? &trace : nullptr, .diagnostics = &diagnostics});
        if (!value) return t.fail(value.error());
        out[part.name] = *value;
        for (const auto& finding : diagnostics) print_finding(t, finding);
        for (const auto& line : dmn::sentences(trace, t.locale())) std::cerr << line << '\n';
    }
    std::cout << to_string(out) << std::endl;
    return 0;
}

int tck(const Given& given) {
    const auto& t = given.target;
    const auto results = dmn::run_tck(given.folder);
    if (!results) return t.fail(results.error());
    if (!given.csv.empty()) {
        std::ofstream file(given.csv, std::ios::binary);
        file << dmn::to_csv(*results);
        if (!file) return t.fail(refuse(errors::cannot_write, {{"path", given.csv}, {"reason", "I/O"}}));
    }
    const auto line = [&](std::string_view title, std::string_view group) {
        const auto totals = dmn::totals_of(*results, group);
        if (totals.results == 0) return;
        std::cout << title << ": " << totals.passed << '/' << totals.results << t.say("，有值 ", ", with a value ")
                  << totals.with_value_passed << '/' << totals.with_value << t.say("，完整的组 ", ", whole groups ")
                  << totals.groups_whole << '/' << totals.groups << '\n';
    };
    line(t.say("二级", "level 2"), "compliance-level-2");
    line(t.say("三级", "level 3"), "compliance-level-3");
    line(t.say("合计", "all"), "");
    const auto all = dmn::totals_of(*results);
    std::cout << std::flush;
    return all.passed == all.results ? 0 : exit_wrong;
}

}  // namespace

void add_rules(CLI::App& program, int& exit_code) {
    auto given = std::make_shared<Given>();
    auto* group = program.add_subcommand("rules", "FEEL expressions and DMN models.  huizheng rules eval '1 + 2'");
    group->require_subcommand(1);
    auto* one = group->add_subcommand(
        "eval", "Evaluates one expression.  huizheng rules eval 'sum(fees) > 100' --context '{\"fees\": [60, 70]}'");
    auto* text = one->add_option("expression", given->text, "FEEL");
    one->add_flag("--lines", given->lines,
                  "Read {\"expression\", \"context\"} line by line from the standard input instead")
        ->excludes(text);
    one->add_option("--context", given->input, "The names it may use: JSON, or @file");
    add_language(*one, given->target);
    one->callback([given, &exit_code] { exit_code = eval(*given); });
    auto* model = group->add_subcommand(
        "table", "Evaluates the decisions of a model.  huizheng rules table rules.dmn --input '{\"age\": 18}' --trace");
    model->add_option("model", given->file, "A DMN file")->required();
    model->add_option("--import", given->imports,
                      "Models it imports, found by their namespace; without this those in the same folder");
    model->add_option("--decision", given->decision, "Only this decision or decision service");
    model->add_option("--input", given->input, "The input data by name: JSON, or @file");
    model->add_flag("--trace", given->trace, "Say which rules applied, and why others did not");
    model->add_flag("--analyse", given->analyse, "Say which rules cannot apply or overlap, and what is left out");
    add_language(*model, given->target);
    model->callback([given, &exit_code] { exit_code = table(*given); });
    auto* suite = group->add_subcommand(
        "tck", "Runs a folder of models with test cases.  huizheng rules tck dmn-tck --csv results.csv");
    suite->add_option("folder", given->folder, "A folder in the format of the DMN compatibility kit")->required();
    suite->add_option("--csv", given->csv, "Write each result: group,test,node,status,expected,actual");
    add_language(*suite, given->target);
    suite->callback([given, &exit_code] { exit_code = tck(*given); });
}

}  // namespace hz::app
