// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/json/array.hpp>

#include "base/codec_traits.hpp"

// Struct -> JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it). Private to base/codec.hpp.
namespace hz::codec {

// "hz::api::items::Get::Body" -> "ItemsGetBody": the name of a schema, from the C++ name.
[[nodiscard]] std::string schema_name(std::string_view qualified);

template <class T>
[[nodiscard]] std::string type_name() {
    const std::string_view all = __PRETTY_FUNCTION__;
    const auto from = all.find("T = ") + 4;
    return schema_name(all.substr(from, all.find_first_of(";]", from) - from));
}

// Collects the named schemas that a document refers to.
class SchemaBook {
  public:
    // The schema of T: inline for plain values, a reference for described structs and enums.
    template <class T>
    [[nodiscard]] JsonObject of() {
        if constexpr (is_optional<T>)
            return of<typename T::value_type>();
        else if constexpr (std::is_same_v<T, bool>)
            return {{"type", "boolean"}};
        else if constexpr (std::is_floating_point_v<T>)
            return {{"type", "number"}};
        else if constexpr (std::is_unsigned_v<T>)
            return {{"type", "integer"}, {"minimum", 0}};
        else if constexpr (std::is_integral_v<T>)
            return {{"type", "integer"}};
        else if constexpr (std::is_same_v<T, Json>)
            return {{"description", "Free-form: any JSON value."}};
        else if constexpr (std::is_same_v<T, JsonObject>)
            return {{"type", "object"}, {"description", "Free-form."}};
        else if constexpr (std::is_same_v<T, JsonArray>)
            return {{"type", "array"}};
        else if constexpr (is_vector<T>)
            return {{"type", "array"}, {"items", of<typename T::value_type>()}};
        else if constexpr (is_map<T>)
            return {{"type", "object"}, {"additionalProperties", of<typename T::mapped_type>()}};
        else if constexpr (is_id<T>)
            return {{"type", "string"}, {"pattern", "^[0-9a-hjkmnp-tv-z]{13}$"}};
        else if constexpr (std::is_same_v<T, Time> || is_time_text<T>)
            return {{"type", "string"}, {"format", "date-time"}};
        else if constexpr (is_date<T>)
            return {{"type", "string"}, {"format", "date"}};
        else if constexpr (text_limit<T> > 0)
            return {{"type", "string"}, {"maxLength", text_limit<T>}};
        else if constexpr (std::is_convertible_v<const T&, std::string_view>)
            return {{"type", "string"}};
        else
            return reference<T>();
    }

    [[nodiscard]] const JsonObject& components() const { return components_; }

  private:
    template <class T>
    [[nodiscard]] JsonObject reference() {
        const auto name = type_name<T>();
        if (!components_.contains(name)) {
            components_[name] = nullptr;  // ends recursion
            if constexpr (DescribedEnum<T>)
                components_[name] = enumeration<T>();
            else
                components_[name] = object<T>();
        }
        return {{"$ref", "#/components/schemas/" + name}};
    }

    template <class E>
    [[nodiscard]] static JsonObject enumeration() {
        JsonArray all;
        for (const auto word : words<E>()) all.emplace_back(Json(boost::json::string_view(word.data(), word.size())));
        return {{"type", "string"}, {"enum", std::move(all)}};
    }

    template <class T>
    [[nodiscard]] JsonObject object() {
        static_assert(Described<T>, "describe the type with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM");
        JsonObject properties;
        JsonArray required;
        mp::mp_for_each<Members<T>>([&](auto m) {
            using Member = MemberType<T, decltype(m)>;
            const std::string name(public_name(m.name));
            properties[name] = of<Member>();
            if (!is_optional<Member>) required.emplace_back(Json(name));
        });
        JsonObject out{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty()) out["required"] = std::move(required);
        return out;
    }

    JsonObject components_;
};

}  // namespace hz::codec
