// SPDX-License-Identifier: Apache-2.0
// One contract over two engines (sqlite/, postgresql/). SQL is the same text for both: $1 parameters, ON CONFLICT,
// RETURNING, keyset paging; column types bigint, double precision, text, bytea, json. `without rowid` is dropped on
// PostgreSQL.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/encoding.hpp"
#include "base/result.hpp"

namespace hz::storage {

enum class Engine { sqlite, postgresql };

// One bound parameter. Text and bytes are borrowed for the call.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, BytesView>;

// One result row; views are valid until the callback returns. NULL reads as 0, "" or empty.
class Row {
  public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual Bytes bytes(int column) const = 0;
};

// The database refused or is gone. Thrown inside a closure, caught by Store and given to the caller as an incident;
// closures do not catch it.
class Failure : public std::exception {
  public:
    explicit Failure(Error error) : error_(std::move(error)) {}
    [[nodiscard]] const Error& error() const { return error_; }
    [[nodiscard]] const char* what() const noexcept override { return error_.detail.c_str(); }

  private:
    Error error_;
};

// One connection inside one transaction; used only on the thread that runs the closure. Statements are cached by text,
// so build SQL from constants, never from input.
class Session {
  public:
    virtual ~Session() = default;
    [[nodiscard]] virtual Engine engine() const = 0;

    // Runs; nobody reads the outcome. PostgreSQL only sends it: a failure shows at the next row() or at commit.
    template <class... A>
    void exec(std::string_view sql, const A&... args) {
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        do_exec(sql, values);
    }
    // Runs and counts the rows changed.
    template <class... A>
    std::int64_t change(std::string_view sql, const A&... args) {
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        return do_change(sql, values);
    }
    // The first row, typed: `s.row<std::int64_t, std::string>("select a, b from t where id = $1", id)`.
    // R is an integer, bool, double, std::string, Bytes, or std::optional of one of these.
    template <class... R, class... A>
    std::optional<std::tuple<R...>> row(std::string_view sql, const A&... args) {
        std::optional<std::tuple<R...>> out;
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        do_query(sql, values, [&](const Row& r) {
            out = read_row<R...>(r, std::index_sequence_for<R...>{});
            return false;
        });
        return out;
    }
    // As row(), where the answer is likely what it was last time, or what foresee() told. In a write PostgreSQL goes on
    // with that at once, and compares it with its own answer before the commit; where they differ, the whole batch runs
    // again without guesses. So a guess costs time where it is wrong, and is never taken for the truth.
    template <class... R, class... A>
    std::optional<std::tuple<R...>> row_likely(std::string_view sql, const A&... args) {
        std::optional<std::tuple<R...>> out;
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        do_likely(sql, values, [&](const Row& r) {
            out = read_row<R...>(r, std::index_sequence_for<R...>{});
            return false;
        });
        return out;
    }
    // The row that row_likely() of the same text and arguments is to expect: `s.foresee(std::tuple(a, b), sql, id)`.
    template <class... C, class... A>
    void foresee(const std::tuple<C...>& columns, std::string_view sql, const A&... args) {
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        std::apply(
            [&](const C&... column) {
                const std::array<Value, sizeof...(C)> row{to_value(column)...};
                do_foresee(Guess::row, sql, values, row);
            },
            columns);
    }
    template <class... A>
    void foresee_none(std::string_view sql, const A&... args) {
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        do_foresee(Guess::no_row, sql, values, {});
    }
    // What is remembered of it is known to be over.
    template <class... A>
    void forget(std::string_view sql, const A&... args) {
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        do_foresee(Guess::nothing, sql, values, {});
    }
    // Every row in order, typed as `row`, until `f` returns false (or f returns void).
    template <class... R, class F, class... A>
    void each(std::string_view sql, F&& f, const A&... args) {
        const std::array<Value, sizeof...(A)> values{to_value(args)...};
        do_query(sql, values, [&](const Row& r) {
            auto columns = read_row<R...>(r, std::index_sequence_for<R...>{});
            if constexpr (std::is_void_v<decltype(std::apply(f, std::move(columns)))>) {
                std::apply(f, std::move(columns));
                return true;
            } else {
                return static_cast<bool>(std::apply(f, std::move(columns)));
            }
        });
    }
    // For callers whose columns are not known at compile time.
    virtual void do_query(std::string_view sql, std::span<const Value> args,
                          const std::function<bool(const Row&)>& f) = 0;
    virtual void do_exec(std::string_view sql, std::span<const Value> args) = 0;
    virtual std::int64_t do_change(std::string_view sql, std::span<const Value> args) = 0;
    // Where nothing is guessed: as do_query, and nothing.
    enum class Guess { row, no_row, nothing };
    virtual void do_likely(std::string_view sql, std::span<const Value> args,
                           const std::function<bool(const Row&)>& f) {
        do_query(sql, args, f);
    }
    virtual void do_foresee(Guess, std::string_view /*sql*/, std::span<const Value> /*args*/,
                            std::span<const Value> /*row*/) {}

