// SPDX-License-Identifier: Apache-2.0
#include "cases/pack_case_types.hpp"

#include <array>

#include "cases/errors.hpp"

namespace hz::cases {
namespace {

constexpr std::array<std::string_view, 2> kinds{"service", "event_type"};

std::string zh(const Json& value, std::string_view key) {
    const auto* text = hz::find(value, key);
    return text ? std::string(get_text(*text, "zh")) : std::string();
}
std::string en(const Json& value, std::string_view key) {
    const auto* text = hz::find(value, key);
    return text ? std::string(get_text(*text, "en")) : std::string();
}

// "《行政许可法》 第三十四条": of the first law the item quotes.
std::string legal_basis_of(const Json& body) {
    const auto& laws = get_array(body, "legal_basis");
    if (laws.empty()) return {};
    const auto& first = laws.front();
    auto law = zh(first, "law");
    if (law.empty()) law = get_text(first, "law");
    auto article = zh(first, "article");
    if (article.empty()) article = get_text(first, "article");
    return law + (article.empty() ? "" : " " + article);
}

std::vector<std::string> texts(const Json& body, std::string_view key) {
    std::vector<std::string> out;
    for (const auto& one : get_array(body, key))
        if (one.is_string()) out.emplace_back(one.get_string());
    return out;
}

CaseTypePtr make(const pack::CompiledDefinition& d) {
    auto type = std::make_shared<CaseType>();
    type->code = d.code;
    type->version = d.version;
    type->title_zh = zh(d.body, "title");
    type->title_en = en(d.body, "title");
    type->agency = get_text(d.body, "agency");
    const auto* apply = hz::find(d.body, "apply");
    if (apply) type->number_template = get_text(*apply, "number_template");
    if (type->number_template.empty()) type->number_template = get_text(d.body, "number_template");
    type->online = d.process && !get_bool(d.body, "guide_only");
    type->max_supplements = static_cast<int>(get_int(d.body, "max_supplements", 1));
    type->suspensions = texts(d.body, "suspensions");
    type->two_persons = texts(d.body, "two_persons");
    type->legal_basis = legal_basis_of(d.body);
    type->process = d.process;
    type->form = d.form;
    type->rules = d.rules;
    for (const auto& limit : get_array(d.body, "limits"))
        if (limit.is_object())
            if (auto read = calendar::limit_from_json(limit); read.has_value())
                type->limits.push_back(std::move(*read));
    for (const auto& material : get_array(d.body, "materials"))
        type->materials.push_back({std::string(get_text(material, "code")), zh(material, "title"),
                                   en(material, "title"), get_bool(material, "required")});
    type->definition = d.body;
    return type;
}

}  // namespace

Result<pack::DefinitionPtr> PackCaseTypes::definition(storage::Session& session, std::string_view code,
                                                      std::int64_t version) {
    const auto current = definitions_.current();
    for (const auto kind : kinds)
        if (auto found = current->find(kind, code); found && (version == 0 || found->version == version)) return found;
    if (version == 0) return refuse(errors::no_such_type);
    for (const auto kind : kinds)
        if (auto found = definitions_.get(session, kind, code, version); found.has_value()) return found;
    return refuse(errors::no_such_type);
}

Result<CaseTypePtr> PackCaseTypes::find(storage::Session& session, std::string_view code, std::int64_t version) {
    const auto found = definition(session, code, version);
    if (!found) return found.error();
    const auto key = std::string(code) + "/" + std::to_string((*found)->version);
    const std::lock_guard lock(mutex_);
    auto& kept = made_[key];
    if (!kept) kept = make(**found);
    return kept;
}

}  // namespace hz::cases
