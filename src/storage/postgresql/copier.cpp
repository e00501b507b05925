// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/copier.hpp"

#include <fstream>

#include "storage/errors.hpp"
#include "storage/manifest.hpp"
#include "storage/postgresql/failure.hpp"

namespace hz::storage::postgresql {
namespace {

constexpr std::size_t piece_bytes = 1 << 16;

}  // namespace

Copier::Copier(const std::string& url) : handle_(PQconnectdb(url.c_str())) {
    if (PQstatus(handle_.get()) != CONNECTION_OK)
        throw Failure(refuse(errors::cannot_open, {{"reason", PQerrorMessage(handle_.get())}}));
    PQsetNoticeProcessor(
        handle_.get(), [](void*, const char*) {}, nullptr);
    run("set client_encoding = 'UTF8'");
    run("set statement_timeout = 0");
}

QueryResult Copier::run(const std::string& sql) {
    QueryResult result(PQexec(handle_.get(), sql.c_str()));
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(result.get(), sql);
    return result;
}

void Copier::copy_out(const std::string& sql, const std::filesystem::path& to) {
    const QueryResult started(PQexec(handle_.get(), sql.c_str()));
    if (PQresultStatus(started.get()) != PGRES_COPY_OUT) fail(started.get(), sql);
    std::ofstream out(to, std::ios::binary);
    char* row = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(handle_.get(), &row, 0)) > 0) {
        out.write(row, size);
        PQfreemem(row);
    }
    finish(sql);
    if (!out.flush()) throw cannot_write(to, "write");
}

void Copier::copy_in(const std::string& sql, const std::filesystem::path& from) {
    const QueryResult started(PQexec(handle_.get(), sql.c_str()));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN) fail(started.get(), sql);
    std::ifstream in(from, std::ios::binary);
    std::string piece(piece_bytes, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
        if (PQputCopyData(handle_.get(), piece.data(), static_cast<int>(in.gcount())) != 1) fail(nullptr, sql);
    if (PQputCopyEnd(handle_.get(), in.bad() ? "the file cannot be read" : nullptr) != 1) fail(nullptr, sql);
    finish(sql);
}

void Copier::finish(const std::string& sql) {
    while (const QueryResult result{PQgetResult(handle_.get())})
        if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) fail(result.get(), sql);
}

void Copier::fail(const PGresult* result, const std::string& sql) {
    if (result == nullptr) throw Failure(lost(PQerrorMessage(handle_.get())));
    throw Failure(error_of(result, sql));
}

}  // namespace hz::storage::postgresql
