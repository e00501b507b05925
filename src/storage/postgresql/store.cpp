// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/store.hpp"

#include <thread>

#include "storage/engine_store.hpp"
#include "storage/errors.hpp"
#include "storage/postgresql/failure.hpp"
#include "storage/postgresql/session.hpp"

namespace hz::storage::postgresql {
namespace {

constexpr std::chrono::seconds longest_doubt{10};
constexpr std::chrono::milliseconds between_questions{50};

class PostgresqlConnection final : public EngineConnection {
  public:
    PostgresqlConnection(const std::string& url, Limit limit) : connection_(url, limit) {}

    [[nodiscard]] Session& session() override { return session_; }
    // Closures count on running one after the other, as on SQLite, whatever other lanes and nodes do.
    void begin() override {
        connection_.ensure();
        limit_ = connection_.limit();
        connection_.send("begin isolation level serializable");
    }
    void mark(Limit limit) override {
        if (limit != limit_) connection_.send("set local statement_timeout = " + std::to_string(limit.count()));
        limit_ = limit;
        connection_.send("savepoint job");
    }
    void keep() override { connection_.send("release savepoint job"); }
    void drop() override {
        connection_.send("rollback to savepoint job");
        connection_.send("release savepoint job");
    }
    // What failed may be a statement that an earlier job has sent, so nothing says whose savepoint to go back to.
    [[nodiscard]] bool intact() override { return false; }
    void commit() override;
    void rollback() noexcept override { connection_.reset(); }
    void begin_read(Limit) override {
        connection_.ensure();
        connection_.send("begin isolation level repeatable read read only");
    }

  private:
    [[nodiscard]] std::string status_of(const std::string& transaction);

    Connection connection_;
    PostgresqlSession session_{connection_};
    Limit limit_{};
};

void PostgresqlConnection::commit() {
    // Waits for every statement, so that whatever fails from here on is the commit itself.
    const auto id = connection_.query("select pg_current_xact_id()");
    const std::string transaction = PQgetvalue(id.get(), 0, 0);
    try {
        connection_.send("commit");
        const auto result = connection_.synchronise();
        if (std::string_view(PQcmdStatus(result.get())) == "COMMIT") return;
        throw Failure(Error{&errors::failed, {}, {}, "postgresql: the commit rolled back"});
    } catch (const Failure& failure) {
        if (connection_.alive()) throw;
        const std::string status = status_of(transaction);
        if (status == "committed") return;
        if (status == "aborted") throw;
        throw Failure(Error{&errors::outcome_unknown, {}, {}, failure.error().detail});
    }
}

// The connection broke during a commit. The server knows how it went, once it is back.
std::string PostgresqlConnection::status_of(const std::string& transaction) {
    const auto until = std::chrono::steady_clock::now() + longest_doubt;
    do {
        try {
            connection_.ensure();
            const std::array<Value, 1> args{Value{std::string_view(transaction)}};
            const auto answer = connection_.query("select pg_xact_status($1::xid8)", args);
            const std::string status = PQgetvalue(answer.get(), 0, 0);
            (void)connection_.synchronise();
            if (status != "in progress") return status;
        } catch (const Failure&) {
            // Still starting; ask again.
        }
        std::this_thread::sleep_for(between_questions);
    } while (std::chrono::steady_clock::now() < until);
    return "unknown";
}

}  // namespace

std::unique_ptr<Store> open_store(const Options& options) {
    const auto connect = [options](bool read_only) -> std::unique_ptr<EngineConnection> {
        return std::make_unique<PostgresqlConnection>(options.url,
                                                      read_only ? options.read_limit : options.write_limit);
    };
    return std::make_unique<EngineStore>(Engine::postgresql, options, options.lanes, connect);
}

}  // namespace hz::storage::postgresql
