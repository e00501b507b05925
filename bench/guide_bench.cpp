// SPDX-License-Identifier: Apache-2.0
// Processor time a request of one GET, beside a bare Beast server that answers the same number of bytes. The two take
// turns. Prints one JSON line.
//     bench_guide --port N --pid PID --path /api/v1/items/CODE [--clients 64] [--seconds 3] [--rounds 3] [--etag 0|1]
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>
#include <utility>

#include "bench/arguments.hpp"
#include "bench/echo.hpp"
#include "bench/load.hpp"

namespace hz::bench {
namespace {

using Steady = std::chrono::steady_clock;

class Getter final : public Script {
  public:
    Getter(std::string request, Steady::time_point until, Latencies& latencies, std::string* body)
        : request_(std::move(request)), until_(until), latencies_(latencies), body_(body) {}
    std::string next(const Reply* last) override {
        if (last != nullptr) {
            latencies_.add(last->took);
            if (last->status != 200) failed = last->status;
            if (body_ != nullptr) *std::exchange(body_, nullptr) = last->body;
        }
        return Steady::now() < until_ ? request_ : std::string();
    }
    int failed = 0;

  private:
    std::string request_;
    Steady::time_point until_;
    Latencies& latencies_;
    std::string* body_;
};

// Nanoseconds on a processor, of all threads that live.
double processor_time(pid_t process) {
    double total = 0;
    std::error_code ignored;
    for (const auto& task :
         std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", ignored)) {
        std::ifstream in(task.path() / "schedstat");
        double used = 0;
        if (in >> used) total += used;
    }
    return total;
}

struct Measured {
    double us = 0, per_second = 0, p99 = 0;
};

Measured measure(std::uint16_t port, pid_t process, const std::string& request, std::size_t clients, double seconds,
                 std::string* body) {
    Latencies latencies;
    const auto begin = Steady::now();
    const auto until = begin + std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double>(seconds));
    std::vector<std::unique_ptr<Script>> scripts;
    for (std::size_t i = 0; i < clients; ++i)
        scripts.push_back(std::make_unique<Getter>(request, until, latencies, i == 0 ? body : nullptr));
    const double before = processor_time(process);
    const auto result = run_load(port, scripts);
    const double used = processor_time(process) - before;
    for (const auto& script : scripts)
        if (const int status = static_cast<Getter&>(*script).failed; status != 0) {
            std::fprintf(stderr, "bench_guide: answered %d\n", status);
            std::exit(1);
        }
    const double count = std::max<double>(1, static_cast<double>(result.replies));
    return {used / 1000 / count, count / std::chrono::duration<double>(Steady::now() - begin).count(),
            latencies.at(0.99)};
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

struct Child {
    pid_t process = -1;
    std::uint16_t port = 0;
};

Child start_echo(const std::string& body) {
    int ends[2];
    if (::pipe(ends) != 0) std::exit(1);
    Child child;
    child.process = ::fork();
    if (child.process == 0) serve_echo(body, std::max(1u, std::thread::hardware_concurrency()), ends[1]);
    if (::read(ends[0], &child.port, sizeof child.port) != sizeof child.port) std::exit(1);
    return child;
}

int run(const Arguments& given) {
    const auto port = static_cast<std::uint16_t>(given.number("--port", 0));
    const auto server = static_cast<pid_t>(given.number("--pid", 0));
    const auto clients = given.count("--clients", 64);
    const double seconds = given.number("--seconds", 3);
    const std::string request = "GET " + given.text("--path") + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    std::string body;
    (void)measure(port, server, request, clients, 0.5, &body);
    const auto echo = start_echo(body);
    (void)measure(echo.port, echo.process, request, clients, 0.5, nullptr);
    std::vector<double> ours, floor, ours_rate, floor_rate, p99;
    for (int round = 0; round < static_cast<int>(given.number("--rounds", 3)); ++round) {
        const auto a = measure(port, server, request, clients, seconds, nullptr);
        const auto b = measure(echo.port, echo.process, request, clients, seconds, nullptr);
        ours.push_back(a.us);
        ours_rate.push_back(a.per_second);
        p99.push_back(a.p99);
        floor.push_back(b.us);
        floor_rate.push_back(b.per_second);
    }
    ::kill(echo.process, SIGKILL);
    ::waitpid(echo.process, nullptr, 0);
    std::printf(
        "{\"bytes\":%zu,\"us\":%.2f,\"per_s\":%.0f,\"p99\":%.2f,\"echo_us\":%.2f,\"echo_per_s\":%.0f,\"ratio\":%.2f}\n",
        body.size(), median(ours), median(ours_rate), median(p99), median(floor), median(floor_rate),
        median(ours) / median(floor));
    return 0;
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) { return hz::bench::run({count, words}); }
