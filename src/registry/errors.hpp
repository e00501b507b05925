// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::registry::errors {

inline constexpr ErrorCode bad_definition{"registry.bad_definition", Category::invalid,
                                          "登记库“{registry}”的定义有误：{reason}。",
                                          "The definition of the registry \"{registry}\" is wrong: {reason}."};
inline constexpr ErrorCode no_registry{"registry.no_registry", Category::not_found, "没有名为“{registry}”的登记库。",
                                       "There is no registry named \"{registry}\"."};
inline constexpr ErrorCode not_found{"registry.not_found", Category::not_found, "没有找到这条记录。",
                                     "There is no such record."};
inline constexpr ErrorCode key_taken{"registry.key_taken", Category::conflict,
                                     "“{registry}”中已有编号为“{key}”的记录。",
                                     "The registry \"{registry}\" already has a record with the key \"{key}\"."};
inline constexpr ErrorCode key_changed{
    "registry.key_changed", Category::conflict, "更正不能改变记录的编号；请注销原记录后另行登记。",
    "A correction cannot change the record's key. Close this record and register a new one."};
inline constexpr ErrorCode no_key{"registry.no_key", Category::invalid, "记录缺少编号（{fields}）。",
                                  "The record lacks its key ({fields})."};
inline constexpr ErrorCode stale{"registry.stale", Category::stale, "记录已被他人更改，请查看最新内容后重试。",
                                 "Somebody else has changed this record. Look at it again, then repeat your change."};
inline constexpr ErrorCode not_active{"registry.not_active", Category::conflict, "记录已{state}，不能再更改。",
                                      "The record is {state} and can no longer be changed."};
inline constexpr ErrorCode invalid_record{"registry.invalid_record", Category::invalid,
                                          "记录内容不符合要求，请改正标出的各项。",
                                          "The record does not meet the rules. Please correct the fields marked."};
inline constexpr ErrorCode bad_period{"registry.bad_period", Category::invalid, "有效期的结束须晚于开始。",
                                      "The end of validity must be later than its start."};
inline constexpr ErrorCode reason_required{"registry.reason_required", Category::invalid, "请说明理由和依据。",
                                           "State the reason and the legal basis."};
inline constexpr ErrorCode too_large{"registry.too_large", Category::too_large, "一条记录最多 {limit} KiB。",
                                     "A record has at most {limit} KiB."};
inline constexpr ErrorCode erased{"registry.erased", Category::not_found, "这条记录的个人信息已依法删除。",
                                  "The personal data of this record was erased as the law requires."};

// Of one field, by the schema.
inline constexpr ErrorCode not_in_list{"registry.not_in_list", Category::invalid, "只能从给定的选项中选择。",
                                       "Choose one of the values offered."};
inline constexpr ErrorCode wrong_pattern{"registry.wrong_pattern", Category::invalid, "格式不对，请按要求填写。",
                                         "The format is wrong; please follow the one required."};
inline constexpr ErrorCode too_short{"registry.too_short", Category::invalid, "至少 {limit} 个字符。",
                                     "At least {limit} characters."};
inline constexpr ErrorCode not_a_date{"registry.not_a_date", Category::invalid,
                                      "日期须写成 2026-01-31 的形式，且确有其日。",
                                      "Write an existing date like 2026-01-31."};
inline constexpr ErrorCode not_a_time{"registry.not_a_time", Category::invalid,
                                      "时间须写成 2026-01-31T09:00:00+08:00 的形式。",
                                      "Write a time like 2026-01-31T09:00:00+08:00."};
inline constexpr ErrorCode out_of_range{"registry.out_of_range", Category::invalid, "数值须在 {least} 与 {most} 之间。",
                                        "The number must lie between {least} and {most}."};
inline constexpr ErrorCode wrong_count{"registry.wrong_count", Category::invalid, "须有 {least} 至 {most} 项。",
                                       "There must be {least} to {most} entries."};

}  // namespace hz::registry::errors
