// SPDX-License-Identifier: Apache-2.0
#include "cases/work_list.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/json_fields.hpp"
#include "base/stored_json.hpp"
#include "cases/case_store.hpp"
#include "cases/derived_rows.hpp"

namespace hz::cases {
namespace {

struct Place {
    std::int64_t due = std::numeric_limits<std::int64_t>::min();
    std::int64_t case_id = 0;
    std::int64_t token = 0;
    auto operator<=>(const Place&) const = default;
};

std::string to_cursor(const Place& p) {
    return std::to_string(p.due) + "." + std::to_string(p.case_id) + "." + std::to_string(p.token);
}

// An unreadable cursor begins at the start.
Place from_cursor(std::string_view text) {
    Place place;
    std::int64_t parts[3] = {place.due, 0, 0};
    const char* at = text.data();
    const char* end = at + text.size();
    for (auto& part : parts) {
        const auto [next, error] = std::from_chars(at, end, part);
        if (error != std::errc{}) return {};
        at = next == end ? end : next + 1;
    }
    return {parts[0], parts[1], parts[2]};
}

struct Owner {
    std::string key;
    std::optional<PersonId> for_person{};
};

std::string person_key(PersonId person) { return "person:" + hz::to_text(person); }

std::vector<Owner> owners_of(const identity::Actor& actor, WorkView view) {
    std::vector<Owner> owners;
    if (view == WorkView::mine) {
        owners.push_back({person_key(actor.person)});
        for (const auto& absent : actor.stands_in) owners.push_back({person_key(absent.person), absent.person});
        return owners;
    }
    for (const auto& post : actor.posts) {
        const auto key = "post:" + post.agency + ":" + post.code;
        owners.push_back({key});
        for (const auto& skill : actor.skills) owners.push_back({with_skill(key, skill)});
    }
    std::ranges::sort(owners, {}, &Owner::key);
    const auto same = [](const Owner& a, const Owner& b) { return a.key == b.key; };
    owners.erase(std::unique(owners.begin(), owners.end(), same), owners.end());
    return owners;
}

}  // namespace

WorkPage work_list(storage::Session& session, const identity::Actor& actor, WorkView view, std::size_t limit,
                   std::string_view after) {
    const auto from = after.empty() ? Place{} : from_cursor(after);
    std::map<Place, std::optional<PersonId>> places;  // one's own before somebody else's
    for (const auto& owner : owners_of(actor, view))
        session.each<std::int64_t, std::int64_t, std::int64_t>(
            "select due_at, case_id, token from case_work where owner = $1 and (due_at, case_id, token) > ($2, $3, $4) "
            "order by due_at, case_id, token limit $5",
            [&](std::int64_t due, std::int64_t id, std::int64_t token) {
                places.try_emplace(Place{due, id, token}, owner.for_person);
            },
            owner.key, from.due, from.case_id, from.token, limit + 1);
    WorkPage page;
    Place last;
    for (const auto& [place, for_person] : places) {
        if (page.items.size() == limit) {
            page.next = to_cursor(last);
            break;
        }
        const auto due = place.due == no_due ? std::nullopt : std::optional(from_millis(place.due));
        page.items.push_back({{CaseId{place.case_id}, place.token}, due, view == WorkView::mine, for_person});
        last = place;
    }
    return page;
}

std::vector<DoneItem> done_list(storage::Session& session, PersonId person, std::size_t limit, Time before) {
    std::vector<DoneItem> out;
    const auto bound = before == Time{} ? no_due : to_millis(before);
    session.each<std::int64_t, std::int64_t, std::int64_t, std::string>(
        "select done_at, case_id, token, element from case_done where person = $1 and done_at < $2 "
        "order by done_at desc, case_id desc, token desc limit $3",
        [&](std::int64_t at, std::int64_t id, std::int64_t token, std::string element) {
            out.push_back({{CaseId{id}, token}, std::move(element), from_millis(at)});
        },
        person, bound, limit);
    return out;
}

WorkCounts work_counts(storage::Session& session, const identity::Actor& actor, Time now, Time soon, Time today) {
    WorkCounts counts;
    const auto count = [&](std::string_view sql, const auto&... args) {
        const auto row = session.row<std::int64_t>(sql, args..., counted_to);
        return row ? std::get<0>(*row) : 0;
    };
    const auto count_due = [&](const Owner& owner) {
        counts.overdue += count(
            "select count(*) from (select token from case_work where owner = $1 and due_at < $2 limit $3) as counted",
            owner.key, to_millis(now));
        counts.due_soon += count(
            "select count(*) from (select token from case_work where owner = $1 and due_at >= $2 and due_at < $3 limit "
            "$4) as counted",
            owner.key, to_millis(now), to_millis(soon));
    };
    for (const auto view : {WorkView::open, WorkView::mine})
        for (const auto& owner : owners_of(actor, view)) {
            (view == WorkView::open ? counts.open : counts.mine) += count(
                "select count(*) from (select token from case_work where owner = $1 limit $2) as counted", owner.key);
            count_due(owner);
        }
    for (auto* figure : {&counts.open, &counts.mine, &counts.overdue, &counts.due_soon})
        *figure = std::min(*figure, counted_to);
    counts.done_today = count(
        "select count(*) from (select token from case_done where person = $1 and done_at >= $2 limit $3) as counted",
        actor.person, to_millis(today));
    return counts;
}

// From one state to the next by the index on what is open, instead of through every open case.
std::vector<std::pair<std::string, std::int64_t>> open_by_state(storage::Session& session, std::string_view agency) {
    std::vector<std::pair<std::string, std::int64_t>> out;
    std::string after;
    while (const auto state = session.row<std::string>(
               "select state from case_file where agency = $1 and closed_at is null and state > $2 order by state "
               "limit 1",
               agency, after)) {
        after = std::get<0>(*state);
        const auto number = session.row<std::int64_t>(
            "select count(*) from (select state from case_file where agency = $1 and closed_at is null and state = $2 "
            "limit $3) as counted",
            agency, after, counted_to);
        out.emplace_back(after, number ? std::get<0>(*number) : 0);
    }
    return out;
}

std::vector<Case> cases_of(storage::Session& session, PersonId applicant, std::size_t limit, CaseId before) {
    std::vector<Case> out;
    session.each<std::string>(
        "select body from case_file where applicant = $1 and applicant <> 0 and id < $2 order by id desc limit $3",
        [&](const std::string& body) {
            if (const auto json = read_stored_json(body)) out.push_back(from_fields<Case>(*json));
        },
        applicant, before ? before.value : no_due, limit);
    return out;
}

}  // namespace hz::cases
