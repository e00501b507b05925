// SPDX-License-Identifier: Apache-2.0
// XML to a model. Names of every version of DMN are the same but for what a version does not have.
#include <algorithm>

#include "base/text.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/read.hpp"

namespace hz::rules::dmn {

std::string name_in(pugi::xml_node node, const char* attribute) {
    std::string out;
    bool space = false;
    for (const char c : trim(node.attribute(attribute).value())) {  // white space as one blank
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank && space && !out.empty()) out += ' ';
        if (!blank) out += c;
        space = blank;
    }
    return out;
}

TypeUse type_in(pugi::xml_node node, const char* attribute) {
    std::string text(trim(node.attribute(attribute).value()));
    if (text.empty() && std::string_view(attribute) == "typeRef") text = child_text(node, "typeRef");  // DMN 1.1
    if (const auto colon = text.find(':'); colon != std::string::npos && text.find('<') == std::string::npos) {
        // A qualified name, as DMN 1.1 has them: of FEEL, of this model, or of an import.
        const auto prefix = text.substr(0, colon);
        const auto uri = resolve(node, text).uri;
        if (prefix == "feel" || uri.find("FEEL") != std::string_view::npos || uri.ends_with("dmn.xsd"))
            text = text.substr(colon + 1);
        else if (!uri.empty())
            text = "{" + std::string(uri) + "}" + text.substr(colon + 1);
    }
    return {text, nullptr, {}};
}

namespace {

void read_type(pugi::xml_node node, Model& out, ItemType& type) {
    type.id = id_near(node);
    type.name = name_in(node, "name");
    type.collection = std::string_view(node.attribute("isCollection").value()) == "true";
    if (const auto ref = child(node, "typeRef")) type.base = type_in(node, "typeRef");
    type.allowed_text = child_text(child(node, "allowedValues"), "text");
    type.constraint_text = child_text(child(node, "typeConstraint"), "text");
    for_each(node, "itemComponent", [&](pugi::xml_node component) {
        type.is_context = true;
        auto& member = out.types.emplace_back();
        type.members.emplace_back(name_in(component, "name"), &member);
        read_type(component, out, member);
    });
    if (const auto function = child(node, "functionItem")) {
        type.is_function = true;
        type.result = type_in(function, "outputTypeRef");
        for_each(function, "parameters", [&](pugi::xml_node parameter) {
            type.parameters.emplace_back(name_in(parameter, "name"), type_in(parameter));
        });
    }
}

void read_requirements(pugi::xml_node node, Element& out) {
    for (const auto* kind : {"informationRequirement", "knowledgeRequirement"})
        for_each(node, kind, [&](pugi::xml_node requirement) {
            for (const auto* what : {"requiredInput", "requiredDecision", "requiredKnowledge"})
                for_each(requirement, what,
                         [&](pugi::xml_node ref) { out.hrefs.emplace_back(trim(ref.attribute("href").value())); });
        });
}

void read_service(pugi::xml_node node, Element& out) {
    const auto hrefs = [&](const char* kind, std::vector<std::string>& into) {
        for_each(node, kind, [&](pugi::xml_node ref) { into.emplace_back(trim(ref.attribute("href").value())); });
    };
    hrefs("outputDecision", out.output_hrefs);
    hrefs("encapsulatedDecision", out.encapsulated_hrefs);
    hrefs("inputData", out.input_hrefs);
    hrefs("inputDecision", out.input_hrefs);
}

void read_element(pugi::xml_node node, Part part, Model& model) {
    auto& out = model.elements.emplace_back();
    out.part = part;
    out.model = &model;
    out.id = node.attribute("id").value();
    out.name = name_in(node, "name");
    const auto variable = child(node, "variable");
    if (out.name.empty()) out.name = name_in(variable, "name");
    out.type = type_in(variable);
    read_requirements(node, out);
    Reading reading{model, out.name};
    if (part == Part::decision) out.logic = reading.boxed_in(node);
    if (part == Part::service) read_service(node, out);
    if (part == Part::function) {
        const auto logic = child(node, "encapsulatedLogic");
        out.logic = reading.function(logic ? logic : node);
        out.parameters = out.logic->parameters;
    }
    if (out.name.empty()) reading.add(node, errors::dmn_missing_name);
}

}  // namespace

void read_model(const pugi::xml_node& root, Model& out) {
    out.name = name_in(root, "name");
    out.uri = root.attribute("namespace").value();
    for_each(root, "import", [&](pugi::xml_node node) {
        const std::string_view type = node.attribute("importType").value();
        ImportRequest request{name_in(node, "name"), node.attribute("namespace").value(),
                              node.attribute("locationURI").value()};
        if (!type.empty() && !is_dmn_uri(type) && type.find("DMN") == std::string_view::npos)
            out.findings.push_back({.severity = Severity::warning,
                                    .element = id_near(node),
                                    .code = &errors::dmn_import_unsupported,
                                    .params = {{"name", request.name}}});
        else
            out.imports.push_back({std::move(request), nullptr});
    });
    for_each(root, "itemDefinition", [&](pugi::xml_node node) {
        auto& type = out.types.emplace_back();
        read_type(node, out, type);
        out.type_by_name.emplace(type.name, &type);
    });
    constexpr std::pair<std::string_view, Part> parts[] = {{"inputData", Part::input},
                                                           {"decision", Part::decision},
                                                           {"businessKnowledgeModel", Part::function},
                                                           {"decisionService", Part::service}};
    for (const auto node : root.children())
        for (const auto& [local, part] : parts)
            if (is(node, local)) read_element(node, part, out);
    for (auto& element : out.elements) {
        const auto add = [&](const ErrorCode& code, std::string param, const std::string& value) {
            out.findings.push_back({.severity = Severity::warning,
                                    .element = element.id,
                                    .decision = element.name,
                                    .code = &code,
                                    .params = {{std::move(param), value}}});
        };
        if (!element.id.empty() && !out.by_id.emplace(element.id, &element).second)
            add(errors::dmn_duplicate_id, "id", element.id);
        if (!element.name.empty() && !out.by_name.emplace(element.name, &element).second)
            add(errors::dmn_duplicate_name, "name", element.name);
    }
}

}  // namespace hz::rules::dmn
