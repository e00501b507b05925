// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/tck.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "base/text.hpp"
#include "rules/dmn/dmn.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/xml.hpp"
#include "rules/function/function.hpp"

namespace hz::rules::dmn {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool named(pugi::xml_node node, std::string_view local) {
    return node.type() == pugi::node_element && local_name(node.name()) == local;
}

pugi::xml_node first(pugi::xml_node node, std::string_view local) {
    for (const auto c : node.children())
        if (named(c, local)) return c;
    return {};
}

bool is_nil(pugi::xml_node node) {
    for (const auto attribute : node.attributes())
        if (local_name(attribute.name()) == "nil" && std::string_view(attribute.value()) == "true") return true;
    return false;
}

Value scalar(pugi::xml_node node) {
    if (is_nil(node)) return {};
    std::string_view type;
    for (const auto attribute : node.attributes())
        if (local_name(attribute.name()) == "type") type = local_name(attribute.value());
    const auto text = text_in(node);
    const auto plain = trim(text);
    if (type == "boolean") return Value(plain == "true" || plain == "1");
    if (type == "decimal" || type == "double" || type == "float" || type == "integer" || type == "int" ||
        type == "long")
        return Value(Number::parse(plain));
    if (type == "date" || type == "time" || type == "dateTime" || type == "duration") {
        // A dateTime without a time, and the like, stay what the text says.
        return read_temporal(plain);
    }
    return Value(text);
}

// A value, a list, or components, whichever is inside.
Value value_in(pugi::xml_node node) {
    if (is_nil(node)) return {};
    if (const auto value = first(node, "value")) return scalar(value);
    if (const auto list = first(node, "list")) {
        if (is_nil(list)) return {};
        List out;
        for (const auto item : list.children())
            if (named(item, "item")) out.push_back(value_in(item));
        return Value(std::move(out));
    }
    if (!first(node, "component")) return {};
    Context out;
    for (const auto component : node.children())
        if (named(component, "component")) out.put(component.attribute("name").value(), value_in(component));
    return Value(std::move(out));
}

bool close(const Number& a, const Number& b) {
    if (a == b) return true;
    const auto difference = a.subtract(b);
    const auto most = Number::parse("0.00000001");
    return difference && (difference->is_negative() ? difference->negate() : *difference) <= *most;
}

bool same(const Value& expected, const Value& actual) {
    if (expected.kind() != actual.kind()) return false;
    if (const auto* number = expected.if_number()) return close(*number, *actual.if_number());
    if (const auto* list = expected.if_list())
        return std::equal(list->begin(), list->end(), actual.if_list()->begin(), actual.if_list()->end(), same);
    if (const auto* context = expected.if_context()) {
        const auto& other = *actual.if_context();
        return context->entries().size() == other.entries().size() &&
               std::all_of(context->entries().begin(), context->entries().end(), [&](const Context::Entry& entry) {
                   const auto* found = other.find(entry.first);
                   return found && same(entry.second, *found);
               });
    }
    return equal(expected, actual) == true;
}

class Group {
  public:
    Group(std::string name, const fs::path& folder, std::vector<TckResult>& out)
        : name_(std::move(name)), folder_(folder), out_(out) {}

    void run(const fs::path& file) {
        pugi::xml_document document;
        if (!read_xml(content(file), document)) return;
        const auto root = document.document_element();
        if (!named(root, "testCases")) return;
        auto model_name = std::string(trim(text_in(first(root, "modelName"))));
        if (model_name.empty()) model_name = name_ + ".dmn";
        const auto model = load(content(folder_ / fs::path(model_name).filename()),
                                [&](const ImportRequest& request) { return resolve_import(request); });
        for (const auto test : root.children())
            if (named(test, "testCase")) this->test(test, file.stem().string(), model);
    }

  private:
    Result<std::string> resolve_import(const ImportRequest& request) const {
        for (const auto& entry : fs::directory_iterator(folder_)) {
            if (entry.path().extension() != ".dmn") continue;
            auto xml = content(entry.path());
            pugi::xml_document document;
            if (read_xml(xml, document) && document.document_element().attribute("namespace").value() == request.uri)
                return xml;
        }
        return refuse(errors::dmn_import_missing, {{"name", request.name}, {"uri", request.uri}});
    }

