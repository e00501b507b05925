// SPDX-License-Identifier: Apache-2.0
#include "api/view/task_view.hpp"

#include <algorithm>

#include "cases/authority.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

// The urgency of the limit the task is due by. A task due by none of them is graded as the limit `step`.
calendar::Grade grade_of(const Moment& due, int remaining, const std::vector<Deadline>& deadlines,
                         const calendar::WarningRules& rules) {
    const auto limit =
        std::find_if(deadlines.begin(), deadlines.end(), [&](const Deadline& one) { return one.due == due; });
    if (limit != deadlines.end()) return limit->grade;
    calendar::Deadline step{};
    step.remaining = remaining;
    return calendar::grade("step", step, rules);
}

// A supplement is asked for once.
std::vector<Coded> outcomes_of(const pack::Definitions& definitions, const process::TaskInfo& info,
                               const cases::Case& c) {
    std::vector<Coded> out;
    for (const auto& code : info.outcomes)
        if (code != "supplement" || !c.supplement) out.push_back(coded(definitions, "outcome", code));
    return out;
}

// Tasks of staff that were handled; whether the model lets the case go back there the command says.
std::vector<TaskReturn> returns_of(const cases::Case& c, const cases::CaseType& type) {
    std::vector<TaskReturn> out;
    if (c.decided()) return out;
    for (const auto& info : process::tasks(*type.process))
        if (!info.for_applicant && find(c.handled, info.element))
            out.push_back({info.element, task_title(&type, info.element)});
    return out;
}

}  // namespace

void TaskViewer::describe(TaskSummary& out, const cases::Case& c, std::int64_t token, std::string_view element,
                          const std::vector<Deadline>& deadlines, const cases::CaseType* type) const {
    out.id = cases::to_text({c.id, token});
    out.element = element;
    out.title = task_title(type, element);
    const auto* task = c.find_task(token);
    if (!task) return;
    const auto definitions = platform.definitions.current();
    out.created_at = moment(platform, task->created_at);
    if (task->due) {
        const auto cal = platform.cases.calendar();
        out.due = moment(platform, *task->due);
        out.remaining_working_days =
            cal->working_days_between(cal->local_date(platform.now()), cal->local_date(*task->due));
        out.grade = grade_of(*out.due, *out.remaining_working_days, deadlines, warning_rules(*definitions));
    }
    if (cases::asked_of(actor, *task)) out.opinion_asked = true;
    if (task->assignee) out.assignee = Assignee{*task->assignee, name_of(*task->assignee)};
    if (cases::acting_for(actor, c, *task)) out.deputy = true;
    if (const auto skill = task->wanted_skill(); !skill.empty()) out.skill = coded(*definitions, "skill", skill);
    if (const auto* info = type && type->process ? process::find_task(*type->process, element) : nullptr)
        out.outcomes = outcomes_of(*definitions, *info, c);
}

TaskLine TaskViewer::line(const cases::Case& c, std::int64_t token, std::string_view element) const {
    const auto type = platform.cases.type_of(session, c);
    TaskLine out;
    out.case_ = CaseViewer{platform, session, actor}.summary(c);
    out.region = region_of(c.agency);
    describe(out, c, token, element, out.case_.deadlines, type ? type->get() : nullptr);
    return out;
}

const std::optional<Named>& TaskViewer::region_of(const std::string& agency) const {
    const auto [at, is_new] = regions.try_emplace(agency);
    if (!is_new) return at->second;
    const auto directory = platform.identity.directory.get(session);
    if (const auto* known = directory->agency(agency))
        if (const auto region = identity::find_region(session, known->region))
            at->second = Named{region->code, region->name};
    return at->second;
}

const std::string& TaskViewer::name_of(identity::PersonId person) const {
    const auto [at, is_new] = names.try_emplace(person.value);
    if (is_new) at->second = identity::display_name(session, person);
    return at->second;
}

TaskDetail TaskViewer::detail(const cases::Case& c, const cases::OpenTask& task, const cases::CaseType& type) const {
    TaskDetail out;
    out.case_ = CaseViewer{platform, session, actor}.detail(c);
    describe(out, c, task.token, task.element, out.case_.deadlines, &type);
    const auto* info = process::find_task(*type.process, task.element);
    const auto& forms = get_object(type.definition, "forms");
    const auto* form = info && !info->form.empty() ? forms.if_contains(info->form) : nullptr;
    if (form && form->is_object()) out.form = TaskForm{form->as_object()};
    out.opinions = opinions_view(platform, session, task, actor);
    out.sent = handovers_view(platform, session, task);
    out.returns_to = returns_of(c, type);
    return out;
}

}  // namespace hz::api
