// SPDX-License-Identifier: Apache-2.0
#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "bench/statements.hpp"

namespace hz::bench {
namespace {

// One connection in pipeline mode: statements are only sent; the counter's answer is waited for, as the store must too.
class Pipeline {
  public:
    explicit Pipeline(const std::string& url) : db_(PQconnectdb(url.c_str())) {
        if (PQstatus(db_) != CONNECTION_OK) fail();
        PQsetNoticeProcessor(
            db_, [](void*, const char*) {}, nullptr);
        int i = 0;
        for (const auto sql : {next_number, insert_case, insert_task, insert_event, insert_audit})
            PQclear(PQprepare(db_, std::to_string(i++).c_str(), std::string(sql).c_str(), 0, nullptr));
        if (PQenterPipelineMode(db_) != 1) fail();
    }
    ~Pipeline() { PQfinish(db_); }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    void plain(const char* sql) {
        if (PQsendQueryParams(db_, sql, 0, nullptr, nullptr, nullptr, nullptr, 0) != 1) fail();
        ++waiting_;
    }
    template <class... A>
    void send(const char* statement, const A&... values) {
        const std::array<const char*, sizeof...(A)> texts{values.c_str()...};
        if (PQsendQueryPrepared(db_, statement, static_cast<int>(texts.size()), texts.data(), nullptr, nullptr, 0) != 1)
            fail();
        ++waiting_;
    }
    // The last statement's first value, everything before it read.
    std::string answer() {
        if (PQsendFlushRequest(db_) != 1 || PQflush(db_) < 0) fail();
        return read_all();
    }
    void synchronise() {
        if (PQpipelineSync(db_) != 1) fail();
        (void)read_all();
        PGresult* sync = PQgetResult(db_);
        if (PQresultStatus(sync) != PGRES_PIPELINE_SYNC) fail();
        PQclear(sync);
    }

  private:
    std::string read_all() {
        std::string value;
        for (; waiting_ > 0; --waiting_)
            while (PGresult* result = PQgetResult(db_)) {
                const auto status = PQresultStatus(result);
                if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail();
                if (waiting_ == 1 && PQntuples(result) > 0) value = PQgetvalue(result, 0, 0);
                PQclear(result);
            }
        return value;
    }
    [[noreturn]] void fail() const {
        std::fprintf(stderr, "postgresql: %s\n", PQerrorMessage(db_));
        std::exit(1);
    }
    PGconn* db_;
    int waiting_ = 0;
};

void write(Pipeline& db, std::int64_t n, const std::string& digest_text) {
    const Write w(n);
    const auto id = std::to_string(w.id), applicant = std::to_string(w.applicant), at = std::to_string(w.at);
    db.send("0", std::string("case"));
    const auto last = db.answer();
    db.send("1", id, w.number, std::string("kite"), std::string("kite-office"), applicant, std::string("submitted"), at,
            Write::body());
    for (std::int64_t i = 0; i < tasks_per_case; ++i)
        db.send("2", std::string("post:kite-office:clerk"), std::to_string(w.at + i), id, std::to_string(i));
    db.send("3", id, w.stream, std::string("case_submitted"), digest_text, Write::body());
    db.send("4", id, applicant, at, "case number " + last);
}

}  // namespace

double floor_postgresql(const std::string& url, std::int64_t first, std::int64_t writes, std::int64_t batch) {
    Pipeline db(url);
    const std::string digest_text = "\\x" + std::string(2 * digest.size(), '0');
    const auto start = std::chrono::steady_clock::now();
    for (std::int64_t n = first; n < first + writes;) {
        db.plain("begin isolation level serializable");
        for (std::int64_t i = 0; i < batch && n < first + writes; ++i, ++n) write(db, n, digest_text);
        db.plain("commit");
        db.synchronise();
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace hz::bench
