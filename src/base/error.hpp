// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hz {

// What a caller may do about a refusal. The HTTP layer maps each to one status.
enum class Category {
    invalid,          // 422 the content breaks a rule; `Error::fields` says where
    malformed,        // 400 not readable at all
    unauthenticated,  // 401
    forbidden,        // 403
    not_found,        // 404
    conflict,         // 409 the state does not allow it (any more)
    stale,            // 412 changed by somebody else since it was read
    too_large,        // 413
    rate_limited,     // 429
    incident,         // 500 an operator can resolve it; recorded and retryable
    unavailable,      // 503 try again later; nothing was done
};

// One entry of a module's list in `errors.hpp`. `id` is a stable public code such as "case.not_found".
// Texts may contain {name}, filled from `Error::params`.
struct ErrorCode {
    std::string_view id;
    Category category;
    std::string_view zh;
    std::string_view en;
};

// One thing wrong at one place. `path` is a JSON pointer into the input ("/applicant/phone"), or an element id.
struct FieldError {
    std::string path;
    const ErrorCode* code;
    std::map<std::string, std::string> params;
};

// A refusal or an incident, as a value. A bug is not an Error: see check.hpp.
struct Error {
    const ErrorCode* code;
    std::map<std::string, std::string> params;
    std::vector<FieldError> fields;
    std::string detail;  // for the operator's log, never for the person; no personal data

    [[nodiscard]] bool is(const ErrorCode& other) const { return code->id == other.id; }
};

// The sentence for a person; `locale` is "zh-Hans" or "en" (anything else: en).
[[nodiscard]] std::string message(const ErrorCode& code, const std::map<std::string, std::string>& params,
                                  std::string_view locale);

namespace errors {
inline constexpr ErrorCode malformed_json{"json.malformed", Category::malformed, "内容不是有效的 JSON：{reason}。",
                                          "The content is not valid JSON: {reason}."};
inline constexpr ErrorCode wrong_type{"field.wrong_type", Category::invalid, "这一项的类型不对，应为{expected}。",
                                      "This field has the wrong type; expected {expected}."};
inline constexpr ErrorCode missing{"field.missing", Category::invalid, "请填写这一项。", "Please fill in this field."};
inline constexpr ErrorCode unknown_field{"field.unknown", Category::invalid, "没有名为“{name}”的项。",
                                         "There is no field named \"{name}\"."};
inline constexpr ErrorCode too_long{"field.too_long", Category::invalid, "最多 {limit} 个字符。",
                                    "At most {limit} characters."};
inline constexpr ErrorCode not_utf8{"text.not_utf8", Category::malformed, "文字编码不是 UTF-8。",
                                    "The text is not valid UTF-8."};
}  // namespace errors

}  // namespace hz
