// SPDX-License-Identifier: Apache-2.0
#include "insight/finding_store.hpp"

#include <limits>

namespace hz::insight {

using storage::Session;

namespace {

Finding read(std::string_view body) {
    const auto json = parse_json(body);
    return json ? from_fields<Finding>(*json) : Finding{};
}

}  // namespace

std::optional<Finding> find_finding(Session& session, FindingId id) {
    const auto row = session.row<std::string>("select body from insight_finding where id = $1", id);
    return row ? std::optional(read(std::get<0>(*row))) : std::nullopt;
}

bool has_found(Session& session, cases::CaseId case_id, std::string_view rule) {
    return session.row<std::int64_t>("select id from insight_finding where case_id = $1 and rule = $2", case_id, rule)
        .has_value();
}

void insert_finding(Session& session, const Finding& f) {
    session.exec(
        "insert into insight_finding (id, case_id, rule, agency, state, answer_due, body) values ($1, $2, $3, $4, $5, "
        "$6, $7)",
        f.id, f.case_id, f.rule, f.agency, f.state, to_millis(f.answer_due), canonical_fields(f));
}

void update_finding(Session& session, const Finding& f) {
    session.exec("update insight_finding set state = $2, answer_due = $3, body = $4 where id = $1", f.id, f.state,
                 to_millis(f.answer_due), canonical_fields(f));
}

void each_finding(Session& session, FindingId before, std::string_view agency, std::string_view state,
                  const std::function<bool(Finding)>& see) {
    const auto top = before ? before.value : std::numeric_limits<std::int64_t>::max();
    session.each<std::string>(
        "select body from insight_finding where id < $1 and ($2 = '' or agency = $2) and ($3 = '' or state = $3) "
        "order by id desc limit 5000",
        [&](std::string body) { return see(read(body)); }, top, agency, state);
}

}  // namespace hz::insight
