// SPDX-License-Identifier: Apache-2.0
// One libpq connection in pipeline mode: statements are sent at once, their outcomes read when somebody asks.
#pragma once
#include <libpq-fe.h>

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/engine.hpp"
#include "storage/postgresql/guess.hpp"

namespace hz::storage::postgresql {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using QueryResult = std::unique_ptr<PGresult, ClearResult>;

// One thread at a time. Throws Failure.
class Connection {
  public:
    // Connects. `limit`: every statement's time, none where zero.
    Connection(std::string url, Limit limit);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] Limit limit() const { return limit_; }
    // Connects again where the server has gone since.
    void ensure();
    [[nodiscard]] bool alive() const { return handle_ && PQstatus(handle_.get()) == CONNECTION_OK; }
    // Sends; a failure shows at the next query, drain or synchronise.
    void send(std::string_view sql, std::span<const Value> args = {});
    // The same; another answer than `expected` is a failure (errors::collision).
    void send_expecting(KeptResult expected, std::string_view sql, std::span<const Value> args);
    // Lets the server begin with what was sent.
    void flush();
    // Waits for all that was sent.
    QueryResult collect();
    // Sends, and waits for it and all before it.
    QueryResult query(std::string_view sql, std::span<const Value> args = {});
    // Waits for all that was sent, and lets the server go on after a failure. The last statement's result.
    QueryResult synchronise();
    // Whatever state the connection is in: out of any transaction, ready for begin.
    void reset() noexcept;
    // The same without waiting, where nothing has failed; else reset().
    void leave() noexcept;

  private:
    struct Prepared {
        std::string name;
        std::vector<Oid> types;
    };
    struct Pending {
        std::string sql;
        bool prepare;  // failing, it leaves the cache
        bool sync = false;
        KeptResult expected{};
    };
    struct Finish {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    void connect();
    void set_up();
    void drop() noexcept;
    [[nodiscard]] const Prepared* prepare(std::string_view sql, std::span<const Oid> types);
    // Reads outcomes until none is pending; the first failure is kept, the last result returned.
    QueryResult consume(std::optional<Error>& failure);
    void settle(const PGresult* result, const Pending& pending, std::optional<Error>& failure);
    void sent(int ok, std::string_view sql, bool prepare);
    [[noreturn]] void fail_lost();

    std::string url_;
    Limit limit_;
    std::unique_ptr<PGconn, Finish> handle_;
    std::deque<Pending> pending_;
    std::unordered_map<std::string, Prepared, Hash, std::equal_to<>> prepared_;
    std::uint64_t names_ = 0;
    bool troubled_ = false;  // something has failed since the last reset()
    bool stale_ = false;     // its plans no longer fit the tables: reconnect
};

}  // namespace hz::storage::postgresql
