// SPDX-License-Identifier: Apache-2.0
#include "registry/json_schema.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "registry/errors.hpp"

namespace hz::registry {

enum TypeBit : unsigned {
    is_null = 1,
    is_boolean = 2,
    is_integer = 4,
    is_number = 8,
    is_string = 16,
    is_array = 32,
    is_object = 64
};

struct SchemaNode {
    unsigned types = 0;  // 0: any
    std::string type_names;
    std::map<std::string, JsonSchema, std::less<>> properties;
    std::vector<std::string> required;
    bool additional = true;
    JsonSchema items;
    std::vector<Json> allowed;
    std::unique_ptr<RE2> pattern;
    std::string format;
    std::size_t min_length = 0, max_length = std::numeric_limits<std::size_t>::max();
    std::size_t min_items = 0, max_items = std::numeric_limits<std::size_t>::max();
    double minimum = -std::numeric_limits<double>::infinity(), maximum = std::numeric_limits<double>::infinity();
};

namespace {

constexpr int max_depth = 16;
constexpr std::size_t max_pattern = 500;
constexpr std::size_t max_violations = 100;

Error bad(std::string reason) {
    return refuse(errors::bad_definition, {{"registry", ""}, {"reason", std::move(reason)}});
}

unsigned type_bit(std::string_view name) {
    static const std::map<std::string_view, unsigned> bits = {
        {"null", is_null},     {"boolean", is_boolean}, {"integer", is_integer}, {"number", is_number | is_integer},
        {"string", is_string}, {"array", is_array},     {"object", is_object}};
    const auto found = bits.find(name);
    return found == bits.end() ? 0 : found->second;
}

unsigned type_of(const Json& value) {
    if (value.is_null()) return is_null;
    if (value.is_bool()) return is_boolean;
    if (value.is_int64() || value.is_uint64()) return is_integer;
    if (value.is_double()) {
        const double d = value.get_double();
        return d == static_cast<double>(static_cast<std::int64_t>(std::clamp(d, -9e15, 9e15))) ? is_integer : is_number;
    }
    if (value.is_string()) return is_string;
    return value.is_array() ? is_array : is_object;
}

bool is_date(std::string_view text) {
    if (text.size() != 10) return false;
    return parse_rfc3339(std::string(text) + "T00:00:00Z").has_value();
}

class Compiler {
  public:
    Result<JsonSchema> compile(const Json& schema, int depth) {
        if (depth > max_depth) return bad("nested too deep");
        auto node = std::make_shared<SchemaNode>();
        if (schema.is_bool() && schema.get_bool()) return JsonSchema(node);
        if (!schema.is_object()) return bad("a schema is an object");
        for (const auto& member : schema.get_object())
            if (auto ok = keyword(*node, member.key(), member.value(), depth); !ok) return ok.error();
        return JsonSchema(node);
    }

  private:
    static bool is_annotation(std::string_view key) {
        static const std::set<std::string_view> known = {"$schema", "$id",      "$comment",   "title",    "description",
                                                         "default", "examples", "deprecated", "readOnly", "writeOnly"};
        return known.contains(key);
    }

    Result<void> keyword(SchemaNode& node, std::string_view key, const Json& value, int depth) {
        if (key == "type") return types(node, value);
        if (key == "properties") return properties(node, value, depth);
        if (key == "required") return required(node, value);
        if (key == "additionalProperties") {
            if (!value.is_bool()) return bad("additionalProperties is true or false");
            node.additional = value.get_bool();
            return {};
        }
        if (key == "items") {
            auto items = compile(value, depth + 1);
            if (!items) return items.error();
            node.items = std::move(*items);
            return {};
        }
        if (key == "enum" || key == "const") {
            if (key == "const")
                node.allowed = {value};
            else if (value.is_array())
                node.allowed.assign(value.get_array().begin(), value.get_array().end());
            return node.allowed.empty() ? Result<void>(bad("enum needs values")) : Result<void>();
        }
        if (key == "pattern") return pattern(node, value);
        if (key == "format") {
            node.format = value.is_string() ? std::string(value.get_string()) : "";
            return {};
        }
        if (is_annotation(key)) return {};
        return bound(node, key, value);
    }

    static Result<void> types(SchemaNode& node, const Json& value) {
        const auto add = [&](const Json& name) {
            const auto bit = name.is_string() ? type_bit(name.get_string()) : 0;
            if (bit == 0) return false;
            node.types |= bit;
            node.type_names += (node.type_names.empty() ? "" : ", ") + std::string(name.get_string());
            return true;
        };
        const bool ok = value.is_array() ? std::ranges::all_of(value.get_array(), add) : add(value);
        return ok && node.types != 0 ? Result<void>() : Result<void>(bad("unknown type"));
    }

    Result<void> properties(SchemaNode& node, const Json& value, int depth) {
        if (!value.is_object()) return bad("properties is an object");
        for (const auto& member : value.get_object()) {
            auto property = compile(member.value(), depth + 1);
            if (!property) return property.error();
            node.properties.emplace(member.key(), std::move(*property));
        }
        return {};
    }

