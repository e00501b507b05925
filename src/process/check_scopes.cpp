// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3 to 10.6 in executable processes: which events may stand where, and how sub-processes, gateways and links
// are connected.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

using Kinds = std::initializer_list<EventKind>;

class Checker {
  public:
    Checker(const Definition& definition, Findings& findings) : definition_(definition), findings_(findings) {}

    void run() {
        for (const Scope& scope : definition_.scopes) {
            if (!runs(scope) || scope.global_task) continue;
            check_ends(scope);
            for (const Index index : scope.nodes) check(scope, definition_.nodes[index]);
        }
    }

  private:
    void broken(const Node& node, const char* zh, const char* en) {
        findings_.add(node.id, errors::rule_broken, {{"rule", std::string(zh) + " / " + en}});
    }

    bool runs(const Scope& given) const {
        const Scope* scope = &given;
        while (scope->owner != nowhere) scope = &definition_.scopes[scope->parent];
        return scope->executable;
    }

    static bool only(const Node& node, Kinds allowed) {
        return std::ranges::all_of(node.events, [&](const auto& event) {
            return std::find(allowed.begin(), allowed.end(), event.kind) != allowed.end();
        });
    }
    static bool has(const Node& node, EventKind kind) {
        return std::ranges::any_of(node.events, [kind](const auto& event) { return event.kind == kind; });
    }

    bool in_event_sub_process(const Scope& scope) const {
        return scope.owner != nowhere && definition_.nodes[scope.owner].triggered_by_event;
    }

    // Start and end events come together; and then everything between has a way in and a way out.
    void check_ends(const Scope& scope) {
        bool starts = false;
        bool ends = false;
        for (const Index index : scope.nodes) {
            const Node& node = definition_.nodes[index];
            starts = starts || node.element == &start_event || node.instantiate;
            ends = ends || node.element == &end_event;
        }
        const bool instantiated =
            std::ranges::any_of(scope.nodes, [&](Index i) { return definition_.nodes[i].instantiate; });
        const std::string& at = scope.owner == nowhere ? scope.process_id : definition_.nodes[scope.owner].id;
        if (starts != ends && !instantiated)
            findings_.add(
                at, errors::rule_broken,
                {{"rule",
                  "有开始事件就须有结束事件，反之亦然 / where there is a start event there must be an end event, and "
                  "the other way round"}});
        for (const Index index : scope.nodes) check_connected(definition_.nodes[index], starts && ends);
    }

    void check_connected(const Node& node, bool both) {
        const bool apart = node.for_compensation || node.triggered_by_event;
        const bool link = has(node, EventKind::link);
        const bool catches = node.element == &intermediate_catch_event;
        const bool throws = node.element == &intermediate_throw_event;
        const bool first =
            node.element == &start_event || node.element == &boundary_event || (catches && link) || node.instantiate;
        const bool last = node.element == &end_event || (throws && link) || has(node, EventKind::compensation);
        const bool must = both || catches || throws || node.element == &start_event;
        if (apart) {
            if (!node.incoming.empty() || !node.outgoing.empty())
                broken(node, "事件子流程和补偿活动不能连接顺序流",
                       "an event sub-process or compensation activity has no sequence flows");
            return;
        }
        if (must && !first && node.incoming.empty()) broken(node, "没有进入的顺序流", "no sequence flow leads here");
        const bool undoes = node.element == &boundary_event && has(node, EventKind::compensation);
        if (((must && !last) || node.element == &boundary_event) && !undoes && node.outgoing.empty() &&
            !(throws && has(node, EventKind::compensation) && !node.outgoing.empty()))
            broken(node, "没有离开的顺序流", "no sequence flow leaves from here");
        if (catches && link && !node.incoming.empty())
            broken(node, "链接的目标不能有进入的顺序流", "the target of a link has no flow in");
        if (throws && link && !node.outgoing.empty())
            broken(node, "链接的来源不能有离开的顺序流", "the source of a link has no flow out");
    }

