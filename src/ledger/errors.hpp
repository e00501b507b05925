// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::ledger::errors {

inline constexpr ErrorCode not_found{"ledger.not_found", Category::not_found, "没有这条存证。",
                                     "There is no such ledger entry."};
inline constexpr ErrorCode no_such_size{
    "ledger.no_such_size", Category::invalid, "存证树没有这么大：现有 {size} 条。请把大小改为 0 到 {size} 之间。",
    "The ledger is not that large: it has {size} entries. Choose sizes from 0 to {size}."};
inline constexpr ErrorCode out_of_order{"ledger.out_of_order", Category::conflict,
                                        "订阅“{name}”的位置已被另一个进程推进。请重新读取。",
                                        "The subscription \"{name}\" was moved on by another process. Read again."};

// The keyring file.
inline constexpr ErrorCode keyring_missing{
    "ledger.keyring_missing", Category::incident,
    "找不到密钥文件 {path}，而数据库中已有存证。请从备份恢复这个文件；没有它，个人数据无法读取，也不能继续签名。",
    "The key file {path} is missing but the database already holds a ledger. Restore the file from a backup: without "
    "it "
    "personal data cannot be read and nothing can be signed."};
inline constexpr ErrorCode keyring_unreadable{
    "ledger.keyring_unreadable", Category::incident, "密钥文件 {path} 无法读取或写入：{reason}。请检查文件和权限。",
    "The key file {path} cannot be read or written: {reason}. Check the file and its permissions."};
inline constexpr ErrorCode keyring_exposed{"ledger.keyring_exposed", Category::incident,
                                           "其他用户可以读取密钥文件 {path}。请执行 chmod 600 {path}。",
                                           "Other users can read the key file {path}. Run: chmod 600 {path}"};
inline constexpr ErrorCode other_log{
    "ledger.other_log", Category::incident, "密钥文件 {path} 属于另一个存证库。请使用与这个数据库一同创建的密钥文件。",
    "The key file {path} belongs to another ledger. Use the one created with this database."};
inline constexpr ErrorCode suite_differs{
    "ledger.suite_differs", Category::incident,
    "这个存证库用密码套件 {recorded} 建立，配置中是 {configured}。建立之后不能更换，请改回配置。",
    "This ledger was created with the suite {recorded}, the configuration says {configured}. It cannot "
    "be changed afterwards; set the configuration back."};

// Receipts.
inline constexpr ErrorCode receipt_malformed{
    "ledger.receipt_malformed", Category::malformed,
    "这不是完整的回执文件：“{part}”缺失或格式不对。请使用下载的原文件。",
    "This is not a complete receipt: \"{part}\" is missing or malformed. Use the file as downloaded."};
inline constexpr ErrorCode receipt_unsupported{
    "ledger.receipt_unsupported", Category::invalid,
    "回执的格式版本 {version} 或密码套件 {suite} 不受支持。请升级验证程序。",
    "The receipt has format version {version} and suite {suite}, which are not supported. Update the verifier."};
inline constexpr ErrorCode receipt_content_altered{
    "ledger.receipt_content_altered", Category::invalid, "回执中公开的内容与存证的摘要不符：内容被改动过。",
    "The disclosed content does not match the digest in the ledger: it was altered."};
inline constexpr ErrorCode receipt_proof_broken{
    "ledger.receipt_proof_broken", Category::invalid, "回执的存证条目推算不到已签名的树根：条目或证明被改动过。",
    "The entry does not lead to the signed root: the entry or its proof was altered."};
inline constexpr ErrorCode receipt_signature_broken{
    "ledger.receipt_signature_broken", Category::invalid, "回执上的签名无效：签名、签名内容或公钥被改动过。",
    "The signature is not valid: the signature, what it signs, or the public key was altered."};
inline constexpr ErrorCode receipt_other_key{
    "ledger.receipt_other_key", Category::invalid, "回执不是由所信任的公钥签名的，可能出自另一个系统，或系伪造。",
    "The receipt is not signed by the trusted key: it comes from another system, or is forged."};
inline constexpr ErrorCode receipt_valid{"ledger.receipt_valid", Category::invalid,
                                         "回执有效：该条目已记入存证，没有被改动。",
                                         "The receipt is valid: the entry is in the ledger and was not altered."};
inline constexpr ErrorCode receipt_promised{
    "ledger.receipt_promised", Category::invalid,
    "签名有效：系统承诺将该条目记入存证。稍后可重新下载带有完整证明的回执。",
    "The signature is valid: the system promises to enter this into the ledger. Download the receipt "
    "again later for the full proof."};

