// SPDX-License-Identifier: Apache-2.0
#include "cases/moving.hpp"

#include <algorithm>
#include <cstdio>

#include "base/json_fields.hpp"
#include "cases/case_state.hpp"
#include "cases/errors.hpp"
#include "cases/limit_clock.hpp"
#include "cases/message.hpp"
#include "process/duration.hpp"
#include "process/errors.hpp"
#include "process/move_to.hpp"

namespace hz::cases {
namespace {

using calendar::LegalClock;

bool reached(const Case& c, const Move& move, std::string_view code) {
    const auto is_code = [&](const Milestone& m) { return m.code == code; };
    return std::any_of(c.milestones.begin(), c.milestones.end(), is_code) ||
           std::any_of(move.milestones.begin(), move.milestones.end(), is_code);
}

// Stopping ends an open pause.
void stop_clock(LegalClock& clock, Time now) {
    if (clock.paused()) clock.pauses.back().to = now;
    clock.stopped = now;
}

void turn_clock(LegalClock& clock, std::string_view effect, Time now, std::string_view reason) {
    if (effect == "start" && !clock.started)
        clock.started = now;
    else if (effect == "stop" && !clock.stopped)
        stop_clock(clock, now);
    else if (effect == "pause" && clock.started && !clock.paused())
        clock.pauses.push_back({now, std::nullopt, std::string(reason)});
    else if (effect == "resume" && clock.paused())
        clock.pauses.back().to = now;
}

// As many calendar months on, at the same time of day; the last day of the month where it is shorter.
Time after_months(const calendar::WorkingCalendar& calendar, Time from, int months) {
    const auto day = calendar.local_date(from);
    auto then = day + std::chrono::months{months};
    if (!then.ok()) then = then.year() / then.month() / std::chrono::last;
    return from + (calendar.start_of(then) - calendar.start_of(day));
}

// The instant a timer is due.
Time timer_due(const process::TimerSet& timer, const Surroundings& around) {
    if (timer.working_days > 0) {
        const auto& cal = around.calendar;
        return cal.end_of(cal.add_working_days(cal.local_date(around.now), timer.working_days));
    }
    if (!timer.iso_date.empty()) {
        const bool offset = timer.iso_date.size() > 10;
        return parse_rfc3339(offset ? timer.iso_date : timer.iso_date + "T00:00:00Z").value_or(around.now);
    }
    const auto length = process::duration_from_iso(timer.iso_duration).value_or(process::Duration{});
    return after_months(around.calendar, around.now, length.months) + length.rest;
}

// Of the tasks that are open; those of the applicant have none.
void change_dues(const Case& c, const std::optional<Time>& due, Move& out) {
    for (const auto& task : c.tasks)
        if (task.assignee != c.applicant && task.due != due) out.dues.push_back({task.token, due});
}

struct EffectReader {
    const Case& c;
    const Surroundings& around;
    Move& out;
    LegalClock& clock;

    void operator()(const process::TaskCreated& e) {
        const auto* info = process::find_task(*around.type.process, e.element);
        OpenTask task{e.token, e.element, {}, std::nullopt, around.now, std::nullopt};
        if (info) task.offered_to = task_owners(c, *info);
        if (info && !info->for_applicant) task.skill = info->skill;
        if (info && info->for_applicant) task.assignee = c.applicant;
        out.tasks_created.push_back(std::move(task));
    }
    void operator()(const process::TaskCancelled& e) { out.tasks_closed.push_back(e.token); }
    void operator()(const process::TimerSet& e) {
        PendingTimer timer{e.token, e.element, timer_due(e, around)};
        if (e.working_days > 0) {
            timer.working_days = e.working_days;
            timer.since = around.now;
        }
        out.timers_set.push_back(std::move(timer));
    }
    void operator()(const process::TimerCancelled& e) { out.timers_closed.push_back(e.token); }
    void operator()(const process::JobRequested& e) {
        out.jobs_requested.push_back({e.token, e.element, e.type, {}, e.input});
    }
    void operator()(const process::DecisionRequested& e) {
        out.jobs_requested.push_back({e.token, e.element, std::string(decision_job), e.decision, e.input});
    }
    void operator()(const process::MessageSent& e) {
        out.messages.push_back({e.element, e.message, message_key(e.key), e.data, e.keep});
    }
    void operator()(const process::SignalThrown& e) { out.signals.push_back({e.element, e.signal, e.data}); }
    void operator()(const process::Reached& e) {
        if (!e.milestone.empty()) {
            out.milestones.push_back({e.milestone, around.now});
            const auto before = out.state.empty() ? c.state : out.state;
            const auto after = state_after(e.milestone, before, reached(c, out, "accepted"));
            if (after != before) out.state = std::string(after);
        }
        turn_clock(clock, e.clock, around.now, e.milestone);
    }
    void operator()(const process::Ended&) {}
    // Compiling for cases refuses what would need an answer (process::Options); the rest needs none.
    template <class Other>
    void operator()(const Other&) {}
};

}  // namespace

std::vector<std::string> task_owners(const Case& c, const process::TaskInfo& info) {
    std::vector<std::string> out;
    if (info.for_applicant) out.push_back("person:" + hz::to_text(c.applicant));
    for (const auto& post : info.posts) out.push_back("post:" + c.agency + ":" + post);
    return out;
}

Result<Json> check_form(const Json& data, const Surroundings& around) {
    if (!around.type.form) return data;
    const auto today = around.calendar.local_date(around.now);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(today.year()),
                  static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day()));
    return form::validate(*around.type.form, data, {{"today", text}}, {.identifiers = around.identifiers});
}

