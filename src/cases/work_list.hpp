// SPDX-License-Identifier: Apache-2.0
// What is to be done, by whom: reads only the work-list rows and the cases they name.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cases/case.hpp"
#include "identity/actor.hpp"
#include "storage/store.hpp"

namespace hz::cases {

struct WorkItem {
    TaskRef task;
    std::optional<Time> due;
    bool mine = false;  // claimed by this person
    // Of a list of somebody who is away; show it only where acting_for() (authority.hpp) says the same.
    std::optional<PersonId> for_person{};
};

struct WorkPage {
    std::vector<WorkItem> items;
    std::string next;  // where the next page begins; empty at the end
};

// In my hands, or those of somebody away for whom I stand in; offered to one of my posts, with skills I have.
enum class WorkView { mine, open };

// By due date, earliest first. `after`: a previous page's `next`.
[[nodiscard]] WorkPage work_list(storage::Session& session, const identity::Actor& actor, WorkView view,
                                 std::size_t limit, std::string_view after = {});

struct DoneItem {
    TaskRef task;
    std::string element;
    Time at{};
};
// Newest first. `before`: 0 or a previous page's last time.
[[nodiscard]] std::vector<DoneItem> done_list(storage::Session& session, PersonId person, std::size_t limit,
                                              Time before = {});

// No figure is counted further than this.
inline constexpr std::int64_t counted_to = 10'000;
struct WorkCounts {
    std::int64_t open = 0, mine = 0, overdue = 0, due_soon = 0, done_today = 0;
};
[[nodiscard]] WorkCounts work_counts(storage::Session& session, const identity::Actor& actor, Time now, Time soon,
                                     Time today);

// Open cases of an agency by state, each up to counted_to.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> open_by_state(storage::Session& session,
                                                                              std::string_view agency);

// Cases of one applicant, newest first, below `before` (0: all).
[[nodiscard]] std::vector<Case> cases_of(storage::Session& session, PersonId applicant, std::size_t limit,
                                         CaseId before = {});

}  // namespace hz::cases
