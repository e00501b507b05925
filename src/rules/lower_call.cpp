// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "rules/errors.hpp"
#include "rules/function/function.hpp"
#include "rules/lower.hpp"

namespace hz::rules {

Result<Program> lower(const Ast& ast, std::string_view source, const CompileOptions& options) {
    return Lowering(ast, source, options).run();
}

NodeIndex Lowering::call(const AstNode& from) {
    const auto& callee = ast_.nodes[from.children[0]];
    if (callee.kind != Syntax::name || is_local(callee.text) ||
        std::find(options_.known.begin(), options_.known.end(), callee.text) != options_.known.end())
        return call_value(from);
    at_ = callee.at;
    const auto forms = find_built_ins(callee.text);
    if (!forms.empty()) return call_built_in(from, forms);
    if (!options_.strict) return call_value(from);  // the context may have it
    fail(errors::feel_unknown_function, {{"name", std::string(callee.text)}});
    return 0;
}

NodeIndex Lowering::call_value(const AstNode& from) {
    auto links = children(from);
    for (const auto& name : from.names) links.push_back(intern(name));
    return put(Op::call_value, links, static_cast<std::uint32_t>(from.children.size() - 1));
}

NodeIndex Lowering::call_built_in(const AstNode& from, std::span<const BuiltIn* const> forms) {
    const auto& name = ast_.nodes[from.children[0]].text;
    const BuiltIn* form = nullptr;
    Links links;
    const bool clock = name == "today" || name == "now";
    if (clock && from.children.size() == 1) {
        form = forms.front();
    } else if (from.names.empty() && !clock) {
        form = form_for(forms, from.children.size() - 1);
        if (form)
            for (std::size_t i = 1; i < from.children.size(); ++i) links.push_back(node(from.children[i]));
    } else if (!clock) {
        for (const auto* one : forms)
            if (auto ordered = by_name(from, *one)) {
                form = one;
                links = *std::move(ordered);
                break;
            }
    }
    if (!form) {
        if (!options_.strict || !from.names.empty()) return problem(errors::null_arguments, name);
        const auto all = parameters_of(*forms.front());
        const auto least = std::count_if(all.begin(), all.end(), [](const auto& p) { return !p.optional; });
        fail(errors::feel_arguments, {{"name", std::string(name)},
                                      {"least", std::to_string(least)},
                                      {"most", std::to_string(parameters_of(*forms.back()).size())},
                                      {"given", std::to_string(from.children.size() - 1)}});
        return 0;
    }
    if (clock) {  // the caller says what day it is
        links.push_back(scope_->outer ? capture(*scope_, name) : input(name));
    }
    out_.built_ins.push_back({form, parameters_of(*form)});
    return put(Op::call_built_in, links, static_cast<std::uint32_t>(out_.built_ins.size() - 1));
}

// The arguments in the order of the parameters, null for what is left out; empty where a name is none of them or
// something that is needed is not given.
std::optional<Lowering::Links> Lowering::by_name(const AstNode& from, const BuiltIn& form) {
    const auto parameters = parameters_of(form);
    std::size_t used = 0, last = 0;
    std::vector<std::size_t> given(parameters.size(), 0);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto place = std::find(from.names.begin(), from.names.end(), parameters[i].name);
        if (place != from.names.end()) given[i] = static_cast<std::size_t>(place - from.names.begin()) + 1, ++used;
        if (given[i]) last = i + 1;
        if (!given[i] && !parameters[i].optional && parameters[i].kinds != any_kind) return std::nullopt;
        if (!parameters[i].optional) last = std::max(last, i + 1);
    }
    if (used != from.names.size()) return std::nullopt;
    Links out;
    for (std::size_t i = 0; i < last; ++i) out.push_back(given[i] ? node(from.children[given[i]]) : constant(Value()));
    return out;
}

}  // namespace hz::rules
