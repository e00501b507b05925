// SPDX-License-Identifier: Apache-2.0
// Refusals of a model (for a designer, path = element id), and refusals and incidents of a running process.
#pragma once
#include "base/error.hpp"

namespace hz::process::errors {

inline constexpr ErrorCode invalid_model{
    "process.invalid_model", Category::invalid, "流程图有 {count} 处问题，暂不能使用；请逐项修改后重新保存。",
    "The process diagram has {count} problems and cannot be used yet; correct each and save again."};

// The document
inline constexpr ErrorCode malformed_xml{
    "process.malformed_xml", Category::malformed, "文件不是有效的 XML（第 {offset} 字节附近）；请用建模工具重新导出。",
    "The file is not valid XML (near byte {offset}); export it again from the modelling tool."};
inline constexpr ErrorCode doctype{"process.doctype", Category::invalid,
                                   "文件含有 DOCTYPE 声明，出于安全不予接受；请删除后再试。",
                                   "The file has a DOCTYPE declaration, which is not accepted for safety; remove it."};
inline constexpr ErrorCode too_large{"process.too_large", Category::too_large,
                                     "流程图过大：{what}最多为 {limit}；请拆分流程。",
                                     "The diagram is too large: at most {limit} {what}; split the process."};
inline constexpr ErrorCode not_bpmn{"process.not_bpmn", Category::invalid,
                                    "文件不是 BPMN 2.0 流程图；请导出为 BPMN 2.0 XML。",
                                    "The file is not a BPMN 2.0 diagram; export it as BPMN 2.0 XML."};
inline constexpr ErrorCode undeclared_prefix{
    "process.undeclared_prefix", Category::invalid,
    "名称“{name}”的前缀没有声明命名空间；请在 definitions 上补充 xmlns 声明。",
    "The prefix of \"{name}\" is not declared; add its xmlns declaration to definitions."};
inline constexpr ErrorCode repeated_attribute{"process.repeated_attribute", Category::invalid,
                                              "属性“{name}”写了两次，请只保留一个。",
                                              "The attribute \"{name}\" is written twice; keep one."};
inline constexpr ErrorCode not_executable{"process.not_executable", Category::invalid,
                                          "没有可执行的流程；请把要运行的流程设为“可执行”（isExecutable）。",
                                          "No process is executable; set the one to run to executable (isExecutable)."};
inline constexpr ErrorCode several_processes{
    "process.several_processes", Category::invalid, "有多个可执行的流程；请只保留一个，其余取消“可执行”。",
    "Several processes are executable; leave one and make the others not executable."};
inline constexpr ErrorCode unsupported{"process.unsupported", Category::invalid,
                                       "暂不支持“{name}”；请改用已支持的元素表达。",
                                       "\"{name}\" is not supported yet; express it with elements that are."};
inline constexpr ErrorCode missing_id{"process.missing_id", Category::invalid, "这个元素没有编号；请为它填写 id。",
                                      "This element has no id; give it one."};
inline constexpr ErrorCode duplicate_id{"process.duplicate_id", Category::invalid,
                                        "编号“{id}”被多个元素使用；请让每个编号唯一。",
                                        "The id \"{id}\" is used by more than one element; make each id unique."};
inline constexpr ErrorCode bad_value{"process.bad_value", Category::invalid,
                                     "属性“{name}”的值“{value}”无效，应为：{expected}。",
                                     "The value \"{value}\" of \"{name}\" is not valid; expected {expected}."};
inline constexpr ErrorCode unknown_attribute{
    "process.unknown_attribute", Category::invalid, "这里不能使用扩展属性“{name}”；请核对拼写和所在元素。",
    "The extension attribute \"{name}\" cannot be used here; check its spelling and its element."};

// The diagram
inline constexpr ErrorCode no_start{"process.no_start", Category::invalid, "流程没有开始事件；请添加一个。",
                                    "The process has no start event; add one."};
inline constexpr ErrorCode several_starts{"process.several_starts", Category::invalid,
                                          "流程有多个开始事件；请只保留一个。",
                                          "The process has several start events; keep one."};
inline constexpr ErrorCode no_end{"process.no_end", Category::invalid,
                                  "流程没有结束事件，永远不会办结；请添加结束事件。",
                                  "The process has no end event and would never end; add one."};
inline constexpr ErrorCode unreachable{"process.unreachable", Category::invalid,
                                       "从开始事件走不到这个元素；请用顺序流把它连上，或将它删除。",
                                       "This element cannot be reached from the start; connect it or remove it."};
inline constexpr ErrorCode no_way_to_end{
    "process.no_way_to_end", Category::invalid,
    "从这个元素走不到任何结束事件，办件会永远停在这里；请补上通往结束的路径。",
    "No end event can be reached from this element, so a case would stay for ever; add a way to an end."};
inline constexpr ErrorCode flow_end_missing{
    "process.flow_end_missing", Category::invalid, "顺序流的{which}“{value}”在本流程中不存在；请重新连接。",
    "The {which} \"{value}\" of this flow does not exist in the process; connect it again."};
inline constexpr ErrorCode flow_not_allowed{
    "process.flow_not_allowed", Category::invalid, "顺序流不能这样连接：{which}；请改接到别的元素。",
    "A flow cannot be connected like this: {which}; connect it to another element."};
inline constexpr ErrorCode flow_list_differs{
    "process.flow_list_differs", Category::invalid,
    "元素登记的顺序流“{value}”与实际连线不符；请用建模工具重新连线并导出。",
    "The flow \"{value}\" listed on this element does not match the connections; reconnect it and export again."};
inline constexpr ErrorCode gateway_direction{
    "process.gateway_direction", Category::invalid, "网关方向声明为“{value}”，与连线数量不符；请改正方向或连线。",
    "The gateway says \"{value}\" but its flows do not agree; correct the direction or the flows."};
inline constexpr ErrorCode gateway_useless{
    "process.gateway_useless", Category::invalid,
    "网关至少要有两条进入或两条离开的顺序流之一，且进出都不能为空；请补充连线或删除网关。",
    "A gateway needs flows in and flows out; add the missing flows or remove the gateway."};
inline constexpr ErrorCode condition_missing{
    "process.condition_missing", Category::invalid,
    "排他网关有多条出路，这一条既没有条件也不是默认流；请填写条件或设为默认。",
    "The exclusive gateway has several ways out and this one has neither a condition nor is the default; give one."};
inline constexpr ErrorCode condition_misplaced{"process.condition_misplaced", Category::invalid,
                                               "这条顺序流不能带条件；请删除条件。",
                                               "This flow cannot have a condition; remove it."};
inline constexpr ErrorCode condition_alone{
    "process.condition_alone", Category::invalid, "任务唯一的出路带有条件，条件不成立时办件会卡住；请再加一条出路。",
    "The only way out of the task has a condition, so a case could be stuck; add another way out."};
inline constexpr ErrorCode condition_empty{"process.condition_empty", Category::invalid,
                                           "条件是空的；请填写 FEEL 表达式或删除条件。",
                                           "The condition is empty; write a FEEL expression or remove the condition."};
inline constexpr ErrorCode condition_language{"process.condition_language", Category::invalid,
                                              "条件使用了“{value}”；请改用 FEEL。",
                                              "The condition is written in \"{value}\"; write it in FEEL."};
inline constexpr ErrorCode default_unknown{"process.default_unknown", Category::invalid,
                                           "默认流“{value}”不是从这个元素出去的顺序流；请重新选择。",
                                           "The default flow \"{value}\" does not leave this element; choose another."};
inline constexpr ErrorCode join_can_deadlock{
    "process.join_can_deadlock", Category::invalid,
    "这个并行汇合可能永远等不齐所有分支；请检查各分支是否总能全部到达，或改用排他网关。",
    "This parallel join can wait for ever for a branch that never comes; make sure all branches always arrive, or use "
    "an exclusive gateway."};

inline constexpr ErrorCode reference_unknown{
    "process.reference_unknown", Category::invalid, "{name} 所指的“{value}”在文件中不存在；请核对编号。",
    "\"{value}\", to which {name} refers, does not exist in the file; check the id."};
inline constexpr ErrorCode expression_informal{
    "process.expression_informal", Category::invalid,
    "{name} 只是文字说明，不能执行；请声明 xsi:type=\"tFormalExpression\" 并用 FEEL 书写。",
    "{name} is only a description and cannot be executed; declare xsi:type=\"tFormalExpression\" and write FEEL."};
inline constexpr ErrorCode rule_broken{"process.rule_broken", Category::invalid, "不符合 BPMN 标准：{rule}。请修改。",
                                       "Against the BPMN standard: {rule}. Change it."};
inline constexpr ErrorCode choreography{"process.choreography", Category::invalid,
                                        "“{name}”属于编排图，不是流程；请改用流程或协作图表达。",
                                        "\"{name}\" belongs to a choreography, which is no process; draw a process or "
                                        "a collaboration."};
inline constexpr ErrorCode not_served{
    "process.not_served", Category::invalid, "本系统暂不支持在办件流程中使用{what}；请改用任务、作业或定时器表达。",
    "The platform does not serve {what} in the process of a case yet; use tasks, jobs or timers."};

// Params: value.
inline constexpr ErrorCode called_unknown{
    "process.called_unknown", Category::invalid,
    "没有可以调用的流程“{value}”；请把它放在本场景包的 processes 文件夹中，或者更正 calledElement。",
    "There is no process \"{value}\" to call; put it into the pack's folder processes, or correct calledElement."};
// Params: id, value.
inline constexpr ErrorCode called_id_taken{
    "process.called_id_taken", Category::invalid,
    "被调用的流程“{value}”中的编号“{id}”在调用它的流程里已经用过；请改为不同的编号。",
    "The called process \"{value}\" uses the id \"{id}\", which the process that calls it has already; rename one."};
inline constexpr ErrorCode start_not_served{
    "process.start_not_served", Category::invalid,
    "办件由申请或登记开始，不能由消息、信号、定时器或条件开始；请改用不带触发条件的开始事件。",
    "A case begins when it is submitted, not by a message, signal, timer or condition; use a start event without a "
    "trigger."};

// Tasks, jobs, timers
inline constexpr ErrorCode task_without_handler{
    "process.task_without_handler", Category::invalid,
    "这个任务没有指定由谁办理；请填写 hz:posts（岗位），或设 hz:applicant=\"true\" 由申请人办理。",
    "Nobody is named to do this task; fill in hz:posts, or set hz:applicant=\"true\"."};
inline constexpr ErrorCode job_missing{
    "process.job_missing", Category::invalid,
    "服务任务没有指定要执行的作业；请填写 hz:job，例如 document.issue_licence。",
    "The service task names no job; fill in hz:job, for example document.issue_licence."};
inline constexpr ErrorCode four_eyes_unknown{
    "process.four_eyes_unknown", Category::invalid, "hz:fourEyes 所列“{value}”不是本流程中的其他人工任务；请核对编号。",
    "\"{value}\" in hz:fourEyes is not another user task of this process; check the id."};
inline constexpr ErrorCode outcome_not_offered{
    "process.outcome_not_offered", Category::invalid,
    "条件用到了任务“{task}”的结果“{value}”，但该任务没有提供；请在 hz:outcomes 中补上或更正条件。",
    "The condition tests the outcome \"{value}\" of \"{task}\", which does not offer it; add it to hz:outcomes or "
    "correct the condition."};
inline constexpr ErrorCode condition_unknown_task{
    "process.condition_unknown_task", Category::invalid,
    "条件用到了任务“{task}”的结果，但流程中没有这个任务；请核对编号。",
    "The condition tests the outcome of \"{task}\", which is no task of this process; check the id."};
inline constexpr ErrorCode boundary_without_host{
    "process.boundary_without_host", Category::invalid,
    "边界事件没有依附在会等待的任务上；请把它放到人工任务或服务任务上。",
    "The boundary event is not attached to a task that waits; put it on a user task or a service task."};
inline constexpr ErrorCode timer_missing{
    "process.timer_missing", Category::invalid,
    "定时器须且只能填写一种时长：timeDuration（如 P5D）或 hz:workingDays（如 10）。",
    "A timer needs exactly one length: timeDuration (such as P5D) or hz:workingDays (such as 10)."};
inline constexpr ErrorCode event_definition_missing{
    "process.event_definition_missing", Category::invalid,
    "这个事件没有说明等待什么；请为它添加定时器、消息等触发条件。",
    "This event does not say what it waits for; add a timer, message or other trigger to it."};

inline constexpr ErrorCode decision_missing{"process.decision_missing", Category::invalid,
                                            "业务规则任务没有指定决策；请填写 hz:decision。",
                                            "The business rule task names no decision; fill in hz:decision."};
inline constexpr ErrorCode call_missing{"process.call_missing", Category::invalid,
                                        "调用活动没有指定调用哪个流程；请填写 calledElement。",
                                        "The call activity does not say what it calls; fill in calledElement."};
inline constexpr ErrorCode bad_quantity{
    "process.bad_quantity", Category::incident,
    "“{element}”的 startQuantity 或 completionQuantity 小于 1，流程无法运行；请改为不小于 1 的整数。",
    "The startQuantity or completionQuantity of \"{element}\" is below 1, so the process cannot run; make it 1 or "
    "more."};

// Moving a running instance to another version: migrate.hpp
inline constexpr ErrorCode cannot_migrate{
    "process.cannot_migrate", Category::conflict,
    "这一件现在所处的位置在新版流程里走不下去，不能转过去；原因见各项说明。",
    "The new version of the process cannot go on from where this one stands; the reasons are given one by one."};
inline constexpr ErrorCode bad_mapping{"process.bad_mapping", Category::invalid,
                                       "对应关系里有几处不能这样对应，请逐项改正。",
                                       "Some elements cannot be mapped like this; correct each."};
// Params: to.
inline constexpr ErrorCode not_mapped{"process.not_mapped", Category::invalid,
                                      "新版流程里没有“{to}”；请指定由哪个环节接着办。",
                                      "The new version has no \"{to}\"; say which element takes its place."};
// Params: to.
inline constexpr ErrorCode other_kind{
    "process.other_kind", Category::invalid,
    "“{to}”与原来的环节不是同一种，或者不在同一个子流程里；请另选一个，或者让这一件按原版办完。",
    "\"{to}\" is of another kind than the element it replaces, or in another sub-process; choose another one, or let "
    "this one end under the old version."};
inline constexpr ErrorCode not_in_old{"process.not_in_old", Category::invalid,
                                      "原版流程里没有“{element}”；请从对应关系中去掉。",
                                      "The old version has no \"{element}\"; take it out of the mapping."};
inline constexpr ErrorCode join_not_fed{
    "process.join_not_fed", Category::conflict,
    "新版流程的这个并行汇合会一直等一条不再有办理的分支；请让这一件按原版办完，或者调整新版流程。",
    "This parallel join of the new version would wait for ever for a branch on which nothing is under way; let this "
    "one "
    "end under the old version, or change the new one."};
// Params: other.
inline constexpr ErrorCode not_beside{
    "process.not_beside", Category::conflict,
    "新版流程里它不会与“{other}”同时办理，转过去后面的环节会办两遍；请让这一件按原版办完，或者等其中一个办完再转。",
    "In the new version it is never under way beside \"{other}\", so what follows would be done twice; let this one "
    "end "
    "under the old version, or move it when one of the two is done."};

// Running
inline constexpr ErrorCode no_such_entry{
    "process.no_such_entry", Category::conflict, "流程不能从“{element}”开始；请核对流程或开始事件的编号。",
    "The process cannot start with \"{element}\"; check the id of the process or start event."};
inline constexpr ErrorCode not_expected{
    "process.not_expected", Category::conflict, "现在没有环节在等待消息“{element}”；请稍后再送或核对消息名称。",
    "Nothing waits for the message \"{element}\" now; send it later or check its name."};
inline constexpr ErrorCode bad_cardinality{
    "process.bad_cardinality", Category::incident,
    "“{element}”的循环次数不是不小于零的整数；请管理员检查表达式和数据。",
    "The number of repetitions of \"{element}\" is not a whole number of zero or more; an administrator must check the "
    "expression and the data."};
inline constexpr ErrorCode already_started{"process.already_started", Category::conflict,
                                           "流程已经启动，不能再次启动；请刷新页面。",
                                           "The process has already started; reload the page."};
inline constexpr ErrorCode already_ended{"process.already_ended", Category::conflict,
                                         "流程已经结束，不能再操作；请刷新页面。",
                                         "The process has ended and cannot go on; reload the page."};
inline constexpr ErrorCode no_such_token{
    "process.no_such_token", Category::conflict, "这一步已经办过或已被取消；请刷新页面查看最新状态。",
    "This step is already done or was cancelled; reload to see the present state."};
inline constexpr ErrorCode no_flow_matches{
    "process.no_flow_matches", Category::incident,
    "在“{element}”之后没有一条出路的条件成立；请管理员为它设置默认流或更正数据。",
    "After \"{element}\" no way out has a true condition; an administrator must set a default flow or correct the "
    "data."};
inline constexpr ErrorCode condition_failed{
    "process.condition_failed", Category::incident, "顺序流“{element}”的条件无法计算；请管理员检查表达式。",
    "The condition of the flow \"{element}\" could not be evaluated; an administrator must check it."};
inline constexpr ErrorCode budget_exceeded{"process.budget_exceeded", Category::incident,
                                           "流程在“{element}”附近不停循环或分支过多，已停下；请管理员检查流程图。",
                                           "The process goes round or branches without end near \"{element}\" and was "
                                           "stopped; an administrator must check the diagram."};
inline constexpr ErrorCode deadlock{
    "process.deadlock", Category::incident, "并行汇合“{element}”等待的分支永远不会到达；请管理员检查流程图。",
    "The join \"{element}\" waits for a branch that can never come; an administrator must check the diagram."};
inline constexpr ErrorCode foreign_state{"process.foreign_state", Category::incident,
                                         "运行状态与流程版本不符（“{element}”）；请管理员核对流程版本。",
                                         "The running state does not belong to this version of the process "
                                         "(\"{element}\"); an administrator must check the version."};
inline constexpr ErrorCode invalid_state{
    "process.invalid_state", Category::incident, "运行状态的记录有误；请管理员检查数据。",
    "The record of the running state is not valid; an administrator must check the data."};

}  // namespace hz::process::errors
