// SPDX-License-Identifier: Apache-2.0
#include "pack/shape.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace hz::pack {

namespace {

using enum Shape;

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
