// SPDX-License-Identifier: Apache-2.0
// One private PostgreSQL server for the tests of one process.
#pragma once
#include <sys/types.h>

#include <string>

#include "storage/testing/temp_folder.hpp"

namespace hz::storage::testing {

// Started at the first use, stopped and deleted at exit. Used on the main thread.
class Cluster {
  public:
    [[nodiscard]] static Cluster& instance();
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    // Why there is no server; empty where there is one.
    [[nodiscard]] const std::string& why_not() const { return why_not_; }
    // The url of a new database, encoded `encoding`. Only the last twenty are kept.
    [[nodiscard]] std::string create_database(const std::string& encoding = "UTF8");
    // As an operator does: "fast" breaks every connection, "immediate" is a crash.
    void restart(const std::string& mode);

  private:
    Cluster();
    ~Cluster();
    [[nodiscard]] bool initialise();
    [[nodiscard]] bool start();
    void stop(int signal);
    [[nodiscard]] std::string url_of(const std::string& database) const;
    void administer(const std::string& sql) const;

    TempFolder folder_;
    std::string bin_;
    std::string user_;
    std::string why_not_;
    pid_t server_ = -1;
    int databases_ = 0;
};

}  // namespace hz::storage::testing
