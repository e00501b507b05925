// SPDX-License-Identifier: Apache-2.0
// Statements over one SQLite connection, prepared once and kept by their text.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/sqlite/connection.hpp"

namespace hz::storage::sqlite {

class SqliteSession final : public Session {
  public:
    // `connection` outlives the session.
    explicit SqliteSession(Connection& connection) : connection_(connection) {}

    [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
    void do_query(std::string_view sql, std::span<const Value> args, const std::function<bool(const Row&)>& f) override;
    void do_exec(std::string_view sql, std::span<const Value> args) override;
    std::int64_t do_change(std::string_view sql, std::span<const Value> args) override;

    // Whether a statement that can write has run since.
    void mark() { wrote_ = false; }
    [[nodiscard]] bool wrote() const { return wrote_; }

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
    };
    struct Statement {
        std::unique_ptr<sqlite3_stmt, Finalize> handle;
        std::vector<std::size_t> arguments;  // for each of SQLite's parameters, which of ours
        bool writes = false;
        bool in_use = false;
    };
    class Use;

    [[nodiscard]] Statement prepare(std::string_view sql, bool keep);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    Connection& connection_;
    std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements_;
    bool wrote_ = false;
};

}  // namespace hz::storage::sqlite
