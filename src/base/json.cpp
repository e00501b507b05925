// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <charconv>
#include <vector>

namespace hz {
namespace {

std::string_view view_of(boost::json::string_view text) { return {text.data(), text.size()}; }

}  // namespace

std::string to_string(const Json& value) { return boost::json::serialize(value); }

std::string canonical(const Json& value) {
    std::string out;
    append_canonical(value, out);
    return out;
}

void append_canonical(const Json& value, std::string& out) {
    if (const auto* object = value.if_object()) {
        std::vector<const JsonObject::value_type*> members;
        members.reserve(object->size());
        for (const auto& member : *object) members.push_back(&member);
        std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->key() < b->key(); });
        out += '{';
        for (const auto* member : members) {
            if (out.back() != '{') out += ',';
            append_canonical(view_of(member->key()), out);
            out += ':';
            append_canonical(member->value(), out);
        }
        out += '}';
    } else if (const auto* array = value.if_array()) {
        out += '[';
        for (const auto& item : *array) {
            if (out.back() != '[') out += ',';
            append_canonical(item, out);
        }
        out += ']';
    } else if (const auto* text = value.if_string()) {
        append_canonical(view_of(*text), out);
    } else if (const auto* number = value.if_int64()) {
        append_canonical(*number, out);
    } else {
        out += boost::json::serialize(value);
    }
}

// Text without a character that JSON escapes is written as it stands: nearly all of it.
void append_canonical(std::string_view text, std::string& out) {
    const auto plain = [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
    };
    if (!std::all_of(text.begin(), text.end(), plain)) {
        out += boost::json::serialize(boost::json::string_view(text.data(), text.size()));
        return;
    }
    out += '"';
    out += text;
    out += '"';
}

void append_canonical(std::int64_t number, std::string& out) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

const Json* find(const Json& value, std::string_view key) {
    const auto* object = value.if_object();
    return object ? object->if_contains({key.data(), key.size()}) : nullptr;
}

std::string_view get_text(const Json& value, std::string_view key, std::string_view fallback) {
    const auto* found = find(value, key);
    const auto* text = found ? found->if_string() : nullptr;
    return text ? std::string_view{text->data(), text->size()} : fallback;
}

std::int64_t get_int(const Json& value, std::string_view key, std::int64_t fallback) {
    const auto* found = find(value, key);
    const auto* number = found ? found->if_int64() : nullptr;
    return number ? *number : fallback;
}

bool get_bool(const Json& value, std::string_view key, bool fallback) {
    const auto* found = find(value, key);
    const auto* flag = found ? found->if_bool() : nullptr;
    return flag ? *flag : fallback;
}

const JsonObject& get_object(const Json& value, std::string_view key) {
    static const JsonObject empty;
    const auto* found = find(value, key);
    const auto* object = found ? found->if_object() : nullptr;
    return object ? *object : empty;
}

const JsonArray& get_array(const Json& value, std::string_view key) {
    static const JsonArray empty;
    const auto* found = find(value, key);
    const auto* array = found ? found->if_array() : nullptr;
    return array ? *array : empty;
}

}  // namespace hz
