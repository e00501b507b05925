// SPDX-License-Identifier: Apache-2.0
#include "ledger/state_check.hpp"

#include <cstring>
#include <limits>

#include "ledger/errors.hpp"
#include "ledger/verify.hpp"

namespace hz::ledger {
namespace {

constexpr std::size_t events_a_read = 2000;
constexpr JsonLimits stored_limits{.bytes = std::size_t{256} << 20, .depth = 128};

struct Page {
    std::vector<EventHead> heads;
    std::int64_t last = 0;
    bool more = false;
};

// What cannot be read as a leaf is the walk's to report.
Page read_heads(storage::Session& session, std::int64_t after) {
    Page page;
    std::size_t rows = 0;
    page.last = after;
    session.each<std::int64_t, std::string>(
        "select id, leaf from ledger_event where id > $1 order by id limit $2",
        [&](std::int64_t id, const std::string& leaf) {
            ++rows;
            page.last = id;
            if (auto content = read_leaf(leaf)) page.heads.push_back({EventId{id}, std::move(content->entry)});
        },
        after, events_a_read);
    page.more = rows == events_a_read;
    return page;
}

}  // namespace

void StateFindings::add(std::string_view table, std::string_view key, std::string_view column, const ErrorCode& what) {
    const auto place = std::string(table) + '\n' + std::string(key) + '\n' + std::string(column);
    if (breaks_.size() < max_breaks && !said_.insert(place).second) return;
    ++found_;
    if (breaks_.size() >= max_breaks) return;
    breaks_.push_back(
        {std::string(table), std::string(key),
         refuse(what, {{"table", std::string(table)}, {"key", std::string(key)}, {"column", std::string(column)}})});
}

void StateFindings::differs(std::string_view table, std::string_view key, std::string_view column) {
    add(table, key, column, errors::state_differs);
}
void StateFindings::missing(std::string_view table, std::string_view key) {
    add(table, key, "", errors::state_missing);
}
void StateFindings::unexplained(std::string_view table, std::string_view key) {
    add(table, key, "", errors::state_unexplained);
}

Result<void> check_state(Log& log, const std::vector<StateCheck*>& checks, StateFindings& out) {
    for (auto* check : checks) {
        for (const auto table : check->tables()) out.count(table, 0);
        if (auto done = check->rows(log, out); !done) return done;
    }
    for (auto after = std::numeric_limits<std::int64_t>::min();;) {
        const auto more = log.store().read([&](storage::Session& session) -> Result<bool> {
            const auto page = read_heads(session, after);
            for (const auto& head : page.heads)
                for (auto* check : checks) check->event(session, log, head, out);
            after = page.last;
            return page.more;
        });
        if (!more) return more.error();
        if (!*more) break;
    }
    for (auto* check : checks)
        if (auto done = check->finish(log, out); !done) return done;
    return {};
}

void RowSum::add(std::string_view row) {
    const auto digest = suite_.digest({BytesView(salt_), as_bytes(row)});
    for (std::size_t i = 0; i < sum_.size(); ++i) {
        std::uint64_t part = 0;
        std::memcpy(&part, digest.data() + i * sizeof part, sizeof part);
        sum_[i] += part;
    }
}

RowCompare& RowCompare::document(std::string_view name, std::string_view stored, const Json& expected) {
    return document_text(name, stored, canonical(expected));
}

RowCompare& RowCompare::document_text(std::string_view name, std::string_view stored, std::string_view expected) {
    if (stored == expected) return *this;
    // Rows of before 2026-12 keep the order of the program's own members.
    const auto json = parse_json(stored, stored_limits);
    if (!json || canonical(*json) != expected || to_string(*json) != stored) out_.differs(table_, key_, name);
    return *this;
}

}  // namespace hz::ledger
