// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>
#include <cctype>

#include "api/resource/case_answers.hpp"
#include "api/resource/routes.hpp"
#include "api/view/task_view.hpp"
#include "cases/authority.hpp"
#include "cases/case_store.hpp"
#include "cases/errors.hpp"
#include "cases/work_list.hpp"

namespace hz::api {
namespace {

struct ListTasks {
    struct Query {
        std::optional<Text<20>> view;
        std::optional<Text<100>> q;
        std::optional<Text<100>> item, step, region;
        std::optional<calendar::Grade> grade;
        std::optional<Text<20>> sort;
        std::optional<Text<100>> cursor;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(ListTasks::Query, (), (view, q, item, step, region, grade, sort, cursor, limit))

struct Complete : TaskPath {
    struct Body {
        Text<60> outcome;
        std::optional<Text<4000>> opinion;
        std::optional<Json> data;
    } body;
};
BOOST_DESCRIBE_STRUCT(Complete::Body, (), (outcome, opinion, data))

// The cases of a list's lines, in their order.
template <class Items>
std::vector<std::optional<cases::Case>> cases_of(storage::Session& s, const Items& items) {
    std::vector<cases::CaseId> ids;
    for (const auto& item : items) ids.push_back(item.task.case_id);
    return cases::find_cases(s, ids);
}

Result<TaskPage> list_done(const TaskViewer& view, std::size_t limit) {
    TaskPage out;
    const auto all = cases::done_list(view.session, view.actor.person, limit);
    const auto found = cases_of(view.session, all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& done = all[i];
        const auto& c = found[i];
        if (!c) continue;
        auto line = view.line(*c, done.task.token, done.element);
        line.done_at = moment(view.platform, done.at);
        out.items.push_back(std::move(line));
    }
    return out;
}

// Does the case's number, applicant or service, or the step, contain `q`? The letters' case does not matter.
bool matches(const TaskLine& line, std::string_view q) {
    const auto& c = line.case_;
    std::string text;
    for (const auto& part :
         {c.number, c.applicant_name, c.item.title.zh, c.item.title.en, line.title.zh, line.title.en})
        text += part + "\n";
    const auto same_letter = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    return std::search(text.begin(), text.end(), q.begin(), q.end(), same_letter) != text.end();
}

// What a list is narrowed to. What the case itself tells is asked before a line is made of it.
struct Narrowing {
    std::string q, item, step, region;
    std::optional<calendar::Grade> grade;

