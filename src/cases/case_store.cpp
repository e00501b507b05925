// SPDX-License-Identifier: Apache-2.0
#include "cases/case_store.hpp"

#include <algorithm>
#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <map>
#include <tuple>

#include "base/check.hpp"
#include "base/json_fields.hpp"
#include "base/stored_json.hpp"
#include "cases/case_range.hpp"
#include "cases/derived_rows.hpp"

namespace hz::cases {
namespace {

using storage::Session;

// A command mostly follows another one on the same case.
constexpr std::string_view find_body = "select body from case_file where id = $1";

// Calls `gone` for what only `before` has and `come` for what only `after` has.
template <class Rows, class Gone, class Come>
void differences(const Rows& before, const Rows& after, Gone gone, Come come) {
    for (const auto& row : before)
        if (!after.contains(row)) gone(row);
    for (const auto& row : after)
        if (!before.contains(row)) come(row);
}

// The document is read into one block and copied from there into the case.
Case read_case(std::string_view text) {
    std::array<unsigned char, 16'384> block;
    boost::json::monotonic_resource memory(block.data(), block.size());
    const auto body = read_stored_json(text, &memory);
    check(body.has_value(), "a stored case is readable");
    return from_fields<Case>(*body);
}

void save_row(Session& session, bool is_new, const Case& c) {
    const auto body = canonical_fields(c);
    const std::optional<std::int64_t> closed = c.closed_at ? std::optional(to_millis(*c.closed_at)) : std::nullopt;
    if (is_new)
        session.exec(
            "insert into case_file (id, number, type, agency, applicant, state, submitted_at, closed_at, version, "
            "body) "
            "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            c.id, c.number, c.type, c.agency, c.applicant, c.state, to_millis(c.submitted_at), closed, c.version, body);
    else
        session.exec("update case_file set state = $1, closed_at = $2, version = $3, body = $4 where id = $5", c.state,
                     closed, c.version, body, c.id);
    session.foresee(std::tuple(std::string_view(body)), find_body, c.id);
}

// A message that is kept for whoever begins to wait is looked at again.
void save_waits(Session& session, const Case* before, const Case& after) {
    if (after.waits.empty() && (before == nullptr || before->waits.empty())) return;
    differences(
        wait_rows(before), wait_rows(&after),
        [&](const WaitRow& row) {
            session.exec(
                "delete from case_wait where kind = $1 and name = $2 and message_key = $3 and case_id = $4 and "
                "token = $5",
                row.kind, row.name, row.key, after.id, row.token);
        },
        [&](const WaitRow& row) {
            session.exec(
                "insert into case_wait (kind, name, message_key, case_id, token, since) values ($1, $2, $3, $4, $5, "
                "$6)",
                row.kind, row.name, row.key, after.id, row.token, row.since);
            if (row.kind == "message")
                session.exec(
                    "update case_message set run_at = 0 where name = $1 and message_key = $2 and state = 'open'",
                    row.name, row.key);
        });
}

}  // namespace

std::optional<Case> find_case(Session& session, CaseId id) {
    const auto row = session.row_likely<std::string>(find_body, id);
    if (!row) return std::nullopt;
    return read_case(std::get<0>(*row));
}

std::vector<std::optional<Case>> find_cases(Session& session, std::span<const CaseId> ids) {
    constexpr std::size_t at_once = 50;  // one statement, prepared once; the last question is filled up
    std::string sql = "select id, body from case_file where id in ($1";
    for (std::size_t i = 2; i <= at_once; ++i) sql += ", $" + std::to_string(i);
    sql += ')';
    std::map<std::int64_t, Case> found;
    for (std::size_t first = 0; first < ids.size(); first += at_once) {
        std::array<storage::Value, at_once> asked;
        for (std::size_t i = 0; i < at_once; ++i) asked[i] = ids[std::min(first + i, ids.size() - 1)].value;
        session.do_query(sql, asked, [&](const storage::Row& row) {
            found.emplace(row.integer(0), read_case(row.text(1)));
            return true;
        });
    }
    std::vector<std::optional<Case>> out;
    out.reserve(ids.size());
    for (const auto id : ids) {
        const auto it = found.find(id.value);
        out.push_back(it == found.end() ? std::nullopt : std::optional(it->second));
    }
    return out;
}

void each_case(Session& session, CaseId from, CaseId to, std::size_t limit, const std::function<void(const Case&)>& f) {
    session.each<std::string>(
        "select body from case_file where id >= $1 and id <= $2 order by id limit $3",
        [&](const std::string& body) { f(read_case(body)); }, from, to, limit);
}

// The index of open cases alone gives the ids: what is closed is never touched.
void each_running_case(Session& session, std::string_view type, CaseId after, std::size_t limit,
                       const std::function<bool(const Case&)>& f) {
    session.each<std::string>(
        "select body from case_file where id in (select id from case_file where closed_at is null and +id > $1) "
        "and type = $2 order by id limit $3",
        [&](const std::string& body) { return f(read_case(body)); }, after, type, limit);
}

std::optional<CaseId> find_case_by_number(Session& session, std::string_view number) {
    const auto row = session.row<CaseId>("select id from case_file where number = $1", number);
    if (!row) return std::nullopt;
    return std::get<0>(*row);
}

void save_case(Session& session, const Case* before, const Case& after) {
    save_row(session, before == nullptr, after);
    differences(
        work_rows(before), work_rows(&after),
        [&](const WorkRow& row) {
            session.exec("delete from case_work where owner = $1 and due_at = $2 and case_id = $3 and token = $4",
                         row.owner, row.due, after.id, row.token);
        },
        [&](const WorkRow& row) {
            session.exec("insert into case_work (owner, due_at, case_id, token) values ($1, $2, $3, $4)", row.owner,
                         row.due, after.id, row.token);
        });
    differences(
        timer_rows(before), timer_rows(&after),
        [&](const auto& row) {
            session.exec("delete from case_timer where due_at = $1 and case_id = $2 and token = $3", row.first,
                         after.id, row.second);
            session.exec("delete from case_timer_try where case_id = $1 and token = $2", after.id, row.second);
        },
        [&](const auto& row) {
            session.exec("insert into case_timer (due_at, case_id, token) values ($1, $2, $3)", row.first, after.id,
                         row.second);
        });
    differences(
        job_rows(before), job_rows(&after),
        [&](const auto& row) {
            session.exec("delete from case_job where case_id = $1 and token = $2", after.id, row.first);
        },
        [&](const auto& row) {
            session.exec(
                "insert into case_job (case_id, token, run_at, attempts, problem, type) values ($1, $2, 0, 0, '', $3)",
                after.id, row.first, row.second);
        });
    save_waits(session, before, after);
    differences(
        incident_rows(before), incident_rows(&after),
        [&](const OpenIncident& one) {
            session.exec("delete from case_incident where case_id = $1 and token = $2", after.id, one.token);
        },
        [&](const OpenIncident& one) {
            session.exec(
                "insert into case_incident (case_id, token, raised_at, kind, element, problem) "
                "values ($1, $2, $3, $4, $5, $6)",
                after.id, one.token, to_millis(one.at), one.kind, one.element, one.problem);
        });
}

void add_done(Session& session, PersonId person, Time at, CaseId id, std::int64_t token, std::string_view element) {
    session.exec("insert into case_done (person, done_at, case_id, token, element) values ($1, $2, $3, $4, $5)", person,
                 to_millis(at), id, token, element);
}

void try_again(Session& session, CaseId id, std::int64_t token) {
    session.exec("delete from case_timer_try where case_id = $1 and token = $2", id, token);
    session.exec("update case_job set run_at = 0, attempts = 0 where case_id = $1 and token = $2", id, token);
    session.exec("update case_message set run_at = 0, attempts = 0 where case_id = $1 and state = 'open'", id);
    session.exec("update case_signal set run_at = 0 where only_case = $1", id);
}

std::int64_t next_count(Session& session, std::string_view name) {
    constexpr std::string_view count =
        "insert into case_counter (name, last) values ($1, 1) "
        "on conflict (name) do update set last = case_counter.last + 1 returning last";
    const auto row = session.row_likely<std::int64_t>(count, name);
    check(row.has_value(), "a counter gives a number");
    const auto given = std::get<0>(*row);
    session.foresee(std::tuple(given + 1), count, name);
    return given;
}

}  // namespace hz::cases
