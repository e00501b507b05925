// SPDX-License-Identifier: Apache-2.0
// Which of several people a task is given to.
#include <algorithm>
#include <map>
#include <tuple>

#include "cases/authority.hpp"
#include "cases/cases.hpp"
#include "cases/staff.hpp"
#include "cases/work_list.hpp"

namespace hz::cases {
namespace {

using storage::Session;

struct Candidate {
    PersonId person;
    std::int64_t in_hand = 0;
    std::int64_t turn = 0;  // of the last one; 0: never
};

// Turns are kept for each step of a kind of case in an agency.
std::string turns_of(const Case& c, std::string_view element) {
    return c.agency + "/" + c.type + "/" + std::string(element);
}

// "post:<agency>:<post>"; empty where the owner is a person.
std::pair<std::string, std::string> post_of(std::string_view owner) {
    constexpr std::string_view prefix = "post:";
    const auto colon = owner.rfind(':');
    if (!owner.starts_with(prefix) || colon < prefix.size()) return {};
    return {std::string(owner.substr(prefix.size(), colon - prefix.size())), std::string(owner.substr(colon + 1))};
}

std::int64_t in_hand(Session& session, PersonId person) {
    const auto row = session.row<std::int64_t>(
        "select count(*) from (select token from case_work where owner = $1 limit $2) as counted",
        "person:" + hz::to_text(person), counted_to);
    return row ? std::get<0>(*row) : 0;
}

std::vector<Candidate> candidates(Session& session, Staff& staff, const Case& c, const OpenTask& task,
                                  const CaseType& type) {
    std::vector<Candidate> out;
    for (const auto& owner : task.offered_to) {
        const auto post = post_of(owner);
        if (post.first.empty()) continue;
        for (const auto& actor : staff.present(session, post.first, post.second)) {
            const auto known = std::ranges::find(out, actor->person, &Candidate::person);
            if (known != out.end() || actor->person == c.applicant || !may_handle(*actor, c, task, type)) continue;
            out.push_back({actor->person});
        }
    }
    return out;
}

// By the rule of the task's model, among those present in the posts it is offered to whom no rule keeps from it:
//   round_robin   who was given one of these tasks longest ago; those who never were first
//   least_loaded  who has fewest tasks in hand; among equals by turns
// and of equals the lowest id. Nothing where the task is not given by rule, or nobody may have it: it stays open.
std::optional<TaskGiven> choose_person(Session& session, Staff& staff, const Case& c, const OpenTask& task,
                                       const CaseType& type) {
    const auto* info = type.process ? process::find_task(*type.process, task.element) : nullptr;
    if (!info || info->assign.empty() || task.assignee) return std::nullopt;
    auto people = candidates(session, staff, c, task, type);
    if (people.empty()) return std::nullopt;
    std::map<PersonId, std::int64_t> turns;
    session.each<PersonId, std::int64_t>(
        "select person, turn from case_turn where step = $1",
        [&](PersonId person, std::int64_t turn) { turns[person] = turn; }, turns_of(c, task.element));
    for (auto& one : people) {
        if (const auto last = turns.find(one.person); last != turns.end()) one.turn = last->second;
        if (info->assign == "least_loaded") one.in_hand = in_hand(session, one.person);
    }
    const auto chosen = std::ranges::min_element(
        people, {}, [](const Candidate& one) { return std::tuple(one.in_hand, one.turn, one.person.value); });
    return TaskGiven{task.token, task.element, chosen->person, info->assign};
}

// Remembers whose turn it was.
void took_turn(Session& session, const Case& c, const TaskGiven& given) {
    const auto step = turns_of(c, given.element);
    session.exec(
        "insert into case_turn (step, person, turn) values ($1, $2, (select coalesce(max(turn), 0) + 1 from case_turn "
        "where step = $1)) on conflict (step, person) do update set turn = excluded.turn",
        step, given.person);
}

}  // namespace

void Cases::distribute(Session& session, const Case* before, Case& c, const CaseType& type, Time now) {
    if (staff_ == nullptr) return;
    std::vector<std::int64_t> opened;
    for (const auto& task : c.tasks)
        if (!task.assignee && !(before && before->find_task(task.token))) opened.push_back(task.token);
    for (const auto token : opened) {
        const auto given = choose_person(session, *staff_, c, *c.find_task(token), type);
        if (!given) continue;
        took_turn(session, c, *given);
        c = record(session, identity::system_actor("distribution"), &c, c.id, Event{*given}, type.legal_basis, now).now;
    }
}

}  // namespace hz::cases