    void check(const Scope& scope, const Node& node) {
        if (node.element == &start_event) check_start(scope, node);
        if (node.element == &boundary_event) check_boundary(node);
        if (node.element == &end_event &&
            !only(node, {EventKind::message, EventKind::signal, EventKind::error, EventKind::escalation,
                         EventKind::compensation, EventKind::terminate, EventKind::cancel}))
            broken(node, "结束事件不能有这种触发类型", "an end event cannot have this kind of event definition");
        if (node.element == &intermediate_catch_event) check_catch(scope, node);
        if (node.element == &intermediate_throw_event) check_throw(scope, node);
        if (node.triggered_by_event || node.ad_hoc) check_content(node);
        if (node.element == &event_based_gateway) check_event_gateway(node);
        if (node.element == &receive_task && node.instantiate && !node.incoming.empty())
            broken(node, "用于启动流程的接收任务前面不能有顺序流",
                   "a receive task that starts the process has no flow in");
        if (node.element == &call_activity && node.inner != nowhere && definition_.scopes[node.inner].starts.empty())
            broken(node, "被调用的流程须有不带触发条件的开始事件",
                   "what is called needs a start event without trigger");
        check_loop(node);
        for (const auto& event : node.events) {
            if (event.kind == EventKind::conditional && !event.condition.given())
                findings_.add(node.id, errors::condition_empty);
        }
        if (node.start_quantity < 0 || node.completion_quantity < 0)
            findings_.add(node.id, errors::bad_quantity, {{"element", node.id}});
    }

    void check_start(const Scope& scope, const Node& node) {
        if (scope.owner == nowhere) {
            if (!only(node, {EventKind::message, EventKind::timer, EventKind::conditional, EventKind::signal}))
                broken(node, "流程的开始事件不能有这种触发类型",
                       "the start event of a process cannot have this kind of trigger");
            return;
        }
        if (!in_event_sub_process(scope)) {
            if (!node.events.empty())
                broken(node, "子流程的开始事件不能有触发条件", "the start event of a sub-process has no trigger");
            return;
        }
        const bool fits = !node.events.empty() &&
                          only(node, {EventKind::message, EventKind::timer, EventKind::error, EventKind::escalation,
                                      EventKind::compensation, EventKind::conditional, EventKind::signal});
        if (!fits)
            broken(node, "事件子流程的开始事件须有合适的触发条件",
                   "the start event of an event sub-process needs a fitting trigger");
        if (!node.interrupting && (has(node, EventKind::error) || has(node, EventKind::compensation)))
            broken(node, "错误和补偿总是中断的", "errors and compensation always interrupt");
    }

    void check_boundary(const Node& node) {
        if (!only(node, {EventKind::message, EventKind::timer, EventKind::error, EventKind::escalation,
                         EventKind::cancel, EventKind::compensation, EventKind::conditional, EventKind::signal}))
            broken(node, "边界事件不能有这种触发类型", "a boundary event cannot have this kind of trigger");
        if (!node.interrupting &&
            (has(node, EventKind::error) || has(node, EventKind::compensation) || has(node, EventKind::cancel)))
            broken(node, "错误、补偿和取消不能是非中断的",
                   "errors, compensation and cancellation cannot be non-interrupting");
        if (has(node, EventKind::cancel) && node.host != nowhere && !definition_.nodes[node.host].transaction)
            broken(node, "取消事件只能依附在事务上", "a cancel event can only be on a transaction");
        if (!has(node, EventKind::compensation) || node.host == nowhere) return;
        const Index undoes = definition_.nodes[node.host].compensator;
        if (undoes == nowhere || !definition_.nodes[undoes].for_compensation)
            broken(node, "补偿事件须用关联连到一个补偿活动",
                   "a compensation event must be associated with a compensation activity");
    }

    bool is_thrown(const Scope& scope, const std::string& link) const {
        return std::ranges::any_of(scope.nodes, [&](Index index) {
            const Node& other = definition_.nodes[index];
            return other.element == &intermediate_throw_event && has(other, EventKind::link) &&
                   other.events.front().name == link;
        });
    }

