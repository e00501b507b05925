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
inline constexpr ErrorCode too_many_at_once{"case.too_many_at_once", Category::invalid,
                                            "一次请选择 1 至 {limit} 项任务。", "Choose 1 to {limit} tasks at a time."};
inline constexpr ErrorCode too_many_filters{"case.too_many_filters", Category::conflict,
                                            "最多保存 30 个筛选条件，请先删除不用的。",
                                            "At most 30 filters are kept. Delete one you do not use."};
inline constexpr ErrorCode skill_missing{"case.skill_missing", Category::forbidden,
                                         "这项任务需要专长“{skill}”，您没有登记这项专长。",
                                         "This task wants the skill \"{skill}\", which is not recorded for you."};
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
                                           "这个办件已经作出决定，不能再撤回或者终止。",
                                           "This case has been decided and can no longer be withdrawn or ended."};
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
inline constexpr ErrorCode archived{"case.archived", Category::conflict, "这个办件已经归档，只能查阅。",
                                    "This case is archived; it can only be read."};
inline constexpr ErrorCode urged_lately{"case.urged_lately", Category::rate_limited,
                                        "一天内已经催办过，请等候经办人员处理，{hours} 小时后可以再次催办。",
                                        "This case has been urged within the last day. Give it time; you can urge "
                                        "again in {hours} hours."};
inline constexpr ErrorCode too_many_notes{"case.too_many_notes", Category::conflict,
                                          "这个办件的留言已达 {limit} 条，请直接联系经办单位。",
                                          "This case has {limit} notes already. Contact the agency directly."};
inline constexpr ErrorCode nothing_attached{"case.nothing_attached", Category::invalid, "请先上传要补交的材料。",
                                            "Upload the material to attach first."};
inline constexpr ErrorCode decided_no_material{"case.decided_no_material", Category::conflict,
                                               "这个办件已经作出决定，不能再补交材料。",
                                               "This case has been decided; no more material can be attached."};
inline constexpr ErrorCode clock_not_running{
    "case.clock_not_running", Category::conflict, "办理时限没有在计算（尚未受理、已经暂停或者已经停止），不能这样做。",
    "The legal clock is not running: not accepted yet, paused or stopped. This cannot be done now."};
inline constexpr ErrorCode wrong_suspension{"case.wrong_suspension", Category::invalid,
                                            "这个事项没有“{kind}”这种特别程序。",
                                            "This service has no special procedure \"{kind}\"."};
inline constexpr ErrorCode bad_days{"case.bad_days", Category::invalid, "天数须在 1 到 {limit} 之间。",
                                    "The number of days must be from 1 to {limit}."};
inline constexpr ErrorCode suspended{"case.suspended", Category::conflict,
                                     "办件正在进行特别程序，时限暂停；请先恢复办理。",
                                     "The case is in a special procedure and its clock stands. Resume it first."};
inline constexpr ErrorCode not_suspended{"case.not_suspended", Category::conflict, "这个办件没有在进行特别程序。",
                                         "This case is not in a special procedure."};
inline constexpr ErrorCode extension_late{"case.extension_late", Category::conflict,
                                          "时限已经届满，不能再延长；请尽快作出决定并说明超期原因。",
                                          "The time has run out and cannot be extended any more. Decide without delay "
                                          "and give the reason for it."};
inline constexpr ErrorCode approval_needed{"case.approval_needed", Category::forbidden,
                                           "按规定这项操作须由一人提出、另一人批准；请先提出申请。",
                                           "The rules want one person to ask for this and another to approve it. Ask "
                                           "for approval first."};
inline constexpr ErrorCode approval_waiting{
    "case.approval_waiting", Category::conflict, "这个办件已有一项申请等待批准，请先处理。",
    "A request on this case already waits for approval; have it decided first."};
inline constexpr ErrorCode nothing_to_approve{"case.nothing_to_approve", Category::conflict, "没有等待批准的申请。",
                                              "Nothing waits for approval."};
inline constexpr ErrorCode own_request{"case.own_request", Category::forbidden, "这是您本人提出的申请，须由他人批准。",
                                       "You asked for this yourself; somebody else must approve it."};
inline constexpr ErrorCode no_such_post{"case.no_such_post", Category::invalid,
                                        "没有“{post}”这个岗位，请从名单中选择。",
                                        "There is no post \"{post}\". Choose one from the list."};
inline constexpr ErrorCode already_there{"case.already_there", Category::conflict, "这项任务已经在那里了。",
                                         "The task is there already."};
inline constexpr ErrorCode cannot_take_it{"case.cannot_take_it", Category::conflict,
                                          "对方不在这项任务的岗位上，或者按规定须回避，请另选一人。",
                                          "That person does not hold a post this task is offered to, or a rule keeps "
                                          "them from it. Choose somebody else."};
inline constexpr ErrorCode nowhere_to_return{"case.nowhere_to_return", Category::conflict,
                                             "这项任务不是别人转来的，请选择要退回的环节。",
                                             "Nobody sent this task here. Choose the step to return it to."};
