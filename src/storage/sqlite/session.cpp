// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/session.hpp"

#include <charconv>

#include "base/check.hpp"
#include "storage/text_rule.hpp"

namespace hz::storage::sqlite {
namespace {

// SQL is made of constants, so the cache grows only as far as the program has statements. A bug must not eat the
// memory.
constexpr std::size_t most_statements = 1'000;

class SqliteRow final : public Row {
  public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    [[nodiscard]] bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    [[nodiscard]] std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_, column); }
    [[nodiscard]] double real(int column) const override { return sqlite3_column_double(statement_, column); }
    [[nodiscard]] std::string_view text(int column) const override {
        const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    [[nodiscard]] Bytes bytes(int column) const override {
        const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
        return {data, data + sqlite3_column_bytes(statement_, column)};
    }

  private:
    sqlite3_stmt* statement_;
};

int bind(sqlite3_stmt* s, int at, const Value& value) {
    // Views stay valid until the statement is reset, so nothing is copied. An empty view must not read as NULL.
    if (const auto* number = std::get_if<std::int64_t>(&value)) return sqlite3_bind_int64(s, at, *number);
    if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(s, at, *real);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        const char* data = text->data() == nullptr ? "" : text->data();
        return sqlite3_bind_text64(s, at, data, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    if (const auto* bytes = std::get_if<BytesView>(&value)) {
        if (bytes->empty()) return sqlite3_bind_zeroblob(s, at, 0);
        return sqlite3_bind_blob64(s, at, bytes->data(), bytes->size(), SQLITE_STATIC);
    }
    return sqlite3_bind_null(s, at);
}

}  // namespace

// A statement from the cache, bound and stepped; reset on destruction.
class SqliteSession::Use {
  public:
    Use(SqliteSession& session, std::string_view sql, std::span<const Value> args) : session_(session), sql_(sql) {
        for (const auto& value : args)
            if (const auto* text = std::get_if<std::string_view>(&value)) check_text(*text);
        if (const auto found = session.statements_.find(sql);
            found != session.statements_.end() && !found->second.in_use) {
            statement_ = &found->second;
        } else if (found != session.statements_.end()) {  // the same query inside its own loop
            own_ = session.prepare(sql, false);
            statement_ = &own_;
        } else {
            if (session.statements_.size() >= most_statements)
                std::erase_if(session.statements_, [](const auto& entry) { return !entry.second.in_use; });
            statement_ = &session.statements_.emplace(std::string(sql), session.prepare(sql, true)).first->second;
        }
        statement_->in_use = true;
        session.wrote_ = session.wrote_ || statement_->writes;
        bind_all(args);
    }
    ~Use() {
        sqlite3_reset(handle());
        sqlite3_clear_bindings(handle());
        statement_->in_use = false;
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

    [[nodiscard]] sqlite3_stmt* handle() const { return statement_->handle.get(); }
    [[nodiscard]] bool writes() const { return statement_->writes; }
    bool step() {
        const int code = sqlite3_step(handle());
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) session_.connection_.fail(code, sql_);
        return false;
    }

  private:
    void bind_all(std::span<const Value> args) {
        int at = 0;
        for (const auto argument : statement_->arguments) {
            check(argument < args.size(), "an SQL statement with more parameters than arguments");
            if (const int code = bind(handle(), ++at, args[argument]); code != SQLITE_OK) {
                statement_->in_use = false;
                session_.connection_.fail(code, sql_);
            }
        }
    }

    SqliteSession& session_;
    std::string_view sql_;
    Statement own_;
    Statement* statement_ = nullptr;
};

SqliteSession::Statement SqliteSession::prepare(std::string_view sql, bool keep) {
    Statement statement;
    sqlite3_stmt* handle = nullptr;
    const unsigned flags = keep ? SQLITE_PREPARE_PERSISTENT : 0;
    const int code =
        sqlite3_prepare_v3(connection_.handle(), sql.data(), static_cast<int>(sql.size()), flags, &handle, nullptr);
    if (code != SQLITE_OK) connection_.fail(code, sql);
    check(handle != nullptr, "an empty SQL statement");
    statement.handle.reset(handle);
    statement.writes = sqlite3_stmt_readonly(handle) == 0;
    // SQLite takes $1 for a name and numbers names by first appearance; "$1::bigint" is one name too (Tcl's syntax),
    // which lets the cast that PostgreSQL needs stand in the shared text.
    for (int i = 1; i <= sqlite3_bind_parameter_count(handle); ++i) {
        const std::string_view name = sqlite3_bind_parameter_name(handle, i);
        std::size_t number = 0;
        const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
        check(name.starts_with('$') && error == std::errc{} && number > 0, "SQL parameters are $1, $2, ...");
        statement.arguments.push_back(number - 1);
    }
    return statement;
}

void SqliteSession::do_query(std::string_view sql, std::span<const Value> args,
                             const std::function<bool(const Row&)>& f) {
    Use use(*this, sql, args);
    const SqliteRow row(use.handle());
    while (use.step())
        // A statement that writes is run to its end even when nobody wants more rows: it must not stay half done.
        if (!f(row)) {
            if (use.writes())
                while (use.step()) continue;
            break;
        }
}

void SqliteSession::do_exec(std::string_view sql, std::span<const Value> args) {
    Use use(*this, sql, args);
    while (use.step()) continue;
}

std::int64_t SqliteSession::do_change(std::string_view sql, std::span<const Value> args) {
    do_exec(sql, args);
    return sqlite3_changes64(connection_.handle());
}

}  // namespace hz::storage::sqlite
