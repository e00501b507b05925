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
    void begin(bool boldly) override {
        connection_.ensure();
        limit_ = connection_.limit();
        bold_ = boldly;
        bold_drop_ = false;
        session_.begin(boldly ? PostgresqlSession::Guessing::trust : PostgresqlSession::Guessing::learn);
        connection_.send("begin isolation level serializable");
    }
    [[nodiscard]] bool took_chances() const override { return bold_drop_ || session_.guessed(); }
    // A savepoint costs a transaction number and four messages, and hardly any job needs it.
    void mark(Limit limit) override {
        if (limit != limit_) connection_.send("set local statement_timeout = " + std::to_string(limit.count()));
        limit_ = limit;
        session_.mark();
        if (!bold_) connection_.send("savepoint job");
    }
    void keep() override {
        if (!bold_) connection_.send("release savepoint job");
        connection_.flush();
    }
    void drop() override {
        if (bold_ && !session_.wrote()) return;
        if (bold_) {
            bold_drop_ = true;
            throw Failure(Error{&errors::collision, {}, {}, "postgresql: a refused job has written"});
        }
        connection_.send("rollback to savepoint job");
        connection_.send("release savepoint job");
    }
    void settle() override { (void)connection_.collect(); }
    // What failed may be a statement that an earlier job has sent, so nothing says whose savepoint to go back to.
    [[nodiscard]] bool intact() override { return false; }
    void commit() override;
    void rollback() noexcept override {
        if (reading_)
            connection_.leave();
        else
            connection_.reset();
    }
    void begin_read(Limit) override {
        reading_ = true;
        connection_.ensure();
        connection_.send("begin isolation level repeatable read read only");
    }

  private:
    [[nodiscard]] std::string status_of(const std::string& transaction);

    Connection connection_;
    PostgresqlSession session_{connection_};
    Limit limit_{};
    bool bold_ = false;
    bool bold_drop_ = false;  // a job would have needed the savepoint it did not get
    bool reading_ = false;
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
