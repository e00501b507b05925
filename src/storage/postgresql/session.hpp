// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/postgresql/connection.hpp"
#include "storage/postgresql/guess.hpp"

namespace hz::storage::postgresql {

class PostgresqlSession final : public Session {
  public:
    // `connection` outlives the session.
    explicit PostgresqlSession(Connection& connection) : connection_(connection) {}

    [[nodiscard]] Engine engine() const override { return Engine::postgresql; }
    void do_query(std::string_view sql, std::span<const Value> args, const std::function<bool(const Row&)>& f) override;
    void do_exec(std::string_view sql, std::span<const Value> args) override {
        wrote_ = true;
        connection_.send(sql, args);
    }
    std::int64_t do_change(std::string_view sql, std::span<const Value> args) override;
    void do_likely(std::string_view sql, std::span<const Value> args,
                   const std::function<bool(const Row&)>& f) override;
    void do_foresee(Guess guess, std::string_view sql, std::span<const Value> args,
                    std::span<const Value> row) override;

    // What row_likely() does in the transaction that begins: ask and wait; the same, and keep the answer for later; go
    // on with what is kept.
    enum class Guessing { never, learn, trust };
    void begin(Guessing guessing) {
        guessing_ = guessing;
        guessed_ = false;
    }
    // Whether it went on with something kept since.
    [[nodiscard]] bool guessed() const { return guessed_; }
    // A job begins; whether it has sent what may change something.
    void mark() { wrote_ = false; }
    [[nodiscard]] bool wrote() const { return wrote_; }

  private:
    Connection& connection_;
    GuessBook guesses_;
    Guessing guessing_ = Guessing::never;
    bool guessed_ = false;
    bool wrote_ = false;
};

}  // namespace hz::storage::postgresql
