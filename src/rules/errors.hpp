// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::rules::errors {

// Params: line, column (both from 1, in characters), expected_zh, expected_en, found_zh, found_en.
inline constexpr ErrorCode feel_syntax{
    "rules.feel_syntax", Category::invalid,
    "表达式有误：第 {line} 行第 {column} 个字符处应为{expected_zh}，现在是{found_zh}。",
    "The expression has a mistake at line {line}, character {column}: expected {expected_en}, found {found_en}."};
// Params: what_zh, what_en, limit.
inline constexpr ErrorCode feel_too_large{
    "rules.feel_too_large", Category::too_large, "表达式过于复杂：{what_zh}不能超过 {limit}。请拆成几个较短的表达式。",
    "The expression is too complex: {what_en} may be at most {limit}. Please split "
    "it into shorter expressions."};
// Params: name, line, column.
inline constexpr ErrorCode feel_unknown_function{
    "rules.feel_unknown_function", Category::invalid,
    "第 {line} 行第 {column} 个字符处：没有名为“{name}”的函数，请检查拼写。",
    "Line {line}, character {column}: there is no function named \"{name}\". Please check the spelling."};
// Params: name, line, column, least, most, given.
inline constexpr ErrorCode feel_arguments{
    "rules.feel_arguments", Category::invalid,
    "第 {line} 行第 {column} 个字符处：函数“{name}”需要 {least} 到 {most} 个参数，现在给了 {given} 个。",
    "Line {line}, character {column}: the function \"{name}\" takes {least} to {most} arguments, but {given} are "
    "given."};
// Params: what_zh, what_en, limit.
inline constexpr ErrorCode feel_budget{
    "rules.feel_budget", Category::invalid,
    "表达式计算量过大，已停止：{what_zh}超过了 {limit}。请简化表达式或减少数据。",
    "The calculation was stopped because it is too large: {what_en} went over {limit}. "
    "Please simplify the expression or use less data."};

inline constexpr ErrorCode feel_stopped{"rules.feel_stopped", Category::unavailable,
                                        "计算已被停止：超过了允许的时间，或被取消。请稍后再试。",
                                        "The calculation was stopped: it took longer than allowed, or was cancelled. "
                                        "Please try again later."};

// Why something is null (Diagnostic). All with params line and column of the place, and what is listed.
// Params: name.
inline constexpr ErrorCode null_name{"rules.null_name", Category::invalid,
                                     "第 {line} 行第 {column} 个字符处：没有名为“{name}”的数据，按空值计算。",
                                     "Line {line}, character {column}: there is no data named \"{name}\"; it counts as "
                                     "empty."};
// Params: name.
inline constexpr ErrorCode null_member{"rules.null_member", Category::invalid,
                                       "第 {line} 行第 {column} 个字符处：{kind_zh}没有名为“{name}”的属性。",
                                       "Line {line}, character {column}: {kind_en} has no property named \"{name}\"."};
// Params: operator, left_zh, left_en, right_zh, right_en.
inline constexpr ErrorCode null_operands{
    "rules.null_operands", Category::invalid,
    "第 {line} 行第 {column} 个字符处：“{operator}”不能用于{left_zh}和{right_zh}。",
    "Line {line}, character {column}: \"{operator}\" cannot be used with {left_en} "
    "and {right_en}."};
inline constexpr ErrorCode null_division{"rules.null_division", Category::invalid,
                                         "第 {line} 行第 {column} 个字符处：除数是零，没有结果。",
                                         "Line {line}, character {column}: a division by zero has no result."};
inline constexpr ErrorCode null_out_of_range{"rules.null_out_of_range", Category::invalid,
                                             "第 {line} 行第 {column} 个字符处：结果超出了可以表示的范围。",
                                             "Line {line}, character {column}: the result is outside of what can be "
                                             "represented."};
// Params: wanted_zh, wanted_en, given_zh, given_en.
inline constexpr ErrorCode null_kind{"rules.null_kind", Category::invalid,
                                     "第 {line} 行第 {column} 个字符处应为{wanted_zh}，现在是{given_zh}。",
                                     "Line {line}, character {column}: this should be {wanted_en}, but is {given_en}."};
// Params: name, parameter, wanted_zh, wanted_en, given_zh, given_en.
inline constexpr ErrorCode null_argument{
    "rules.null_argument", Category::invalid,
    "第 {line} 行第 {column} 个字符处：函数“{name}”的参数“{parameter}”应为{wanted_zh}，现在是{given_zh}。",
    "Line {line}, character {column}: the argument \"{parameter}\" of the function \"{name}\" should be {wanted_en}, "
    "but is {given_en}."};
// Params: name.
inline constexpr ErrorCode null_arguments{"rules.null_arguments", Category::invalid,
                                          "第 {line} 行第 {column} 个字符处：给函数“{name}”的参数的个数或名称不对。",
                                          "Line {line}, character {column}: the function \"{name}\" does not take this "
                                          "number of arguments, or arguments of these names."};
// Params: name.
inline constexpr ErrorCode null_function{"rules.null_function", Category::invalid,
                                         "第 {line} 行第 {column} 个字符处：没有名为“{name}”的函数。",
                                         "Line {line}, character {column}: there is no function named \"{name}\"."};
// Params: name, why_zh, why_en.
inline constexpr ErrorCode null_result{"rules.null_result", Category::invalid,
                                       "第 {line} 行第 {column} 个字符处：函数“{name}”没有结果：{why_zh}。",
                                       "Line {line}, character {column}: the function \"{name}\" has no result: "
                                       "{why_en}."};
// Params: index, size.
inline constexpr ErrorCode null_index{"rules.null_index", Category::invalid,
                                      "第 {line} 行第 {column} 个字符处：列表有 {size} 项，没有第 {index} 项。",
                                      "Line {line}, character {column}: the list has {size} items, so there is no item "
                                      "{index}."};
inline constexpr ErrorCode null_condition{
    "rules.null_condition", Category::invalid, "第 {line} 行第 {column} 个字符处：条件应为真或假，现在是{given_zh}。",
    "Line {line}, character {column}: a condition should be true or false, but is "
    "{given_en}."};
inline constexpr ErrorCode null_external{
    "rules.null_external", Category::invalid,
    "第 {line} 行第 {column} 个字符处：不支持外部函数（Java、PMML）。请改用 FEEL 表达式。",
    "Line {line}, character {column}: external functions (Java, PMML) are not supported. Please use a FEEL expression "
    "instead."};

}  // namespace hz::rules::errors
