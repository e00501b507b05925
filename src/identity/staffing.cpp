// SPDX-License-Identifier: Apache-2.0
// Who fills which post, and what a post may do: the security administrator's commands.
#include <algorithm>
#include <limits>
#include <set>

#include "identity/entry.hpp"
#include "identity/errors.hpp"
#include "identity/organisation.hpp"
#include "identity/policy.hpp"

namespace hz::identity {
namespace {

constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();
constexpr std::string_view manage = "role.manage";

struct Wanted {
    const Agency* agency = nullptr;
    const Post* post = nullptr;
    Decision decision;
};

Result<Wanted> may_staff(const DirectoryView& directory, const Actor& by, std::string_view agency,
                         std::string_view post) {
    Wanted wanted{directory.agency(agency), directory.post(agency, post), {}};
    if (wanted.agency == nullptr) return refuse(errors::agency_not_found, {{"code", std::string(agency)}});
    if (wanted.post == nullptr)
        return refuse(errors::post_not_found, {{"agency", std::string(agency)}, {"code", std::string(post)}});
    Resource resource;
    resource.kind = "post";
    resource.platform = true;
    wanted.decision = decide(by, manage, resource, "");
    if (!wanted.decision) return wanted.decision.result(manage).error();
    return wanted;
}

// Every role the person has or will have, by whatever post or delegation, leaving out one post.
std::vector<std::string> roles_of(storage::Session& session, const DirectoryView& directory, PersonId person,
                                  std::int64_t now, std::string_view without_agency, std::string_view without_post) {
    std::set<std::string> roles;
    session.each<std::string, std::string>(
        "select agency, post from post_assignment where person = $1 and valid_until > $2 union all "
        "select agency, post from delegation where deputy = $1 and valid_until > $2",
        [&](const std::string& agency, const std::string& code) {
            if (agency == without_agency && code == without_post) return;
            if (const auto* post = directory.post(agency, code)) roles.insert(post->roles.begin(), post->roles.end());
        },
        person, now);
    return {roles.begin(), roles.end()};
}

Result<void> check_exclusive(const RoleSet& set, std::vector<std::string> held, std::span<const std::string> added) {
    held.insert(held.end(), added.begin(), added.end());
    if (const auto conflict = set.conflict(held))
        return refuse(errors::exclusive_roles, {{"first", conflict->first}, {"second", conflict->second}});
    return {};
}

void record(storage::Session& session, Context& context, const Actor& by, const Decision& decision, std::string type,
            const Post& post, PersonId person, std::int64_t at, Json payload) {
    auto entry = entry_by(by, decision, std::move(type), post_stream(post.agency, post.code));
    entry.subject = subject_of(person);
    entry.payload = std::move(payload);
    entry.at = from_millis(at);
    context.ledger.append(session, entry);
}

bool fills(storage::Session& session, PersonId person, std::string_view agency, std::string_view post,
           std::int64_t now) {
    return session
        .row<PersonId>(
            "select person from post_assignment where person = $1 and agency = $2 and post = $3 and valid_until > $4",
            person, agency, post, now)
        .has_value();
}

bool exists(storage::Session& session, PersonId person) {
    return session.row<PersonId>("select id from person where id = $1 and state = 'active'", person).has_value();
}

}  // namespace

Result<void> assign_post(storage::Session& session, Context& context, const Actor& by, PersonId person,
                         std::string_view agency, std::string_view post, std::optional<Time> until) {
    const auto directory = context.directory.get(session);
    const auto wanted = may_staff(*directory, by, agency, post);
    if (!wanted) return wanted.error();
    if (person == by.person) return refuse(errors::own_rights);
    if (!exists(session, person)) return refuse(errors::person_not_found);
    const auto now = to_millis(context.clock.now());
    if (until && to_millis(*until) <= now) return refuse(errors::bad_period);
    if (fills(session, person, agency, post, now)) return refuse(errors::already_assigned);
    const auto held = roles_of(session, *directory, person, now, agency, post);
    if (auto ok = check_exclusive(*directory->roles, held, wanted->post->roles); !ok) return ok;
    session.exec(
        "insert into post_assignment (person, agency, post, valid_from, valid_until) values ($1, $2, $3, $4, $5) "
        "on conflict (person, agency, post, valid_from) do update set valid_until = excluded.valid_until",
        person, agency, post, now, until ? to_millis(*until) : for_ever);
    record(session, context, by, wanted->decision, "post_assigned", *wanted->post, person, now,
           {{"person", to_text(person)}, {"until", until ? Json(to_millis(*until)) : Json(nullptr)}});
    bump_version(session, context.ids);
    return {};
}

Result<void> unassign_post(storage::Session& session, Context& context, const Actor& by, PersonId person,
                           std::string_view agency, std::string_view post) {
    const auto directory = context.directory.get(session);
    const auto wanted = may_staff(*directory, by, agency, post);
    if (!wanted) return wanted.error();
    if (person == by.person) return refuse(errors::own_rights);
    const auto now = to_millis(context.clock.now());
    const auto changed = session.change(
        "update post_assignment set valid_until = $1 where person = $2 and agency = $3 and post = $4 and valid_until > "
        "$1",
        now, person, agency, post);
    if (changed == 0) return refuse(errors::not_assigned);
    record(session, context, by, wanted->decision, "post_unassigned", *wanted->post, person, now,
           {{"person", to_text(person)}});
    bump_version(session, context.ids);
    return {};
}

Result<void> set_post_roles(storage::Session& session, Context& context, const Actor& by, std::string_view agency,
                            std::string_view post, std::span<const std::string> roles) {
    const auto directory = context.directory.get(session);
    const auto wanted = may_staff(*directory, by, agency, post);
    if (!wanted) return wanted.error();
    for (const auto& role : roles)
        if (directory->roles->find(role) == nullptr) return refuse(errors::unknown_role, {{"role", role}});
    if (by.in_post(agency, post)) return refuse(errors::own_rights);
    const auto now = to_millis(context.clock.now());
    std::vector<PersonId> people;
    session.each<PersonId>(
        "select person from post_assignment where agency = $1 and post = $2 and valid_until > $3 union "
        "select deputy from delegation where agency = $1 and post = $2 and valid_until > $3",
        [&](PersonId person) { people.push_back(person); }, agency, post, now);
    if (auto ok = check_exclusive(*directory->roles, {}, roles); !ok) return ok;
    for (const auto person : people) {
        if (person == by.person) return refuse(errors::own_rights);  // a post to come, or as a deputy
        const auto held = roles_of(session, *directory, person, now, agency, post);
        if (auto ok = check_exclusive(*directory->roles, held, roles); !ok) return ok;
    }
    JsonArray list(roles.begin(), roles.end());
    session.exec("update post set roles = $1 where agency = $2 and code = $3", to_string(list), agency, post);
    record(session, context, by, wanted->decision, "post_roles_changed", *wanted->post, {}, now, {{"roles", list}});
    bump_version(session, context.ids);
    return {};
}

Result<std::int64_t> delegate_post(storage::Session& session, Context& context, const Actor& by, PersonId deputy,
                                   std::string_view agency, std::string_view post, Time from, Time until) {
    constexpr auto longest = std::chrono::hours(24 * 180);
    const auto directory = context.directory.get(session);
    const auto* wanted = directory->post(agency, post);
    if (wanted == nullptr)
        return refuse(errors::post_not_found, {{"agency", std::string(agency)}, {"code", std::string(post)}});
    const auto now = context.clock.now();
    if (until <= from || until <= now || until - from > longest) return refuse(errors::bad_period);
    if (!by.person || !fills(session, by.person, agency, post, to_millis(now))) return refuse(errors::not_assigned);
    if (deputy == by.person) return refuse(errors::already_assigned);
    if (!exists(session, deputy)) return refuse(errors::person_not_found);
    const auto held = roles_of(session, *directory, deputy, to_millis(now), "", "");
    if (auto ok = check_exclusive(*directory->roles, held, wanted->roles); !ok) return ok.error();
    const auto id = context.ids.next();
    session.exec(
        "insert into delegation (id, deputy, person, agency, post, valid_from, valid_until) values ($1, $2, $3, $4, "
        "$5, $6, $7)",
        id, deputy, by.person, agency, post, to_millis(from), to_millis(until));
    record(session, context, by, {}, "post_delegated", *wanted, deputy, to_millis(now),
           {{"delegation", id}, {"deputy", to_text(deputy)}, {"from", to_millis(from)}, {"until", to_millis(until)}});
    bump_version(session, context.ids);
    return id;
}

Result<void> end_delegation(storage::Session& session, Context& context, const Actor& by, std::int64_t delegation) {
    const auto now = to_millis(context.clock.now());
    const auto row = session.row<PersonId, PersonId, std::string, std::string>(
        "select person, deputy, agency, post from delegation where id = $1 and valid_until > $2", delegation, now);
    if (!row) return refuse(errors::not_assigned);
    const auto& [person, deputy, agency, code] = *row;
    const auto directory = context.directory.get(session);
    const auto* post = directory->post(agency, code);
    if (post == nullptr) return refuse(errors::post_not_found, {{"agency", agency}, {"code", code}});
    Decision decision;
    if (person != by.person) {  // or the security administrator
        const auto wanted = may_staff(*directory, by, agency, code);
        if (!wanted) return wanted.error();
        decision = wanted->decision;
    }
    session.exec("update delegation set valid_until = $1 where id = $2", now, delegation);
    record(session, context, by, decision, "delegation_ended", *post, deputy, now,
           {{"delegation", delegation}, {"deputy", to_text(deputy)}});
    bump_version(session, context.ids);
    return {};
}

std::vector<Holder> people_in_post(storage::Session& session, const Context& context, std::string_view agency,
                                   std::string_view post) {
    std::vector<Holder> out;
    const auto now = to_millis(context.clock.now());
    session.each<PersonId, std::string, std::int64_t, std::int64_t, PersonId>(
        "select a.person, p.name, a.valid_from, a.valid_until, 0 from post_assignment a join person p on p.id = "
        "a.person "
        "where a.agency = $1 and a.post = $2 and a.valid_from <= $3 and a.valid_until > $3 union all "
        "select d.deputy, p.name, d.valid_from, d.valid_until, d.person from delegation d join person p on p.id = "
        "d.deputy "
        "where d.agency = $1 and d.post = $2 and d.valid_from <= $3 and d.valid_until > $3 order by 1",
        [&](PersonId person, std::string name, std::int64_t from, std::int64_t until, PersonId deputy_for) {
            Holder holder{person, std::move(name), from_millis(from), {}, deputy_for};
            if (until != for_ever) holder.until = from_millis(until);
            out.push_back(std::move(holder));
        },
        agency, post, now);
    return out;
}

}  // namespace hz::identity
