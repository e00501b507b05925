// SPDX-License-Identifier: Apache-2.0
// The rows that repeat parts of a case for queries. Written and verified from this one place. Private to cases.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "cases/case_store.hpp"

namespace hz::cases {

struct WorkRow {
    std::string owner;
    std::int64_t due = no_due;
    std::int64_t token = 0;
    auto operator<=>(const WorkRow&) const = default;
};
// The list of those in a post who have the skill is a list of its own: "post:<agency>:<post>#<skill>".
[[nodiscard]] inline std::string with_skill(const std::string& owner, std::string_view skill) {
    return skill.empty() || !owner.starts_with("post:") ? owner : owner + "#" + std::string(skill);
}
// Of null: none.
[[nodiscard]] inline std::set<WorkRow> work_rows(const Case* c) {
    std::set<WorkRow> rows;
    if (!c) return rows;
    for (const auto& task : c->tasks) {
        const auto due = task.due ? to_millis(*task.due) : no_due;
        if (task.assignee)
            rows.insert({"person:" + hz::to_text(*task.assignee), due, task.token});
        else
            for (const auto& owner : task.offered_to)
                rows.insert({with_skill(owner, task.wanted_skill()), due, task.token});
        for (const auto& asked : task.asked)
            if (asked.open()) rows.insert({asked.owner, due, task.token});
    }
    return rows;
}

// Due, token.
using TimerRows = std::set<std::pair<std::int64_t, std::int64_t>>;
[[nodiscard]] inline TimerRows timer_rows(const Case* c) {
    TimerRows rows;
    if (c)
        for (const auto& timer : c->timers) rows.emplace(to_millis(timer.due), timer.token);
    return rows;
}

// Token, type.
using JobRows = std::set<std::pair<std::int64_t, std::string>>;
[[nodiscard]] inline JobRows job_rows(const Case* c) {
    JobRows rows;
    if (c)
        for (const auto& job : c->jobs) rows.emplace(job.token, job.type);
    return rows;
}

struct WaitRow {
    std::string kind, name, key;
    std::int64_t token = 0, since = 0;
    auto operator<=>(const WaitRow&) const = default;
};
[[nodiscard]] inline std::set<WaitRow> wait_rows(const Case* c) {
    std::set<WaitRow> rows;
    if (c)
        for (const auto& wait : c->waits)
            rows.insert({wait.kind, wait.name, wait.key, wait.token, to_millis(wait.since)});
    return rows;
}

struct ByToken {
    bool operator()(const OpenIncident& a, const OpenIncident& b) const {
        return std::tie(a.token, a.at, a.element, a.problem) < std::tie(b.token, b.at, b.element, b.problem);
    }
};
[[nodiscard]] inline std::set<OpenIncident, ByToken> incident_rows(const Case* c) {
    return c ? std::set<OpenIncident, ByToken>(c->incidents.begin(), c->incidents.end())
             : std::set<OpenIncident, ByToken>{};
}

}  // namespace hz::cases
