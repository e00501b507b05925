// SPDX-License-Identifier: Apache-2.0
// What pack check can find. Texts take {name} from the parameters, as errors do. Private to the module.
#pragma once
#include <map>
#include <string>

#include "base/error.hpp"
#include "pack/pack.hpp"

namespace hz::pack {

using Params = std::map<std::string, std::string>;
[[nodiscard]] Finding make_finding(Severity severity, const ErrorCode& code, const Params& params, std::string place);
[[nodiscard]] inline Finding fail(const ErrorCode& code, const Params& params = {}, std::string place = {}) {
    return make_finding(Severity::error, code, params, std::move(place));
}
[[nodiscard]] inline Finding warn(const ErrorCode& code, const Params& params = {}, std::string place = {}) {
    return make_finding(Severity::warning, code, params, std::move(place));
}
[[nodiscard]] Finding from_error(const Error& error);

namespace findings {
constexpr auto invalid = Category::invalid;
inline constexpr ErrorCode unknown_file{"check.unknown_file", invalid, "没有程序会读取这个文件，请检查它的名称和位置。",
                                        "Nothing reads this file; check its name and place."};
inline constexpr ErrorCode no_code{"check.no_code", invalid, "缺少代码 code。", "There is no code."};
inline constexpr ErrorCode repeated_code{"check.repeated_code", invalid, "代码“{code}”重复。",
                                         "The code \"{code}\" is used twice."};
inline constexpr ErrorCode code_is_not_name{"check.code_is_not_name", invalid,
                                            "代码“{code}”应与文件名或文件夹名“{name}”一致。",
                                            "The code \"{code}\" should be the file's or folder's name \"{name}\"."};
inline constexpr ErrorCode missing_member{"check.missing_member", invalid, "缺少“{name}”。", "\"{name}\" is missing."};
inline constexpr ErrorCode unknown_member{"check.unknown_member", invalid, "没有名为“{name}”的项，请检查拼写。",
                                          "There is no member \"{name}\"; check the spelling."};
inline constexpr ErrorCode wrong_type{"check.wrong_type", invalid, "“{name}”的类型不对，应为{expected}。",
                                      "\"{name}\" has the wrong type; expected {expected}."};
inline constexpr ErrorCode wrong_value{"check.wrong_value", invalid,
                                       "“{name}”的值“{value}”不在允许的范围内：{expected}。",
                                       "\"{name}\" is \"{value}\"; allowed: {expected}."};
inline constexpr ErrorCode missing_text{"check.missing_text", invalid, "“{name}”缺少{language}文字。",
                                        "\"{name}\" has no {language} text."};
inline constexpr ErrorCode dangling{"check.dangling", invalid, "“{name}”引用的“{value}”不存在（{kind}）。",
                                    "\"{name}\" refers to \"{value}\", which does not exist ({kind})."};
inline constexpr ErrorCode no_parts{"check.no_parts", invalid, "可在线办理的事项缺少 {name}。",
                                    "An item that can be applied for needs {name}."};
inline constexpr ErrorCode no_main{"check.no_main", invalid, "文件夹中缺少 {name}。", "The folder has no {name}."};
inline constexpr ErrorCode invalid_code{"check.invalid_code", invalid, "“{name}”的值“{value}”不符合编码规则：{reason}",
                                        "\"{name}\" is \"{value}\", which does not obey its rule: {reason}"};
inline constexpr ErrorCode promised_over_statutory{
    "check.promised_over_statutory", invalid, "承诺时限（{promised}）不得超过法定时限（{statutory}）。",
    "The promised limit ({promised}) must not exceed the statutory one ({statutory})."};
inline constexpr ErrorCode limit{"check.limit", invalid, "时限的写法有误：{reason_zh}",
                                 "The limit is not valid: {reason_en}"};
inline constexpr ErrorCode warnings{"check.warnings", invalid, "预警规则的写法有误：{reason_zh}",
                                    "The warning rules are not valid: {reason_en}"};
inline constexpr ErrorCode shifts{"check.shifts", invalid, "班次日历的写法有误：{reason_zh}",
                                  "The shift calendar is not valid: {reason_en}"};
inline constexpr ErrorCode parts_differ{"check.parts_differ", invalid, "“{name}”与“{other}”不一致。",
                                        "\"{name}\" does not agree with \"{other}\"."};
inline constexpr ErrorCode feel{"check.feel", invalid, "FEEL 表达式有误：{reason}",
                                "The FEEL expression is not valid: {reason}"};
inline constexpr ErrorCode bpmn{"check.bpmn", invalid, "流程图有误：{reason_zh}",
                                "The process is not valid: {reason_en}"};
inline constexpr ErrorCode dmn{"check.dmn", invalid, "决策模型：{reason_zh}", "Decision model: {reason_en}"};
inline constexpr ErrorCode form{"check.form", invalid, "表单有误：{reason_zh}", "The form is not valid: {reason_en}"};
inline constexpr ErrorCode unreachable_field{"check.unreachable_field", invalid,
                                             "字段“{name}”的显示条件不可能成立，申请人永远看不到它。",
                                             "Field \"{name}\" can never be shown; its condition cannot hold."};
inline constexpr ErrorCode outcome_not_played{"check.outcome_not_played", invalid,
                                              "没有测试流程走过任务“{task}”的结果“{outcome}”。",
                                              "No test flow takes outcome \"{outcome}\" of task \"{task}\"."};
inline constexpr ErrorCode unknown_task{"check.unknown_task", invalid, "流程中没有任务“{task}”。",
                                        "The process has no task \"{task}\"."};
inline constexpr ErrorCode unknown_outcome{"check.unknown_outcome", invalid, "任务“{task}”没有结果“{outcome}”。",
                                           "Task \"{task}\" has no outcome \"{outcome}\"."};
inline constexpr ErrorCode unknown_decision{"check.unknown_decision", invalid,
                                            "规则文件 rules.dmn 中没有名为“{name}”的决策。",
                                            "rules.dmn has no decision \"{name}\"."};
inline constexpr ErrorCode quality{"check.quality", invalid, "{zh}", "{en}"};
}  // namespace findings

}  // namespace hz::pack