inline constexpr ErrorCode not_handled_before{"case.not_handled_before", Category::conflict,
                                              "“{element}”环节没有办理过，不能退回到那里。",
                                              "The step \"{element}\" has not been handled; nothing can return to it."};
inline constexpr ErrorCode no_way_back{"case.no_way_back", Category::conflict,
                                       "不能回到“{element}”：它与其他环节并行或者在子流程内，请选择更早的环节。",
                                       "The case cannot go back to \"{element}\": that step runs beside others or "
                                       "inside a sub-process. Choose an earlier one."};
inline constexpr ErrorCode opinions_open{"case.opinions_open", Category::conflict,
                                         "会签意见还没有收齐，请等待或者收回会签。",
                                         "Not every opinion asked for is there. Wait for it, or recall the request."};
inline constexpr ErrorCode no_opinion_asked{"case.no_opinion_asked", Category::conflict, "没有等待您答复的会签。",
                                            "No opinion is waited for here."};
inline constexpr ErrorCode nobody_asked{"case.nobody_asked", Category::invalid,
                                        "请选择 1 到 {limit} 个会签单位或人员。",
                                        "Choose from 1 to {limit} posts or people to ask."};
inline constexpr ErrorCode nothing_corrected{"case.nothing_corrected", Category::invalid,
                                             "更正前后没有差别，请填写要更正的内容。",
                                             "Nothing is different. Enter what is to be corrected."};
inline constexpr ErrorCode file_not_in_case{"case.file_not_in_case", Category::invalid, "这个办件没有这份材料。",
                                            "This case has no such file."};
inline constexpr ErrorCode not_closed_yet{"case.not_closed_yet", Category::conflict, "这个办件还没有办结。",
                                          "This case is not closed yet."};
inline constexpr ErrorCode cannot_reopen{"case.cannot_reopen", Category::conflict,
                                         "已经准予的或者已并案的办件不能重启；请依法撤销或者另行申请。",
                                         "A case that was granted or merged cannot be reopened. Have it revoked, or "
                                         "apply again."};
inline constexpr ErrorCode same_case{"case.same_case", Category::invalid, "请选择另一个办件。", "Choose another case."};
inline constexpr ErrorCode linked_already{"case.linked_already", Category::conflict, "这两个办件已经关联。",
                                          "These two cases are linked already."};
inline constexpr ErrorCode cannot_merge{"case.cannot_merge", Category::conflict,
                                        "只能把同一事项、尚未决定的重复办件并入未办结的办件。",
                                        "Only an undecided duplicate of the same service can be merged, into a case "
                                        "that is open."};
// Params: name.
inline constexpr ErrorCode nobody_waits{
    "case.nobody_waits", Category::conflict, "没有办件在等待消息“{name}”（或者关键字不符），请核对后再发。",
    "No case waits for the message \"{name}\" with this key. Check both, and send it again later."};
inline constexpr ErrorCode message_ambiguous{
    "case.message_ambiguous", Category::conflict, "有不止一个办件在等待消息“{name}”，请用关键字指明是哪一个。",
    "More than one case waits for the message \"{name}\". Say which by the key."};
// Params: id.
inline constexpr ErrorCode message_id_reused{
    "case.message_id_reused", Category::conflict, "编号“{id}”已用于另一条消息，请为每条消息使用新的编号。",
    "The id \"{id}\" was used for another message. Give each message its own."};
// Params: limit.
inline constexpr ErrorCode message_too_large{"case.message_too_large", Category::too_large,
                                             "消息内容过长，最多 {limit} 字节。",
                                             "The message is too large; at most {limit} bytes."};
inline constexpr ErrorCode bad_message{
    "case.bad_message", Category::invalid,
    "消息须有名称（最多 200 字），内容须为对象，保留时间须在 0 到 {limit} 小时之间。",
    "A message needs a name of at most 200 characters, its data must be an object, "
    "and it can be kept from 0 to {limit} hours."};
// Params: name, reason_zh, reason_en.
inline constexpr ErrorCode decision_failed{
    "case.decision_failed", Category::incident, "决策“{name}”没有结果：{reason_zh}更正办件的数据或者规则后重试。",
    "The decision \"{name}\" gives no result: {reason_en} Correct the case's data or the rules, then retry."};
// Params: type, seconds.
inline constexpr ErrorCode job_timed_out{
    "case.job_timed_out", Category::incident, "作业“{type}”超过 {seconds} 秒没有答复，稍后再试。",
    "The job \"{type}\" gave no answer within {seconds} seconds; it is tried again later."};
// Params: from, now.
inline constexpr ErrorCode other_version{
    "case.other_version", Category::stale, "这个办件现在按第 {now} 版办理，不是第 {from} 版；请重新检查后再转。",
    "This case goes by version {now} now, not by version {from}. Check again before moving it."};
inline constexpr ErrorCode version_not_newer{
    "case.version_not_newer", Category::invalid, "只能转到比现用版本更新的版本，请另选。",
    "A case can only be moved to a newer version than its own. Choose another."};
inline constexpr ErrorCode job_not_found{"case.job_not_found", Category::not_found, "没有这项待处理的作业。",
                                         "There is no such pending job."};

}  // namespace hz::cases::errors
