// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/connection.hpp"

#include "storage/errors.hpp"
#include "storage/sqlite/search.hpp"

namespace hz::storage::sqlite {
namespace {

constexpr int oldest_version = 3035000;       // RETURNING
constexpr int steps_between_checks = 20'000;  // of the virtual machine: about a millisecond

// Memory statistics cost a mutex at each allocation, a sixth of all CPU.
bool configure() {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return sqlite3_initialize() == SQLITE_OK;
}

Error cannot_open(std::string reason) {
    Error error = refuse(errors::cannot_open, {{"reason", reason}});
    error.detail = std::move(reason);
    return error;
}

}  // namespace

Error error_of(int code, std::string detail) {
    const ErrorCode* kind = &errors::failed;
    switch (code & 0xFF) {
        case SQLITE_FULL:
            kind = &errors::full;
            break;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            kind = &errors::locked;
            break;
        case SQLITE_READONLY:
            kind = &errors::read_only;
            break;
        case SQLITE_INTERRUPT:
            kind = &errors::too_slow;
            break;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            kind = &errors::damaged;
            break;
        default:
            break;
    }
    return Error{kind, {}, {}, "sqlite " + std::to_string(code) + ": " + std::move(detail)};
}

Connection::Connection(const std::string& path, bool read_only, Limit lock_wait) {
    static const bool configured = configure();
    if (!configured || sqlite3_libversion_number() < oldest_version)
        throw Failure(refuse(errors::wrong_version, {{"version", sqlite3_libversion()}, {"needed", "3.35"}}));
    sqlite3* handle = nullptr;
    const int mode = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int code =
        sqlite3_open_v2(path.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) throw Failure(cannot_open(handle == nullptr ? "out of memory" : sqlite3_errmsg(handle)));
    check_file();
    set_up(read_only, lock_wait);
}

void Connection::set_up(bool read_only, Limit lock_wait) {
    sqlite3_busy_timeout(handle(), static_cast<int>(lock_wait.count()));
    // A misspelt column in double quotes is an error, as on PostgreSQL; nobody writes to FTS5's own tables.
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // A checkpoint each 32 MB of log, not 4: pages that change often are copied back once instead of eight times.
    if (!read_only)
        run("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -48000; "
            "pragma wal_autocheckpoint = 8000; pragma journal_size_limit = 67108864");
    // LIKE tells capitals apart, as on PostgreSQL.
    run("pragma foreign_keys = on; pragma trusted_schema = off; pragma temp_store = memory; pragma case_sensitive_like "
        "= on");
    register_tokeniser(handle());
    // `collate "C"` on both engines: by bytes.
    sqlite3_create_collation_v2(
        handle(), "C", SQLITE_UTF8, nullptr,
        [](void*, int a_size, const void* a, int b_size, const void* b) {
            const std::string_view left(static_cast<const char*>(a), static_cast<std::size_t>(a_size));
            return left.compare({static_cast<const char*>(b), static_cast<std::size_t>(b_size)});
        },
        nullptr);
    sqlite3_progress_handler(
        handle(), steps_between_checks,
        [](void* self) { return std::chrono::steady_clock::now() > static_cast<Connection*>(self)->deadline_ ? 1 : 0; },
        this);
}

// An SQLite file keeps its encoding for ever.
void Connection::check_file() {
    std::string encoding;
    char* message = nullptr;
    const auto keep = [](void* out, int, char** values, char**) {
        *static_cast<std::string*>(out) = values[0];
        return 0;
    };
    const int code = sqlite3_exec(handle(), "pragma encoding", keep, &encoding, &message);
    const std::unique_ptr<char, void (*)(void*)> owned(message, sqlite3_free);
    if (code != SQLITE_OK) throw Failure(cannot_open(message == nullptr ? "unreadable" : message));
    if (encoding != "UTF-8") throw Failure(refuse(errors::wrong_encoding, {{"encoding", encoding}}));
}

void Connection::run(const char* sql) {
    if (const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr); code != SQLITE_OK) fail(code, sql);
}

void Connection::set_deadline(Limit limit) {
    deadline_ = limit == Limit::zero() ? std::chrono::steady_clock::time_point::max()
                                       : std::chrono::steady_clock::now() + limit;
}

void Connection::fail(int code, std::string_view sql) const {
    throw Failure(error_of(code, std::string(sqlite3_errmsg(handle())) + " in: " + std::string(sql)));
}

}  // namespace hz::storage::sqlite
