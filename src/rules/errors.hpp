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

}  // namespace hz::rules::errors
