// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "bench/statements.hpp"

namespace hz::bench {
namespace {

struct Statement {
    sqlite3* db;
    sqlite3_stmt* handle = nullptr;
    Statement(sqlite3* connection, std::string_view sql) : db(connection) {
        if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &handle,
                               nullptr) != SQLITE_OK)
            fail();
    }
    ~Statement() { sqlite3_finalize(handle); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void bind(int at, std::int64_t value) const { sqlite3_bind_int64(handle, at, value); }
    void bind(int at, std::string_view text) const {
        sqlite3_bind_text(handle, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    template <class... A>
    void run(const A&... values) const {
        int at = 0;
        (bind(++at, values), ...);
        step();
        sqlite3_reset(handle);
    }
    bool step() const {
        const int code = sqlite3_step(handle);
        if (code != SQLITE_ROW && code != SQLITE_DONE) fail();
        return code == SQLITE_ROW;
    }
    [[noreturn]] void fail() const {
        std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
        std::exit(1);
    }
};

struct Statements {
    explicit Statements(sqlite3* db)
        : begin(db, "begin immediate"),
          commit(db, "commit"),
          count(db, next_number),
          file(db, insert_case),
          task(db, insert_task),
          event(db, insert_event),
          audit(db, insert_audit) {}
    Statement begin, commit, count, file, task, event, audit;

    void write(std::int64_t n) const {
        const Write w(n);
        count.bind(1, std::string_view("case"));
        count.step();
        const auto last = sqlite3_column_int64(count.handle, 0);
        while (count.step()) continue;
        sqlite3_reset(count.handle);
        file.run(w.id, w.number, "kite", "kite-office", w.applicant, "submitted", w.at, Write::body());
        for (std::int64_t i = 0; i < tasks_per_case; ++i) task.run("post:kite-office:clerk", w.at + i, w.id, i);
        sqlite3_bind_blob(event.handle, 4, digest.data(), static_cast<int>(digest.size()), SQLITE_STATIC);
        event.bind(5, Write::body());
        event.run(w.id, w.stream, "case_submitted");
        audit.run(w.id, w.applicant, w.at, "case number " + std::to_string(last));
    }
};

}  // namespace

double floor_sqlite(const std::string& path, std::int64_t first, std::int64_t writes, std::int64_t batch) {
    sqlite3* db = nullptr;
    if (sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
        std::exit(1);
    sqlite3_exec(db,
                 "pragma synchronous = full; pragma cache_size = -48000; pragma wal_autocheckpoint = 8000; pragma "
                 "foreign_keys = on",
                 nullptr, nullptr, nullptr);
    double seconds = 0;
    {
        const Statements statements(db);
        const auto start = std::chrono::steady_clock::now();
        for (std::int64_t n = first; n < first + writes;) {
            statements.begin.run();
            for (std::int64_t i = 0; i < batch && n < first + writes; ++i, ++n) statements.write(n);
            statements.commit.run();
        }
        seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    sqlite3_close(db);
    return seconds;
}

}  // namespace hz::bench
