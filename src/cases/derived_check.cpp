// SPDX-License-Identifier: Apache-2.0
#include "cases/derived_check.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace hz::cases {
namespace {

using ledger::StateFindings;
using storage::Session;

constexpr std::size_t rows_a_read = 5000;
constexpr auto lowest = std::numeric_limits<std::int64_t>::min();

std::string sum_text(const DerivedRow& row) {
    auto text = std::string(row.table) + '\n' + row.key();
    for (const auto& column : row.rest) text += '\n' + std::to_string(column.size()) + ' ' + column;
    return text;
}

using Rows = std::vector<DerivedRow>;

// The page of one table after `last`; its table says which.
Rows read_page(Session& session, const DerivedRow& last) {
    using std::int64_t, std::string;
    Rows page;
    if (last.table == "case_work")
        session.each<string, int64_t, int64_t, int64_t>(
            "select owner, due_at, case_id, token from case_work where (owner, due_at, case_id, token) > ($1, $2, $3, "
            "$4) order by owner, due_at, case_id, token limit $5",
            [&](string owner, int64_t due, int64_t id, int64_t token) {
                page.push_back(work_row(std::move(owner), due, id, token));
            },
            last.owner, last.when, last.case_id, last.token, rows_a_read);
    else if (last.table == "case_timer")
        session.each<int64_t, int64_t, int64_t>(
            "select due_at, case_id, token from case_timer where (due_at, case_id, token) > ($1, $2, $3) "
            "order by due_at, case_id, token limit $4",
            [&](int64_t due, int64_t id, int64_t token) { page.push_back(timer_row(due, id, token)); }, last.when,
            last.case_id, last.token, rows_a_read);
    else if (last.table == "case_job")
        session.each<int64_t, int64_t>(
            "select case_id, token from case_job where (case_id, token) > ($1, $2) order by case_id, token limit $3",
            [&](int64_t id, int64_t token) { page.push_back(job_row(id, token)); }, last.case_id, last.token,
            rows_a_read);
    else if (last.table == "case_wait") {
        const auto at = [&](std::size_t i) { return last.rest.size() > i ? last.rest[i] : string(); };
        session.each<string, string, string, int64_t, int64_t, int64_t>(
            "select kind, name, message_key, case_id, token, since from case_wait where (kind, name, message_key, "
            "case_id, token) > ($1, $2, $3, $4, $5) order by kind, name, message_key, case_id, token limit $6",
            [&](string kind, string name, string key, int64_t id, int64_t token, int64_t since) {
                page.push_back(wait_row(id, token, std::move(kind), std::move(name), std::move(key), since));
            },
            at(1), at(2), at(3), last.case_id, last.token, rows_a_read);
    } else if (last.table == "case_incident")
        session.each<int64_t, int64_t, int64_t, string, string, string>(
            "select case_id, token, raised_at, kind, element, problem from case_incident where (case_id, token) > "
            "($1, $2) order by case_id, token limit $3",
            [&](auto... column) { page.push_back(incident_row(std::move(column)...)); }, last.case_id, last.token,
            rows_a_read);
    else
        session.each<int64_t, int64_t, int64_t, int64_t, string>(
            "select person, done_at, case_id, token, element from case_done where (person, done_at, case_id, token) > "
            "($1, $2, $3, $4) order by person, done_at, case_id, token limit $5",
            [&](int64_t person, int64_t at, int64_t id, int64_t token, string element) {
                page.push_back(done_row(person, at, id, token, std::move(element)));
            },
            last.person, last.when, last.case_id, last.token, rows_a_read);
    return page;
}

// What stands in the row's place now: it, it with other columns than its key, or nothing.
std::optional<DerivedRow> find_row(Session& session, const DerivedRow& row) {
    using std::int64_t;
    std::optional<DerivedRow> found;
    if (row.table == "case_work") {
        if (session.row<int64_t>(
                "select token from case_work where owner = $1 and due_at = $2 and case_id = $3 and token = $4",
                row.owner, row.when, row.case_id, row.token))
            found = row;
    } else if (row.table == "case_timer") {
        if (session.row<int64_t>("select token from case_timer where due_at = $1 and case_id = $2 and token = $3",
                                 row.when, row.case_id, row.token))
            found = row;
    } else if (row.table == "case_job") {
        if (session.row<int64_t>("select token from case_job where case_id = $1 and token = $2", row.case_id,
                                 row.token))
            found = row;
    } else if (row.table == "case_wait") {
        if (auto since = session.row<int64_t>(
                "select since from case_wait where kind = $1 and name = $2 and message_key = $3 and case_id = $4 and "
                "token = $5",
                row.rest[1], row.rest[2], row.rest[3], row.case_id, row.token))
            found = wait_row(row.case_id, row.token, row.rest[1], row.rest[2], row.rest[3], std::get<0>(*since));
    } else if (row.table == "case_incident") {
        if (auto one = session.row<int64_t, std::string, std::string, std::string>(
                "select raised_at, kind, element, problem from case_incident where case_id = $1 and token = $2",
                row.case_id, row.token))
            found = incident_row(row.case_id, row.token, std::get<0>(*one), std::get<1>(*one), std::get<2>(*one),
                                 std::get<3>(*one));
    } else if (auto done = session.row<std::string>(
                   "select element from case_done where person = $1 and done_at = $2 and case_id = $3 and token = $4",
                   row.person, row.when, row.case_id, row.token)) {
        found = done_row(row.person, row.when, row.case_id, row.token, std::get<0>(*done));
    }
    return found;
}

bool same_key(const DerivedRow& a, const DerivedRow& b) { return a.table == b.table && a.key() == b.key(); }

}  // namespace

