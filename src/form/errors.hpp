// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::form::errors {

// Of a form definition; the fields of the first say which component.
inline constexpr ErrorCode invalid_form{"form.invalid_form", Category::invalid, "表单定义有错误，请按提示修改。",
                                        "The form definition has mistakes. Please correct them as listed."};
inline constexpr ErrorCode not_a_form{"form.not_a_form", Category::invalid, "这不是表单：缺少 components 列表。",
                                      "This is not a form: it has no list of components."};
inline constexpr ErrorCode unknown_type{"form.unknown_type", Category::invalid, "不认识的组件类型“{type}”。",
                                        "Unknown component type \"{type}\"."};
inline constexpr ErrorCode missing_key{"form.missing_key", Category::invalid, "请为“{label}”填写字段名（key）。",
                                       "Please give \"{label}\" a field name (key)."};
inline constexpr ErrorCode duplicate_key{"form.duplicate_key", Category::invalid,
                                         "字段名“{key}”用了两次，请改用不同的名称。",
                                         "The field name \"{key}\" is used twice. Please use a different one."};
inline constexpr ErrorCode duplicate_id{"form.duplicate_id", Category::invalid,
                                        "组件编号“{id}”用了两次，请改用不同的编号。",
                                        "The component id \"{id}\" is used twice. Please use a different one."};
inline constexpr ErrorCode invalid_feel{"form.invalid_feel", Category::invalid, "“{property}”的表达式不对。{reason_zh}",
                                        "The expression of \"{property}\" is wrong. {reason_en}"};
inline constexpr ErrorCode invalid_pattern{"form.invalid_pattern", Category::invalid,
                                           "格式规则“{pattern}”无法使用，请检查写法。",
                                           "The pattern \"{pattern}\" cannot be used. Please check how it is written."};
inline constexpr ErrorCode invalid_limit{
    "form.invalid_limit", Category::invalid, "“{property}”应为数字，并且下限不能大于上限。",
    "\"{property}\" must be a number, and the lower limit may not exceed the upper one."};
inline constexpr ErrorCode unreachable_default{
    "form.unreachable_default", Category::invalid, "“{label}”的默认值不符合它自己的规则，请改正。",
    "The default value of \"{label}\" breaks the field's own rules. Please correct it."};
inline constexpr ErrorCode no_options{"form.no_options", Category::invalid, "“{label}”没有可选项，请添加。",
                                      "\"{label}\" has nothing to choose from. Please add options."};
inline constexpr ErrorCode too_deep{"form.too_deep", Category::too_large, "组件嵌套不能超过 {limit} 层。",
                                    "Components may be nested at most {limit} levels deep."};
inline constexpr ErrorCode too_many{"form.too_many", Category::too_large, "一张表单最多 {limit} 个组件。",
                                    "A form may have at most {limit} components."};

// Of the data. Params of each: label; others as in the text.
inline constexpr ErrorCode invalid_data{"form.invalid_data", Category::invalid, "有些内容还需要修改，请看标出的各项。",
                                        "Some answers need to be corrected. Please look at the marked fields."};
inline constexpr ErrorCode required{"form.required", Category::invalid, "请填写“{label}”。",
                                    "Please fill in \"{label}\"."};
inline constexpr ErrorCode required_choice{"form.required_choice", Category::invalid, "请选择“{label}”。",
                                           "Please choose \"{label}\"."};
inline constexpr ErrorCode required_tick{"form.required_tick", Category::invalid, "请在“{label}”前打勾。",
                                         "Please tick \"{label}\"."};
inline constexpr ErrorCode too_short{"form.too_short", Category::invalid, "“{label}”至少要写 {limit} 个字。",
                                     "\"{label}\" needs at least {limit} characters."};
inline constexpr ErrorCode too_long{"form.too_long", Category::invalid, "“{label}”最多写 {limit} 个字，请写短一些。",
                                    "\"{label}\" may have at most {limit} characters. Please shorten it."};
inline constexpr ErrorCode pattern{"form.pattern", Category::invalid, "“{label}”的格式不对，请检查后重新填写。",
                                   "\"{label}\" is not in the right format. Please check it and try again."};
// Param message: the sentence the form's author wrote.
inline constexpr ErrorCode custom{"form.custom", Category::invalid, "{message}", "{message}"};
inline constexpr ErrorCode email{"form.email", Category::invalid,
                                 "“{label}”不是有效的电子邮箱，例如 name@example.com。",
                                 "\"{label}\" is not an e-mail address, such as name@example.com."};
inline constexpr ErrorCode phone{"form.phone", Category::invalid, "“{label}”要写国际电话号码，例如 +8613800138000。",
                                 "\"{label}\" must be an international phone number, such as +4930664040900."};
inline constexpr ErrorCode not_a_number{"form.not_a_number", Category::invalid, "“{label}”只能填数字。",
                                        "\"{label}\" must be a number."};
inline constexpr ErrorCode too_small{"form.too_small", Category::invalid, "“{label}”不能小于 {limit}。",
                                     "\"{label}\" may not be less than {limit}."};
inline constexpr ErrorCode too_big{"form.too_big", Category::invalid, "“{label}”不能大于 {limit}。",
                                   "\"{label}\" may not be more than {limit}."};
inline constexpr ErrorCode not_whole{"form.not_whole", Category::invalid, "“{label}”要填整数，不要小数。",
                                     "\"{label}\" must be a whole number."};
inline constexpr ErrorCode too_precise{"form.too_precise", Category::invalid, "“{label}”最多保留 {limit} 位小数。",
                                       "\"{label}\" may have at most {limit} digits after the point."};
inline constexpr ErrorCode off_step{"form.off_step", Category::invalid, "“{label}”要填 {limit} 的倍数。",
                                    "\"{label}\" must be a multiple of {limit}."};
inline constexpr ErrorCode not_an_option{"form.not_an_option", Category::invalid, "请从列出的选项中选择“{label}”。",
                                         "Please choose \"{label}\" from the options listed."};
inline constexpr ErrorCode date{"form.date", Category::invalid,
                                "“{label}”不是有效的日期，请按年-月-日填写，例如 2026-01-31。",
                                "\"{label}\" is not a valid date. Please write year-month-day, such as 2026-01-31."};
inline constexpr ErrorCode time{"form.time", Category::invalid, "“{label}”不是有效的时间，请按时:分填写，例如 09:30。",
                                "\"{label}\" is not a valid time. Please write hours:minutes, such as 09:30."};
inline constexpr ErrorCode date_time{"form.date_time", Category::invalid, "“{label}”不是有效的日期和时间，请重新选择。",
                                     "\"{label}\" is not a valid date and time. Please choose it again."};
inline constexpr ErrorCode date_passed{"form.date_passed", Category::invalid, "“{label}”不能早于今天。",
                                       "\"{label}\" may not be before today."};
inline constexpr ErrorCode identifier{
    "form.identifier", Category::invalid, "“{label}”的号码不对，请对照证件逐位检查。",
    "The number in \"{label}\" is not right. Please compare it with your document digit by digit."};
inline constexpr ErrorCode wrong_type{"form.wrong_type", Category::invalid, "“{label}”的内容无法识别，请重新填写。",
                                      "The answer to \"{label}\" cannot be read. Please enter it again."};
inline constexpr ErrorCode too_many_rows{"form.too_many_rows", Category::invalid, "“{label}”最多 {limit} 行。",
                                         "\"{label}\" may have at most {limit} rows."};

}  // namespace hz::form::errors
