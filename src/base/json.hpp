// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace hz {

// A free-form document: form data, event payloads, definitions. Typed messages use the codec instead.
using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

struct JsonLimits {
    std::size_t bytes = 1 << 20;
    std::size_t depth = 32;
};

// Strict RFC 8259, UTF-8 only, no duplicate keys, no trailing text. Refusal: json.malformed with a reason and offset.
[[nodiscard]] Result<Json> parse_json(std::string_view text, JsonLimits limits = {});
[[nodiscard]] std::string to_string(const Json& value);
// One byte string per value: keys sorted by UTF-8 bytes, no spaces (after RFC 8785). For hashing and comparing.
[[nodiscard]] std::string canonical(const Json& value);
// The same, appended: of a value, of a text, of a number.
void append_canonical(const Json& value, std::string& out);
void append_canonical(std::string_view text, std::string& out);
void append_canonical(std::int64_t number, std::string& out);

// Members of an object without exceptions; the fallback where `value` is no object, lacks the key, or has another type.
[[nodiscard]] const Json* find(const Json& value, std::string_view key);
[[nodiscard]] std::string_view get_text(const Json& value, std::string_view key, std::string_view fallback = "");
[[nodiscard]] std::int64_t get_int(const Json& value, std::string_view key, std::int64_t fallback = 0);
[[nodiscard]] bool get_bool(const Json& value, std::string_view key, bool fallback = false);
[[nodiscard]] const JsonObject& get_object(const Json& value, std::string_view key);
[[nodiscard]] const JsonArray& get_array(const Json& value, std::string_view key);

}  // namespace hz
