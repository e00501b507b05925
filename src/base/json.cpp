// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include "base/stored_json.hpp"

#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

namespace hz {
namespace {

// Finds duplicate keys, which Boost.JSON silently merges. Sees the text once, keeps one set per open object.
struct DuplicateFinder {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    using Ec = boost::json::error_code;

    std::vector<std::set<std::string, std::less<>>> open;
    std::string key;
    std::string duplicate;

    bool on_document_begin(Ec&) { return true; }
    bool on_document_end(Ec&) { return true; }
    bool on_object_begin(Ec&) {
        open.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, Ec&) {
        open.pop_back();
        return true;
    }
    bool on_array_begin(Ec&) { return true; }
    bool on_array_end(std::size_t, Ec&) { return true; }
    bool on_key_part(boost::json::string_view s, std::size_t, Ec&) {
        key.append(s.data(), s.size());
        return true;
    }
    bool on_key(boost::json::string_view s, std::size_t, Ec& ec) {
        key.append(s.data(), s.size());
        if (!open.back().insert(key).second) {
            duplicate = key;
            ec = boost::json::error::syntax;
            return false;
        }
        key.clear();
        return true;
    }
    bool on_string_part(boost::json::string_view, std::size_t, Ec&) { return true; }
    bool on_string(boost::json::string_view, std::size_t, Ec&) { return true; }
    bool on_number_part(boost::json::string_view, Ec&) { return true; }
    bool on_int64(std::int64_t, boost::json::string_view, Ec&) { return true; }
    bool on_uint64(std::uint64_t, boost::json::string_view, Ec&) { return true; }
    // A number that no double holds would be written as one that cannot be read.
    bool on_double(double number, boost::json::string_view, Ec& ec) {
        if (std::isfinite(number)) return true;
        ec = boost::json::error::exponent_overflow;
        return false;
    }
    bool on_bool(bool, Ec&) { return true; }
    bool on_null(Ec&) { return true; }
    bool on_comment_part(boost::json::string_view, Ec&) { return true; }
    bool on_comment(boost::json::string_view, Ec&) { return true; }
};

std::string_view view_of(boost::json::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes) return refuse(errors::malformed_json, {{"reason", "larger than the limit"}});
    boost::json::parse_options options;
    options.max_depth = limits.depth;
    boost::json::basic_parser<DuplicateFinder> finder(options);
    boost::json::error_code ec;
    const auto used = finder.write_some(false, text.data(), text.size(), ec);
    if (!ec && used < text.size()) ec = boost::json::error::extra_data;
    if (ec) {
        const auto& duplicate = finder.handler().duplicate;
        const auto reason = duplicate.empty() ? ec.message() : "the key \"" + duplicate + "\" is given twice";
        return refuse(errors::malformed_json, {{"reason", reason + " (byte " + std::to_string(used) + ")"}});
    }
    auto value = boost::json::parse({text.data(), text.size()}, ec, {}, options);
    if (ec) return refuse(errors::malformed_json, {{"reason", ec.message()}});
    return value;
}

Result<Json> read_stored_json(std::string_view text, boost::json::storage_ptr memory) {
    boost::json::parse_options options;
    options.max_depth = 128;
    boost::json::error_code ec;
    auto value = boost::json::parse({text.data(), text.size()}, ec, std::move(memory), options);
    if (ec) return refuse(errors::malformed_json, {{"reason", ec.message()}});
    return value;
}

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
