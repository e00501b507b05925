// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::document::errors {

inline constexpr ErrorCode not_found{"file.not_found", Category::not_found, "没有找到这个文件。",
                                     "This file was not found."};
inline constexpr ErrorCode empty{"file.empty", Category::invalid, "“{name}”是空文件，请重新选择。",
                                 "\"{name}\" is empty. Choose another file."};
inline constexpr ErrorCode too_large{"file.too_large", Category::too_large, "“{name}”超过 {limit}，请压缩后再上传。",
                                     "\"{name}\" is larger than {limit}. Make it smaller and try again."};
inline constexpr ErrorCode longer_than_announced{
    "file.longer_than_announced", Category::too_large, "“{name}”的内容超过上传前声明的 {limit}，请重新选择文件上传。",
    "\"{name}\" goes on beyond the {limit} announced. Choose the file again."};
inline constexpr ErrorCode chunk_too_large{"file.chunk_too_large", Category::too_large, "每次最多上传 {limit}。",
                                           "At most {limit} are taken at a time."};
inline constexpr ErrorCode type_not_allowed{"file.type_not_allowed", Category::invalid,
                                            "这项材料只接受 {allowed} 文件。",
                                            "Only {allowed} files are accepted here."};
inline constexpr ErrorCode type_differs{
    "file.type_differs", Category::invalid, "“{name}”的内容不是有效的 {expected} 文件，请用正确的格式另存后再上传。",
    "The content of \"{name}\" is not a valid {expected} file. Save it in that format and upload it again."};
inline constexpr ErrorCode active_content{
    "file.active_content", Category::invalid, "“{name}”含有脚本或自动执行的内容，不能上传。请打印为普通 PDF 后再上传。",
    "\"{name}\" contains scripts or actions and cannot be accepted. Print it to a plain PDF and upload that."};
inline constexpr ErrorCode encrypted{
    "file.encrypted", Category::invalid, "“{name}”已加密，无法查看内容。请去掉密码和权限限制后再上传。",
    "\"{name}\" is encrypted and cannot be looked at. Remove its password and restrictions and upload it again."};
inline constexpr ErrorCode cannot_check{
    "file.cannot_check", Category::invalid, "“{name}”的内部结构无法检查，不能上传。请打印为普通 PDF 后再上传。",
    "\"{name}\" is built in a way that cannot be checked. Print it to a plain PDF and upload that."};
inline constexpr ErrorCode hides_another{
    "file.hides_another", Category::invalid, "“{name}”中夹带了其他文件，不能上传。请另存为单独的文件后再上传。",
    "\"{name}\" has another file hidden in it. Save it again as a file of its own and upload that."};
inline constexpr ErrorCode image_too_big{
    "file.image_too_big", Category::invalid, "“{name}”的图像尺寸过大，请缩小后再上传。",
    "The picture \"{name}\" has too many pixels. Scale it down and upload it again."};
inline constexpr ErrorCode wrong_offset{"file.wrong_offset", Category::conflict,
                                        "上传位置不一致，请从 {offset} 字节处继续。",
                                        "The upload continues at byte {offset}."};
inline constexpr ErrorCode already_stored{"file.already_stored", Category::conflict, "这个文件已经上传完成。",
                                          "This file has already been uploaded."};
inline constexpr ErrorCode bad_name{"file.bad_name", Category::invalid, "文件名为空、过长或含有不能使用的字符。",
                                    "The file name is empty, too long, or has characters that cannot be used."};
inline constexpr ErrorCode too_many{"file.too_many", Category::conflict, "最多上传 {limit} 个文件。",
                                    "At most {limit} files."};
inline constexpr ErrorCode in_use{"file.in_use", Category::conflict, "已提交的材料不能删除。",
                                  "Submitted material cannot be deleted."};
inline constexpr ErrorCode render_failed{"document.render_failed", Category::incident,
                                         "暂时无法生成文书，管理员已收到通知。",
                                         "The document cannot be made at the moment. An operator has been told."};
inline constexpr ErrorCode not_ours{"document.not_ours", Category::invalid, "这不是本平台签发的证照文件。",
                                    "This file was not issued by this platform."};

}  // namespace hz::document::errors
