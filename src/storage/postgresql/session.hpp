// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/postgresql/connection.hpp"

namespace hz::storage::postgresql {

class PostgresqlSession final : public Session {
  public:
    // `connection` outlives the session.
    explicit PostgresqlSession(Connection& connection) : connection_(connection) {}

    [[nodiscard]] Engine engine() const override { return Engine::postgresql; }
    void do_query(std::string_view sql, std::span<const Value> args, const std::function<bool(const Row&)>& f) override;
    void do_exec(std::string_view sql, std::span<const Value> args) override { connection_.send(sql, args); }
    std::int64_t do_change(std::string_view sql, std::span<const Value> args) override;

  private:
    Connection& connection_;
};

}  // namespace hz::storage::postgresql
