// SPDX-License-Identifier: Apache-2.0
#include "registry/registry.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "registry/errors.hpp"

namespace hz::registry {
namespace {

constexpr std::size_t max_body = 64 * 1024;
constexpr std::size_t max_key = 200;

Error bad(std::string_view registry, std::string reason) {
    return refuse(errors::bad_definition, {{"registry", std::string(registry)}, {"reason", std::move(reason)}});
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

// Every field the registry names stands in its schema: a misspelt grade would leave the real field unprotected.
bool has_field(const Json& definition, std::string_view name) {
    const auto* schema = find(definition, "schema");
    return schema != nullptr && get_object(*schema, "properties").contains(name);
}

Result<void> read_fields(Registry& out, const Json& definition) {
    out.fields.default_grade = identity::highest_grade;
    for (const auto& member : get_object(definition, "sensitivity")) {
        const std::string_view name = member.key();
        if (!has_field(definition, name))
            return bad(out.code, "sensitivity names the unknown field " + std::string(name));
        const auto grade = member.value().is_int64() ? member.value().get_int64() : 0;
        if (grade < identity::lowest_grade || grade > identity::highest_grade)
            return bad(out.code, "a grade is 1 to 4");
        out.fields.grades.emplace(name, static_cast<int>(grade));
    }
    for (const auto& member : get_object(definition, "masks")) {
        if (!has_field(definition, member.key()))
            return bad(out.code, "masks names the unknown field " + std::string(member.key()));
        out.fields.masks.emplace(member.key(), identity::mask_rule_from(member.value()));
    }
    for (const auto& member : get_object(definition, "identifiers")) {
        if (!has_field(definition, member.key()) || !member.value().is_string())
            return bad(out.code, "identifiers names the unknown field " + std::string(member.key()));
        out.identifiers.emplace(member.key(), member.value().get_string());
    }
    for (const auto& member : get_object(definition, "titles"))
        out.titles.emplace(member.key(), identity::title_from(&member.value()));
    return {};
}

Result<void> read_keys(Registry& out, const Json& definition) {
    for (const auto& key : get_array(definition, "keys")) {
        if (!key.is_string() || !has_field(definition, key.get_string()))
            return bad(out.code, "keys names unknown fields");
        out.keys.emplace_back(key.get_string());
    }
    if (out.keys.empty()) return bad(out.code, "a registry needs keys");
    out.display = get_text(definition, "display", out.keys.front());
    return {};
}

Result<void> read_quality(Registry& out, const Json& definition) {
    for (const auto& rule : get_array(definition, "quality")) {
        auto compiled = rules::compile(get_text(rule, "feel"));
        if (!compiled)
            return bad(out.code, "the quality rule " + std::string(get_text(rule, "code")) + " is not valid FEEL");
        out.quality.push_back(
            {std::string(get_text(rule, "code")), identity::title_from(find(rule, "title")), std::move(*compiled)});
    }
    return {};
}

}  // namespace

Result<RegistryPtr> registry_from_json(const Json& definition) {
    auto out = std::make_shared<Registry>();
    out->code = get_text(definition, "code");
    if (!is_code(out->code)) return bad(out->code, "the code needs a-z, 0-9 and _");
    out->title = identity::title_from(find(definition, "title"));
    out->subject = get_text(definition, "subject");
    out->agency = get_text(definition, "agency");
    out->share = get_text(definition, "share", "none");
    if (out->share != "none" && out->share != "conditional" && out->share != "unconditional")
        return bad(out->code, "share is none, conditional or unconditional");
    out->retention_years = static_cast<int>(std::clamp<std::int64_t>(get_int(definition, "retention_years"), 0, 1000));
    out->legal_basis = identity::title_from(find(definition, "legal_basis"));
    const auto* schema = find(definition, "schema");
    if (schema == nullptr) return bad(out->code, "there is no schema");
    auto compiled = compile_schema(*schema);
    if (!compiled) return bad(out->code, compiled.error().params["reason"]);
    out->schema = std::move(*compiled);
    if (auto ok = read_keys(*out, definition); !ok) return ok.error();
    if (auto ok = read_fields(*out, definition); !ok) return ok.error();
    if (auto ok = read_quality(*out, definition); !ok) return ok.error();
    return RegistryPtr(std::move(out));
}

Result<void> Registries::load(const Json& definitions, CheckIdentifier check_identifier) {
    std::map<std::string, RegistryPtr, std::less<>> loaded;
    if (!definitions.is_array()) return bad("", "registries are a list");
    for (const auto& definition : definitions.get_array()) {
        auto registry = registry_from_json(definition);
        if (!registry) return registry.error();
        loaded.insert_or_assign((*registry)->code, *registry);
    }
    const std::lock_guard lock(mutex_);
    registries_ = std::move(loaded);
    check_identifier_ = std::move(check_identifier);
    return {};
}

RegistryPtr Registries::find(std::string_view code) const {
    const std::lock_guard lock(mutex_);
    const auto found = registries_.find(code);
    return found == registries_.end() ? nullptr : found->second;
}

Result<RegistryPtr> Registries::get(std::string_view code) const {
    auto found = find(code);
    if (!found) return refuse(errors::no_registry, {{"registry", std::string(code.substr(0, 64))}});
    return found;
}

std::vector<RegistryPtr> Registries::all() const {
    const std::lock_guard lock(mutex_);
    std::vector<RegistryPtr> out;
    for (const auto& [_, registry] : registries_) out.push_back(registry);
    return out;
}

CheckIdentifier Registries::check_identifier() const {
    const std::lock_guard lock(mutex_);
    return check_identifier_;
}

Result<std::string> key_of(const Registry& registry, const Json& body) {
    std::string key;
    std::string names;
    bool complete = true;
    for (const auto& field : registry.keys) {
        const auto* value = find(body, field);
        const auto text = value == nullptr || value->is_null() ? std::string()
                          : value->is_string()                 ? std::string(value->get_string())
                                                               : to_string(*value);
        complete = complete && !trim(text).empty();
        key += (key.empty() ? "" : "/") + text;
        names += (names.empty() ? "" : ", ") + field;
    }
    if (!complete || key.size() > max_key) return refuse(errors::no_key, {{"fields", names}});
    return key;
}

Result<void> check_body(const Registry& registry, const Json& body, const CheckIdentifier& identifiers) {
    if (to_string(body).size() > max_body)
        return refuse(errors::too_large, {{"limit", std::to_string(max_body / 1024)}});
    auto wrong = violations(*registry.schema, body);
    for (const auto& [field, scheme] : registry.identifiers) {
        const auto* value = find(body, field);
        if (!identifiers || value == nullptr || !value->is_string() || value->get_string().empty()) continue;
        if (const auto ok = identifiers(scheme, value->get_string()); !ok)
            wrong.push_back({"/" + field, ok.error().code, ok.error().params});
    }
    if (!body.is_object() && wrong.empty()) wrong.push_back({"", &hz::errors::wrong_type, {{"expected", "object"}}});
    if (!wrong.empty()) return refuse_fields(errors::invalid_record, std::move(wrong));
    return {};
}

std::vector<Finding> findings(const Registry& registry, const Json& body) {
    std::vector<Finding> out;
    for (const auto& rule : registry.quality) {
        const auto met = rules::holds(*rule.holds, body);
        if (!met || !*met) out.push_back({rule.code, rule.title});
    }
    return out;
}

}  // namespace hz::registry