Json process_variables(const Case& c) {
    JsonObject names;
    if (const auto* handled = c.handled.if_object()) names = *handled;
    names["form"] = c.form;
    names["applicant"] = JsonObject{{"name", c.applicant_name}, {"company", c.company}};
    names["supplements"] = c.supplement ? 1 : 0;
    return names;
}

std::optional<Time> task_due(const Case& c, const Surroundings& around) {
    return next_due(running_limits(c, around.type, around.calendar, around.now));
}

namespace {

// As far as the clocks of `c` see it after the move.
Case seen_after(const Case& c, const Move& move) {
    Case out;
    out.annex = c.annex;
    out.submitted_at = c.submitted_at;
    out.milestones = c.milestones;
    out.milestones.insert(out.milestones.end(), move.milestones.begin(), move.milestones.end());
    out.supplement = c.supplement;
    out.closed_at = move.closed_at ? move.closed_at : c.closed_at;
    out.clock = move.clock.is_null() ? c.clock : move.clock;
    // Whose words they are only the event knows; when, the milestone says.
    for (const auto& milestone : move.milestones)
        if (milestone.code == "supplement_requested") out.supplement = Supplement{milestone.at, {}, {}, std::nullopt};
    return out;
}

}  // namespace

Move turned_clock(const Case& c, const LegalClock& clock, const Surroundings& around) {
    Move out;
    out.clock = calendar::to_json(clock);
    change_dues(c, task_due(seen_after(c, out), around), out);
    return out;
}

namespace {

Result<process::State> state_of(const Case& c, const Surroundings& around) {
    if (c.process.is_null()) return process::State{};
    return process::state_from_json(*around.type.process, c.process);
}

// What is waited for now, each since when; none where that is as it was.
std::optional<std::vector<Wait>> waits_after(const Case& c, const process::State& state, const Surroundings& around) {
    std::vector<Wait> out;
    for (auto& one : process::expected(*around.type.process, state, process_variables(c))) {
        Wait wait{one.token,           std::move(one.element), one.signal ? "signal" : "message",
                  std::move(one.name), message_key(one.key),   around.now};
        const auto before = std::ranges::find_if(c.waits, [&](const Wait& w) {
            return w.token == wait.token && w.kind == wait.kind && w.name == wait.name && w.key == wait.key;
        });
        if (before != c.waits.end()) wait.since = before->since;
        out.push_back(std::move(wait));
    }
    if (out == c.waits) return std::nullopt;
    return out;
}

// What follows for the case from a step of its process.
Move consequences(const Case& c, process::Step stepped, const Surroundings& around) {
    Move out;
    LegalClock clock;
    if (auto stored = calendar::clock_from_json(c.clock); stored.has_value()) clock = std::move(*stored);
    EffectReader reader{c, around, out, clock};
    for (const auto& effect : stepped.effects) std::visit(reader, effect);
    out.process = process::to_json(*around.type.process, stepped.state);
    out.passed = std::move(stepped.passed);
    if (!stepped.state.ended) out.waits = waits_after(c, stepped.state, around);
    if (stepped.state.ended) {
        out.closed_at = around.now;
        if (clock.started && !clock.stopped) stop_clock(clock, around.now);
    }
    if (clock.started) out.clock = calendar::to_json(clock);

    const auto due = task_due(seen_after(c, out), around);
    for (auto& task : out.tasks_created)
        if (!task.assignee) task.due = due;
    change_dues(c, due, out);
    return out;
}

}  // namespace

Result<Move> move(const Case& c, const process::Command& command, const Surroundings& around) {
    const auto before = state_of(c, around);
    if (!before) return before.error();
    auto stepped = process::step(*around.type.process, *before, command, process_variables(c));
    if (!stepped) return stepped.error();
    return consequences(c, std::move(*stepped), around);
}

Result<Move> move_back(const Case& c, std::string_view element, const Surroundings& around) {
    const auto before = state_of(c, around);
    if (!before) return before.error();
    const auto& process = *around.type.process;
    auto stepped = process::move_to(process, *before, element, process_variables(c));
    if (!stepped) {
        if (!stepped.error().is(process::errors::no_such_entry)) return stepped.error();
        const auto* info = process::find_task(process, element);
        return refuse(errors::no_way_back, {{"element", info ? info->name : std::string(element)}});
    }
    return consequences(c, std::move(*stepped), around);
}

Move move_over(const Case& c, process::Step migrated, const Surroundings& around) {
    return consequences(c, std::move(migrated), around);
}

}  // namespace hz::cases
