// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>

#include "identity/state_check_parts.hpp"

namespace hz::identity::checking {
namespace {

struct StoredAccount {
    std::string login;
    std::int64_t person = 0;
    std::string kind, state, password;
    std::int64_t must_change = 0, failed_count = 0, failed_since = 0, locked_until = 0, created_at = 0;
};

struct SessionTold {
    std::int64_t created_at = 0, expires_at = 0;
};

struct Told {
    bool created = false, erased = false;
    StoredAccount row;                            // password: its mark
    std::map<std::string, SessionTold> sessions;  // every one ever opened, by digest
};

void apply(Told& told, const ledger::Entry& entry) {
    const auto& said = entry.payload;
    auto& row = told.row;
    if (const auto mark = get_text(said, "password"); !mark.empty()) row.password = mark;
    if (entry.type == "account_created") {
        told.created = true;
        row.login = get_text(said, "login");
        row.kind = get_text(said, "kind");
        row.person = entry.subject.value;
        row.state = "active";
        row.must_change = get_bool(said, "must_change") ? 1 : 0;
        row.created_at = to_millis(entry.at);
    } else if (entry.type == "account_disabled") {
        row.state = "disabled";
    } else if (entry.type == "sign_in_failed") {
        row.failed_count = get_int(said, "failed_count");
        row.failed_since = get_int(said, "failed_since");
        row.locked_until = get_int(said, "locked_until");
    } else if (entry.type == "account_enabled" || entry.type == "password_reset" || entry.type == "signed_in") {
        row.failed_count = row.locked_until = 0;
        if (entry.type == "account_enabled") row.state = "active";
        if (entry.type == "password_reset") row.must_change = 1;
    } else if (entry.type == "password_changed") {
        row.must_change = 0;
    }
    if (entry.type == "signed_in")
        told.sessions[std::string(get_text(said, "session"))] = {to_millis(entry.at), get_int(said, "expires_at")};
}

Told tell(Session& session, ledger::Log& log, AccountId id) {
    Told told;
    log.replay(session, account_stream(id), [&](const ledger::Event& event) {
        told.erased = told.erased || event.erased;
        if (!event.erased) apply(told, event.entry);
    });
    return told;
}

std::optional<StoredAccount> read_account(Session& session, AccountId id) {
    using std::int64_t, std::string;
    auto row = session.row<string, int64_t, string, string, string, int64_t, int64_t, int64_t, int64_t, int64_t>(
        "select login, person, kind, state, password, must_change, failed_count, failed_since, locked_until, "
        "created_at from account where id = $1",
        id);
    if (!row) return std::nullopt;
    return std::apply([](auto... column) { return StoredAccount{std::move(column)...}; }, std::move(*row));
}

void compare(AccountId id, const StoredAccount& row, const StoredAccount& told, StateFindings& out) {
    ledger::RowCompare(out, "account", std::to_string(id.value))
        .column("login", row.login, told.login)
        .column("person", row.person, told.person)
        .column("kind", row.kind, told.kind)
        .column("state", row.state, told.state)
        .column("password", mark_of(row.password), told.password)
        .column("must_change", row.must_change, told.must_change)
        .column("failed_count", row.failed_count, told.failed_count)
        .column("failed_since", row.failed_since, told.failed_since)
        .column("locked_until", row.locked_until, told.locked_until)
        .column("created_at", row.created_at, told.created_at);
}

// Sessions end without an event, so a row that is gone says nothing; one that is there was signed in for.
void check_sessions(Session& session, AccountId id, const Told& told, StateFindings& out) {
    session.each<Bytes, std::int64_t, std::int64_t>(
        "select token_digest, created_at, expires_at from login_session where account = $1",
        [&](const Bytes& digest, std::int64_t created_at, std::int64_t expires_at) {
            const auto key = to_hex(digest);
            const auto opened = told.sessions.find(key);
            if (opened == told.sessions.end()) return out.unexplained("login_session", key);
            out.count("login_session");
            ledger::RowCompare(out, "login_session", key)
                .column("created_at", created_at, opened->second.created_at)
                .column("expires_at", expires_at, opened->second.expires_at);
        },
        id);
}

}  // namespace

void check_account(Session& session, ledger::Log& log, AccountId id, StateFindings& out) {
    const auto told = tell(session, log, id);
    const auto row = read_account(session, id);
    if (row) out.count("account");
    if (!row && told.created && !told.erased) out.missing("account", std::to_string(id.value));
    if (row && (told.erased || !told.created)) out.unexplained("account", std::to_string(id.value));
    if (row && told.created && !told.erased) compare(id, *row, told.row, out);
    check_sessions(session, id, told, out);
}

Result<void> check_accounts(ledger::Log& log, StateFindings& out) {
    auto after = lowest;
    auto done = in_pages(log, [&](Session& session) {
        std::vector<std::int64_t> page;
        session.each<std::int64_t>(
            "select id from account where id > $1 order by id limit $2", [&](std::int64_t id) { page.push_back(id); },
            after, rows_a_read);
        for (const auto id : page) check_account(session, log, {after = id}, out);
        return page.size() == rows_a_read;
    });
    if (!done) return done;
    return in_pages(log, [&](Session& session) {
        session.each<Bytes>(
            "select s.token_digest from login_session s left join account a on a.id = s.account where a.id is null "
            "order by s.token_digest limit $1",
            [&](const Bytes& digest) { out.unexplained("login_session", to_hex(digest)); }, strays_shown);
        return false;
    });
}

}  // namespace hz::identity::checking