    void test(pugi::xml_node test, const std::string& file, const Result<ModelPtr>& model) {
        Context inputs;
        inputs.put("today", read_temporal("2026-01-05"));  // there is no clock here; the kit asks only for the type
        inputs.put("now", read_temporal("2026-01-05T09:00:00Z"));
        for (const auto input : test.children())
            if (named(input, "inputNode")) inputs.put(input.attribute("name").value(), value_in(input));
        for (const auto node : test.children()) {
            if (!named(node, "resultNode")) continue;
            TckResult result{.group = name_,
                             .test = file + ":" + test.attribute("id").value(),
                             .node = {},
                             .expected = {},
                             .actual = {},
                             .why = {}};
            result.node = node.attribute("name").value();
            const bool error = std::string_view(node.attribute("errorResult").value()) == "true";
            const auto expected = value_in(first(node, "expected"));
            result.expects_value = !error && !expected.is_null();
            result.expected = error ? "error" : to_text(expected);
            // A service is evaluated whole; where it has several outputs, the node says which is meant.
            const std::string service = test.attribute("invocableName").value();
            if (model)
                judge(**model, service.empty() ? result.node : service, inputs, expected, error, result);
            else
                result.actual = message(*model.error().code, model.error().params, "en");
            out_.push_back(std::move(result));
        }
    }

    static void judge(const Model& model, const std::string& goal, const Context& inputs, const Value& expected,
                      bool error, TckResult& result) {
        Findings diagnostics;
        auto given = evaluate(model, goal, Value(inputs), {.diagnostics = &diagnostics});
        if (!given) {
            result.actual = "error: " + message(*given.error().code, given.error().params, "en");
            result.passed = error;
            return;
        }
        auto actual = *std::move(given);
        if (goal != result.node)
            if (const auto* part = find(actual, result.node)) actual = *part;
        result.actual = to_text(actual);
        result.passed = error ? actual.is_null() : same(expected, actual);
        if (result.passed) return;
        for (const auto& finding : findings(model))
            if (finding.decision == goal && finding.severity == Severity::error && result.why.empty())
                result.why = finding.text("en");
        if (result.why.empty() && !diagnostics.empty()) result.why = diagnostics.front().text("en");
    }

    std::string name_;
    fs::path folder_;
    std::vector<TckResult>& out_;
};

std::string field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace

Result<std::vector<TckResult>> run_tck(const fs::path& folder) {
    std::error_code failed;
    std::set<fs::path> groups;
    for (auto it = fs::recursive_directory_iterator(folder, failed);
         !failed && it != fs::recursive_directory_iterator(); it.increment(failed))
        if (it->path().extension() == ".dmn") groups.insert(it->path().parent_path());
    if (failed || groups.empty()) return refuse(errors::tck_unreadable, {{"path", folder.string()}});
    std::vector<TckResult> out;
    for (const auto& group : groups) {
        std::set<fs::path> files;
        for (const auto& entry : fs::directory_iterator(group))
            if (entry.path().extension() == ".xml") files.insert(entry.path());
        const auto name = group == folder ? group.filename().string() : fs::relative(group, folder).generic_string();
        for (const auto& file : files) Group(name, group, out).run(file);
    }
    return out;
}

TckTotals totals_of(const std::vector<TckResult>& results, std::string_view group) {
    TckTotals out;
    std::map<std::string, bool> whole;
    for (const auto& result : results) {
        if (!result.group.starts_with(group)) continue;
        ++out.results;
        out.passed += result.passed;
        out.with_value += result.expects_value;
        out.with_value_passed += result.expects_value && result.passed;
        auto& all = whole.try_emplace(result.group, true).first->second;
        all = all && result.passed;
    }
    out.groups = whole.size();
    for (const auto& [name, all] : whole) out.groups_whole += all;
    return out;
}

std::string to_csv(const std::vector<TckResult>& results) {
    std::string out = "group,test,node,status,expected,actual\r\n";
    for (const auto& r : results)
        out += field(r.group) + ',' + field(r.test) + ',' + field(r.node) + ',' + (r.passed ? "passed" : "failed") +
               ',' + field(r.expected) + ',' + field(r.actual) + "\r\n";
    return out;
}

}  // namespace hz::rules::dmn
