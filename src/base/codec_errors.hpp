// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::errors {

inline constexpr ErrorCode invalid_input{"input.invalid", Category::invalid, "有内容需要改正，请按各项提示修改后重试。",
                                         "Some of the content needs correcting. See the notes on each field."};
inline constexpr ErrorCode not_text{"field.not_text", Category::invalid, "这一项应当是文字。",
                                    "This field must be text."};
inline constexpr ErrorCode not_number{"field.not_number", Category::invalid, "这一项应当是数字。",
                                      "This field must be a number."};
inline constexpr ErrorCode not_whole{"field.not_whole", Category::invalid, "这一项应当是整数。",
                                     "This field must be a whole number."};
inline constexpr ErrorCode not_flag{"field.not_flag", Category::invalid, "这一项应当是 true 或 false。",
                                    "This field must be true or false."};
inline constexpr ErrorCode not_list{"field.not_list", Category::invalid, "这一项应当是列表。",
                                    "This field must be a list."};
inline constexpr ErrorCode not_object{"field.not_object", Category::invalid, "这一项应当是对象。",
                                      "This field must be an object."};
inline constexpr ErrorCode not_id{"field.not_id", Category::invalid, "这不是有效的编号，编号为 13 位字母和数字。",
                                  "This is not a valid id; an id has 13 letters and digits."};
inline constexpr ErrorCode not_time{"field.not_time", Category::invalid,
                                    "这不是有效的时间，请用“2026-01-05T09:00:00+08:00”的形式。",
                                    "This is not a valid time; write it as \"2026-01-05T09:00:00+08:00\"."};
inline constexpr ErrorCode not_date{"field.not_date", Category::invalid, "这不是有效的日期，请用“2026-01-05”的形式。",
                                    "This is not a valid date; write it as \"2026-01-05\"."};
inline constexpr ErrorCode not_a_choice{"field.not_a_choice", Category::invalid, "只能填以下之一：{choices}。",
                                        "Must be one of: {choices}."};
inline constexpr ErrorCode out_of_range{"field.out_of_range", Category::invalid, "应当在 {least} 与 {most} 之间。",
                                        "Must be between {least} and {most}."};
inline constexpr ErrorCode given_twice{"field.given_twice", Category::invalid, "这一项出现了两次，请只保留一次。",
                                       "This field is given twice; keep one of them."};

}  // namespace hz::errors
