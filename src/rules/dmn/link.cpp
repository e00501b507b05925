// SPDX-License-Identifier: Apache-2.0
// References between elements, types, cycles; then every text is compiled.
#include "rules/dmn/link.hpp"

#include <algorithm>
#include <set>

#include "rules/dmn/errors.hpp"
#include "rules/dmn/table.hpp"

namespace hz::rules::dmn {
namespace {

bool is_plain(std::string_view name) {
    return std::all_of(name.begin(), name.end(),
                       [](unsigned char c) { return std::isalnum(c) || c == '_' || c >= 0x80; });
}

void remember_members(const Model& model, std::set<std::string>& out) {
    for (const auto& type : model.types)
        for (const auto& [name, member] : type.members)
            if (!is_plain(name)) out.insert(name);
}

void remember_members(const Boxed* boxed, std::set<std::string>& out) {
    if (!boxed) return;
    for (const auto& entry : boxed->entries) {
        if (boxed->form == Form::context && !is_plain(entry.name)) out.insert(entry.name);
        remember_members(entry.value.get(), out);
    }
    for (const auto& column : boxed->columns)
        if (!is_plain(column)) out.insert(column);
    if (boxed->table)
        for (const auto& output : boxed->table->outputs)
            if (!is_plain(output.name)) out.insert(output.name);
    for (const auto* part : {&boxed->first, &boxed->second, &boxed->third}) remember_members(part->get(), out);
}

class Linking {
  public:
    explicit Linking(Model& model) : model_(model) {}

    void run() {
        types();
        for (auto& element : model_.elements) requirements(element);
        cycles();
        std::set<std::string> members;
        remember_members(model_, members);
        for (const auto& element : model_.elements) {
            remember_members(element.logic.get(), members);
            if (!is_plain(element.name)) members.insert(element.name);  // of an import or a service's result
        }
        for (const auto& import : model_.imports)
            if (import.model) members.insert(import.model->member_names.begin(), import.model->member_names.end());
        members.erase("");
        model_.member_names.assign(members.begin(), members.end());
        constraints();
        for (auto& element : model_.elements) compile(element);
    }

  private:
    void add(const Element& element, const ErrorCode& code, std::map<std::string, std::string> params,
             Severity severity = Severity::error) {
        model_.findings.push_back({.severity = severity,
                                   .element = element.id,
                                   .decision = element.name,
                                   .code = &code,
                                   .params = std::move(params)});
    }

    void types() {
        for (auto& type : model_.types) {
            resolve_type(model_, type.base, type.id, type.name);
            resolve_type(model_, type.result, type.id, type.name);
            for (auto& [name, parameter] : type.parameters) resolve_type(model_, parameter, type.id, type.name);
        }
        for (auto& type : model_.types) {
            const auto* slow = &type;
            for (const auto* at = type.base.item; at; at = at->base.item, slow = slow->base.item) {
                if (at != &type && at != slow) continue;
                type.in_cycle = true;
                model_.findings.push_back({.element = type.id,
                                           .decision = type.name,
                                           .code = &errors::dmn_type_cycle,
                                           .params = {{"name", type.name}}});
                break;
            }
        }
    }

    Seen find(const Element& from, const std::string& href) {
        const auto hash = href.rfind('#');
        const auto uri = href.substr(0, hash == std::string::npos ? 0 : hash);
        const auto id = hash == std::string::npos ? href : href.substr(hash + 1);
        if (uri.empty() || uri == model_.uri) {
            const auto found = model_.by_id.find(id);
            if (found != model_.by_id.end()) return {found->second, {}};
        }
        for (const auto& import : model_.imports) {
            if (!import.model || (!uri.empty() && import.request.uri != uri)) continue;
            const auto found = import.model->by_id.find(id);
            if (found != import.model->by_id.end()) return {found->second, import.request.name};
        }
        add(from, errors::dmn_dangling, {{"href", href}});
        return {};
    }

    void requirements(Element& element) {
        const auto all = [&](const std::vector<std::string>& hrefs, std::vector<Seen>& into) {
            for (const auto& href : hrefs)
                if (const auto seen = find(element, href); seen.what) into.push_back(seen);
        };
        all(element.hrefs, element.seen);
        all(element.output_hrefs, element.outputs);
        all(element.input_hrefs, element.inputs);
        std::vector<Seen> encapsulated;  // only to say what is not there
        all(element.encapsulated_hrefs, encapsulated);
        if (element.part == Part::service)
            for (const auto& input : element.inputs) element.parameters.push_back({input.what->name, input.what->type});
    }