    static Result<void> required(SchemaNode& node, const Json& value) {
        if (!value.is_array()) return bad("required is a list of names");
        for (const auto& name : value.get_array()) {
            if (!name.is_string()) return bad("required is a list of names");
            node.required.emplace_back(name.get_string());
        }
        return {};
    }

    static Result<void> pattern(SchemaNode& node, const Json& value) {
        if (!value.is_string() || value.get_string().size() > max_pattern)
            return bad("a pattern is a text of at most 500 bytes");
        RE2::Options options;
        options.set_log_errors(false);
        options.set_max_mem(1 << 20);
        const std::string_view text = value.get_string();
        node.pattern = std::make_unique<RE2>(re2::StringPiece(text.data(), text.size()), options);
        if (!node.pattern->ok())
            return bad("the pattern " + std::string(text) + " is not valid: " + node.pattern->error());
        return {};
    }

    static Result<void> bound(SchemaNode& node, std::string_view key, const Json& value) {
        if (!value.is_number()) return bad("unknown keyword or wrong value: " + std::string(key.substr(0, 40)));
        const auto number = value.to_number<double>();
        const auto size = static_cast<std::size_t>(std::clamp(number, 0.0, 1e9));
        if (key == "minLength")
            node.min_length = size;
        else if (key == "maxLength")
            node.max_length = size;
        else if (key == "minItems")
            node.min_items = size;
        else if (key == "maxItems")
            node.max_items = size;
        else if (key == "minimum")
            node.minimum = number;
        else if (key == "maximum")
            node.maximum = number;
        else
            return bad("unknown keyword: " + std::string(key.substr(0, 40)));
        return {};
    }
};

class Validator {
  public:
    std::vector<FieldError> run(const SchemaNode& node, const Json& value) {
        check(node, value, "");
        return std::move(found_);
    }

  private:
    void add(std::string path, const ErrorCode& code, std::map<std::string, std::string> params = {}) {
        if (found_.size() < max_violations) found_.push_back({std::move(path), &code, std::move(params)});
    }

    static std::string child(const std::string& path, std::string_view name) {
        std::string out = path + "/";
        for (const char c : name.substr(0, 100)) {  // RFC 6901
            if (c == '~')
                out += "~0";
            else if (c == '/')
                out += "~1";
            else
                out += c;
        }
        return out;
    }

    void check(const SchemaNode& node, const Json& value, const std::string& path) {
        if (node.types != 0 && (node.types & type_of(value)) == 0)
            return add(path, hz::errors::wrong_type, {{"expected", node.type_names}});
        if (!node.allowed.empty() && std::ranges::find(node.allowed, value) == node.allowed.end())
            return add(path, errors::not_in_list);
        if (value.is_string())
            check_text(node, value.get_string(), path);
        else if (value.is_number())
            check_number(node, value.to_number<double>(), path);
        else if (value.is_array())
            check_items(node, value.get_array(), path);
        else if (value.is_object())
            check_members(node, value.get_object(), path);
    }

    void check_text(const SchemaNode& node, std::string_view text, const std::string& path) {
        const auto size = length(text);
        if (size > node.max_length)
            return add(path, hz::errors::too_long, {{"limit", std::to_string(node.max_length)}});
        if (size < node.min_length) return add(path, errors::too_short, {{"limit", std::to_string(node.min_length)}});
        if (node.pattern && !RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *node.pattern))
            return add(path, errors::wrong_pattern);
        if (node.format == "date" && !is_date(text)) return add(path, errors::not_a_date);
        if (node.format == "date-time" && !parse_rfc3339(text)) return add(path, errors::not_a_time);
    }

    void check_number(const SchemaNode& node, double number, const std::string& path) {
        if (number >= node.minimum && number <= node.maximum) return;
        add(path, errors::out_of_range, {{"least", bound_text(node.minimum)}, {"most", bound_text(node.maximum)}});
    }

    static std::string bound_text(double bound) { return std::isfinite(bound) ? to_string(Json(bound)) : "…"; }

    void check_items(const SchemaNode& node, const JsonArray& items, const std::string& path) {
        if (items.size() < node.min_items || items.size() > node.max_items)
            add(path, errors::wrong_count,
                {{"least", std::to_string(node.min_items)}, {"most", std::to_string(node.max_items)}});
        if (!node.items) return;
        for (std::size_t i = 0; i < items.size() && found_.size() < max_violations; ++i)
            check(*node.items, items[i], path + "/" + std::to_string(i));
    }

    void check_members(const SchemaNode& node, const JsonObject& object, const std::string& path) {
        for (const auto& name : node.required)
            if (!object.contains(name)) add(child(path, name), hz::errors::missing);
        for (const auto& member : object) {
            const auto property = node.properties.find(std::string_view(member.key()));
            if (property != node.properties.end())
                check(*property->second, member.value(), child(path, member.key()));
            else if (!node.additional)
                add(child(path, member.key()), hz::errors::unknown_field,
                    {{"name", std::string(std::string_view(member.key()).substr(0, 100))}});
        }
    }

    std::vector<FieldError> found_;
};

}  // namespace

Result<JsonSchema> compile_schema(const Json& schema) { return Compiler().compile(schema, 0); }

std::vector<FieldError> violations(const SchemaNode& schema, const Json& value) {
    return Validator().run(schema, value);
}

}  // namespace hz::registry
