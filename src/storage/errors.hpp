// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::storage::errors {

// Nothing was done; the same call may be made again.
inline constexpr ErrorCode busy{"storage.busy", Category::unavailable, "系统繁忙，本次操作没有保存，请稍后再试。",
                                "The system is busy and nothing was saved. Please try again in a moment."};
inline constexpr ErrorCode closed{"storage.closed", Category::unavailable,
                                  "系统正在停止，本次操作没有保存，请稍后再试。",
                                  "The system is stopping and nothing was saved. Please try again later."};
inline constexpr ErrorCode locked{
    "storage.locked", Category::unavailable, "数据库正被另一个程序占用，本次操作没有保存。请关闭占用它的程序后再试。",
    "Another program is holding the database and nothing was saved. Close that program and try again."};
inline constexpr ErrorCode unavailable{"storage.unavailable", Category::unavailable,
                                       "暂时连接不上数据库，本次操作没有保存，请稍后再试。",
                                       "The database cannot be reached and nothing was saved. Please try again later."};
inline constexpr ErrorCode too_slow{
    "storage.too_slow", Category::unavailable, "操作用时过长，已经停止，没有保存。请缩小范围后再试。",
    "The operation took too long and was stopped; nothing was saved. Try again with a smaller range."};
inline constexpr ErrorCode collision{"storage.collision", Category::unavailable,
                                     "与其他人的操作同时发生冲突，本次操作没有保存，请再试一次。",
                                     "This collided with another change and nothing was saved. Please try once more."};

// An operator has to act.
inline constexpr ErrorCode failed{
    "storage.failed", Category::incident, "数据库出错，本次操作没有保存。问题已经记录，请联系管理员。",
    "The database reported an error and nothing was saved. It has been recorded; please tell the administrator."};
inline constexpr ErrorCode outcome_unknown{
    "storage.outcome_unknown", Category::incident,
    "保存时与数据库的连接中断，无法确定是否已经保存。请先查询结果，再决定是否重新提交。",
    "The connection to the database broke while saving, so it is not known whether the change was kept. Look it up "
    "before trying again."};
inline constexpr ErrorCode full{"storage.full", Category::incident,
                                "存储空间已满，本次操作没有保存。请管理员清理或扩充磁盘。",
                                "The disk is full and nothing was saved. An administrator has to free or add space."};
inline constexpr ErrorCode damaged{"storage.damaged", Category::incident,
                                   "数据库文件已损坏。请停止系统，并从备份恢复。",
                                   "The database file is damaged. Stop the system and restore a backup."};
inline constexpr ErrorCode read_only{
    "storage.read_only", Category::incident, "数据库只能读取，不能写入。请检查文件权限和数据库账号的权限。",
    "The database can only be read. Check the permissions of the file and of the database account."};
inline constexpr ErrorCode cannot_open{
    "storage.cannot_open", Category::incident, "打不开数据库：{reason}。请检查配置中的数据库地址和权限。",
    "The database cannot be opened: {reason}. Check the configured address and the permissions."};
inline constexpr ErrorCode wrong_encoding{
    "storage.wrong_encoding", Category::incident,
    "数据库的编码是 {encoding}，需要 UTF8。请新建一个 UTF8 编码的数据库。",
    "The database is encoded as {encoding}; UTF8 is needed. Create a database with encoding UTF8."};
inline constexpr ErrorCode wrong_version{
    "storage.wrong_version", Category::incident, "数据库版本是 {version}，至少需要 {needed}。请升级数据库。",
    "The database has version {version}; at least {needed} is needed. Upgrade the database."};
inline constexpr ErrorCode newer_schema{
    "storage.newer_schema", Category::incident,
    "数据由更新版本的程序写入（{module} 模块的 {file}）。请安装该版本或更高版本。",
    "The data was written by a newer program ({file} of module {module}). Install that version or a later one."};
inline constexpr ErrorCode changed_migration{
    "storage.changed_migration", Category::incident,
    "{module} 模块的 {file} 已经执行过，但内容被改动。请恢复原文件，改动写成新的文件。",
    "{file} of module {module} already ran, and its content has changed. Restore it and put the change into a new "
    "file."};

// Backup and restore.
inline constexpr ErrorCode cannot_write_backup{
    "storage.cannot_write_backup", Category::incident, "备份写不到 {path}：{reason}。请检查目录权限和磁盘空间。",
    "The backup cannot be written to {path}: {reason}. Check permissions and disk space."};
inline constexpr ErrorCode backup_exists{"storage.backup_exists", Category::conflict,
                                         "{path} 已经存在。请另选一个位置，以免覆盖。",
                                         "{path} already exists. Choose another place so that nothing is overwritten."};
inline constexpr ErrorCode damaged_backup{
    "storage.damaged_backup", Category::incident, "备份 {path} 不完整或已被改动：{reason}。请换用另一份备份。",
    "The backup {path} is incomplete or was altered: {reason}. Use another backup."};
inline constexpr ErrorCode not_empty{"storage.not_empty", Category::conflict,
                                     "目标数据库中已有数据。请恢复到一个空的数据库。",
                                     "The target database already holds data. Restore into an empty one."};
inline constexpr ErrorCode wrong_engine{
    "storage.wrong_engine", Category::conflict, "备份来自 {from}，目标是 {to}。请恢复到同一种数据库。",
    "The backup was made from {from} and the target is {to}. Restore into the same kind of database."};

}  // namespace hz::storage::errors
