// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/store.hpp"

#include "storage/engine_store.hpp"
#include "storage/errors.hpp"
#include "storage/sqlite/session.hpp"

namespace hz::storage::sqlite {
namespace {

class SqliteConnection final : public EngineConnection {
  public:
    SqliteConnection(const std::string& path, bool read_only, Limit lock_wait)
        : connection_(path, read_only, lock_wait) {}

    [[nodiscard]] Session& session() override { return session_; }
    void begin(bool boldly) override {
        bold_ = boldly;
        bold_drop_ = false;
        connection_.run("begin immediate");
    }
    [[nodiscard]] bool took_chances() const override { return bold_drop_; }
    // Under a savepoint SQLite keeps a copy of every page it changes, and hardly any job needs one.
    void mark(Limit limit) override {
        if (!bold_) session_.do_exec("savepoint job", {});
        session_.mark();
        connection_.set_deadline(limit);
    }
    void keep() override {
        connection_.set_deadline(Limit::zero());
        if (!bold_) session_.do_exec("release job", {});
    }
    void drop() override {
        connection_.set_deadline(Limit::zero());
        if (bold_ && !session_.wrote()) return;
        if (bold_) {
            bold_drop_ = true;
            throw Failure(Error{&errors::collision, {}, {}, "sqlite: a refused job has written"});
        }
        session_.do_exec("rollback to job", {});
        session_.do_exec("release job", {});
    }
    void settle() override {}
    // On a full disk and the like SQLite rolls the whole transaction back by itself.
    [[nodiscard]] bool intact() override { return connection_.in_transaction(); }
    void commit() override { session_.do_exec("commit", {}); }
    void rollback() noexcept override {
        connection_.set_deadline(Limit::zero());
        if (connection_.in_transaction()) sqlite3_exec(connection_.handle(), "rollback", nullptr, nullptr, nullptr);
    }
    void begin_read(Limit limit) override {
        connection_.set_deadline(limit);
        session_.do_exec("begin", {});
    }

  private:
    Connection connection_;
    SqliteSession session_{connection_};
    bool bold_ = false;
    bool bold_drop_ = false;  // a job would have needed the savepoint it did not get
};

}  // namespace

std::string path_of(std::string_view url) { return std::string(url.substr(url.find(':') + 1)); }

std::unique_ptr<Store> open_store(const Options& options) {
    const auto connect = [path = path_of(options.url),
                          wait = options.lock_wait](bool read_only) -> std::unique_ptr<EngineConnection> {
        return std::make_unique<SqliteConnection>(path, read_only, wait);
    };
    return std::make_unique<EngineStore>(Engine::sqlite, options, 1, connect);
}

}  // namespace hz::storage::sqlite
