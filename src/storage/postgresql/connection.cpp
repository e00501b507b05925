// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/connection.hpp"

#include <poll.h>

#include <array>

#include "storage/errors.hpp"
#include "storage/postgresql/failure.hpp"
#include "storage/postgresql/parameters.hpp"

namespace hz::storage::postgresql {
namespace {

constexpr int oldest_version = 130000;  // pg_current_xact_id
constexpr std::size_t most_pending = 1024;
constexpr std::size_t most_statements = 1'000;

// Only these are worth a prepared statement; a change of tables or of transaction runs once.
bool worth_preparing(std::string_view sql) {
    for (const std::string_view verb : {"select", "insert", "update", "delete", "with"})
        if (sql.starts_with(verb)) return true;
    return false;
}

Error cannot_open(const char* reason) {
    Error error = refuse(errors::cannot_open, {{"reason", reason}});
    error.detail = reason;
    return error;
}

}  // namespace

Connection::Connection(std::string url, Limit limit) : url_(std::move(url)), limit_(limit) {
    connect();
    if (!alive()) throw Failure(cannot_open(handle_ ? PQerrorMessage(handle_.get()) : "out of memory"));
    set_up();
}

void Connection::connect() {
    drop();
    // What stands before the url is a default, what stands after holds whatever the url says.
    const std::array names{"connect_timeout", "application_name", "dbname", "client_encoding",
                           static_cast<const char*>(nullptr)};
    const std::array values{"5", "huizheng", url_.c_str(), "UTF8", static_cast<const char*>(nullptr)};
    handle_.reset(PQconnectdbParams(names.data(), values.data(), 1));
}

void Connection::set_up() {
    PGconn* handle = handle_.get();
    PQsetNoticeProcessor(
        handle, [](void*, const char*) {}, nullptr);
    if (PQserverVersion(handle) < oldest_version)
        throw Failure(refuse(errors::wrong_version,
                             {{"version", PQparameterStatus(handle, "server_version")}, {"needed", "13"}}));
    if (const std::string encoding = PQparameterStatus(handle, "server_encoding"); encoding != "UTF8")
        throw Failure(refuse(errors::wrong_encoding, {{"encoding", encoding}}));
    const std::string settings =
        // Plans are kept, and must not be those of the days when the tables were empty: never the whole of a table
        // where an index will do. No compiling of statements this short.
        "set enable_seqscan = off; set jit = off;"
        "set bytea_output = hex; set extra_float_digits = 1; set standard_conforming_strings = on;"
        "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';"
        "set statement_timeout = " +
        std::to_string(limit_.count());
    const QueryResult result(PQexec(handle, settings.c_str()));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) throw Failure(cannot_open(PQerrorMessage(handle)));
    if (PQenterPipelineMode(handle) != 1) fail_lost();
}

void Connection::ensure() {
    // A server that went away has left a message or the end of the stream on the socket.
    for (int i = 0; i < 3 && alive() && !stale_; ++i) {
        pollfd waiting{PQsocket(handle_.get()), POLLIN, 0};
        if (poll(&waiting, 1, 0) <= 0) return;
        if (PQconsumeInput(handle_.get()) == 0) drop();
    }
    if (alive() && !stale_) return;
    connect();
    if (!alive()) {
        const Error error = lost(handle_ ? PQerrorMessage(handle_.get()) : "out of memory");
        drop();
        throw Failure(error);
    }
    set_up();
}

void Connection::drop() noexcept {
    handle_.reset();
    pending_.clear();
    prepared_.clear();
    stale_ = false;
    troubled_ = false;
}

void Connection::send(std::string_view sql, std::span<const Value> args) {
    if (!alive()) fail_lost();
    const Parameters p(args);
    if (pending_.size() >= most_pending) (void)collect();
    const Prepared* prepared = nullptr;
    if (worth_preparing(sql)) {
        prepared = prepare(sql, p.types());
        if (!p.fit(prepared->types)) prepared = nullptr;
    }
    if (prepared != nullptr) {
        sent(PQsendQueryPrepared(handle_.get(), prepared->name.c_str(), p.count(), p.values(), p.lengths(), p.formats(),
                                 0),
             sql, false);
    } else {
        sent(PQsendQueryParams(handle_.get(), std::string(sql).c_str(), p.count(), p.types().data(), p.values(),
                               p.lengths(), p.formats(), 0),
             sql, false);
    }
}

