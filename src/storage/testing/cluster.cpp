// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/cluster.hpp"

#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "storage/testing/process.hpp"

namespace hz::storage::testing {
namespace {

namespace fs = std::filesystem;

constexpr int databases_kept = 20;
constexpr std::chrono::seconds longest_start{60};

// The newest of Debian's /usr/lib/postgresql/<version>/bin, else /usr/bin; empty where there is none.
std::string find_programs() {
    std::vector<std::pair<int, std::string>> found;
    std::error_code ignored;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored))
        if (fs::exists(version.path() / "bin/initdb"))
            found.emplace_back(std::atoi(version.path().filename().c_str()), version.path() / "bin");
    if (!found.empty()) return std::ranges::max(found).second;
    return fs::exists("/usr/bin/initdb") ? "/usr/bin" : "";
}

}  // namespace

Cluster& Cluster::instance() {
    static Cluster cluster;
    return cluster;
}

Cluster::Cluster() : bin_(find_programs()), user_(getpwnam("postgres") != nullptr ? "postgres" : "nobody") {
    if (bin_.empty())
        why_not_ = "PostgreSQL is not installed (no initdb in /usr/lib/postgresql/*/bin)";
    else if (!initialise())
        why_not_ = "initdb failed; see its output above";
    else if (!start())
        why_not_ = "the PostgreSQL server did not start; see its output above";
}

Cluster::~Cluster() { stop(SIGQUIT); }

bool Cluster::initialise() {
    // PostgreSQL refuses to run as root, so the folder belongs to whom it runs as.
    if (geteuid() == 0)
        if (const auto* account = getpwnam(user_.c_str());
            account == nullptr || chown(folder_.path().c_str(), account->pw_uid, account->pw_gid) != 0)
            return false;
    const auto log = folder_.path() / "initdb.log";
    const auto process = spawn({bin_ + "/initdb", "-D", folder_.path() / "data", "-U", "postgres", "-A", "trust", "-E",
                                "UTF8", "--locale=C", "--no-sync", "--no-instructions"},
                               log, user_);
    if (wait_for(process) == 0) return true;
    (void)std::system(("cat " + log.string() + " >&2").c_str());
    return false;
}

bool Cluster::start() {
    const auto log = folder_.path() / "server.log";
    // Only a power cut would show the missing fsync; tests crash processes, not machines.
    server_ = spawn(
        {bin_ + "/postgres", "-D", folder_.path() / "data", "-k", folder_.path(), "-c", "listen_addresses=", "-c",
         "fsync=off", "-c", "shared_buffers=32MB", "-c", "max_connections=60", "-c", "autovacuum=off", "-c", "jit=off"},
        log, user_);
    const auto until = std::chrono::steady_clock::now() + longest_start;
    while (std::chrono::steady_clock::now() < until) {
        if (PQping(url_of("postgres").c_str()) == PQPING_OK) return true;
        if (kill(server_, 0) != 0) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    (void)std::system(("cat " + log.string() + " >&2").c_str());
    stop(SIGQUIT);
    return false;
}

void Cluster::stop(int signal) {
    if (server_ <= 0) return;
    kill(server_, signal);
    wait_for(server_);
    server_ = -1;
}

void Cluster::restart(const std::string& mode) {
    stop(mode == "immediate" ? SIGQUIT : SIGINT);
    if (!start()) std::abort();
}

std::string Cluster::create_database(const std::string& encoding) {
    ++databases_;
    if (databases_ > databases_kept)
        administer("drop database if exists test_" + std::to_string(databases_ - databases_kept) + " with (force)");
    const std::string name = "test_" + std::to_string(databases_);
    administer("create database " + name + " encoding '" + encoding + "' template template0");
    return url_of(name);
}

std::string Cluster::url_of(const std::string& database) const {
    return "postgresql:///" + database + "?host=" + folder_.path().string() + "&user=postgres";
}

void Cluster::administer(const std::string& sql) const {
    PGconn* connection = PQconnectdb(url_of("postgres").c_str());
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    PGresult* result = PQexec(connection, sql.c_str());
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        std::fprintf(stderr, "%s: %s\n", sql.c_str(), PQerrorMessage(connection));
        std::abort();
    }
    PQclear(result);
    PQfinish(connection);
}

}  // namespace hz::storage::testing
