// SPDX-License-Identifier: Apache-2.0
#include "cases/cases.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "cases/apply.hpp"
#include "cases/authority.hpp"
#include "cases/case_number.hpp"
#include "cases/case_store.hpp"
#include "cases/case_time.hpp"
#include "cases/errors.hpp"
#include "identity/person.hpp"

namespace hz::cases {
namespace {

// The deciding post of this actor on this case, for the entry; the applicant acts in none.
identity::Decision acting(const Actor& actor, const Case& c) {
    if (actor.person == c.applicant) return identity::decide(actor, "case.read", resource_of(c), "");
    return decide_on(actor, c, "case.handle");
}

const Move* move_of(const Event& event) {
    return std::visit(
        [](const auto& e) -> const Move* {
            if constexpr (requires { e.move.messages; })
                return &e.move;
            else
                return nullptr;
        },
        event);
}

// That this person took the task which they take again: a double click, or a request whose answer was lost. Told once.
std::optional<ledger::EventId> taken_before(storage::Session& session, ledger::Ledger& ledger, const Case& c,
                                            const Event& event) {
    const auto* claim = std::get_if<TaskClaimed>(&event);
    const auto* task = claim ? c.find_task(claim->token) : nullptr;
    if (!task || task->assignee != claim->person) return std::nullopt;
    std::optional<ledger::EventId> out;
    for (const auto& past : history(session, ledger, c.id)) {
        const auto* before = std::get_if<TaskClaimed>(&past.event);
        if (before && before->token == claim->token && before->person == claim->person) out = past.stored.id;
    }
    return out;
}

// "Taken by" somebody: handlers are pure and know only the id.
Error with_names(storage::Session& session, Error error) {
    if (error.is(errors::taken))
        if (const auto id = id_from_text<identity::PersonTag>(error.params["name"]))
            error.params["name"] = identity::display_name(session, *id);
    return error;
}

}  // namespace

bool CaseType::needs_two(std::string_view what) const {
    return std::find(two_persons.begin(), two_persons.end(), what) != two_persons.end();
}

const calendar::Limit* CaseType::extendable_limit() const {
    const auto can = [](const calendar::Limit& limit) { return !limit.extensions.empty(); };
    if (const auto* statutory = find_limit("statutory"); statutory != nullptr && can(*statutory)) return statutory;
    const auto found = std::ranges::find_if(limits, can);
    return found == limits.end() ? nullptr : &*found;
}

const calendar::Limit* CaseType::find_limit(std::string_view limit_code) const {
    for (const auto& limit : limits)
        if (limit.code == limit_code) return &limit;
    return nullptr;
}

Recorded Cases::record(storage::Session& session, const Actor& actor, const Case* before, CaseId id, const Event& event,
                       std::string_view legal_basis, Time now) {
    Case after = before ? *before : Case{};
    apply(after, event, {id, now, actor.person});
    save_case(session, before, after);
    if (const auto* done = std::get_if<TaskCompleted>(&event))
        add_done(session, actor.person, now, id, done->token, done->element);

    if (const auto* move = move_of(event)) send_out(session, after, *move, now);

    auto entry =
        identity::entry_by(actor, acting(actor, before ? *before : after), std::string(name_of(event)), stream_of(id));
    entry.purpose = "handling";
    entry.legal_basis = legal_basis;
    entry.subject = identity::subject_of(after.applicant);
    entry.at = now;
    return {std::move(after), ledger_.append(session, entry, to_payload(event))};
}

Result<Recorded> Cases::submit(storage::Session& session, const Actor& actor, const SubmitCase& command) {
    return submit_for(session, actor, actor, command);
}

Result<Recorded> Cases::submit_for(storage::Session& session, const Actor& actor, const Actor& applicant,
                                   const SubmitCase& command) {
    const auto type = types_.find(session, command.type, command.type_version);
    if (!type) return type.error();
    const auto cal = calendar_();
    const auto now = clock_.now();
    const auto id = ids_.make<CaseId>();
    auto number = case_number(session, **type, id, cal->local_date(now));
    const auto event = submit_case(command, id, std::move(number), {applicant, {**type, *cal, now, identifiers_}});
    if (!event) return event.error();
    auto recorded = record(session, actor, nullptr, id, *event, (*type)->legal_basis, now);
    distribute(session, nullptr, recorded.now, **type, now);
    return recorded;
}

Result<Recorded> Cases::change(storage::Session& session, const Actor& actor, CaseId id, const Handler& handler) {
    const auto before = find_case(session, id);
    if (!before) return refuse(errors::not_found);
    if (before->archived()) return refuse(errors::archived);
    const auto type = types_.find(session, before->type, before->type_version);
    if (!type) return type.error();
    const auto cal = calendar_();
    const auto now = moment_of(*before, clock_.now());
    const auto event = handler(*before, Surroundings{**type, *cal, now, identifiers_});
    if (!event) return with_names(session, event.error());
    if (const auto told = taken_before(session, ledger_, *before, *event)) return Recorded{*before, *told};
    auto recorded = record(session, actor, &*before, id, *event, (*type)->legal_basis, now);
    distribute(session, &*before, recorded.now, **type, now);
    return recorded;
}

Result<Recorded> Cases::claim(storage::Session& session, const Actor& actor, const ClaimTask& command) {
    return change(session, actor, command.task.case_id, [&](const Case& c, const Surroundings& around) {
        return claim_task(command, c, {actor, around});
    });
}

Result<Recorded> Cases::release(storage::Session& session, const Actor& actor, const ReleaseTask& command) {
    return change(session, actor, command.task.case_id, [&](const Case& c, const Surroundings& around) {
        return release_task(command, c, {actor, around});
    });
}

Result<Recorded> Cases::complete(storage::Session& session, const Actor& actor, const CompleteTask& command) {
    return change(session, actor, command.task.case_id, [&](const Case& c, const Surroundings& around) {
        return complete_task(command, c, {actor, around});
    });
}

Result<Recorded> Cases::supply(storage::Session& session, const Actor& actor, const SupplyCase& command) {
    return change(session, actor, command.case_id, [&](const Case& c, const Surroundings& around) {
        return supply_case(command, c, {actor, around});
    });
}

Result<Recorded> Cases::withdraw(storage::Session& session, const Actor& actor, const WithdrawCase& command) {
    return change(session, actor, command.case_id, [&](const Case& c, const Surroundings& around) {
        return withdraw_case(command, c, {actor, around});
    });
}

Result<Recorded> Cases::rate(storage::Session& session, const Actor& actor, const RateCase& command) {
    return change(session, actor, command.case_id, [&](const Case& c, const Surroundings& around) {
        return rate_case(command, c, {actor, around});
    });
}

Result<Recorded> Cases::fire_timer(storage::Session& session, CaseId id, std::int64_t token) {
    return change(session, identity::system_actor("timer"), id,
                  [&](const Case& c, const Surroundings& around) { return cases::fire_timer(token, c, around); });
}

Result<Recorded> Cases::complete_job(storage::Session& session, CaseId id, std::int64_t token, Json result) {
    return change(session, identity::system_actor("job"), id, [&](const Case& c, const Surroundings& around) {
        return cases::complete_job(token, std::move(result), c, around);
    });
}

Result<bool> Cases::move_deadlines(storage::Session& session, CaseId id, const CalendarChange& change) {
    const auto before = find_case(session, id);
    if (!before) return false;
    const auto type = types_.find(session, before->type, before->type_version);
    if (!type) return false;
    const auto now = moment_of(*before, clock_.now());
    const auto moved = moved_deadlines(*before, **type, change, now);
    if (!moved) return false;
    (void)record(session, identity::system_actor("calendar"), &*before, id, *moved, (*type)->legal_basis, now);
    return true;
}

// Needs neither type nor calendar: that one of them is missing may be the incident.
Result<Recorded> Cases::raise_incident(storage::Session& session, CaseId id, std::int64_t token, std::string problem,
                                       int attempts) {
    const auto before = find_case(session, id);
    if (!before) return refuse(errors::not_found);
    const auto event = cases::raise_incident(token, std::move(problem), attempts, *before);
    if (!event) return event.error();
    return record(session, identity::system_actor("runner"), &*before, id, *event, "",
                  moment_of(*before, clock_.now()));
}

Result<Recorded> Cases::retry_incident(storage::Session& session, const Actor& actor, CaseId id, std::int64_t token) {
    const auto before = find_case(session, id);
    if (!before) return refuse(errors::not_found);
    const auto event = cases::retry_incident(token, *before);
    if (!event) return event.error();
    try_again(session, id, token);
    return record(session, actor, &*before, id, *event, "", moment_of(*before, clock_.now()));
}

Result<Case> Cases::get_readable(storage::Session& session, const Actor& actor, CaseId id) {
    auto found = find_case(session, id);
    if (!found || !may_read(actor, *found)) return refuse(errors::not_found);
    return std::move(*found);
}

Result<Case> Cases::replay(storage::Session& session, CaseId id) {
    Case c;
    for (const auto& past : history(session, ledger_, id)) apply(c, past.event, occurrence_of(id, past.stored.entry));
    if (c.version == 0) return refuse(errors::not_found);
    return c;
}

Occurrence occurrence_of(CaseId id, const ledger::Entry& entry) {
    constexpr std::string_view prefix = "person:";
    const std::string_view actor = entry.actor;
    if (!actor.starts_with(prefix)) return {id, entry.at, {}};
    return {id, entry.at, id_from_text<identity::PersonTag>(actor.substr(prefix.size())).value_or(PersonId{})};
}

std::vector<PastEvent> history(storage::Session& session, ledger::Ledger& ledger, CaseId id) {
    std::vector<PastEvent> out;
    ledger.each(session, stream_of(id), [&](const ledger::Event& stored) {
        if (auto event = event_from(stored.entry.type, stored.entry.payload))
            out.push_back({std::move(*event), stored});
    });
    return out;
}

}  // namespace hz::cases