const Connection::Prepared* Connection::prepare(std::string_view sql, std::span<const Oid> types) {
    if (const auto found = prepared_.find(sql); found != prepared_.end()) return &found->second;
    if (prepared_.size() >= most_statements) {
        prepared_.clear();
        sent(PQsendQueryParams(handle_.get(), "deallocate all", 0, nullptr, nullptr, nullptr, nullptr, 0),
             "deallocate all", false);
    }
    const auto added =
        prepared_.emplace(std::string(sql), Prepared{"s" + std::to_string(++names_), {types.begin(), types.end()}})
            .first;
    sent(PQsendPrepare(handle_.get(), added->second.name.c_str(), added->first.c_str(), static_cast<int>(types.size()),
                       types.data()),
         sql, true);
    return &added->second;
}

void Connection::sent(int ok, std::string_view sql, bool is_prepare) {
    if (ok != 1) fail_lost();
    pending_.push_back({std::string(sql), is_prepare});
}

void Connection::send_expecting(KeptResult expected, std::string_view sql, std::span<const Value> args) {
    send(sql, args);
    pending_.back().expected = std::move(expected);
}

void Connection::flush() {
    if (alive() && PQflush(handle_.get()) < 0) fail_lost();
}

QueryResult Connection::query(std::string_view sql, std::span<const Value> args) {
    send(sql, args);
    return collect();
}

QueryResult Connection::collect() {
    if (!alive() || PQsendFlushRequest(handle_.get()) != 1 || PQflush(handle_.get()) < 0) fail_lost();
    std::optional<Error> failure;
    auto result = consume(failure);
    if (failure) throw Failure(std::move(*failure));
    return result;
}

QueryResult Connection::synchronise() {
    if (!alive() || PQpipelineSync(handle_.get()) != 1) fail_lost();
    std::optional<Error> failure;
    pending_.push_back({{}, false, true});
    auto last = consume(failure);
    if (failure) throw Failure(std::move(*failure));
    return last;
}

QueryResult Connection::consume(std::optional<Error>& failure) {
    QueryResult last;
    for (; !pending_.empty(); pending_.pop_front()) {
        if (pending_.front().sync) {
            const QueryResult sync(PQgetResult(handle_.get()));
            if (PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC && !failure)
                failure = lost(PQerrorMessage(handle_.get()));
            continue;
        }
        last.reset();
        while (QueryResult result{PQgetResult(handle_.get())}) {
            settle(result.get(), pending_.front(), failure);
            last = std::move(result);
            if (!alive()) break;
        }
        if (!alive()) {
            if (!failure) failure = lost(PQerrorMessage(handle_.get()));
            pending_.clear();
            break;
        }
    }
    troubled_ = troubled_ || failure;
    return last;
}

void Connection::settle(const PGresult* result, const Pending& pending, std::optional<Error>& failure) {
    const auto status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK && pending.expected && !failure && !same(result, pending.expected.get()))
        failure = Error{&errors::collision, {}, {}, "postgresql: another answer than last time to: " + pending.sql};
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) return;
    if (pending.prepare)
        if (const auto found = prepared_.find(pending.sql); found != prepared_.end()) prepared_.erase(found);
    if (status == PGRES_PIPELINE_ABORTED && failure) return;
    if (failure) return;
    if (status == PGRES_PIPELINE_ABORTED)
        failure = Error{&errors::failed, {}, {}, "postgresql: an earlier statement failed"};
    else
        failure = error_of(result, pending.sql);
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    stale_ = stale_ || (state != nullptr && (std::string_view(state) == "0A000" || std::string_view(state) == "26000"));
}

void Connection::leave() noexcept {
    if (!troubled_ && alive()) {
        try {
            send("rollback");
            if (PQpipelineSync(handle_.get()) == 1) {
                pending_.push_back({{}, false, true});
                return;
            }
        } catch (const std::exception&) {
            // As for any other trouble.
        }
    }
    reset();
}

void Connection::reset() noexcept {
    troubled_ = false;
    // The first "rollback" is skipped where the pipeline has failed; the second then does it.
    for (int i = 0; i < 2 && alive(); ++i) {
        try {
            send("rollback");
            (void)synchronise();
        } catch (const std::exception&) {
            continue;
        }
        if (PQtransactionStatus(handle_.get()) == PQTRANS_IDLE) return;
    }
    drop();
}

void Connection::fail_lost() {
    const Error error = lost(handle_ ? PQerrorMessage(handle_.get()) : "not connected");
    throw Failure(error);
}

}  // namespace hz::storage::postgresql
