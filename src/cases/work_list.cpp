// SPDX-License-Identifier: Apache-2.0
#include "cases/work_list.hpp"

#include <algorithm>
#include <charconv>

#include "base/json_fields.hpp"
#include "base/stored_json.hpp"
#include "cases/case_store.hpp"

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

std::vector<std::string> owners_of(const identity::Actor& actor, WorkView view) {
    if (view == WorkView::mine) return {"person:" + hz::to_text(actor.person)};
    std::vector<std::string> owners;
    for (const auto& post : actor.posts) owners.push_back("post:" + post.agency + ":" + post.code);
    std::sort(owners.begin(), owners.end());
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
    return owners;
}

}  // namespace

WorkPage work_list(storage::Session& session, const identity::Actor& actor, WorkView view, std::size_t limit,
                   std::string_view after) {
    const auto from = after.empty() ? Place{} : from_cursor(after);
    std::vector<Place> places;
    for (const auto& owner : owners_of(actor, view))
        session.each<std::int64_t, std::int64_t, std::int64_t>(
            "select due_at, case_id, token from case_work where owner = $1 and (due_at, case_id, token) > ($2, $3, $4) "
            "order by due_at, case_id, token limit $5",
            [&](std::int64_t due, std::int64_t id, std::int64_t token) {
                places.push_back({due, id, token});
            },
            owner, from.due, from.case_id, from.token, limit + 1);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    WorkPage page;
    for (const auto& place : places) {
        if (page.items.size() == limit) {
            page.next = to_cursor(places[limit - 1]);
            break;
        }
        const auto due = place.due == no_due ? std::nullopt : std::optional(from_millis(place.due));
        page.items.push_back({{CaseId{place.case_id}, place.token}, due, view == WorkView::mine});
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
        const auto row = session.row<std::int64_t>(sql, args...);
        return row ? std::get<0>(*row) : 0;
    };
    auto owners = owners_of(actor, WorkView::open);
    const auto me = owners_of(actor, WorkView::mine).front();
    for (const auto& owner : owners) counts.open += count("select count(*) from case_work where owner = $1", owner);
    counts.mine = count("select count(*) from case_work where owner = $1", me);
    owners.push_back(me);
    for (const auto& owner : owners) {
        counts.overdue +=
            count("select count(*) from case_work where owner = $1 and due_at < $2", owner, to_millis(now));
        counts.due_soon += count("select count(*) from case_work where owner = $1 and due_at >= $2 and due_at < $3",
                                 owner, to_millis(now), to_millis(soon));
    }
    counts.done_today =
        count("select count(*) from case_done where person = $1 and done_at >= $2", actor.person, to_millis(today));
    return counts;
}

std::vector<std::pair<std::string, std::int64_t>> open_by_state(storage::Session& session, std::string_view agency) {
    std::vector<std::pair<std::string, std::int64_t>> out;
    session.each<std::string, std::int64_t>(
        "select state, count(*) from case_file where agency = $1 and closed_at is null group by state order by state",
        [&](std::string state, std::int64_t n) { out.emplace_back(std::move(state), n); }, agency);
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