  private:
    template <class T>
    static Value to_value(const T& v) {
        if constexpr (std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::monostate>)
            return std::monostate{};
        else if constexpr (std::is_same_v<T, Value>)
            return v;
        else if constexpr (std::is_floating_point_v<T>)
            return static_cast<double>(v);
        else if constexpr (std::is_integral_v<T>)
            return static_cast<std::int64_t>(v);
        else if constexpr (std::is_convertible_v<const T&, std::string_view>)
            return std::string_view(v);
        else if constexpr (std::is_convertible_v<const T&, BytesView>)
            return BytesView(v);
        else if constexpr (requires {
                               v.has_value();
                               *v;
                           })
            return v.has_value() ? to_value(*v) : Value{std::monostate{}};
        else
            return static_cast<std::int64_t>(v.value);  // an Id
    }
    template <class T>
    static T read_column(const Row& r, int i) {
        if constexpr (requires {
                          typename T::value_type;
                          T(std::nullopt);
                      }) {
            if (r.is_null(i)) return std::nullopt;
            return read_column<typename T::value_type>(r, i);
        } else if constexpr (std::is_same_v<T, bool>)
            return r.integer(i) != 0;
        else if constexpr (std::is_integral_v<T>)
            return static_cast<T>(r.integer(i));
        else if constexpr (std::is_floating_point_v<T>)
            return static_cast<T>(r.real(i));
        else if constexpr (std::is_same_v<T, std::string>)
            return std::string(r.text(i));
        else if constexpr (std::is_same_v<T, Bytes>)
            return r.bytes(i);
        else
            return T{r.integer(i)};  // an Id
    }
    template <class... R, std::size_t... I>
    static std::tuple<R...> read_row(const Row& r, std::index_sequence<I...>) {
        return std::tuple<R...>{read_column<R>(r, static_cast<int>(I))...};
    }
};

// A queued write. `run` may be called again on a fresh session (PostgreSQL retries); `done` exactly once, after commit
// or rollback.
class Job {
  public:
    virtual ~Job() = default;
    // False: roll back to before this job.
    virtual bool run(Session& session) = 0;
    // True: Options::write_limit does not hold (a migration).
    [[nodiscard]] virtual bool unlimited() const { return false; }
    virtual void done(std::optional<Error> failure) noexcept = 0;
};

// Thread-safe. Destruction drains the queue.
class Store {
  public:
    virtual ~Store() = default;
    [[nodiscard]] virtual Engine engine() const = 0;
    // Options::url; it may hold a password.
    [[nodiscard]] virtual const std::string& url() const = 0;

    // Queues `work` (Session& -> Result<T>); many share one durable commit, each in its own savepoint. An Error rolls
    // back that work alone. `done(Result<T>)` runs on the writer's thread after the commit, must be quick and must not
    // throw. A full queue gives errors::busy at once, on the caller's thread. `work` must not block, call out, or have
    // effects outside the session: it may run twice.
    template <class F, class D>
    void write(F work, D done) {
        submit(std::make_unique<Task<F, D>>(std::move(work), std::move(done)));
    }
    // The same, waiting. Never from the writer's thread or an I/O thread.
    template <class F, class R = std::invoke_result_t<F&, Session&>>
    R write_wait(F work) {
        std::promise<R> promise;
        auto future = promise.get_future();
        write(std::move(work), [&promise](R result) noexcept { promise.set_value(std::move(result)); });
        return future.get();
    }
    // Runs `work` (Session& -> Result<T>) on a read connection, in one snapshot, on the caller's thread.
    template <class F, class R = std::invoke_result_t<F&, Session&>>
    R read(F work) {
        std::optional<R> result;
        const auto failure = do_read([&](Session& s) { result.emplace(work(s)); });
        if (failure) return *failure;
        return std::move(*result);
    }
    virtual void submit(std::unique_ptr<Job> job) = 0;
    virtual std::optional<Error> do_read(const std::function<void(Session&)>& work) = 0;
    // Runs inside every batch's transaction after its last job; for what must be written once a batch. Set before use.
    virtual void before_commit(std::function<void(Session&)> hook) = 0;
    // Runs after every durable commit, on the writer's thread, quick. Set before use.
    virtual void after_commit(std::function<void()> hook) = 0;
    // No more writes; waits for those queued. Reads go on.
    virtual void close() = 0;

  private:
    template <class F, class D>
    class Task final : public Job {
      public:
        Task(F work, D done) : work_(std::move(work)), done_(std::move(done)) {}
        bool run(Session& session) override {
            result_.emplace(work_(session));
            return result_->has_value();
        }
        void done(std::optional<Error> failure) noexcept override {
            if (failure)
                done_(R(std::move(*failure)));
            else
                done_(std::move(*result_));
        }

      private:
        using R = std::invoke_result_t<F&, Session&>;
        F work_;
        D done_;
        std::optional<R> result_;
    };
};

struct Options {
    std::string url{};           // "sqlite:PATH" or "postgresql://..."
    std::size_t queue = 20'000;  // queued writes before errors::busy
    std::size_t readers = 4;     // read connections
    std::size_t lanes = 1;       // PostgreSQL: writing connections; SQLite always 1
    // A commit waits for more writes at most this long, and only while there are some.
    std::chrono::milliseconds hold{8};
    // A write or read that runs longer is stopped with errors::too_slow; on PostgreSQL each statement counts by itself.
    std::chrono::milliseconds write_limit{5'000};
    std::chrono::milliseconds read_limit{30'000};
    // How long SQLite waits for another program's lock before errors::locked.
    std::chrono::milliseconds lock_wait{5'000};
    // How long a read waits for a free connection before errors::busy. A read inside a read needs a second one.
    std::chrono::milliseconds read_wait{5'000};
};

// Opens or creates. Refusals: errors::cannot_open, wrong_encoding, wrong_version.
[[nodiscard]] Result<std::unique_ptr<Store>> open(const Options& options);

}  // namespace hz::storage
