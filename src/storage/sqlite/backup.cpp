// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/backup.hpp"

#include "storage/errors.hpp"
#include "storage/sqlite/session.hpp"
#include "storage/sqlite/store.hpp"

namespace hz::storage::sqlite {
namespace {

constexpr Limit lock_wait{5'000};
constexpr const char* file_name = "data.db";

// Every page in one step: one read transaction, hence one snapshot, which in WAL mode holds up no writer. In several
// steps a busy writer would make it start again each time.
void copy(Connection& from, Connection& to) {
    sqlite3_backup* job = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (job == nullptr) to.fail(sqlite3_errcode(to.handle()), "backup");
    sqlite3_backup_step(job, -1);
    if (const int code = sqlite3_backup_finish(job); code != SQLITE_OK) to.fail(code, "backup");
}

}  // namespace

void write_backup(const std::string& url, const std::filesystem::path& folder) {
    Connection from(path_of(url), true, lock_wait);
    Connection to(folder / file_name, false, lock_wait);
    copy(from, to);
    to.run("pragma journal_mode = delete");  // one file, nothing beside it
}

void read_backup(const std::filesystem::path& folder, const std::string& url) {
    Connection to(path_of(url), false, lock_wait);
    SqliteSession session(to);
    if (session.row<std::int64_t>("select 1 from sqlite_schema limit 1")) throw Failure(refuse(errors::not_empty));
    Connection from(folder / file_name, true, lock_wait);
    copy(from, to);
    to.run("pragma journal_mode = wal");
}

}  // namespace hz::storage::sqlite
