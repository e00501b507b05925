// SPDX-License-Identifier: Apache-2.0
// A task to other hands, and opinions on it. One route a command, POST /api/v1/tasks/{id}/<verb>.
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/case_answers.hpp"
#include "api/resource/routes.hpp"
#include "cases/authority.hpp"
#include "cases/case_store.hpp"
#include "identity/colleague.hpp"
#include "identity/organisation.hpp"

namespace hz::api {
namespace {

struct Transfer : TaskPath {
    struct Body {
        Text<60> agency, post;
        Text<4000> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Transfer::Body, (), (agency, post, reason))

struct Assign : TaskPath {
    struct Body {
        identity::PersonId person;
        std::optional<Text<4000>> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Assign::Body, (), (person, reason))

struct Return : TaskPath {
    struct Body {
        std::optional<Text<100>> to;  // an element; none: to who sent it
        Text<4000> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Return::Body, (), (to, reason))

struct PostRef {
    Text<60> agency, post;
};
BOOST_DESCRIBE_STRUCT(PostRef, (), (agency, post))

struct AskOpinion : TaskPath {
    struct Body {
        std::optional<std::vector<PostRef>> posts;
        std::optional<std::vector<identity::PersonId>> people;
        Text<4000> question;
    } body;
};
BOOST_DESCRIBE_STRUCT(AskOpinion::Body, (), (posts, people, question))

struct GiveOpinion : TaskPath {
    struct Body {
        bool agree = false;
        std::optional<Text<4000>> opinion;
    } body;
};
BOOST_DESCRIBE_STRUCT(GiveOpinion::Body, (), (agree, opinion))

struct Candidate {
    identity::PersonId person;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (person, name))
struct Candidates {
    std::vector<Candidate> items;
};
BOOST_DESCRIBE_STRUCT(Candidates, (), (items))

// `f(session, asked, task)` gives Result<cases::CaseAct>.
template <class In, class F>
http::Route task_act(Platform& p, std::string verb, std::string permission, std::string operation_id,
                     std::string summary, F f) {
    return write<In, HandledTask>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/tasks/{id}/" + verb,
         .permission = std::move(permission),
         .operation_id = std::move(operation_id),
         .summary = std::move(summary),
         .problems = {&cases::errors::task_not_found, &cases::errors::opinions_open}},
        [&p, f](storage::Session& s, const Asked<In>& asked) -> Result<HandledTask> {
            const auto ref = task_ref(asked.path.id);
            if (!ref) return ref.error();
            if (const auto c = p.cases.get_readable(s, asked.actor(), ref->case_id); !c) return c.error();
            const Result<cases::CaseAct> command = f(s, asked, *ref);
            if (!command) return command.error();
            return handled_view(p, s, asked.actor(), p.cases.act(s, asked.actor(), *command));
        },
        Repeats::once_if_keyed);
}

Result<cases::CaseAct> transfer(Platform& p, storage::Session& s, const Asked<Transfer>& asked,
                                const cases::TaskRef& task) {
    const auto& b = asked.body;
    const auto directory = p.identity.directory.get(s);
    if (const auto known = cases::must_be_post(*directory, b.agency.value, b.post.value); !known) return known.error();
    return cases::CaseAct{cases::TransferTask{task, b.agency.value, b.post.value, b.reason.value}};
}

Result<cases::CaseAct> assign(Platform& p, storage::Session& s, const Asked<Assign>& asked, const cases::TaskRef& task,
                              bool supervising) {
    auto to = identity::actor_of_person(s, p.identity, asked.body.person);
    if (!to) return refuse(cases::errors::cannot_take_it);
    return cases::CaseAct{cases::AssignTask{task, std::move(*to), or_empty(asked.body.reason), supervising}};
}

Result<cases::CaseAct> ask_opinion(Platform& p, storage::Session& s, const Asked<AskOpinion>& asked,
                                   const cases::TaskRef& task) {
    cases::AskOpinion command{task, {}, {}, asked.body.question.value};
    const auto directory = p.identity.directory.get(s);
    if (asked.body.posts)
        for (const auto& post : *asked.body.posts) {
            const auto known = cases::must_be_post(*directory, post.agency.value, post.post.value);
            if (!known) return known.error();
            command.posts.emplace_back(post.agency.value, post.post.value);
        }
    if (asked.body.people) command.people = *asked.body.people;
    return cases::CaseAct{std::move(command)};
}

// Who could be given the task: they hold a post it is offered to and no rule keeps them from it.
Result<Candidates> candidates(Platform& p, storage::Session& s, const Asked<TaskPath>& asked) {
    const auto ref = task_ref(asked.path.id);
    if (!ref) return ref.error();
    const auto c = p.cases.get_readable(s, asked.actor(), ref->case_id);
    if (!c) return c.error();
    const auto* task = c->find_task(ref->token);
    const auto type = p.cases.type_of(s, *c);
    if (!task || !type) return refuse(cases::errors::task_not_found);
    auto free = *task;
    free.assignee.reset();
    Candidates out;
    const auto directory = p.identity.directory.get(s);
    for (const auto& [code, agency] : directory->agencies)
        for (const auto& post : agency.posts) {
            const auto owner = "post:" + code + ":" + post.code;
            if (std::ranges::find(free.offered_to, owner) == free.offered_to.end()) continue;
            for (const auto& holder : identity::people_in_post(s, p.identity, code, post.code)) {
                const auto known = std::ranges::find(out.items, holder.person, &Candidate::person);
                if (known != out.items.end() || holder.person == task->assignee) continue;
                const auto actor = identity::actor_of_person(s, p.identity, holder.person);
                if (actor && cases::may_handle(**actor, *c, free, **type))
                    out.items.push_back({holder.person, holder.name});
            }
        }
    return out;
}

void add_hands(Platform& p, Routes& routes) {
    const std::string handle = "case.handle";
    routes.push_back(task_act<Transfer>(p, "transfer", handle, "transfer_task",
                                        "Send a task to the list of another post, in any agency",
                                        [&p](storage::Session& s, const Asked<Transfer>& asked,
                                             const cases::TaskRef& task) { return transfer(p, s, asked, task); }));
    routes.push_back(task_act<Assign>(p, "delegate", handle, "delegate_task", "Give a task to one person",
                                      [&p](storage::Session& s, const Asked<Assign>& asked,
                                           const cases::TaskRef& task) { return assign(p, s, asked, task, false); }));
    routes.push_back(task_act<Assign>(p, "reassign", "case.supervise", "reassign_task",
                                      "Give somebody's task to somebody else",
                                      [&p](storage::Session& s, const Asked<Assign>& asked,
                                           const cases::TaskRef& task) { return assign(p, s, asked, task, true); }));
    routes.push_back(task_act<Return>(
        p, "return", handle, "return_task", "Back to who sent it, or the case back to an earlier step",
        [](storage::Session&, const Asked<Return>& asked, const cases::TaskRef& task) -> Result<cases::CaseAct> {
            return cases::CaseAct{cases::ReturnTask{task, or_empty(asked.body.to), asked.body.reason.value}};
        }));
}

void add_opinions(Platform& p, Routes& routes) {
    const std::string handle = "case.handle";
    routes.push_back(task_act<AskOpinion>(p, "opinions", handle, "ask_opinion",
                                          "Ask other posts or people before the task is completed",
                                          [&p](storage::Session& s, const Asked<AskOpinion>& asked,
                                               const cases::TaskRef& task) { return ask_opinion(p, s, asked, task); }));
    routes.push_back(task_act<GiveOpinion>(
        p, "opinions/answer", handle, "give_opinion", "Give the opinion that was asked for",
        [](storage::Session&, const Asked<GiveOpinion>& asked, const cases::TaskRef& task) -> Result<cases::CaseAct> {
            return cases::CaseAct{cases::GiveOpinion{task, asked.body.agree, or_empty(asked.body.opinion)}};
        }));
    routes.push_back(task_act<TaskPath>(
        p, "opinions/recall", handle, "recall_opinions", "Take back what is still waited for",
        [](storage::Session&, const Asked<TaskPath>&, const cases::TaskRef& task) -> Result<cases::CaseAct> {
            return cases::CaseAct{cases::RecallOpinions{task}};
        }));
}

}  // namespace

Routes task_act_routes(Platform& p) {
    Routes routes;
    routes.push_back(read<TaskPath, Candidates>(
        p,
        {.pattern = "/api/v1/tasks/{id}/candidates",
         .permission = "case.handle",
         .operation_id = "list_task_candidates",
         .summary = "Who a task could be given to"},
        [&p](storage::Session& s, const Asked<TaskPath>& asked) { return candidates(p, s, asked); }));
    add_hands(p, routes);
    add_opinions(p, routes);
    return routes;
}

}  // namespace hz::api
