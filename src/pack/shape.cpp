// SPDX-License-Identifier: Apache-2.0
#include "pack/shape.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "base/text.hpp"

namespace hz::pack {

namespace {

using enum Shape;
using Members = std::vector<Member>;

const std::map<std::string_view, Members>& table() {
    static const std::map<std::string_view, Members> shapes{
        {"pack",
         {{"id", text, true},
          {"version", text, true},
          {"title", title, true},
          {"depends", texts},
          {"purpose", title, true},
          {"legal_basis", array, true}}},
        {"identifier",
         {{"code", text, true},
          {"title", title, true},
          {"source", words},
          {"pattern", text, true},
          {"upper_case", boolean},
          {"prefix", text},
          {"ignore", text},
          {"checksum", object},
          {"date", object},
          {"parts", array},
          {"mask", object},
          {"example", text}}},
        {"role",
         {{"code", text, true},
          {"title", title, true},
          {"implicit", any},
          {"scope", text},
          {"clearance", integer},
          {"permissions", texts, true},
          {"exclusive_with", texts}}},
        {"region", {{"code", text, true}, {"parent", text}, {"level", integer, true}, {"name", title, true}}},
        {"agency",
         {{"code", text, true},
          {"name", title, true},
          {"short_name", title},
          {"region", text, true},
          {"kind", text},
          {"address", title, true},
          {"hours", title, true},
          {"phones", object, true},
          {"posts", array, true}}},
        {"calendar",
         {{"year", integer, true}, {"papers", array}, {"days", array, true}, {"$schema", text}, {"$id", text}}},
        {"code_list",
         {{"code", text, true},
          {"title", title, true},
          {"source", words},
          {"effective_from", text},
          {"effective_until", text},
          {"entries", array, true}}},
        {"registry",
         {{"code", text, true},
          {"title", title, true},
          {"subject", text, true},
          {"schema", object, true},
          {"titles", object, true},
          {"keys", texts, true},
          {"display", text, true},
          {"code_lists", object},
          {"sensitivity", object, true},
          {"masks", object},
          {"identifiers", object},
          {"share", text, true},
          {"agency", text},
          {"share_condition", title},
          {"quality", array},
          {"retention_years", integer, true},
          {"legal_basis", title, true}}},
        {"event_type",
         {{"code", text, true},
          {"title", title, true},
          {"agency", text, true},
          {"legal_basis", array},
          {"limits", array, true},
          {"apply", object},
          {"max_supplements", integer},
          {"suspensions", texts},
          {"two_persons", texts},
          {"search", texts},
          {"severity", object},
          {"materials", array},
          {"form", object},
          {"forms", object},
          {"bpmn", text},
          {"dmn", text},
          {"templates", object}}},
        {"service",
         {{"code", text, true},
          {"title", title, true},
          {"summary", title},
          {"basic_code", text},
          {"implementation_code", text},
          {"kind", text},
          {"handling", text, true},
          {"level", text},
          {"agency", text, true},
          {"agency_kind", text},
          {"joint_agencies", texts},
          {"handle_area", text},
          {"legal_basis", array, true},
          {"audience", texts, true},
          {"themes", texts, true},
          {"channels", texts, true},
          {"limits", array, true},
          {"special_procedures", array},
          {"acceptance_conditions", array, true},
          {"materials", array, true},
          {"fee", object, true},
          {"visits", integer, true},
          {"visit_reason", title},
          {"online", boolean, true},
          {"quantity_limit", title},
          {"office", object, true},
          {"consult_phone", text, true},
          {"complaint_phone", text, true},
          {"steps", array, true},
          {"faq", array, true},
          {"result", object, true},
          {"remedies", title},
          {"rights", array},
          {"guide_only", boolean, true},
          {"apply", object},
          {"max_supplements", integer},
          {"suspensions", texts},
          {"two_persons", texts},
          {"licence", object},
          {"self_check", object},
          {"form", object},
          {"forms", object},
          {"bpmn", text},
          {"dmn", text},
          {"templates", object}}},
        {"flow",
         {{"title", title, true},
          {"service", text},
          {"event", text},
          {"start", text, true},
          {"applicant", object, true},
          {"steps", array, true}}},
        {"limit",
         {{"code", text, true},
          {"number", integer, true},
          {"unit", text, true},
          {"legal_basis", words, true},
          {"extension", object}}},
        {"material",
         {{"code", text, true},
          {"title", title, true},
          {"required", boolean, true},
          {"kind", text, true},
          {"copies", object},
          {"source_type", text},
          {"source", title, true},
          {"shared_from", text},
          {"note", title},
          {"types", texts, true},
          {"max_mb", integer, true}}},
        {"post", {{"code", text, true}, {"title", title, true}, {"roles", texts, true}}},
    };
    return shapes;
}

std::string_view shape_name(Shape shape) {
    switch (shape) {
        case text:
            return "text";
        case integer:
            return "integer";
        case number:
            return "number";
        case boolean:
            return "true / false";
        case title:
            return "{zh, en}";
        case words:
            return "text / {zh, en}";
        case texts:
            return "list of texts";
        case array:
            return "list";
        case object:
            return "map";
        case any:
            return "any";
    }
    return "";
}

bool is_texts(const Json& value) {
    return value.is_array() && std::ranges::all_of(value.as_array(), [](const Json& v) { return v.is_string(); });
}

bool fits(const Json& value, Shape shape) {
    switch (shape) {
        case text:
            return value.is_string();
        case integer:
            return value.is_int64();
        case number:
            return value.is_number();
        case boolean:
            return value.is_bool();
        case title:
            return value.is_object();
        case words:
            return value.is_string() || value.is_object();
        case texts:
            return is_texts(value);
        case array:
            return value.is_array();
        case object:
            return value.is_object();
        case any:
            return true;
    }
    return false;
}

// Subtrees whose `zh` and `en` are not texts of ours.
bool is_foreign(std::string_view key) { return key == "form" || key == "forms" || key == "schema" || key == "data"; }

}  // namespace

const std::vector<Member>& members_of(std::string_view kind) {
    static const Members none;
    const auto found = table().find(kind);
    return found == table().end() ? none : found->second;
}

void check_shape(const Json& body, const std::vector<Member>& members, const std::string& at,
                 std::vector<Finding>& out) {
    if (!body.is_object()) {
        out.push_back(fail(findings::wrong_type, {{"name", at}, {"expected", "map"}}, at));
        return;
    }
    for (const auto& member : members) {
        const auto* value = find(body, member.name);
        const std::string name(member.name);
        const auto place = at + "/" + name;
        if (value == nullptr) {
            if (member.required) out.push_back(fail(findings::missing_member, {{"name", name}}, at));
        } else if (!fits(*value, member.shape)) {
            out.push_back(fail(findings::wrong_type,
                               {{"name", name}, {"expected", std::string(shape_name(member.shape))}}, place));
        } else if (member.shape == title && (find(*value, "zh") == nullptr || find(*value, "en") == nullptr)) {
            const bool zh = find(*value, "zh") != nullptr;
            out.push_back(fail(findings::missing_text, {{"name", name}, {"language", zh ? "en" : "zh"}}, place));
        }
    }
    for (const auto& entry : body.as_object()) {
        const std::string_view key = entry.key();
        if (!members.empty() && std::ranges::none_of(members, [&](const Member& m) { return m.name == key; })) {
            out.push_back(fail(findings::unknown_member, {{"name", std::string(key)}}, at + "/" + std::string(key)));
        }
    }
}

void check_texts(const Json& value, const std::string& at, std::vector<Finding>& out) {
    if (const auto* list = value.if_array()) {
        for (std::size_t i = 0; i < list->size(); ++i) check_texts((*list)[i], at + "/" + std::to_string(i), out);
    }
    const auto* map = value.if_object();
    if (map == nullptr) return;
    const auto* zh = map->if_contains("zh");
    const auto* en = map->if_contains("en");
    for (const auto& [text, other, language] : {std::tuple{zh, en, "zh"}, std::tuple{en, zh, "en"}}) {
        const bool absent = text == nullptr && other != nullptr;
        const bool empty = text != nullptr && text->is_string() && trim(text->as_string()).empty();
        if (absent || empty) out.push_back(fail(findings::missing_text, {{"name", at}, {"language", language}}, at));
    }
    for (const auto& entry : *map) {
        if (!is_foreign(entry.key())) check_texts(entry.value(), at + "/" + std::string(entry.key()), out);
    }
}

}  // namespace hz::pack