    void check_catch(const Scope& scope, const Node& node) {
        if (!only(node,
                  {EventKind::message, EventKind::timer, EventKind::conditional, EventKind::signal, EventKind::link}))
            broken(node, "中间捕获事件不能有这种触发类型", "an intermediate event cannot wait for this");
        if (has(node, EventKind::link) && !is_thrown(scope, node.events.front().name))
            broken(node, "同一层中没有指向它的链接", "no link of the same level leads here");
    }

    void check_throw(const Scope&, const Node& node) {
        if (!only(node, {EventKind::message, EventKind::signal, EventKind::escalation, EventKind::compensation,
                         EventKind::link}))
            broken(node, "中间抛出事件不能有这种触发类型", "an intermediate event cannot throw this");
        if (has(node, EventKind::link) && node.events.front().activity == nowhere)
            broken(node, "同一层中没有接收这个链接的事件", "no event of the same level catches this link");
    }

    void check_content(const Node& node) {
        const Scope& inner = definition_.scopes[node.inner];
        const auto count = [&](const Element* element) {
            return std::ranges::count_if(inner.nodes, [&](Index i) { return definition_.nodes[i].element == element; });
        };
        if (node.triggered_by_event && count(&start_event) != 1)
            broken(node, "事件子流程须恰有一个开始事件", "an event sub-process needs exactly one start event");
        if (!node.ad_hoc) return;
        if (count(&start_event) + count(&end_event) > 0)
            broken(node, "自由子流程不能有开始和结束事件", "an ad-hoc sub-process has no start or end events");
        const bool any =
            std::ranges::any_of(inner.nodes, [&](Index i) { return definition_.nodes[i].element->activity; });
        if (!any) broken(node, "自由子流程须至少有一个活动", "an ad-hoc sub-process needs at least one activity");
    }

    void check_event_gateway(const Node& node) {
        bool messages = false;
        bool tasks = false;
        if (node.instantiate && !node.incoming.empty())
            broken(node, "用于启动流程的事件网关前面不能有顺序流",
                   "an event-based gateway that starts the process has no flow in");
        for (const Index flow : node.outgoing) {
            const Index index = definition_.flows[flow].target;
            if (index == nowhere) continue;
            const Node& target = definition_.nodes[index];
            tasks = tasks || target.element == &receive_task;
            messages = messages || has(target, EventKind::message);
            const bool fits = target.element == &receive_task ||
                              (target.element == &intermediate_catch_event && !has(target, EventKind::link));
            if (!fits)
                broken(target, "事件网关之后只能是捕获事件或接收任务",
                       "only catching events and receive tasks may follow an event-based gateway");
            if (target.element == &receive_task && !target.boundaries.empty())
                broken(target, "事件网关之后的接收任务不能有边界事件",
                       "a receive task after an event-based gateway has no boundary events");
            if (target.incoming.size() > 1)
                broken(target, "事件网关之后的事件只能有一条进入的顺序流",
                       "what follows an event-based gateway has no other flow in");
        }
        if (messages && tasks)
            broken(node, "事件网关之后不能混用消息事件和接收任务",
                   "message events and receive tasks cannot both follow an event-based gateway");
    }

    // A condition that is a constant must at least be a boolean.
    void check_boolean(const Node& node, const Expression& condition) {
        if (condition.feel == nullptr || !rules::free_names(*condition.feel).empty()) return;
        const auto value = rules::evaluate(*condition.feel, Json(JsonObject{}));
        if (value && !value->is_null() && !value->is_bool())
            broken(node, "条件的值不是真或假", "the condition is neither true nor false");
    }

    void check_loop(const Node& node) {
        const Loop& loop = node.loop;
        if (loop.kind == Loop::multiple && !loop.cardinality.given() && loop.collection.empty())
            broken(node, "多实例须说明次数（loopCardinality）或集合（loopDataInputRef）",
                   "a multi-instance activity needs a loopCardinality or a loopDataInputRef");
        check_boolean(node, loop.condition);
        for (const auto& complex : loop.complexes) check_boolean(node, complex.condition);
    }

    const Definition& definition_;
    Findings& findings_;
};

}  // namespace

void check_scopes(const Definition& definition, Findings& findings) { Checker(definition, findings).run(); }

}  // namespace hz::process
