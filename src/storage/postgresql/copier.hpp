// SPDX-License-Identifier: Apache-2.0
// A plain connection for COPY, which pipeline mode does not allow.
#pragma once
#include <libpq-fe.h>

#include <filesystem>
#include <memory>
#include <string>

#include "storage/postgresql/connection.hpp"

namespace hz::storage::postgresql {

// One thread. Throws Failure.
class Copier {
  public:
    explicit Copier(const std::string& url);
    QueryResult run(const std::string& sql);
    void copy_out(const std::string& sql, const std::filesystem::path& to);
    void copy_in(const std::string& sql, const std::filesystem::path& from);

  private:
    void finish(const std::string& sql);
    [[noreturn]] void fail(const PGresult* result, const std::string& sql);

    struct Finish {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    std::unique_ptr<PGconn, Finish> handle_;
};

}  // namespace hz::storage::postgresql
