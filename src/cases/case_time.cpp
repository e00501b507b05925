// SPDX-License-Identifier: Apache-2.0
#include "cases/case_time.hpp"

#include <algorithm>

namespace hz::cases {
namespace {

struct Latest {
    Time at{};
    void see(Time other) { at = std::max(at, other); }
    void see(const std::optional<Time>& other) {
        if (other) see(*other);
    }
    // A time in stored JSON.
    void see(const Json& object, std::string_view name) {
        if (const auto* found = find(object, name); found && found->is_int64()) see(from_millis(found->as_int64()));
    }
};

void see_annex(const Annex& annex, Latest& latest) {
    latest.see(annex.urged_by_applicant);
    latest.see(annex.urged_by_staff);
    latest.see(annex.reopened_at);
    latest.see(annex.archived_at);
    if (annex.approval) latest.see(annex.approval->at);
    if (annex.termination) latest.see(annex.termination->at);
    if (!annex.extensions.empty()) latest.see(annex.extensions.back().at);
    if (annex.procedures.empty()) return;
    latest.see(annex.procedures.back().from);
    latest.see(annex.procedures.back().to);
}

}  // namespace

Time last_moment(const Case& c) {
    Latest latest{c.submitted_at};
    latest.see(c.closed_at);
    if (!c.milestones.empty()) latest.see(c.milestones.back().at);
    for (const auto& task : c.tasks) latest.see(task.created_at);
    for (const auto& wait : c.waits) latest.see(wait.since);
    for (const auto& one : c.incidents) latest.see(one.at);
    if (c.supplement) {
        latest.see(c.supplement->requested_at);
        latest.see(c.supplement->supplied_at);
    }
    if (c.decision) latest.see(c.decision->at);
    if (c.rating) latest.see(c.rating->at);
    latest.see(c.clock, "started");
    latest.see(c.clock, "stopped");
    if (const auto& pauses = get_array(c.clock, "pauses"); !pauses.empty()) {
        latest.see(pauses.back(), "from");
        latest.see(pauses.back(), "to");
    }
    if (c.annex) see_annex(*c.annex, latest);
    return latest.at;
}

Time moment_of(const Case& c, Time now) { return std::max(now, last_moment(c)); }

}  // namespace hz::cases
