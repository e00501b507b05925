// SPDX-License-Identifier: Apache-2.0
// What a flow expects, held against the case as it is stored.
#include <algorithm>
#include <array>
#include <cstdio>

#include "app/flow/player.hpp"
#include "cases/case_store.hpp"
#include "cases/limit_clock.hpp"

namespace hz::app {
namespace {

std::string iso(calendar::Date d) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(d.year()),
                  static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
    return text.data();
}

bool has_licence(const cases::Case& c) {
    const auto* results = c.results.if_object();
    return results &&
           std::ranges::any_of(*results, [](const auto& member) { return find(member.value(), "licence") != nullptr; });
}

}  // namespace

Result<void> Player::check(const ExpectStep& step) {
    const auto found = node_.store->read(
        [&](storage::Session& s) -> Result<std::optional<cases::Case>> { return cases::find_case(s, case_); });
    if (!found) return found.error();
    if (!*found) return failed("no case has been submitted");
    const auto& c = **found;
    if (!step.state.empty() && c.state != step.state) return failed("the state is " + c.state + ", not " + step.state);
    if (!step.milestone.empty() &&
        std::ranges::find(c.milestones, step.milestone, &cases::Milestone::code) == c.milestones.end())
        return failed("the milestone " + step.milestone + " was not reached");
    if (!step.open.empty() && std::ranges::find(c.tasks, step.open, &cases::OpenTask::element) == c.tasks.end())
        return failed("the task " + step.open + " is not open");
    for (const auto& [element, login] : step.held) {
        const auto task = std::ranges::find(c.tasks, element, &cases::OpenTask::element);
        const auto who = cast_.staff.find(login);
        if (who == cast_.staff.end()) return failed("there is nobody called " + login);
        if (task == c.tasks.end() || task->assignee != who->second->person)
            return failed("the task " + element + " is not in the hands of " + login);
    }
    if (step.licence && *step.licence != has_licence(c))
        return failed(*step.licence ? "there is no licence" : "there is a licence");
    if (step.deadlines.empty() && !step.paused) return {};
    const auto type = node_.store->read([&](storage::Session& s) { return node_.cases->type_of(s, c); });
    if (!type) return type.error();
    const auto clock = cases::whole_clock(c.clock);
    if (step.paused && *step.paused != clock.paused())
        return failed(clock.paused() ? "the clock is paused" : "the clock is not paused");
    for (const auto& [code, date] : step.deadlines) {
        const auto* limit = (*type)->find_limit(code);
        if (!limit) return failed("there is no limit " + code);
        const auto due = calendar::deadline(*node_.calendar(), *limit, cases::limit_clock(*limit, c), clock_.now());
        const auto is = due ? iso(node_.calendar()->local_date(due->due)) : std::string("not running");
        if (is != date) return failed("the deadline " + code + " is " + is + ", not " + date);
    }
    return {};
}

}  // namespace hz::app
