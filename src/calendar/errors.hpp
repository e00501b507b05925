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

}  // namespace hz::calendar::errors