// What verification finds. {entry} is a position in the tree.
inline constexpr ErrorCode break_meta{"ledger.break_meta", Category::incident, "存证库登记项“{name}”与密钥文件不符。",
                                      "The ledger's registered \"{name}\" does not match the key file."};
inline constexpr ErrorCode break_missing{"ledger.break_missing", Category::incident, "第 {entry} 条：事件已不在库中。",
                                         "Entry {entry}: its event is no longer stored."};
inline constexpr ErrorCode break_extra{"ledger.break_extra", Category::incident,
                                       "事件 {id} 不在存证树中（位于第 {entry} 条之前）。",
                                       "Event {id} is not in the tree (stored before entry {entry})."};
inline constexpr ErrorCode break_leaf{"ledger.break_leaf", Category::incident,
                                      "第 {entry} 条：所存事件与存证树中的摘要不符。",
                                      "Entry {entry}: the stored event does not match its hash in the tree."};
inline constexpr ErrorCode break_column{"ledger.break_column", Category::incident,
                                        "第 {entry} 条：“{name}”列与事件内容不符。",
                                        "Entry {entry}: column \"{name}\" does not match the event."};
inline constexpr ErrorCode break_payload{"ledger.break_payload", Category::incident,
                                         "第 {entry} 条：所存内容与其摘要不符。",
                                         "Entry {entry}: the stored payload does not match its digest."};
inline constexpr ErrorCode break_sealed{
    "ledger.break_sealed", Category::incident, "第 {entry} 条：加密内容无法解开，内容或密钥被改动过。",
    "Entry {entry}: the sealed payload cannot be opened; it or its key was altered."};
inline constexpr ErrorCode break_key_missing{"ledger.break_key_missing", Category::incident,
                                             "第 {entry} 条：加密内容的密钥丢失，且没有删除记录。",
                                             "Entry {entry}: the key of its payload is gone, and no event erased it."};
inline constexpr ErrorCode break_subject_key{"ledger.break_subject_key", Category::incident,
                                             "密钥 {id}：“{name}”被改动过。", "Key {id}: \"{name}\" was altered."};
inline constexpr ErrorCode break_tile{"ledger.break_tile", Category::incident,
                                      "存证树第 {level} 层第 {index} 块：{name} 不对（自第 {entry} 条起）。",
                                      "Tree level {level}, tile {index}: {name} is wrong (from entry {entry})."};
inline constexpr ErrorCode break_tile_missing{"ledger.break_tile_missing", Category::incident,
                                              "存证树第 {level} 层第 {index} 块丢失（自第 {entry} 条起）。",
                                              "Tree level {level}, tile {index} is missing (from entry {entry})."};
inline constexpr ErrorCode break_head_signature{
    "ledger.break_head_signature", Category::incident, "大小为 {entry} 的树头：签名无效，树头被改动过。",
    "Tree head of size {entry}: the signature is not valid, the head was altered."};
inline constexpr ErrorCode break_head_root{
    "ledger.break_head_root", Category::incident, "大小为 {entry} 的树头：树根与现存条目不符，签名之后条目被改动过。",
    "Tree head of size {entry}: its root does not match the entries, which were altered after signing."};
inline constexpr ErrorCode break_head_size{
    "ledger.break_head_size", Category::incident, "大小为 {entry} 的树头：现存条目只有 {size} 条，其余被删除。",
    "Tree head of size {entry}: only {size} entries are left, the others were removed."};
inline constexpr ErrorCode break_subscription{"ledger.break_subscription", Category::incident,
                                              "订阅“{name}”的位置被改动过。",
                                              "The position of subscription \"{name}\" was altered."};

// What holding the rest of the store against the ledger finds.
inline constexpr ErrorCode state_differs{"ledger.state_differs", Category::incident,
                                         "表 {table} 的行 {key}：“{column}”列与存证不符，被改动过。",
                                         "Table {table}, row {key}: column \"{column}\" is not what the ledger says; "
                                         "it was altered."};
inline constexpr ErrorCode state_missing{"ledger.state_missing", Category::incident,
                                         "表 {table} 的行 {key} 不见了：存证中有产生它的事件，数据被删除过。",
                                         "Table {table}, row {key} is gone: the ledger holds the event that made it; "
                                         "it was removed."};
inline constexpr ErrorCode state_unexplained{"ledger.state_unexplained", Category::incident,
                                             "表 {table} 的行 {key} 没有来历：存证中没有产生它的事件。",
                                             "Table {table}, row {key} came from nowhere: no event in the ledger made "
                                             "it."};

}  // namespace hz::ledger::errors