    explicit Narrowing(const ListTasks::Query& query)
        : q(or_empty(query.q)),
          item(or_empty(query.item)),
          step(or_empty(query.step)),
          region(or_empty(query.region)),
          grade(query.grade) {}
    [[nodiscard]] bool any() const {
        return !q.empty() || !item.empty() || !step.empty() || !region.empty() || grade.has_value();
    }
    [[nodiscard]] bool takes(const cases::Case& c, const cases::OpenTask& task,
                             const identity::DirectoryView& directory) const {
        if (!item.empty() && c.type != item) return false;
        if (!step.empty() && task.element != step) return false;
        if (region.empty()) return true;
        const auto* agency = directory.agency(c.agency);
        return agency && (agency->region_path.find("/" + region + "/") != std::string::npos);
    }
    [[nodiscard]] bool takes(const TaskLine& line) const {
        return (!grade || line.grade == grade) && (q.empty() || matches(line, q));
    }
};

// The lists of one clerk are short enough to look through; no more than this for one answer, whose cursor goes on.
constexpr std::size_t most_looked_at = 1000;

Result<TaskPage> list_tasks(Platform& p, storage::Session& s, const Asked<ListTasks>& asked) {
    const TaskViewer view{p, s, asked.actor()};
    const auto limit = static_cast<std::size_t>(std::clamp(asked.query.limit.value_or(50), 1, 200));
    const auto which = or_empty(asked.query.view);
    if (which == "done") return list_done(view, limit);
    const Narrowing narrowing(asked.query);
    const auto directory = p.identity.directory.get(s);
    auto cursor = or_empty(asked.query.cursor);
    TaskPage out;
    for (std::size_t looked_at = 0; looked_at < most_looked_at && out.items.size() < limit;) {
        const auto page =
            cases::work_list(s, asked.actor(), which == "mine" ? cases::WorkView::mine : cases::WorkView::open,
                             narrowing.any() ? 200 : limit, cursor);
        const auto found = cases_of(s, page.items);
        for (std::size_t i = 0; i < page.items.size(); ++i) {
            const auto& item = page.items[i];
            const auto& c = found[i];
            const auto* task = c ? c->find_task(item.task.token) : nullptr;
            if (!task || (item.for_person && cases::acting_for(asked.actor(), *c, *task) != item.for_person)) continue;
            if (!narrowing.takes(*c, *task, *directory)) continue;
            auto line = view.line(*c, item.task.token, task->element);
            if (narrowing.takes(line)) out.items.push_back(std::move(line));
        }
        looked_at += page.items.size();
        cursor = page.next;
        if (cursor.empty() || !narrowing.any()) break;
    }
    if (!cursor.empty()) out.next_cursor = cursor;
    return out;
}

// The task with its case, its own form, and why this person may not do it, if so.
Result<TaskDetail> get_task(Platform& p, storage::Session& s, const Asked<TaskPath>& asked) {
    const auto ref = task_ref(asked.path.id);
    if (!ref) return ref.error();
    const auto c = p.cases.get_readable(s, asked.actor(), ref->case_id);
    if (!c) return c.error();
    const auto* task = c->find_task(ref->token);
    if (!task) return refuse(cases::errors::task_not_found);
    const auto type = p.cases.type_of(s, *c);
    if (!type) return type.error();
    TaskDetail out = TaskViewer{p, s, asked.actor()}.detail(*c, *task, **type);
    if (const auto allowed = cases::may_handle(asked.actor(), *c, *task, **type); !allowed) {
        const auto& why = allowed.error();
        out.blocked_by.push_back({std::string(why.code->id), message(*why.code, why.params, asked.locale())});
    }
    return out;
}

using Handle = std::function<Result<cases::Recorded>(storage::Session&, const identity::Actor&, const cases::TaskRef&)>;

http::Route simple_command(Platform& p, std::string verb, std::string summary, Handle handle) {
    return write<TaskPath, HandledTask>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/tasks/{id}/" + verb,
         .permission = "case.handle",
         .operation_id = verb + "_task",
         .summary = std::move(summary),
         .problems = {&cases::errors::taken, &cases::errors::four_eyes}},
        [&p, handle](storage::Session& s, const Asked<TaskPath>& asked) {
            const auto ref = task_ref(asked.path.id);
            return handled_view(p, s, asked.actor(),
                                ref ? handle(s, asked.actor(), *ref) : Result<cases::Recorded>(ref.error()));
        });
}

Result<HandledTask> complete(Platform& p, storage::Session& s, const Asked<Complete>& asked) {
    const auto ref = task_ref(asked.path.id);
    if (!ref) return ref.error();
    const auto& b = asked.body;
    return handled_view(p, s, asked.actor(),
                        p.cases.complete(s, asked.actor(),
                                         {*ref, b.outcome.value, or_empty(b.opinion), b.data.value_or(JsonObject{})}));
}

struct DeskSummary {
    std::int64_t open = 0, mine = 0, overdue = 0, due_soon = 0, done_today = 0;
    struct InState {
        std::string state;
        Words title;
        std::int64_t count = 0;
    };
    std::vector<InState> by_state;
};
BOOST_DESCRIBE_STRUCT(DeskSummary::InState, (), (state, title, count))
BOOST_DESCRIBE_STRUCT(DeskSummary, (), (open, mine, overdue, due_soon, done_today, by_state))

Result<DeskSummary> desk_summary(Platform& p, storage::Session& s, const Asked<NoInput>& asked) {
    const auto cal = p.cases.calendar();
    const auto definitions = p.definitions.current();
    const auto today = cal->local_date(p.now());
    const auto soon = cal->end_of(cal->add_working_days(today, 1));
    const auto counts = cases::work_counts(s, asked.actor(), p.now(), soon, cal->start_of(today));
    DeskSummary out{counts.open, counts.mine, counts.overdue, counts.due_soon, counts.done_today, {}};
    std::vector<std::string> agencies;
    for (const auto& post : asked.actor().posts)
        if (std::find(agencies.begin(), agencies.end(), post.agency) == agencies.end()) agencies.push_back(post.agency);
    for (const auto& agency : agencies)
        for (const auto& [state, count] : cases::open_by_state(s, agency))
            out.by_state.push_back({state, state_view(*definitions, state).title, count});
    return out;
}

}  // namespace

Routes task_routes(Platform& p) {
    Routes routes;
    routes.push_back(read<ListTasks, TaskPage>(
        p,
        {.pattern = "/api/v1/tasks",
         .permission = "case.handle",
         .operation_id = "list_tasks",
         .summary = "What is to be done: mine, open to my posts, or done by me"},
        [&p](storage::Session& s, const Asked<ListTasks>& asked) { return list_tasks(p, s, asked); }));
    routes.push_back(read<TaskPath, TaskDetail>(
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
    routes.push_back(write<Complete, HandledTask>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/tasks/{id}/complete",
         .permission = "case.handle",
         .operation_id = "complete_task",
         .summary = "Record how a task ended; with an Idempotency-Key, once",
         .problems = {&cases::errors::four_eyes, &cases::errors::unknown_outcome, &cases::errors::reasons_missing}},
        [&p](storage::Session& s, const Asked<Complete>& asked) { return complete(p, s, asked); },
        Repeats::once_if_keyed));
    routes.push_back(read<NoInput, DeskSummary>(
        p,
        {.pattern = "/api/v1/desk/summary",
         .permission = "case.handle",
         .operation_id = "get_desk_summary",
         .summary = "Counts for the desk"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) { return desk_summary(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
