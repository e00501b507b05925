// SPDX-License-Identifier: Apache-2.0
#include "identity/absence.hpp"

#include <algorithm>

#include "identity/directory.hpp"
#include "identity/entry.hpp"
#include "identity/errors.hpp"
#include "identity/policy.hpp"

namespace hz::identity {
namespace {

constexpr auto longest = std::chrono::hours(24 * 366);
constexpr std::size_t most_skills = 50;

std::vector<std::string> agencies_of(storage::Session& session, PersonId person, std::int64_t now) {
    std::vector<std::string> out;
    session.each<std::string>(
        "select distinct agency from post_assignment where person = $1 and valid_from <= $2 and valid_until > $2 order "
        "by agency",
        [&](std::string agency) { out.push_back(std::move(agency)); }, person, now);
    return out;
}

Decision may_manage_roles(const Actor& by) {
    Resource resource;
    resource.kind = "post";
    resource.platform = true;
    return decide(by, "role.manage", resource, "");
}

Decision may_arrange(storage::Session& session, const Context& context, const Actor& by, PersonId person) {
    if (by.person == person && person) return {};
    auto decision = may_manage_roles(by);
    if (decision) return decision;
    const auto directory = context.directory.get(session);
    for (const auto& code : agencies_of(session, person, to_millis(context.clock.now()))) {
        Resource resource;
        resource.kind = "absence";
        resource.agency = code;
        if (const auto* agency = directory->agency(code)) resource.region_path = agency->region_path;
        const auto here = decide(by, "absence.manage", resource, "");
        if (here) return here;
        decision.refusal = here.refusal;
    }
    return decision;
}

bool away_between(storage::Session& session, PersonId person, std::int64_t from, std::int64_t until) {
    return session
        .row<std::int64_t>("select id from absence where person = $1 and valid_until > $2 and valid_from < $3 limit 1",
                           person, from, until)
        .has_value();
}

Result<void> check_deputy(storage::Session& session, const Context& context, const Actor& by, PersonId person,
                          PersonId deputy, std::int64_t from, std::int64_t until) {
    if (deputy == person) return refuse(errors::own_deputy);
    if (by.person != person && deputy == by.person) return refuse(errors::own_rights);
    const auto known = colleagues_of(session, context, person);
    if (std::ranges::find(known, deputy, &Colleague::person) == known.end()) return refuse(errors::deputy_elsewhere);
    if (away_between(session, deputy, from, until)) return refuse(errors::deputy_absent);
    return {};
}

bool is_code(std::string_view text) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
    return !text.empty() && text.size() <= 60 && std::ranges::all_of(text, fits);
}

}  // namespace

bool may_arrange_absence(storage::Session& session, const Context& context, const Actor& by, PersonId person) {
    return static_cast<bool>(may_arrange(session, context, by, person));
}

Result<std::int64_t> record_absence(storage::Session& session, Context& context, const Actor& by, PersonId person,
                                    Time from, Time until, PersonId deputy) {
    const auto decision = may_arrange(session, context, by, person);
    if (!decision) return decision.result("absence.manage").error();
    const auto now = context.clock.now();
    if (until <= from || until <= now) return refuse(errors::bad_period);
    if (until - from > longest) return refuse(errors::absence_too_long);
    const auto starts = to_millis(from);
    const auto ends = to_millis(until);
    if (agencies_of(session, person, to_millis(now)).empty()) return refuse(errors::not_assigned);
    if (away_between(session, person, starts, ends)) return refuse(errors::absent_already);
    if (deputy)
        if (auto fits = check_deputy(session, context, by, person, deputy, starts, ends); !fits) return fits.error();
    const auto id = context.ids.next();
    session.exec("insert into absence (id, person, deputy, valid_from, valid_until) values ($1, $2, $3, $4, $5)", id,
                 person, deputy, starts, ends);
    auto entry = entry_by(by, decision, "absence_recorded", person_stream(person));
    entry.subject = subject_of(person);
    entry.payload = {{"absence", id}, {"deputy", deputy.value}, {"from", starts}, {"until", ends}};
    entry.at = now;
    context.ledger.append(session, entry);
    bump_version(session, context.ids);
    return id;
}

