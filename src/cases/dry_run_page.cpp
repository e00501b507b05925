// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "cases/case_store.hpp"
#include "cases/dry_run.hpp"

namespace hz::cases {
namespace {

using storage::Session;

std::int64_t since(const PastCases& which) {
    return which.from ? to_millis(*which.from) : std::numeric_limits<std::int64_t>::min();
}
std::int64_t until(const PastCases& which) {
    return which.to ? to_millis(*which.to) : std::numeric_limits<std::int64_t>::max();
}

// The latest first.
std::vector<CaseId> past_cases(Session& session, const PastCases& which, std::size_t limit) {
    std::vector<CaseId> out;
    session.each<CaseId>(
        "select id from case_file where type = $1 and closed_at is not null and submitted_at >= $2 and "
        "submitted_at <= $3 and id < $4 order by id desc limit $5",
        [&](CaseId id) { out.push_back(id); }, which.type, since(which), until(which),
        which.before.value_or(CaseId{std::numeric_limits<std::int64_t>::max()}), limit);
    return out;
}

// What stands for a case that is not there to be played any more.
DryRun not_played(CaseId id, Error problem) {
    DryRun out;
    out.id = id;
    out.end = DryRunEnd::failed;
    out.problem = std::move(problem);
    return out;
}

}  // namespace

void DryRunCounts::add(const DryRun& one) {
    ++looked_at;
    same += !one.differs();
    otherwise += one.otherwise();
    later += one.days > 0;
    earlier += one.days < 0;
    people += !one.people.empty() || !one.same_person.empty();
    decisions += !one.decisions.empty();
    steps += !one.not_asked.empty();
    stands += one.end == DryRunEnd::stands;
    failed += one.end == DryRunEnd::failed;
}

std::int64_t count_past_cases(Session& session, const PastCases& which, std::int64_t most) {
    const auto row = session.row<std::int64_t>(
        "select count(*) from (select 1 from case_file where type = $1 and closed_at is not null and "
        "submitted_at >= $2 and submitted_at <= $3 limit $4) as counted",
        which.type, since(which), until(which), most);
    return row ? std::get<0>(*row) : 0;
}

std::optional<CaseId> dry_run_page(Session& session, Cases& cases, ledger::Ledger& ledger, const PastCases& which,
                                   std::size_t limit, const Change& change,
                                   const std::function<void(const Case&, const DryRun&)>& tell) {
    const auto ids = past_cases(session, which, limit);
    for (const auto id : ids) {
        const auto c = find_case(session, id);
        if (!c) continue;
        const auto type = cases.type_of(session, *c);
        tell(*c, type ? dry_run(id, history(session, ledger, id), with(**type, change), *cases.calendar())
                      : not_played(id, type.error()));
    }
    return ids.size() == limit ? std::optional(ids.back()) : std::nullopt;
}

}  // namespace hz::cases
