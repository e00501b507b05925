// SPDX-License-Identifier: Apache-2.0
// 会签: who holds a task asks other posts or people; it cannot be completed before all have answered or the question is
// taken back. A "disagree" does not stop it: the decision stays with who holds the task, the opinion on record.
#include <algorithm>

#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

constexpr std::size_t asked_limit = 10;

std::vector<std::string> owners_of(const AskOpinion& command) {
    std::vector<std::string> out;
    for (const auto& [agency, post] : command.posts) out.push_back("post:" + agency + ":" + post);
    for (const auto person : command.people) out.push_back("person:" + hz::to_text(person));
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

Result<Event> handle(const AskOpinion& command, const Case& c, const Asking& asking) {
    const auto task = task_in_hand(command.task, c, asking);
    if (!task) return task.error();
    auto owners = owners_of(command);
    const auto me = "person:" + hz::to_text(asking.actor.person);
    std::erase_if(owners, [&](const std::string& owner) {
        return owner == me || std::ranges::any_of((*task)->asked, [&](const AskedOpinion& one) {
                   return one.open() && one.owner == owner;
               });
    });
    if (owners.empty() || owners.size() + (*task)->asked.size() > asked_limit)
        return refuse(errors::nobody_asked, {{"limit", std::to_string(asked_limit)}});
    if (const auto fits = check_text(command.question, "/question", 1000); !fits) return fits.error();
    return Event{OpinionAsked{(*task)->token, (*task)->element, std::move(owners), command.question}};
}

// Answers every question that waits for this person, in whatever post; never one's own.
Result<Event> handle(const GiveOpinion& command, const Case& c, const Asking& asking) {
    const auto* task = c.find_task(command.task.token);
    if (!task) return refuse(errors::task_not_found);
    if (const auto allowed = decide_on(asking.actor, c, "case.handle").result("case.handle"); !allowed)
        return allowed.error();
    OpinionGiven event{task->token, task->element, {}, command.agree ? "agree" : "disagree", command.opinion};
    for (const auto& one : task->asked)
        if (asked_of(asking.actor, one)) event.numbers.push_back(one.number);
    if (event.numbers.empty()) return refuse(errors::no_opinion_asked);
    if (const auto fits = check_text(command.opinion, "/opinion", 1000, !command.agree); !fits) return fits.error();
    return Event{std::move(event)};
}

// By who holds the task, or who supervises.
Result<Event> handle(const RecallOpinions& command, const Case& c, const Asking& asking) {
    const auto* task = c.find_task(command.task.token);
    if (!task) return refuse(errors::task_not_found);
    if (!must_be_permitted(asking.actor, c, "case.supervise"))
        if (const auto mine = task_in_hand(command.task, c, asking); !mine) return mine.error();
    OpinionGiven event{task->token, task->element, {}, "recalled", ""};
    for (const auto& one : task->asked)
        if (one.open()) event.numbers.push_back(one.number);
    if (event.numbers.empty()) return refuse(errors::no_opinion_asked);
    return Event{std::move(event)};
}

}  // namespace hz::cases