std::size_t DerivedCheck::bucket_of(std::int64_t case_id) {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(case_id) * 0x9E3779B97F4A7C15U >> 54U) % buckets;
}

void DerivedCheck::expect(const Told& told) {
    for (const auto& row : told.derived) expected_[bucket_of(row.case_id)].add(sum_text(row));
}

Result<void> DerivedCheck::each_stored(const std::function<void(DerivedRow)>& f) {
    for (const std::string_view table :
         {"case_work", "case_timer", "case_job", "case_wait", "case_incident", "case_done"}) {
        DerivedRow last{table, "", lowest, lowest, lowest, lowest, {}};
        for (bool more = true; more;) {
            auto page = log_.store().read([&](Session& session) -> Result<Rows> { return read_page(session, last); });
            if (!page) return page.error();
            more = page->size() == rows_a_read;
            if (!page->empty()) last = page->back();
            for (auto& row : *page) f(std::move(row));
        }
    }
    return {};
}

Result<void> DerivedCheck::finish(StateFindings& out) {
    auto summed = each_stored([&](const DerivedRow& row) {
        out.count(row.table);
        stored_[bucket_of(row.case_id)].add(sum_text(row));
    });
    std::vector<bool> wanted(buckets);
    std::size_t number = 0;
    for (std::size_t i = 0; summed && i < buckets; ++i) {
        if (!(expected_[i] == stored_[i])) {
            wanted[i] = true;
            ++number;
        }
        if (number < buckets_a_turn && (i + 1 < buckets || number == 0)) continue;
        summed = look_at(wanted, out);
        wanted.assign(buckets, false);
        number = 0;
    }
    return summed;
}

Result<void> DerivedCheck::look_at(const std::vector<bool>& wanted, StateFindings& out) {
    std::map<std::int64_t, Rows> by_case;
    auto done = each_stored([&](DerivedRow row) {
        if (wanted[bucket_of(row.case_id)]) by_case[row.case_id].push_back(std::move(row));
    });
    if (!done) return done;
    for (auto after = lowest;;) {  // a case all of whose rows are gone
        const auto read = log_.store().read([&](Session& session) -> Result<std::size_t> {
            std::size_t rows = 0;
            session.each<std::int64_t>(
                "select id from case_file where id > $1 order by id limit $2",
                [&](std::int64_t id) {
                    ++rows;
                    after = id;
                    if (wanted[bucket_of(id)]) by_case[id];
                },
                after, rows_a_read);
            return rows;
        });
        if (!read) return read.error();
        if (*read < rows_a_read) break;
    }
    for (const auto& [id, stored] : by_case)
        if (done = look_at_case(id, stored, out); !done) return done;
    return {};
}

// In one snapshot, so that what was changed by the program meanwhile is not taken for a break.
Result<void> DerivedCheck::look_at_case(std::int64_t case_id, const Rows& stored, StateFindings& out) {
    return log_.store().read([&](Session& session) -> Result<void> {
        const auto told = tell(session, log_, case_id);
        if (told.erased) return {};
        const auto found_before = out.found();
        Rows left_over;
        for (const auto& row : told.derived) {
            const auto found = find_row(session, row);
            if (!found) out.missing(row.table, row.key());
            for (std::size_t i = 0; found && i < row.rest.size(); ++i)
                if (found->rest[i] != row.rest[i]) out.differs(row.table, row.key(), names_of(row.table)[i]);
        }
        for (const auto& row : stored) {
            const bool expected =
                std::ranges::any_of(told.derived, [&](const DerivedRow& one) { return same_key(one, row); });
            if (expected || !find_row(session, row)) continue;
            out.unexplained(row.table, row.key());
            left_over.push_back(row);
        }
        if (broken_ && out.found() != found_before) (*broken_)[case_id] = std::move(left_over);
        return {};
    });
}

}  // namespace hz::cases
