// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::calendar::errors {

inline constexpr ErrorCode invalid_calendar{
    "calendar.invalid", Category::invalid, "节假日数据有 {count} 处错误，请按所列位置更正后重新导入。",
    "The holiday data has {count} mistakes; correct the places listed and load it again."};
inline constexpr ErrorCode unknown_zone{
    "calendar.unknown_zone", Category::invalid,
    "没有名为“{zone}”的时区，请填写如 Asia/Shanghai 的名称，并确认系统已安装 tzdata。",
    "There is no time zone named \"{zone}\". Use a name like Asia/Shanghai, and check that tzdata is installed."};
inline constexpr ErrorCode not_a_date{"calendar.not_a_date", Category::invalid,
                                      "“{value}”不是有效日期，请写成 2026-01-05 的样子。",
                                      "\"{value}\" is not a date; write it like 2026-01-05."};
inline constexpr ErrorCode other_year{
    "calendar.other_year", Category::invalid, "日期 {value} 不属于 {year} 年的安排，请放到对应年份的文件中。",
    "The date {value} does not belong to the year {year}; move it to that year's file."};
inline constexpr ErrorCode contradiction{"calendar.contradiction", Category::invalid,
                                         "日期 {value} 既列为休息又列为上班，请保留正确的一条。",
                                         "The date {value} is listed both as off and as working; keep the right one."};
inline constexpr ErrorCode repeated_year{"calendar.repeated_year", Category::invalid,
                                         "{year} 年的数据出现了两次，请只保留一份。",
                                         "The year {year} is given twice; keep one."};
inline constexpr ErrorCode too_many{"calendar.too_many", Category::invalid, "最多 {limit} 项，请拆分或删减。",
                                    "At most {limit} entries; split or shorten the list."};
inline constexpr ErrorCode out_of_range{"calendar.out_of_range", Category::invalid, "数值须在 {low} 到 {high} 之间。",
                                        "The number must be between {low} and {high}."};
inline constexpr ErrorCode unknown_choice{"calendar.unknown_choice", Category::invalid,
                                          "“{value}”不在可选范围内，请从 {choices} 中选择。",
                                          "\"{value}\" is not one of the choices; choose from {choices}."};
inline constexpr ErrorCode invalid_limit{"calendar.invalid_limit", Category::invalid,
                                         "时限的写法有误，请更正所列各项。",
                                         "The time limit is not written correctly; correct the fields listed."};
inline constexpr ErrorCode invalid_clock{"calendar.invalid_clock", Category::invalid,
                                         "计时记录的写法有误，请更正所列各项。",
                                         "The clock's record is not written correctly; correct the fields listed."};
inline constexpr ErrorCode invalid_warnings{"calendar.invalid_warnings", Category::invalid,
                                            "预警规则的写法有误，请更正所列各项。",
                                            "The warning rules are not written correctly; correct the fields listed."};
inline constexpr ErrorCode clock_not_started{"calendar.clock_not_started", Category::conflict,
                                             "计时尚未开始，不能执行此操作。",
                                             "The clock has not started, so this cannot be done yet."};
inline constexpr ErrorCode clock_running{
    "calendar.clock_running", Category::conflict, "计时正在进行，无需重复开始或恢复；请刷新页面。",
    "The clock is already running, so it need not be started or resumed; reload the page."};
inline constexpr ErrorCode clock_paused{"calendar.clock_paused", Category::conflict, "计时已经暂停；请先恢复计时。",
                                        "The clock is paused; resume it first."};
inline constexpr ErrorCode clock_stopped{"calendar.clock_stopped", Category::conflict,
                                         "计时已经结束，不能再变动；请刷新页面。",
                                         "The clock has stopped and cannot change any more; reload the page."};
inline constexpr ErrorCode clock_order{"calendar.clock_order", Category::conflict,
                                       "时间早于计时的上一次变动，请核对系统时间。",
                                       "The time lies before the clock's last change; check the system time."};

inline constexpr ErrorCode one_approver{"calendar.one_approver", Category::invalid,
                                        "请写明由谁批准：post（岗位）或 permission（权限），二者只写一个。",
                                        "Say who approves it: either a post or a permission, and only one of the two."};
inline constexpr ErrorCode repeated_limit{"calendar.repeated_code", Category::invalid,
                                          "代码“{code}”用了两次，请改成不同的代码。",
                                          "The code \"{code}\" is used twice; give each its own."};
inline constexpr ErrorCode unknown_parent{"calendar.unknown_parent", Category::invalid,
                                          "within 所指的时限“{code}”不存在，请填写同一事项中已有时限的代码。",
                                          "There is no limit \"{code}\" for within to name; use the code of a limit "
                                          "of the same item."};