Result<void> end_absence(storage::Session& session, Context& context, const Actor& by, std::int64_t id) {
    const auto now = context.clock.now();
    const auto row =
        session.row<PersonId>("select person from absence where id = $1 and valid_until > $2", id, to_millis(now));
    if (!row) return refuse(errors::absence_not_found);
    const auto person = std::get<0>(*row);
    const auto decision = may_arrange(session, context, by, person);
    if (!decision) return refuse(errors::absence_not_found);
    session.exec("update absence set valid_until = $1 where id = $2", to_millis(now), id);
    auto entry = entry_by(by, decision, "absence_ended", person_stream(person));
    entry.subject = subject_of(person);
    entry.payload = {{"absence", id}};
    entry.at = now;
    context.ledger.append(session, entry);
    bump_version(session, context.ids);
    return {};
}

std::vector<Absence> absences_about(storage::Session& session, const Context& context, PersonId person) {
    std::vector<Absence> out;
    session.each<std::int64_t, PersonId, std::string, PersonId, std::optional<std::string>, std::int64_t, std::int64_t>(
        "select a.id, a.person, p.name, a.deputy, d.name, a.valid_from, a.valid_until from absence a "
        "join person p on p.id = a.person left join person d on d.id = a.deputy "
        "where ((a.person = $1 and a.valid_until > $2) or (a.deputy = $1 and a.deputy <> 0 and a.valid_until > $2)) "
        "order by a.valid_from, a.id limit 200",
        [&](std::int64_t id, PersonId who, std::string name, PersonId deputy, std::optional<std::string> deputy_name,
            std::int64_t from, std::int64_t until) {
            out.push_back(
                {id, who, std::move(name), deputy, deputy_name.value_or(""), from_millis(from), from_millis(until)});
        },
        person, to_millis(context.clock.now()));
    return out;
}

bool is_absent(storage::Session& session, const Context& context, PersonId person) {
    const auto now = to_millis(context.clock.now());
    return away_between(session, person, now, now + 1);
}

std::vector<Colleague> colleagues_of(storage::Session& session, const Context& context, PersonId person) {
    std::vector<Colleague> out;
    session.each<PersonId, std::string>(
        "select distinct p.id, p.name from post_assignment mine join post_assignment a on a.agency = mine.agency "
        "join person p on p.id = a.person where mine.person = $1 and mine.valid_from <= $2 and mine.valid_until > $2 "
        "and a.valid_from <= $2 and a.valid_until > $2 and p.state = 'active' and p.id <> $1 order by p.name, p.id "
        "limit 1000",
        [&](PersonId id, std::string name) {
            out.push_back({id, std::move(name)});
        },
        person, to_millis(context.clock.now()));
    return out;
}

std::vector<std::string> skills_of(storage::Session& session, PersonId person) {
    std::vector<std::string> out;
    session.each<std::string>(
        "select skill from person_skill where person = $1 order by skill",
        [&](std::string skill) { out.push_back(std::move(skill)); }, person);
    return out;
}

Result<void> set_skills(storage::Session& session, Context& context, const Actor& by, PersonId person,
                        std::vector<std::string> skills) {
    const auto decision = may_manage_roles(by);
    if (!decision) return decision.result("role.manage").error();
    if (person == by.person) return refuse(errors::own_rights);
    if (!session.row<PersonId>("select id from person where id = $1 and state = 'active'", person))
        return refuse(errors::person_not_found);
    std::ranges::sort(skills);
    skills.erase(std::unique(skills.begin(), skills.end()), skills.end());
    if (skills.size() > most_skills || !std::ranges::all_of(skills, is_code)) return refuse(errors::bad_skill);
    if (skills == skills_of(session, person)) return {};
    session.exec("delete from person_skill where person = $1", person);
    for (const auto& skill : skills)
        session.exec("insert into person_skill (person, skill) values ($1, $2)", person, skill);
    auto entry = entry_by(by, decision, "skills_changed", person_stream(person));
    entry.subject = subject_of(person);
    entry.payload = {{"skills", JsonArray(skills.begin(), skills.end())}};
    entry.at = context.clock.now();
    context.ledger.append(session, entry);
    bump_version(session, context.ids);
    return {};
}

}  // namespace hz::identity
