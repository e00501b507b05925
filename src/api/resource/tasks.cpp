// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>
#include <cctype>

#include "api/resource/routes.hpp"
#include "api/view/case_view.hpp"
#include "cases/authority.hpp"
#include "cases/case_state.hpp"
#include "cases/case_store.hpp"
#include "cases/errors.hpp"
#include "cases/schema.hpp"
#include "cases/work_list.hpp"
#include "identity/person.hpp"
#include "storage/search.hpp"

namespace hz::api {
namespace {

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct ListTasks {
    struct Query {
        std::optional<Text<20>> view;
        std::optional<Text<100>> q;
        std::optional<Text<20>> sort;
        std::optional<Text<100>> cursor;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(ListTasks::Query, (), (view, q, sort, cursor, limit))

struct TaskPath {
    struct Path {
        Text<60> id;
    } path;
};
BOOST_DESCRIBE_STRUCT(TaskPath::Path, (), (id))

struct Complete : TaskPath {
    struct Body {
        Text<60> outcome;
        std::optional<Text<4000>> opinion;
        std::optional<Json> data;
    } body;
};
BOOST_DESCRIBE_STRUCT(Complete::Body, (), (outcome, opinion, data))

struct TaskViewer {
    Platform& p;
    storage::Session& s;
    const identity::Actor& actor;

    // How a task stands against its due date, in working days.
    void add_due(JsonObject& out, const std::optional<Time>& due) const {
        if (!due) return;
        const auto cal = p.cases.calendar();
        const auto today = cal->local_date(p.now());
        const int remaining = cal->working_days_between(today, cal->local_date(*due));
        out["due"] = CaseViewer{p, s, actor}.time(*due);
        out["remaining_working_days"] = remaining;
        out["grade"] = remaining < 0 ? "yellow" : remaining <= 1 ? "reminder" : "normal";
    }

    Json outcomes(const process::TaskInfo& info, const cases::Case& c) const {
        JsonArray out;
        const auto definitions = p.definitions.current();
        for (const auto& code : info.outcomes) {
            if (code == "supplement" && c.supplement) continue;
            const auto* title = definitions->find_code("outcome", code);
            out.push_back({{"code", code}, {"title", title ? *title : Json(code)}});
        }
        return out;
    }

    JsonObject line(const cases::Case& c, std::int64_t token, std::string_view element,
                    const cases::CaseType* type) const {
        const auto* info = type && type->process ? process::find_task(*type->process, element) : nullptr;
        JsonObject out{{"id", cases::to_text({c.id, token})}, {"element", std::string(element)}};
        out["title"] = info ? info->name : std::string(element);
        out["case"] = CaseViewer{p, s, actor}.summary(c);
        if (const auto* task = c.find_task(token)) {
            out["created_at"] = CaseViewer{p, s, actor}.time(task->created_at);
            add_due(out, task->due);
            if (task->assignee)
                out["assignee"] = {{"id", to_text(*task->assignee)},
                                   {"name", identity::display_name(s, *task->assignee)}};
            if (info) out["outcomes"] = outcomes(*info, c);
        }
        return out;
    }
};

std::string or_empty(const auto& text) { return text ? text->value : std::string(); }

Result<Json> list_done(const TaskViewer& view, std::size_t limit) {
    JsonArray items;
    for (const auto& done : cases::done_list(view.s, view.actor.person, limit)) {
        const auto c = cases::find_case(view.s, done.task.case_id);
        if (!c) continue;
        const auto type = view.p.cases.type_of(view.s, *c);
        auto line = view.line(*c, done.task.token, done.element, type ? type->get() : nullptr);
        line["done_at"] = CaseViewer{view.p, view.s, view.actor}.time(done.at);
        items.push_back(std::move(line));
    }
    return Json{{"items", std::move(items)}};
}

// Does the case's number, applicant or service, or the step, contain `q`? The letters' case does not matter.
bool matches(const JsonObject& line, std::string_view q) {
    const auto* c = line.if_contains("case");
    std::string text;
    for (const auto* part :
         {find(*c, "number"), find(*c, "applicant_name"), find(*c, "item"), line.if_contains("title")})
        if (part) text += to_string(*part) + "\n";
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(text.begin(), text.end(), q.begin(), q.end(), same) != text.end();
}

// The lists of one clerk are short enough to look through; no more than this for one answer.
constexpr int search_rounds = 25;

Result<Json> list_tasks(Platform& p, storage::Session& s, const Asked<ListTasks>& asked) {
    const TaskViewer view{p, s, asked.actor()};
    const auto limit = static_cast<std::size_t>(std::clamp(asked.query.limit.value_or(50), 1, 200));
    const auto which = or_empty(asked.query.view);
    if (which == "done") return list_done(view, limit);
    const auto q = or_empty(asked.query.q);
    auto cursor = or_empty(asked.query.cursor);
    JsonArray items;
    for (int round = 0; round < (q.empty() ? 1 : search_rounds); ++round) {
        const auto page =
            cases::work_list(s, asked.actor(), which == "mine" ? cases::WorkView::mine : cases::WorkView::open,
                             q.empty() ? limit : 200, cursor);
        for (const auto& item : page.items) {
            const auto c = cases::find_case(s, item.task.case_id);
            const auto* task = c ? c->find_task(item.task.token) : nullptr;
            if (!task) continue;
            const auto type = p.cases.type_of(s, *c);
            auto line = view.line(*c, item.task.token, task->element, type ? type->get() : nullptr);
            if (q.empty() || matches(line, q)) items.push_back(std::move(line));
        }
        cursor = page.next;
        if (cursor.empty() || items.size() >= limit) break;
    }
    JsonObject out{{"items", std::move(items)}};
    if (!cursor.empty()) out["next_cursor"] = cursor;
    return Json(std::move(out));
}

Result<cases::TaskRef> task_ref(const Text<60>& text) {
    const auto ref = cases::task_from_text(text.value);
    if (!ref) return refuse(cases::errors::task_not_found);
    return *ref;
}

// The task with its case, its own form, and why this person may not do it, if so.
Result<Json> get_task(Platform& p, storage::Session& s, const Asked<TaskPath>& asked) {
    const auto ref = task_ref(asked.path.id);
    if (!ref) return ref.error();
    const auto c = p.cases.get_readable(s, asked.actor(), ref->case_id);
    if (!c) return c.error();
    const auto* task = c->find_task(ref->token);
    if (!task) return refuse(cases::errors::task_not_found);
    const auto type = p.cases.type_of(s, *c);
    if (!type) return type.error();
    const TaskViewer view{p, s, asked.actor()};
    auto out = view.line(*c, task->token, task->element, type->get());
    out["case"] = CaseViewer{p, s, asked.actor()}.detail(*c);
    const auto* info = process::find_task(*(*type)->process, task->element);
    const auto* forms = find((*type)->definition, "forms");
    const auto* form = forms && info && !info->form.empty() ? find(*forms, info->form) : nullptr;
    if (form) out["form"] = {{"schema", *form}};
    JsonArray blocked;
    if (const auto allowed = cases::may_handle(asked.actor(), *c, *task, **type); !allowed)
        blocked.push_back({{"code", std::string(allowed.error().code->id)},
                           {"message", message(*allowed.error().code, allowed.error().params, asked.locale())}});
    out["blocked_by"] = std::move(blocked);
    return Json(std::move(out));
}

Json after(Platform& p, storage::Session& s, const identity::Actor& actor, const cases::Recorded& recorded) {
    const CaseViewer view{p, s, actor};
    return {{"case", view.summary(recorded.now)}, {"tasks", view.tasks(recorded.now)}};
}

using Handle = std::function<Result<cases::Recorded>(storage::Session&, const identity::Actor&, const cases::TaskRef&)>;

http::Route simple_command(Platform& p, std::string verb, std::string summary, Handle handle) {
    return write<TaskPath, Json>(p,
                                 {.method = http::Method::post,
                                  .pattern = "/api/v1/tasks/{id}/" + verb,
                                  .permission = "case.handle",
                                  .operation_id = verb + "_task",
                                  .summary = std::move(summary),
                                  .problems = {&cases::errors::taken, &cases::errors::four_eyes}},
                                 [&p, handle](storage::Session& s, const Asked<TaskPath>& asked) -> Result<Json> {
                                     const auto ref = task_ref(asked.path.id);
                                     if (!ref) return ref.error();
                                     const auto recorded = handle(s, asked.actor(), *ref);
                                     if (!recorded) return recorded.error();
                                     return after(p, s, asked.actor(), *recorded);
                                 });
}

Result<Json> desk_summary(Platform& p, storage::Session& s, const Asked<Nothing>& asked) {
    const auto cal = p.cases.calendar();
    const auto today = cal->local_date(p.now());
    const auto soon = cal->end_of(cal->add_working_days(today, 1));
    const auto counts = cases::work_counts(s, asked.actor(), p.now(), soon, cal->start_of(today));
    JsonArray by_state;
    std::vector<std::string> agencies;
    for (const auto& post : asked.actor().posts)
        if (std::find(agencies.begin(), agencies.end(), post.agency) == agencies.end()) agencies.push_back(post.agency);
    for (const auto& agency : agencies)
        for (const auto& [state, count] : cases::open_by_state(s, agency)) {
            const auto& text = cases::state_text(state);
            by_state.push_back({{"state", state}, {"title", two(text.zh, text.en)}, {"count", count}});
        }
    return Json{{"open", counts.open},
                {"mine", counts.mine},
                {"overdue", counts.overdue},
                {"due_soon", counts.due_soon},
                {"done_today", counts.done_today},
                {"by_state", std::move(by_state)}};
}

}  // namespace

Routes task_routes(Platform& p) {
    Routes routes;
    routes.push_back(read<ListTasks, Json>(
        p,
        {.pattern = "/api/v1/tasks",
         .permission = "case.handle",
         .operation_id = "list_tasks",
         .summary = "What is to be done: mine, open to my posts, or done by me"},
        [&p](storage::Session& s, const Asked<ListTasks>& asked) { return list_tasks(p, s, asked); }));
    routes.push_back(read<TaskPath, Json>(
        p,
        {.pattern = "/api/v1/tasks/{id}",
         .permission = "case.handle",
         .operation_id = "get_task",
         .summary = "One task with its case"},
        [&p](storage::Session& s, const Asked<TaskPath>& asked) { return get_task(p, s, asked); }));
    routes.push_back(simple_command(p, "claim", "Take a task",
                                    [&p](storage::Session& s, const identity::Actor& actor, const cases::TaskRef& ref) {
                                        return p.cases.claim(s, actor, {ref});
                                    }));
    routes.push_back(simple_command(p, "release", "Give a task back",
                                    [&p](storage::Session& s, const identity::Actor& actor, const cases::TaskRef& ref) {
                                        return p.cases.release(s, actor, {ref});
                                    }));
    routes.push_back(write<Complete, Json>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/tasks/{id}/complete",
         .permission = "case.handle",
         .operation_id = "complete_task",
         .summary = "Record how a task ended",
         .problems = {&cases::errors::four_eyes, &cases::errors::unknown_outcome, &cases::errors::reasons_missing}},
        [&p](storage::Session& s, const Asked<Complete>& asked) -> Result<Json> {
            const auto ref = task_ref(asked.path.id);
            if (!ref) return ref.error();
            const auto recorded = p.cases.complete(
                s, asked.actor(),
                {*ref, asked.body.outcome.value, or_empty(asked.body.opinion), asked.body.data.value_or(JsonObject{})});
            if (!recorded) return recorded.error();
            return after(p, s, asked.actor(), *recorded);
        }));
    routes.push_back(read<Nothing, Json>(
        p,
        {.pattern = "/api/v1/desk/summary",
         .permission = "case.handle",
         .operation_id = "get_desk_summary",
         .summary = "Counts for the desk"},
        [&p](storage::Session& s, const Asked<Nothing>& asked) { return desk_summary(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
