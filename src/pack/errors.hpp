// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::pack::errors {

inline constexpr ErrorCode malformed_yaml{"pack.malformed_yaml", Category::malformed,
                                          "第 {line} 行第 {column} 列：YAML 无法读取（{reason}）。",
                                          "Line {line}, column {column}: the YAML cannot be read ({reason})."};
inline constexpr ErrorCode yaml_alias{
    "pack.yaml_alias", Category::malformed, "第 {line} 行：不接受 YAML 锚点、别名和自定义标签，请把内容直接写出。",
    "Line {line}: YAML anchors, aliases and tags are not accepted; write the content out."};
inline constexpr ErrorCode yaml_duplicate{"pack.yaml_duplicate", Category::malformed, "第 {line} 行：“{key}”重复出现。",
                                          "Line {line}: \"{key}\" appears twice."};
inline constexpr ErrorCode malformed_csv{"pack.malformed_csv", Category::malformed,
                                         "第 {line} 行：CSV 无法读取（{reason}）。",
                                         "Line {line}: the CSV cannot be read ({reason})."};
inline constexpr ErrorCode too_large{"pack.too_large", Category::too_large, "内容过大：{what}最多 {limit}。",
                                     "The content is too large: at most {limit} {what}."};
inline constexpr ErrorCode no_such_folder{"pack.no_such_folder", Category::not_found,
                                          "场景包文件夹不存在或无法读取：{path}。",
                                          "The pack folder does not exist or cannot be read: {path}."};
inline constexpr ErrorCode no_pack_file{
    "pack.no_pack_file", Category::invalid, "文件夹中没有 pack.yaml 或其中缺少 id、version，这不是一个场景包。",
    "There is no pack.yaml with an id and a version in the folder; this is not a pack."};
inline constexpr ErrorCode unreadable{
    "pack.unreadable", Category::invalid, "场景包“{pack}”中有无法读取的文件，请先运行 pack check 并改正。",
    "Pack \"{pack}\" has files that cannot be read; run pack check and correct them first."};
inline constexpr ErrorCode owned_by_other{
    "pack.owned_by_other", Category::conflict, "“{kind}/{code}”已由场景包“{owner}”定义，请改用其他代码。",
    "\"{kind}/{code}\" is already defined by pack \"{owner}\"; choose another code."};
inline constexpr ErrorCode not_imported{"pack.not_imported", Category::not_found, "系统中没有场景包“{pack}”。",
                                        "There is no pack \"{pack}\" in this system."};
inline constexpr ErrorCode cannot_write{"pack.cannot_write", Category::incident,
                                        "无法写入 {path}，请检查文件夹权限和剩余空间。",
                                        "Cannot write {path}; check the folder's permissions and free space."};
inline constexpr ErrorCode no_such_definition{"pack.no_such_definition", Category::not_found,
                                              "没有定义“{kind}/{code}”。", "There is no definition \"{kind}/{code}\"."};
inline constexpr ErrorCode damaged_definition{
    "pack.damaged_definition", Category::incident, "系统中保存的定义“{kind}/{code}”已损坏，请从备份恢复。",
    "The stored definition \"{kind}/{code}\" is damaged; restore it from a backup."};
inline constexpr ErrorCode version_moved{
    "pack.version_moved", Category::stale,
    "您打开的是第 {opened} 版，现在生效的已是第 {now} 版。请查看新版本，再决定是否以您的内容另存。",
    "You opened version {opened}, and version {now} is in force by now. Look at it before you save yours."};
inline constexpr ErrorCode not_editable{"pack.not_editable", Category::invalid, "“{kind}/{code}”不能在这里修改。",
                                        "\"{kind}/{code}\" cannot be edited here."};

// Identifiers.
inline constexpr ErrorCode invalid_scheme{"identifier.invalid_scheme", Category::invalid,
                                          "标识规则“{scheme}”有误：{reason}。",
                                          "Identifier scheme \"{scheme}\" is not valid: {reason}."};
inline constexpr ErrorCode unknown_scheme{"identifier.unknown_scheme", Category::invalid,
                                          "没有名为“{scheme}”的标识规则。",
                                          "There is no identifier scheme named \"{scheme}\"."};
inline constexpr ErrorCode wrong_shape{
    "identifier.wrong_shape", Category::invalid, "{title}的位数或字符不对，请核对后重新填写。",
    "{title_en}: the length or the characters are wrong. Please check it and enter it again."};
inline constexpr ErrorCode wrong_date{"identifier.wrong_date", Category::invalid,
                                      "{title}中的日期不存在，请核对后重新填写。",
                                      "{title_en}: the date in it does not exist. Please check it and enter it again."};
inline constexpr ErrorCode wrong_check{
    "identifier.wrong_check", Category::invalid, "{title}的校验码不对，可能有一位填错，请核对。",
    "{title_en}: the check character does not match; one character is probably wrong. Please check it."};
inline constexpr ErrorCode wrong_part{"identifier.wrong_part", Category::invalid, "{title}中的“{part}”不符合规则。",
                                      "{title_en}: the part \"{part}\" does not obey its rule."};

}  // namespace hz::pack::errors
