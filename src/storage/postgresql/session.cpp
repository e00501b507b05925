// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/session.hpp"

#include <charconv>
#include <deque>

#include "storage/postgresql/types.hpp"

namespace hz::storage::postgresql {
namespace {

// As much of `text` as is a number; SQLite reads the same way.
template <class T>
T number(std::string_view text) {
    T value{};
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

class PostgresqlRow final : public Row {
  public:
    explicit PostgresqlRow(const PGresult* result) : result_(result) {}
    void move_to(int row) {
        row_ = row;
        decoded_.clear();
    }
    [[nodiscard]] bool is_null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    [[nodiscard]] std::int64_t integer(int column) const override {
        const auto value = raw(column);
        if (PQftype(result_, column) == boolean_type) return value == "t" ? 1 : 0;
        return number<std::int64_t>(value);
    }
    [[nodiscard]] double real(int column) const override { return number<double>(raw(column)); }
    [[nodiscard]] std::string_view text(int column) const override {
        if (PQftype(result_, column) != bytea_type) return raw(column);
        const Bytes decoded = bytes(column);
        return decoded_.emplace_back(as_text(decoded));
    }
    [[nodiscard]] Bytes bytes(int column) const override {
        const auto value = raw(column);
        if (PQftype(result_, column) == bytea_type && value.starts_with("\\x"))
            return from_hex(value.substr(2)).value_or(Bytes{});
        const auto view = as_bytes(value);
        return {view.begin(), view.end()};
    }

  private:
    [[nodiscard]] std::string_view raw(int column) const {
        return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
    }
    const PGresult* result_;
    int row_ = 0;
    mutable std::deque<std::string> decoded_;
};

void give(const PGresult* result, const std::function<bool(const Row&)>& f) {
    PostgresqlRow row(result);
    for (int i = 0; i < PQntuples(result); ++i) {
        row.move_to(i);
        if (!f(row)) return;
    }
}

}  // namespace

void PostgresqlSession::do_query(std::string_view sql, std::span<const Value> args,
                                 const std::function<bool(const Row&)>& f) {
    wrote_ = wrote_ || !sql.starts_with("select");
    const auto result = connection_.query(sql, args);
    give(result.get(), f);
}

// Rows that are not there are never expected by themselves: what is looked for is mostly what will be there next time.
void PostgresqlSession::do_likely(std::string_view sql, std::span<const Value> args,
                                  const std::function<bool(const Row&)>& f) {
    if (guessing_ == Guessing::never) return do_query(sql, args, f);
    wrote_ = wrote_ || !sql.starts_with("select");
    const auto key = guess_key(sql, args);
    auto answer = guessing_ == Guessing::trust ? guesses_.find(key) : nullptr;
    if (answer) {
        guessed_ = true;
        connection_.send_expecting(answer, sql, args);
    } else {
        answer = keep(connection_.query(sql, args).release());
        if (PQntuples(answer.get()) > 0)
            guesses_.keep(key, answer);
        else
            guesses_.forget(key);
    }
    give(answer.get(), f);
}

void PostgresqlSession::do_foresee(Guess guess, std::string_view sql, std::span<const Value> args,
                                   std::span<const Value> row) {
    if (guessing_ == Guessing::never) return;
    const auto key = guess_key(sql, args);
    if (guess == Guess::nothing)
        guesses_.forget(key);
    else
        guesses_.keep(key, foreseen(guess == Guess::row ? &row : nullptr));
}

std::int64_t PostgresqlSession::do_change(std::string_view sql, std::span<const Value> args) {
    wrote_ = true;
    const auto result = connection_.query(sql, args);
    return number<std::int64_t>(PQcmdTuples(result.get()));
}

}  // namespace hz::storage::postgresql