inline constexpr ErrorCode ring_of_limits{
    "calendar.ring_of_limits", Category::invalid, "时限“{code}”经由 within 又包含了自己，请去掉其中一个 within。",
    "The limit \"{code}\" lies within itself by way of others; remove one within."};
inline constexpr ErrorCode exceeds_parent{
    "calendar.exceeds_parent", Category::invalid,
    "时限“{code}”（{number}）超过了它所在的时限“{parent}”（{most}），请缩短。",
    "The limit \"{code}\" ({number}) is longer than \"{parent}\" ({most}), within which it lies; shorten it."};
// Params: code, most, number, path.
inline constexpr ErrorCode parts_exceed_whole{
    "calendar.parts_exceed_whole", Category::invalid,
    "时限“{code}”（{most}）短于其中先后相接的时限之和（{number}）：{path}；请缩短其中一项，或者延长“{code}”。",
    "The limits that follow one another within \"{code}\" ({most}) take {number} in all: {path}; shorten one of them, "
    "or "
    "lengthen \"{code}\"."};
inline constexpr ErrorCode shifts_without_hours{
    "calendar.shifts_without_hours", Category::invalid,
    "只有以工作小时（working_hour）计的时限才填写 shifts，请去掉或改单位。",
    "Only a limit in working_hour names shifts; remove it or change the unit."};
inline constexpr ErrorCode invalid_shifts{"calendar.invalid_shifts", Category::invalid,
                                          "班次日历的写法有误，请更正所列各项。",
                                          "The shift calendar is not written correctly; correct the fields listed."};
inline constexpr ErrorCode not_an_interval{
    "calendar.not_an_interval", Category::invalid,
    "“{value}”不是有效时段，请写成 08:00-12:00 的样子；跨夜的班次分成两天写，当天最晚到 24:00。",
    "\"{value}\" is not an interval; write it like 08:00-12:00. A night is written on two days, the first until "
    "24:00."};
inline constexpr ErrorCode intervals_order{"calendar.intervals_order", Category::invalid,
                                           "时段应按先后排列且不得重叠，请调整。",
                                           "The intervals of a day stand in order and do not overlap; rearrange them."};
inline constexpr ErrorCode repeated_day{"calendar.repeated_day", Category::invalid,
                                        "日期 {value} 已在另一条例外中列出，请只保留一条。",
                                        "The date {value} is already in another exception; keep one."};
inline constexpr ErrorCode hardly_open{"calendar.hardly_open", Category::invalid,
                                       "一周的工作时间不足 {minutes} 分钟，请补全各日时段。",
                                       "The week has less than {minutes} minutes of work; complete its intervals."};
inline constexpr ErrorCode no_threshold{"calendar.no_threshold", Category::invalid,
                                        "请写明 remaining（剩余数）或 left（剩余比例，0 到 1）。",
                                        "Give remaining (what is left) or left (its part of the whole, 0 to 1)."};
inline constexpr ErrorCode not_extendable{"calendar.not_extendable", Category::conflict,
                                          "该时限没有规定可以延长；如确需更多时间，请按特别程序办理。",
                                          "No rule allows this limit to be extended; if the law provides one, use a "
                                          "special procedure."};
inline constexpr ErrorCode extended_too_often{"calendar.extended_too_often", Category::conflict,
                                              "该时限最多延长 {times} 次，已经用完，请在现有期限内办结。",
                                              "This limit may be extended {times} times, all of which are used; finish "
                                              "within the time left."};
inline constexpr ErrorCode extended_too_far{"calendar.extended_too_far", Category::invalid,
                                            "一次最多延长 {most}，请减少延长的数量。",
                                            "One extension adds at most {most}; ask for less."};
inline constexpr ErrorCode not_the_approver{"calendar.not_the_approver", Category::forbidden,
                                            "延长该时限须由“{needed}”批准，请提交有权批准的人员办理。",
                                            "This extension needs the approval of \"{needed}\"; submit it to them."};
inline constexpr ErrorCode invalid_steps{"calendar.invalid_steps", Category::invalid, "环节安排有误，请更正所列各项。",
                                         "The steps are not arranged correctly; correct those listed."};
inline constexpr ErrorCode unknown_step{"calendar.unknown_step", Category::invalid,
                                        "前置环节“{code}”不存在，请填写已有环节的代码。",
                                        "There is no step \"{code}\" to come before; use the code of a step."};
inline constexpr ErrorCode ring_of_steps{
    "calendar.ring_of_steps", Category::invalid, "环节“{code}”要等自己完成才能开始，请检查前置关系。",
    "The step \"{code}\" waits for itself by way of others; check what comes before."};

}  // namespace hz::calendar::errors
