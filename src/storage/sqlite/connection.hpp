// SPDX-License-Identifier: Apache-2.0
// One SQLite handle with our settings.
#pragma once
#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "storage/engine.hpp"

namespace hz::storage::sqlite {

// One thread at a time. Throws Failure.
class Connection {
  public:
    Connection(const std::string& path, bool read_only, Limit lock_wait);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }
    // Runs constant text that gives no rows.
    void run(const char* sql);
    // Statements are interrupted from then on; none where `limit` is zero.
    void set_deadline(Limit limit);
    [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }
    [[noreturn]] void fail(int code, std::string_view sql) const;

  private:
    void set_up(bool read_only, Limit lock_wait);
    void check_file();

    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::unique_ptr<sqlite3, Close> handle_;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

// The error of an SQLite result code.
[[nodiscard]] Error error_of(int code, std::string detail);

}  // namespace hz::storage::sqlite
