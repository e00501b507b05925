// SPDX-License-Identifier: Apache-2.0
// The moving parts of services and event types: BPMN, forms, and whether the test flows take every way through.
#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

#include "form/form.hpp"
#include "pack/checker.hpp"
#include "pack/definition.hpp"
#include "pack/rule_imports.hpp"
#include "rules/dmn/dmn.hpp"
#include "rules/rules.hpp"

namespace hz::pack {

namespace {

constexpr std::size_t max_combinations = 4'096;

Params said(const ErrorCode& code, const Params& params) {
    return {{"reason_zh", message(code, params, "zh-Hans")}, {"reason_en", message(code, params, "en")}};
}

std::vector<Finding> located(const ErrorCode& finding, const Error& error, const std::string& under) {
    std::vector<Finding> out;
    if (error.fields.empty()) out.push_back(fail(finding, said(*error.code, error.params), under));
    for (const auto& field : error.fields)
        out.push_back(fail(finding, said(*field.code, field.params), under + field.path));
    return out;
}

// Values worth trying for a field that conditions mention.
JsonArray candidates(const Json& component) {
    JsonArray out{nullptr};
    const auto type = get_text(component, "type");
    if (type == "checkbox") {
        out.emplace_back(true);
        out.emplace_back(false);
    } else if (const auto& values = get_array(component, "values"); !values.empty()) {
        for (const auto& value : values) {
            const auto* v = find(value, "value");
            if (v == nullptr) continue;
            if (type == "checklist" || type == "taglist")
                out.emplace_back(JsonArray{*v});
            else
                out.emplace_back(*v);
        }
    } else if (type == "number") {
        for (const int n : {0, 1, 1'000'000}) out.emplace_back(n);
    } else {
        out.emplace_back("x");
    }
    return out;
}

bool mentions(std::string_view feel, std::string_view name) {
    const auto is_name = [](char ch) { return std::isalnum(static_cast<unsigned char>(ch)) != 0 || ch == '_'; };
    for (auto at = feel.find(name); at != std::string_view::npos; at = feel.find(name, at + 1)) {
        const bool begins = at == 0 || !is_name(feel[at - 1]);
        const auto end = at + name.size();
        if (begins && (end >= feel.size() || !is_name(feel[end]))) return true;
    }
    return false;
}

// Tries what the mentioned fields can be; false only where every try hides. Too many tries: taken as reachable.
bool can_show(std::string_view hide, const JsonArray& components) {
    const auto compiled = rules::compile(hide);
    if (!compiled) return true;  // said by the form
    std::vector<std::pair<std::string, JsonArray>> fields;
    std::size_t combinations = 1;
    for (const auto& component : components) {
        const auto key = get_text(component, "key");
        if (key.empty() || !mentions(hide, key)) continue;
        fields.emplace_back(key, candidates(component));
        combinations *= fields.back().second.size();
        if (combinations > max_combinations) return true;
    }
    for (std::size_t n = 0; n < combinations; ++n) {
        JsonObject context;
        auto rest = n;
        for (const auto& [key, values] : fields) {
            context[key] = values[rest % values.size()];
            rest /= values.size();
        }
        const auto hidden = rules::holds(**compiled, context);
        if (!hidden || !*hidden) return true;
    }
    return false;
}

void check_form(Checker& c, const Json& schema, const std::string& place) {
    const auto compiled = form::compile(schema);
    if (!compiled) c.add_all(located(findings::form, compiled.error(), place + "/"));
    const auto& components = get_array(schema, "components");
    for (const auto& component : components) {
        const auto* conditional = find(component, "conditional");
        auto hide = conditional == nullptr ? std::string_view() : get_text(*conditional, "hide");
        if (hide.starts_with('=')) hide.remove_prefix(1);
        if (hide.empty() || can_show(hide, components)) continue;
        c.add(warn(findings::unreachable_field, {{"name", std::string(get_text(component, "key"))}},
                   place + "/" + std::string(get_text(component, "id"))));
    }
    for (const auto& component : components) {
        const auto* properties = find(component, "properties");
        const auto source = properties == nullptr ? std::string_view() : get_text(*properties, "hz:source");
        if (source.empty()) continue;
        const auto dot = source.find('.');
        const auto* registry = c.find("registry", source.substr(0, dot));
        const bool known = dot != std::string_view::npos && registry != nullptr &&
                           get_object(get_object(*registry, "schema"), "properties").contains(source.substr(dot + 1));
        if (!known)
            c.add(fail(findings::dangling,
                       {{"name", "hz:source"}, {"value", std::string(source)}, {"kind", "registry"}},
                       place + "/" + std::string(get_text(component, "id"))));
    }
}

const std::string process_place = "process.bpmn/";

void check_tasks(const Json& body, const Json* agency, const process::Definition& process, std::vector<Finding>& out) {
    std::set<std::string_view> posts;
    if (agency != nullptr)
        for (const auto& post : get_array(*agency, "posts")) posts.insert(get_text(post, "code"));
    const auto dangling = [&](const process::TaskInfo& task, const char* name, const std::string& value,
                              const char* kind) {
        out.push_back(
            fail(findings::dangling, {{"name", name}, {"value", value}, {"kind", kind}}, process_place + task.element));
    };
    for (const auto& task : process::tasks(process)) {
        for (const auto& post : task.posts)
            if (agency != nullptr && !posts.contains(post)) dangling(task, "hz:posts", post, "agency.posts");
        if (!task.form.empty() && !get_object(body, "forms").contains(task.form))
            dangling(task, "hz:form", task.form, "forms");
    }
}

// What people read of a process needs both languages, like every other text.
void check_names(const process::Definition& process, std::vector<Finding>& out) {
    for (const auto& named : process::element_names(process)) {
        const auto place = process_place + named.element;
        if (named.name.empty())
            out.push_back(fail(findings::missing_text, {{"name", "name"}, {"language", "zh"}}, place));
        if (named.name_en.empty())
            out.push_back(fail(findings::missing_text, {{"name", "hz:name_en"}, {"language", "en"}}, place));
    }
}

// What the flows of one definition play: "task/outcome".
std::set<std::string> played(Checker& c, const Definition& d, const process::Definition& process) {
    std::set<std::string> out;
    for (const auto& flow : c.pack().definitions) {
        if (flow.kind != "flow" || !flow.code.starts_with(d.code + "/") || !flow.source.starts_with(d.source + "/"))
            continue;
        const auto& steps = get_array(flow.body, "steps");
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const std::string element(get_text(steps[i], "task"));
            if (element.empty()) continue;
            const std::string outcome(get_text(steps[i], "outcome"));
            const bool refused = find(steps[i], "expect_refused") != nullptr;
            const auto* task = process::find_task(process, element);
            auto problem = std::optional<Finding>();
            if (task == nullptr)
                problem = fail(findings::unknown_task, {{"task", element}});
            else if (!refused && !task->outcomes.empty() &&
                     std::ranges::find(task->outcomes, outcome) == task->outcomes.end())
                problem = fail(findings::unknown_outcome, {{"task", element}, {"outcome", outcome}});
            if (problem) {
                problem->file = flow.source;
                problem->place = "/steps/" + std::to_string(i);
                c.add(std::move(*problem));
            }
            if (!refused) out.insert(element + "/" + outcome);
        }
    }
    return out;
}

// Each decision a business rule task names is in rules.dmn.
void check_decisions(const Json& body, const process::Definition& process, std::vector<Finding>& out) {
    const auto named = process::decisions(process);
    if (named.empty()) return;
    std::set<std::string> known;
    const auto imports = imported_models(body);
    if (const auto xml = get_text(body, "dmn"); !xml.empty()) {
        const auto model = rules::dmn::load(xml, rules::dmn::resolver_among(imports, "rules.dmn"));
        if (!model) return;  // said by check_rules
        for (const auto& one : rules::dmn::describe(**model)) {
            if (one.part != rules::dmn::Part::decision && one.part != rules::dmn::Part::service) continue;
            known.insert(one.id);
            known.insert(one.name);
        }
    }
    for (const auto& one : named)
        if (!known.contains(one.name))
            out.push_back(fail(findings::unknown_decision, {{"name", one.name}}, process_place + one.element));
}

void check_outcomes(Checker& c, const Definition& d, const process::Definition& process) {
    const auto ways = played(c, d, process);
    for (const auto& task : process::tasks(process)) {
        for (const auto& outcome : task.outcomes) {
            if (!ways.contains(task.element + "/" + outcome)) {
                c.add(warn(findings::outcome_not_played, {{"task", task.element}, {"outcome", outcome}}, task.element));
            }
        }
    }
}

}  // namespace

void check_process(Checker& c, const Definition& d) {
    if (const auto* form = find(d.body, "form")) check_form(c, *form, "form.json");
    for (const auto& form : get_object(d.body, "forms"))
        check_form(c, form.value(), "forms/" + std::string(form.key()) + ".json");
    const auto bpmn = get_text(d.body, "bpmn");
    if (bpmn.empty()) {
        if (d.kind == "event_type") c.add(fail(findings::no_parts, {{"name", "process.bpmn"}}));
        return;
    }
    if (d.kind == "event_type") c.refers("agency", get_text(d.body, "agency"), "agency", "/agency");
    c.add_all(check_process_model(d.body, c.find("agency", get_text(d.body, "agency")), bpmn));
    const auto process = process::compile(bpmn, process_options(d.body));
    if (process.has_value()) check_outcomes(c, d, **process);
}

std::vector<Finding> check_process_model(const Json& body, const Json* agency, std::string_view bpmn) {
    const auto process = process::compile(bpmn, process_options(body));
    if (!process) return located(findings::bpmn, process.error(), process_place);
    std::vector<Finding> out;
    check_names(**process, out);
    check_tasks(body, agency, **process, out);
    check_decisions(body, **process, out);
    return out;
}

}  // namespace hz::pack
