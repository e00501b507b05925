// SPDX-License-Identifier: Apache-2.0
#include "insight/facts.hpp"

#include <algorithm>

#include "cases/limit_clock.hpp"

namespace hz::insight {

namespace {

using cases::Case;

std::int64_t count_of(const Case& c, std::string_view milestone) {
    return std::count_if(c.milestones.begin(), c.milestones.end(), [&](const auto& m) { return m.code == milestone; });
}

void add_limits(const Case& c, const cases::CaseType& type, const calendar::WorkingCalendar& calendar, Time now,
                JsonObject& out) {
    const auto whole = cases::whole_clock(c.clock);
    const auto moments = cases::moments_of(c);
    JsonObject limits;
    JsonArray overdue;
    for (const auto& limit : type.limits) {
        const auto clock = cases::limit_clock(limit, c, whole, moments);
        const auto found = calendar::deadline(calendar, limit, clock, now);
        if (!found) continue;
        const bool stands = cases::stands(clock, limit);
        limits[limit.code] =
            JsonObject{{"number", limit.number}, {"remaining", found->remaining},
                       {"left", found->left},    {"certain", found->certain},
                       {"paused", stands},       {"running", clock.started && !clock.stopped && !stands}};
        if (found->remaining < 0) overdue.emplace_back(limit.code);
    }
    out["limits"] = std::move(limits);
    out["overdue"] = std::move(overdue);
}

// Who handled what, and who accepted: the one whose task was done in the moment of acceptance.
void add_people(const Case& c, JsonObject& out) {
    JsonObject handlers;
    Json accepted_by;
    const auto accepted =
        std::find_if(c.milestones.begin(), c.milestones.end(), [](const auto& m) { return m.code == "accepted"; });
    if (const auto* handled = c.handled.if_object()) {
        for (const auto& entry : *handled) {
            const auto by = get_text(entry.value(), "by");
            handlers[entry.key()] = by;
            if (accepted != c.milestones.end() && get_int(entry.value(), "at") == to_millis(accepted->at))
                accepted_by = by;
        }
    }
    out["handlers"] = std::move(handlers);
    out["accepted_by"] = std::move(accepted_by);
    out["decided_by"] = c.decision && c.decision->by ? Json(hz::to_text(c.decision->by)) : Json(nullptr);
}

}  // namespace

JsonObject case_facts(const Case& c, const cases::CaseType& type, const calendar::WorkingCalendar& calendar,
                      Time moved_at, Time now) {
    JsonArray milestones;
    for (const auto& milestone : c.milestones) milestones.emplace_back(milestone.code);
    const bool for_applicant = std::any_of(
        c.tasks.begin(), c.tasks.end(), [&](const auto& task) { return c.applicant && task.assignee == c.applicant; });
    JsonObject out{
        {"number", c.number},
        {"type", c.type},
        {"agency", c.agency},
        {"region", c.region},
        {"state", c.state},
        {"closed", c.closed()},
        {"milestones", std::move(milestones)},
        {"supplements", count_of(c, "supplement_requested")},
        {"returns", c.annex ? c.annex->returns : 0},
        {"open_tasks", static_cast<std::int64_t>(c.tasks.size())},
        {"waiting_for_applicant", for_applicant},
        {"incidents", static_cast<std::int64_t>(c.incidents.size())},
        {"outcome", c.decision ? Json(c.decision->outcome) : Json(nullptr)},
        {"idle_days", calendar.working_days_between(calendar.local_date(moved_at), calendar.local_date(now))},
        {"age_days", calendar.working_days_between(calendar.local_date(c.submitted_at), calendar.local_date(now))}};
    const auto* fee = hz::find(type.definition, "fee");
    out["fee"] = fee == nullptr ? Json(nullptr) : *fee;
    add_limits(c, type, calendar, now, out);
    add_people(c, out);
    return out;
}

JsonObject event_facts(const ledger::Event& event) {
    return {{"type", event.entry.type},
            {"actor", event.entry.actor},
            {"post", event.entry.post},
            {"agency", event.entry.organisation}};
}

}  // namespace hz::insight
