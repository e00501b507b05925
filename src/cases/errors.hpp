// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::cases::errors {

inline constexpr ErrorCode not_found{"case.not_found", Category::not_found, "没有找到这个办件，或者您无权查看。",
                                     "This case was not found, or you may not see it."};
inline constexpr ErrorCode no_such_type{"case.no_such_type", Category::not_found, "没有这个事项，可能已经取消。",
                                        "There is no such service; it may have been withdrawn."};
inline constexpr ErrorCode not_online{"case.not_online", Category::conflict,
                                      "这个事项暂不能网上申请，请按指南到窗口办理。",
                                      "This service cannot be applied for online yet. The guide says where to go."};
inline constexpr ErrorCode task_not_found{"case.task_not_found", Category::not_found,
                                          "这项任务已经办完或不存在，请刷新列表。",
                                          "This task is finished or does not exist. Refresh the list."};
inline constexpr ErrorCode not_your_task{"case.not_your_task", Category::forbidden, "这项任务不在您的岗位职责内。",
                                         "This task is not offered to your post."};
inline constexpr ErrorCode taken{"case.task_taken", Category::conflict, "这项任务已由{name}领取。",
                                 "This task has already been taken by {name}."};
inline constexpr ErrorCode four_eyes{
    "case.four_eyes", Category::forbidden, "您已经办理过这个办件的“{task}”环节，按规定这一环节须由他人办理。",
    "You handled \"{task}\" on this case; the rules require somebody else for this step."};
inline constexpr ErrorCode unknown_outcome{"case.unknown_outcome", Category::invalid,
                                           "这一环节没有“{outcome}”这个办理结果。",
                                           "This step has no outcome \"{outcome}\"."};
inline constexpr ErrorCode reasons_missing{"case.reasons_missing", Category::invalid,
                                           "不予受理或不予批准时必须写明理由。", "A refusal must state its reasons."};
inline constexpr ErrorCode supplement_empty{"case.supplement_empty", Category::invalid, "请列出需要补正的全部内容。",
                                            "List everything that has to be supplied."};
inline constexpr ErrorCode supplement_once{
    "case.supplement_once", Category::conflict, "补正内容须一次性告知，这个办件已经告知过一次。",
    "Supplements must be asked for once and in full; this case has already been asked."};
inline constexpr ErrorCode not_applicant{"case.not_applicant", Category::forbidden, "只有申请人本人可以这样做。",
                                         "Only the applicant may do this."};
inline constexpr ErrorCode nothing_to_supply{"case.nothing_to_supply", Category::conflict, "这个办件目前不需要补正。",
                                             "Nothing is to be supplied on this case now."};
inline constexpr ErrorCode already_decided{"case.already_decided", Category::conflict,
                                           "这个办件已经作出决定，不能再撤回。",
                                           "This case has been decided and can no longer be withdrawn."};
inline constexpr ErrorCode already_closed{"case.already_closed", Category::conflict, "这个办件已经办结。",
                                          "This case is already closed."};
inline constexpr ErrorCode not_closed{"case.not_closed", Category::conflict, "办结之后才能评价。",
                                      "A case can be rated once it is closed."};
inline constexpr ErrorCode already_rated{"case.already_rated", Category::conflict, "这个办件您已经评价过了。",
                                         "You have already rated this case."};
inline constexpr ErrorCode bad_rating{"case.bad_rating", Category::invalid,
                                      "请从 1（非常满意）到 5（非常不满意）中选择。",
                                      "Choose from 1 (very satisfied) to 5 (very dissatisfied)."};
inline constexpr ErrorCode material_missing{"case.material_missing", Category::invalid, "请上传“{title}”。",
                                            "Please upload \"{title}\"."};
inline constexpr ErrorCode material_unknown{"case.material_unknown", Category::invalid, "这个事项不需要材料“{code}”。",
                                            "This service has no material \"{code}\"."};
inline constexpr ErrorCode process_incident{
    "case.process_incident", Category::incident, "流程无法继续，管理员已收到通知，您填写的内容没有丢失。",
    "The process cannot go on. An operator has been told; nothing you entered is lost."};
inline constexpr ErrorCode draft_not_found{"case.draft_not_found", Category::not_found,
                                           "没有找到这份草稿，可能已经提交或删除。",
                                           "This draft was not found; it may have been submitted or deleted."};
inline constexpr ErrorCode draft_changed{"case.draft_changed", Category::stale,
                                         "这份草稿已在别处修改，请选择保留哪一份。",
                                         "This draft was changed elsewhere. Choose which version to keep."};
inline constexpr ErrorCode draft_too_large{"case.draft_too_large", Category::too_large,
                                           "填写的内容过长，请精简后再保存。",
                                           "The draft is too large. Shorten it and save again."};
inline constexpr ErrorCode too_many_drafts{"case.too_many_drafts", Category::conflict,
                                           "草稿最多 {limit} 份，请先删除不用的草稿。",
                                           "At most {limit} drafts. Delete those you no longer need."};
inline constexpr ErrorCode text_too_long{"case.text_too_long", Category::invalid, "最多 {limit} 个字。",
                                         "At most {limit} characters."};
inline constexpr ErrorCode job_not_found{"case.job_not_found", Category::not_found, "没有这项待处理的作业。",
                                         "There is no such pending job."};

}  // namespace hz::cases::errors