    // Marks the decisions that require themselves in the end: takes away, again and again, those that require none of
    // the rest, then those that none of the rest requires. Functions may call themselves: the budget stops them.
    void cycles() {
        std::map<const Element*, std::set<const Element*>> needs, needed;
        for (const auto& element : model_.elements)
            for (const auto& next : element.seen)
                if (element.part == Part::decision && next.what->part == Part::decision) {
                    needs[&element].insert(next.what);
                    needed[next.what].insert(&element);
                }
        const auto peel = [](auto& from, auto& other) {
            std::vector<const Element*> free;
            for (const auto& entry : other)
                if (!from.contains(entry.first)) free.push_back(entry.first);
            while (!free.empty()) {
                const auto* element = free.back();
                free.pop_back();
                for (const auto* user : other[element]) {
                    auto& left = from[user];
                    left.erase(element);
                    if (!left.empty()) continue;
                    from.erase(user);
                    free.push_back(user);
                }
                other.erase(element);
            }
        };
        peel(needs, needed);
        peel(needed, needs);
        std::string names;
        std::vector<Element*> found;
        for (auto& element : model_.elements)
            if (needs.contains(&element)) {
                element.in_cycle = true;
                found.push_back(&element);
                if (found.size() <= 20) names += (names.empty() ? "" : ", ") + element.name;
            }
        for (const auto* element : found) add(*element, errors::dmn_cycle, {{"names", names}});
    }

    void constraints() {
        const auto names = names_of(model_);
        for (auto& type : model_.types)
            for (const auto& [text, into] :
                 {std::pair{&type.allowed_text, &type.allowed}, std::pair{&type.constraint_text, &type.constraint}}) {
                if (text->empty()) continue;
                auto compiled = compile_tests(*text, names);
                if (compiled)
                    *into = std::move(*compiled);
                else
                    model_.findings.push_back({.element = type.id,
                                               .decision = type.name,
                                               .code = compiled.error().code,
                                               .params = compiled.error().params});
            }
    }

    void compile(Element& element) {
        resolve_type(model_, element.type, element.id, element.name);
        for (auto& parameter : element.parameters) resolve_type(model_, parameter.type, element.id, element.name);
        auto names = names_of(model_);
        for (const auto& seen : element.seen)
            names.known.push_back(seen.prefix.empty() ? seen.what->name : seen.prefix);
        if (element.part == Part::function) {
            names.known.push_back(element.name);
            if (!element.logic || !element.logic->first)
                add(element, errors::dmn_no_logic, {{"name", element.name}}, Severity::warning);
        }
        if (element.part == Part::decision && !element.logic)
            add(element, errors::dmn_no_logic, {{"name", element.name}}, Severity::warning);
        Compiling(model_, element, std::move(names)).compile(element.logic.get());
    }

    Model& model_;
};

}  // namespace

Names names_of(const Model& model) {
    Names out;
    out.known = model.member_names;
    out.types = [&model](std::string_view name) -> std::optional<FeelType> {
        if (const auto found = model.type_by_name.find(name); found != model.type_by_name.end())
            return feel_type({std::string(name), found->second, {}});
        const auto dot = name.find('.');
        for (const auto& import : model.imports)
            if (import.model && dot != std::string_view::npos && import.request.name == name.substr(0, dot)) {
                const auto& theirs = import.model->type_by_name;
                if (const auto found = theirs.find(name.substr(dot + 1)); found != theirs.end())
                    return feel_type({std::string(name), found->second, {}});
            }
        return std::nullopt;
    };
    return out;
}

void resolve_type(Model& model, TypeUse& type, const std::string& element, const std::string& decision) {
    if (type.name.empty() || type.item) return;
    const auto look = [&](const Model& in, std::string_view name) {
        const auto found = in.type_by_name.find(name);
        if (found == in.type_by_name.end()) return false;
        type.item = found->second;
        return true;
    };
    const std::string_view name = type.name;
    if (look(model, name)) return;
    if (const auto simple = simple_type(name)) {
        type.feel = *simple;
        return;
    }
    for (const auto& import : model.imports) {
        if (!import.model) continue;
        const auto& [prefix, uri, location] = import.request;
        if (name.starts_with(prefix + ".") && look(*import.model, name.substr(prefix.size() + 1))) return;
        if (name.starts_with("{" + uri + "}") && look(*import.model, name.substr(uri.size() + 2))) return;
    }
    if (name.starts_with("{" + model.uri + "}") && look(model, name.substr(model.uri.size() + 2))) return;
    if (const auto parsed = parse_type(name, names_of(model).types)) {
        type.feel = *parsed;
        return;
    }
    model.findings.push_back(
        {.element = element, .decision = decision, .code = &errors::dmn_unknown_type, .params = {{"name", type.name}}});
}

void link_model(Model& model) { Linking(model).run(); }

}  // namespace hz::rules::dmn
