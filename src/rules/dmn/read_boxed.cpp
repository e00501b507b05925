// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "base/text.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/read.hpp"
#include "rules/dmn/table.hpp"

namespace hz::rules::dmn {
namespace {

constexpr std::array<std::pair<std::string_view, Form>, 12> forms{{{"literalExpression", Form::literal},
                                                                   {"decisionTable", Form::table},
                                                                   {"context", Form::context},
                                                                   {"list", Form::list},
                                                                   {"relation", Form::relation},
                                                                   {"functionDefinition", Form::function},
                                                                   {"invocation", Form::invocation},
                                                                   {"conditional", Form::conditional},
                                                                   {"filter", Form::filter},
                                                                   {"for", Form::iteration},
                                                                   {"some", Form::some},
                                                                   {"every", Form::every}}};

Form form_of(pugi::xml_node node) {
    for (const auto& [local, form] : forms)
        if (is(node, local)) return form;
    return Form::none;
}

bool is_feel_language(std::string_view language) {
    return language.empty() || language.find("FEEL") != std::string_view::npos ||
           language.find("feel") != std::string_view::npos;
}

}  // namespace

Boxed::Boxed() = default;
Boxed::~Boxed() = default;

void Reading::add(pugi::xml_node node, const ErrorCode& code, std::map<std::string, std::string> params,
                  Severity severity) {
    model.findings.push_back({.severity = severity,
                              .element = id_near(node),
                              .decision = decision,
                              .code = &code,
                              .params = std::move(params)});
}

BoxedPtr Reading::boxed_in(pugi::xml_node parent) {
    for (const auto node : parent.children())
        if (form_of(node) != Form::none) return boxed(node);
    return nullptr;
}

Literal Reading::literal(pugi::xml_node node) {
    Literal out;
    out.id = id_near(node);
    out.text = child_text(node, "text");
    const std::string language = node.attribute("expressionLanguage").value();
    if (!is_feel_language(language)) {
        out.is_feel = false;
        add(node, errors::dmn_unsupported_language, {{"language", language}});
    }
    return out;
}

BoxedPtr Reading::boxed(pugi::xml_node node) {
    const auto form = form_of(node);
    if (form == Form::function) return function(node);
    auto out = std::make_unique<Boxed>();
    out->form = form;
    out->id = id_near(node);
    out->type = type_in(node);
    const auto part = [&](const char* local) { return boxed_in(child(node, local)); };
    switch (form) {
        case Form::literal:
            out->literal = literal(node);
            break;
        case Form::table:
            out->table = table(node);
            break;
        case Form::context:
            context(node, *out);
            break;
        case Form::list:
            for (const auto c : node.children())
                if (form_of(c) != Form::none) out->entries.push_back({id_near(c), {}, {}, boxed(c)});
            break;
        case Form::relation:
            relation(node, *out);
            break;
        case Form::invocation:
            invocation(node, *out);
            break;
        case Form::conditional:
            out->first = part("if");
            out->second = part("then");
            out->third = part("else");
            break;
        case Form::filter:
            out->first = part("in");
            out->second = part("match");
            break;
        case Form::iteration:
        case Form::some:
        case Form::every:
            out->variable = name_in(node, "iteratorVariable");
            out->first = part("in");
            out->second = part(form == Form::iteration ? "return" : "satisfies");
            break;
        case Form::none:
        case Form::function:
            break;
    }
    return out;
}

BoxedPtr Reading::function(pugi::xml_node node) {
    auto out = std::make_unique<Boxed>();
    out->form = Form::function;
    out->id = id_near(node);
    out->type = type_in(node);
    out->language = node.attribute("kind") ? node.attribute("kind").value() : "FEEL";
    if (const std::string_view kind = out->language; kind == "J" || kind == "Java") out->language = "Java";
    for_each(node, "formalParameter", [&](pugi::xml_node parameter) {
        out->parameters.push_back({name_in(parameter, "name"), type_in(parameter)});
    });
    out->first = boxed_in(node);
    if (out->language != "FEEL" && out->language != "F")
        add(node, errors::dmn_unsupported_function, {{"language", std::string(prefix(out->language, 40))}},
            Severity::warning);
    return out;
}

void Reading::context(pugi::xml_node node, Boxed& out) {
    for_each(node, "contextEntry", [&](pugi::xml_node entry) {
        const auto variable = child(entry, "variable");
        out.entries.push_back({id_near(entry), name_in(variable, "name"), type_in(variable), boxed_in(entry)});
    });
}

void Reading::invocation(pugi::xml_node node, Boxed& out) {
    out.first = boxed_in(node);
    for_each(node, "binding", [&](pugi::xml_node binding) {
        const auto parameter = child(binding, "parameter");
        out.entries.push_back({id_near(binding), name_in(parameter, "name"), type_in(parameter), boxed_in(binding)});
    });
}

void Reading::relation(pugi::xml_node node, Boxed& out) {
    std::vector<TypeUse> types;
    for_each(node, "column", [&](pugi::xml_node column) {
        out.columns.push_back(name_in(column, "name"));
        types.push_back(type_in(column));
    });
    for_each(node, "row", [&](pugi::xml_node row) {
        std::size_t given = 0;
        for (const auto cell : row.children()) {
            if (form_of(cell) == Form::none) continue;
            if (given < types.size()) out.entries.push_back({id_near(cell), {}, types[given], boxed(cell)});
            ++given;
        }
        if (given != types.size())
            add(row, errors::dmn_wrong_cells,
                {{"given", std::to_string(given)}, {"expected", std::to_string(types.size())}});
        for (; given < types.size(); ++given) out.entries.push_back({id_near(row), {}, {}, nullptr});
    });
}

}  // namespace hz::rules::dmn
