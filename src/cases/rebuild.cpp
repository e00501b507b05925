// SPDX-License-Identifier: Apache-2.0
#include "cases/rebuild.hpp"

#include <algorithm>
#include <charconv>
#include <span>

#include "cases/case_store.hpp"
#include "cases/derived_check.hpp"
#include "cases/derived_rows.hpp"

namespace hz::cases {
namespace {

using storage::Session;

constexpr std::size_t cases_a_write = 20;  // what is written meanwhile waits behind so many
constexpr std::size_t most_told = 1000;

std::int64_t number(std::string_view text) {
    std::int64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::string type_of_job(const Case& c, std::int64_t token) {
    for (const auto& [job, type] : job_rows(&c))
        if (job == token) return type;
    return {};
}

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

void put_row(Session& s, const DerivedRow& row, const Case& c) {
    if (row.table == "case_work")
        s.exec("insert into case_work (owner, due_at, case_id, token) values ($1, $2, $3, $4)", row.owner, row.when,
               row.case_id, row.token);
    else if (row.table == "case_timer")
        s.exec("insert into case_timer (due_at, case_id, token) values ($1, $2, $3)", row.when, row.case_id, row.token);
    else if (row.table == "case_job")
        s.exec("insert into case_job (case_id, token, run_at, attempts, problem, type) values ($1, $2, 0, 0, '', $3)",
               row.case_id, row.token, type_of_job(c, row.token));
    else if (row.table == "case_wait")
        s.exec("insert into case_wait (kind, name, message_key, case_id, token, since) values ($1, $2, $3, $4, $5, $6)",
               row.rest[1], row.rest[2], row.rest[3], row.case_id, row.token, number(row.rest[0]));
    else if (row.table == "case_incident")
        s.exec(
            "insert into case_incident (case_id, token, raised_at, kind, element, problem) "
            "values ($1, $2, $3, $4, $5, $6)",
            row.case_id, row.token, number(row.rest[0]), row.rest[1], row.rest[2], row.rest[3]);
    else
        s.exec("insert into case_done (person, done_at, case_id, token, element) values ($1, $2, $3, $4, $5)",
               row.person, row.when, row.case_id, row.token, row.rest[0]);
}

// How many rows changed.
std::int64_t mend(Session& session, ledger::Log& log, std::int64_t id, const std::vector<DerivedRow>& left_over) {
    const auto told = tell(session, log, id);
    if (!told.now) return 0;
    std::int64_t rows = put_case(session, *told.now) ? 1 : 0;
    for (const auto& row : told.derived) {
        const auto stands = find_row(session, row);
        if (stands == row) continue;
        if (stands) drop_row(session, row);
        put_row(session, row, *told.now);
        ++rows;
    }
    for (const auto& row : left_over) {
        const auto is_it = [&](const DerivedRow& one) { return same_key(one, row); };
        if (std::ranges::any_of(told.derived, is_it) || !find_row(session, row)) continue;
        drop_row(session, row);
        ++rows;
    }
    return rows;
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
        const auto mended = log.store().write_wait([&](Session& s) -> Result<std::vector<std::int64_t>> {
            std::vector<std::int64_t> rows;
            for (const auto* one : some) rows.push_back(mend(s, log, one->first, one->second));
            return rows;
        });
        if (!mended) return mended.error();
        for (std::size_t i = 0; i < some.size(); ++i) {
            out.rows += (*mended)[i];
            if ((*mended)[i] > 0) out.mended.push_back(CaseId{some[i]->first});
        }
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
    entry.payload = {
        {"mended", static_cast<std::int64_t>(done.mended.size())}, {"rows", done.rows}, {"cases", std::move(cases)}};
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
