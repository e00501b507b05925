// SPDX-License-Identifier: Apache-2.0
// Service items: parts, codes, references, and the quality rules of setting "item".
#include <set>

#include "pack/checker.hpp"
#include "pack/shape.hpp"
#include "rules/rules.hpp"

namespace hz::pack {

namespace {

std::string at(std::string_view member, std::size_t index) {
    return "/" + std::string(member) + "/" + std::to_string(index);
}

std::string said(const Error& error) { return message(*error.code, error.params, "en"); }

// "licence.type_code": a member of a member.
const Json* find_path(const Json& body, std::string_view path) {
    const auto dot = path.find('.');
    const auto* first = find(body, path.substr(0, dot));
    return dot == std::string_view::npos || first == nullptr ? first : find_path(*first, path.substr(dot + 1));
}

void check_materials(Checker& c, const Json& body) {
    std::set<std::string_view> seen;
    const auto& materials = get_array(body, "materials");
    for (std::size_t i = 0; i < materials.size(); ++i) {
        std::vector<Finding> found;
        check_shape(materials[i], members_of("material"), at("materials", i), found);
        c.add_all(std::move(found));
        const auto code = get_text(materials[i], "code");
        if (!seen.insert(code).second)
            c.add(fail(findings::repeated_code, {{"code", std::string(code)}}, at("materials", i)));
    }
}

void check_references(Checker& c, const Json& body) {
    c.refers("agency", get_text(body, "agency"), "agency", "/agency");
    const auto* licence = find(body, "licence");
    if (licence != nullptr) {
        c.refers("registry", get_text(*licence, "registry"), "licence.registry", "/licence/registry");
        const auto name = get_text(*licence, "template");
        if (!get_object(body, "templates").contains(name)) {
            c.add(fail(findings::dangling,
                       {{"name", "licence.template"}, {"value", std::string(name)}, {"kind", "templates"}},
                       "/licence/template"));
        }
    }
    const auto& materials = get_array(body, "materials");
    for (std::size_t i = 0; i < materials.size(); ++i) {
        const auto from = get_text(materials[i], "shared_from");
        if (!from.empty()) c.refers("registry", from, "shared_from", at("materials", i));
    }
}

void check_templates(Checker& c, const Json& body) {
    for (const auto& entry : get_object(body, "templates")) {
        const auto place = "/templates/" + std::string(entry.key());
        for (const auto& field : get_array(entry.value(), "fields")) {
            const auto where = place + "/fields/" + std::string(get_text(field, "code"));
            c.check_feel(get_text(field, "value"), where);
            if (const auto list = get_text(field, "code_list"); !list.empty())
                c.refers("code_list", list, "code_list", where);
        }
        const auto* licence = find(body, "licence");
        const auto* registry = licence == nullptr ? nullptr : c.find("registry", get_text(*licence, "registry"));
        for (const auto& member : get_object(entry.value(), "record")) {
            const std::string key(member.key());
            if (member.value().is_string()) c.check_feel(member.value().as_string(), place + "/record/" + key);
            if (registry == nullptr || get_object(get_object(*registry, "schema"), "properties").contains(key))
                continue;
            c.add(fail(findings::dangling, {{"name", "record"}, {"value", key}, {"kind", "registry"}},
                       place + "/record"));
        }
    }
}

void check_codes(Checker& c, const Json& body, const Json& rules) {
    for (const auto& entry : get_object(rules, "identifiers")) {
        const auto* value = find_path(body, entry.key());
        if (value == nullptr || !value->is_string() || !entry.value().is_string()) continue;
        const auto valid = c.identifiers().check(std::string_view(entry.value().as_string()), value->as_string());
        if (valid) continue;
        const std::string name(entry.key());
        c.add(fail(findings::invalid_code,
                   {{"name", name}, {"value", std::string(value->as_string())}, {"reason", said(valid.error())}},
                   "/" + name));
    }
    for (const auto& entry : get_object(rules, "code_lists")) {
        const auto* value = find_path(body, entry.key());
        if (value == nullptr || !entry.value().is_string()) continue;
        const std::string_view list = entry.value().as_string();
        const std::string name(entry.key());
        const auto one = [&](const Json& code) {
            if (!code.is_string() || c.has_code(list, code.as_string())) return;
            c.add(fail(findings::dangling,
                       {{"name", name}, {"value", std::string(code.as_string())}, {"kind", std::string(list)}},
                       "/" + name));
        };
        if (const auto* many = value->if_array()) {
            for (const auto& code : *many) one(code);
        } else {
            one(*value);
        }
    }
    for (const auto& entry : get_object(rules, "joined")) {
        std::string joined;
        for (const auto& part : entry.value().is_array() ? entry.value().as_array() : JsonArray{})
            if (part.is_string()) joined += get_text(body, part.as_string());
        const auto whole = get_text(body, entry.key());
        if (!whole.empty() && whole != joined)
            c.add(fail(findings::parts_differ, {{"name", entry.key()}, {"other", joined}},
                       "/" + std::string(entry.key())));
    }
}

void check_quality(Checker& c, const Json& body, const Json& rules) {
    JsonObject context = body.as_object();
    for (const std::string_view heavy : {"bpmn", "bpmn_calls", "dmn", "dmn_imports", "form", "forms", "templates"})
        context.erase(heavy);
    context["lists"] = c.lists();
    for (const auto& rule : get_array(rules, "quality")) {
        const auto compiled = rules::compile(get_text(rule, "feel"));
        if (!compiled) continue;  // said where the rule is
        const auto holds = rules::holds(**compiled, context);
        if (holds && *holds) continue;
        const auto* title = find(rule, "title");
        Params params{{"zh", title == nullptr ? "" : std::string(get_text(*title, "zh"))},
                      {"en", title == nullptr ? "" : std::string(get_text(*title, "en"))}};
        auto finding = warn(findings::quality, params);
        finding.code = "quality." + std::string(get_text(rule, "code"));
        c.add(std::move(finding));
    }
}

}  // namespace

void check_service(Checker& c, const Definition& d) {
    if (!d.body.is_object() || get_text(d.body, "code").empty())
        return c.add(fail(findings::no_main, {{"name", "item.yaml"}}));
    check_materials(c, d.body);
    check_references(c, d.body);
    check_templates(c, d.body);
    if (!get_bool(d.body, "guide_only")) {
        for (const std::string name : {"form", "bpmn", "apply"})
            if (find(d.body, name) == nullptr) c.add(fail(findings::no_parts, {{"name", name}}));
    }
    const auto* rules = c.find("setting", "item");
    if (rules == nullptr) return;
    check_codes(c, d.body, *rules);
    check_quality(c, d.body, *rules);
}

}  // namespace hz::pack
