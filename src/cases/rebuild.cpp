// SPDX-License-Identifier: Apache-2.0
#include "cases/rebuild.hpp"

#include <algorithm>
#include <span>

#include "cases/case_store.hpp"
#include "cases/derived_check.hpp"

namespace hz::cases {
namespace {

using storage::Session;

constexpr std::size_t cases_a_write = 20;  // what is written meanwhile waits behind so many
constexpr std::size_t most_told = 1000;

void drop_row(Session& s, const DerivedRow& row) {
    if (row.table == "case_work")
        s.exec("delete from case_work where owner = $1 and due_at = $2 and case_id = $3 and token = $4", row.owner,
               row.when, row.case_id, row.token);
    else if (row.table == "case_timer")
        s.exec("delete from case_timer where due_at = $1 and case_id = $2 and token = $3", row.when, row.case_id,
               row.token);
    else if (row.table == "case_job")
        s.exec("delete from case_job where case_id = $1 and token = $2", row.case_id, row.token);
    else if (row.table == "case_wait")
        s.exec(
            "delete from case_wait where kind = $1 and name = $2 and message_key = $3 and case_id = $4 and token = $5",
            row.rest[1], row.rest[2], row.rest[3], row.case_id, row.token);
    else if (row.table == "case_incident")
        s.exec("delete from case_incident where case_id = $1 and token = $2", row.case_id, row.token);
    else
        s.exec("delete from case_done where person = $1 and done_at = $2 and case_id = $3 and token = $4", row.person,
               row.when, row.case_id, row.token);
}

// False: no event tells of it.
bool mend(Session& session, ledger::Log& log, std::int64_t id, const std::vector<DerivedRow>& left_over) {
    const auto told = tell(session, log, id);
    if (!told.now) return false;
    session.exec("delete from case_file where id = $1", id);
    for (const auto& row : told.derived) drop_row(session, row);
    for (const auto& row : left_over) drop_row(session, row);
    save_case(session, nullptr, *told.now);
    for (const auto& row : told.derived)
        if (row.table == "case_done")
            add_done(session, PersonId{row.person}, from_millis(row.when), told.now->id, row.token, row.rest[0]);
    return true;
}

Result<ledger::StateFindings> look(ledger::Log& log, Broken& broken) {
    const auto check = make_state_check(broken);
    ledger::StateFindings found;
    if (auto done = ledger::check_state(log, {check.get()}, found); !done) return done.error();
    return found;
}

Result<void> mend_all(ledger::Log& log, const Broken& broken, Rebuilt& out) {
    std::vector<Broken::const_pointer> all;
    for (const auto& one : broken) all.push_back(&one);
    for (std::span rest = all; !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), cases_a_write));
        const auto mended = log.store().write_wait([&](Session& s) -> Result<std::vector<CaseId>> {
            std::vector<CaseId> ids;
            for (const auto* one : some)
                if (mend(s, log, one->first, one->second)) ids.push_back(CaseId{one->first});
            return ids;
        });
        if (!mended) return mended.error();
        out.mended.insert(out.mended.end(), mended->begin(), mended->end());
        rest = rest.subspan(some.size());
    }
    return {};
}

Result<void> note(ledger::Log& log, const Rebuilt& done, Time now) {
    JsonArray cases;
    for (const auto id : std::span(done.mended).first(std::min(done.mended.size(), most_told)))
        cases.push_back(Json(to_text(id)));
    ledger::Entry entry;
    entry.type = "cases_rebuilt";
    entry.stream = "cases";
    entry.actor = "system:rebuild";
    entry.payload = {{"mended", static_cast<std::int64_t>(done.mended.size())}, {"cases", std::move(cases)}};
    entry.at = now;
    const auto written =
        log.store().write_wait([&](Session& s) -> Result<ledger::EventId> { return log.append(s, entry); });
    return written ? Result<void>() : written.error();
}

}  // namespace

Result<Rebuilt> rebuild(ledger::Log& log, Time now) {
    Rebuilt out;
    Broken broken;
    auto found = look(log, broken);
    if (!found) return found.error();
    if (!broken.empty()) {
        if (auto done = mend_all(log, broken, out); !done) return done.error();
        if (auto done = note(log, out, now); !done) return done.error();
        broken.clear();
        found = look(log, broken);
        if (!found) return found.error();
    }
    out.looked_at = found->counts().at("case_file").rows;
    out.left = found->breaks();
    out.left_in_all = found->found();
    return out;
}

}  // namespace hz::cases
