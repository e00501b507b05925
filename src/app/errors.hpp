// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::app::errors {

inline constexpr ErrorCode pack_refused{
    "app.pack_refused", Category::invalid,
    "场景包有 {count} 处错误，没有导入。请运行 huizheng pack check 查看。首个错误：{first}",
    "The packs have {count} errors and were not imported. Run huizheng pack check. The first: {first}"};
inline constexpr ErrorCode no_such_pack{"app.no_such_pack", Category::not_found,
                                        "没有名为“{id}”的内置场景包，也没有这个文件夹。",
                                        "There is no built-in pack named \"{id}\", and no such folder."};
inline constexpr ErrorCode data_not_writable{"app.data_not_writable", Category::incident,
                                             "数据目录 {path} 无法写入：{reason}。",
                                             "The data folder {path} cannot be written: {reason}."};
inline constexpr ErrorCode bad_flow{"app.bad_flow", Category::invalid, "流程脚本 {file} 有误：{reason}。",
                                    "The flow {file} is wrong: {reason}."};
inline constexpr ErrorCode no_store{
    "app.no_store", Category::not_found,
    "{path} 中没有惠政的数据。请用 --data 或 --db 指明数据位置，或者先运行 huizheng serve。",
    "There is no Huizheng store in {path}. Name it with --data or --db, or run huizheng serve first."};
inline constexpr ErrorCode cannot_read{"app.cannot_read", Category::not_found, "无法读取文件 {path}。",
                                       "The file {path} cannot be read."};
inline constexpr ErrorCode cannot_write{"app.cannot_write", Category::incident, "无法写入 {path}：{reason}。",
                                        "{path} cannot be written: {reason}."};
inline constexpr ErrorCode no_such_account{"app.no_such_account", Category::not_found, "没有登录名为“{login}”的账户。",
                                           "There is no account with the login \"{login}\"."};
inline constexpr ErrorCode flow_failed{"app.flow_failed", Category::invalid,
                                       "流程脚本 {file} 第 {step} 步未通过：{reason}。",
                                       "The flow {file} failed at step {step}: {reason}."};
inline constexpr ErrorCode stopped{"app.stopped", Category::unavailable,
                                   "已停止，演示数据尚未生成完毕。下次启动时重新生成。",
                                   "Stopped before the demo data was complete. The next start makes it anew."};
inline constexpr ErrorCode bad_day{"app.bad_day", Category::invalid, "“{value}”不是日期，请写成 2026-01-31 这样。",
                                   "\"{value}\" is no day; write it like 2026-01-31."};
inline constexpr ErrorCode bad_mapping_line{"app.bad_mapping_line", Category::invalid,
                                            "“{value}”不是对应关系，请写成 原环节=新环节。",
                                            "\"{value}\" is no mapping; write it like old=new."};
inline constexpr ErrorCode bad_seed{"app.bad_seed", Category::invalid, "演示数据有误：{reason}。",
                                    "The demo data is wrong: {reason}."};

}  // namespace hz::app::errors
