// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace hz::identity {

// A text people read, in both languages.
struct Title {
    std::string zh;
    std::string en;

    bool operator==(const Title&) const = default;
    // `locale` is "zh-Hans" or "en". A missing language falls back to the other.
    [[nodiscard]] const std::string& in(std::string_view locale) const {
        if (locale.starts_with("zh")) return zh.empty() ? en : zh;
        return en.empty() ? zh : en;
    }
};

// From {"zh": ..., "en": ...}, or one string for both.
[[nodiscard]] inline Title title_from(const Json* value) {
    if (value == nullptr) return {};
    if (const auto* text = value->if_string()) return {std::string(*text), std::string(*text)};
    return {std::string(get_text(*value, "zh")), std::string(get_text(*value, "en"))};
}
[[nodiscard]] inline Json to_json(const Title& title) { return {{"zh", title.zh}, {"en", title.en}}; }

}  // namespace hz::identity
