// SPDX-License-Identifier: Apache-2.0
// How much of the grouped-commit floor Store::write reaches. The floor is one thread that runs the same statements by
// the bare C API, as many to a commit as the store did. They take turns on tables of the same size. Prints one JSON
// line.
//     bench_store --url sqlite:PATH|postgresql://... [--writers 64] [--writes 20000] [--rounds 3]
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "bench/arguments.hpp"
#include "bench/statements.hpp"
#include "storage/store.hpp"

namespace hz::bench {
namespace {

using Steady = std::chrono::steady_clock;
using storage::Session;

Result<std::int64_t> write_case(Session& s, std::int64_t n) {
    const Write w(n);
    const auto last = std::get<0>(*s.row<std::int64_t>(next_number, "case"));
    s.exec(insert_case, w.id, w.number, "kite", "kite-office", w.applicant, "submitted", w.at, Write::body());
    for (std::int64_t i = 0; i < tasks_per_case; ++i) s.exec(insert_task, "post:kite-office:clerk", w.at + i, w.id, i);
    s.exec(insert_event, w.id, w.stream, "case_submitted", BytesView(digest), Write::body());
    s.exec(insert_audit, w.id, w.applicant, w.at, "case number " + std::to_string(last));
    return last;
}

[[noreturn]] void fail(const Error& error) {
    std::fprintf(stderr, "bench_store: %s %s\n", std::string(error.code->id).c_str(), error.detail.c_str());
    std::exit(1);
}

// `writers` writes always under way: each answer starts the next, as a coroutine does.
class ClosedLoop {
  public:
    ClosedLoop(storage::Store& store, std::int64_t first, std::int64_t writes)
        : store_(store), next_(first), end_(first + writes) {}
    double run(int writers) {
        running_ = writers;
        const auto start = Steady::now();
        for (int i = 0; i < writers; ++i) go();
        finished_.get_future().wait();
        return std::chrono::duration<double>(Steady::now() - start).count();
    }

  private:
    void go() {
        const auto n = next_++;
        if (n >= end_) {
            if (--running_ == 0) finished_.set_value();
            return;
        }
        store_.write([n](Session& s) { return write_case(s, n); },
                     [this](const Result<std::int64_t>& done) noexcept {
                         if (!done) fail(done.error());
                         go();
                     });
    }
    storage::Store& store_;
    std::atomic<std::int64_t> next_;
    const std::int64_t end_;
    std::atomic<int> running_{0};
    std::promise<void> finished_;
};

// The same with a blocked thread for each writer.
double run_threads(storage::Store& store, std::int64_t first, std::int64_t writes, int writers) {
    std::atomic<std::int64_t> next{first};
    const auto start = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < writers; ++i)
            threads.emplace_back([&] {
                for (auto n = next++; n < first + writes; n = next++)
                    if (const auto done = store.write_wait([n](Session& s) { return write_case(s, n); }); !done)
                        fail(done.error());
            });
    }
    return std::chrono::duration<double>(Steady::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

struct Settings {
    std::string url;
    int writers = 64, rounds = 3;
    std::int64_t writes = 20'000;
};

int run(const Settings& settings) {
    auto opened = storage::open({.url = settings.url});
    if (!opened) fail(opened.error());
    auto& store = **opened;
    std::atomic<std::int64_t> commits{0};
    store.after_commit([&] { ++commits; });
    const auto made = store.write_wait([](Session& s) -> Result<bool> {
        for (const auto sql : tables) s.exec(sql);
        return true;
    });
    if (!made) fail(made.error());
    std::vector<double> ours, ours_threads, floor, ratios, ratios_threads, batches;
    std::int64_t first = 0;
    for (int round = 0; round < settings.rounds; ++round) {
        const auto writes = settings.writes;
        const auto before = commits.load();
        const double store_seconds =
            ClosedLoop(store, std::exchange(first, first + writes), writes).run(settings.writers);
        const auto batch = std::max<std::int64_t>(1, writes / std::max<std::int64_t>(1, commits - before));
        const auto bare = store.engine() == storage::Engine::sqlite ? floor_sqlite : floor_postgresql;
        const auto url = store.engine() == storage::Engine::sqlite ? settings.url.substr(7) : settings.url;
        const double floor_seconds = bare(url, std::exchange(first, first + writes), writes, batch);
        const double thread_seconds =
            run_threads(store, std::exchange(first, first + writes), writes, settings.writers);
        const auto rate = [&](double seconds) { return static_cast<double>(writes) / seconds; };
        ours.push_back(rate(store_seconds));
        floor.push_back(rate(floor_seconds));
        ours_threads.push_back(rate(thread_seconds));
        ratios.push_back(floor_seconds / store_seconds);
        ratios_threads.push_back(floor_seconds / thread_seconds);
        batches.push_back(static_cast<double>(batch));
    }
    std::printf(
        "{\"store_per_s\":%.0f,\"floor_per_s\":%.0f,\"ratio\":%.3f,\"threads_per_s\":%.0f,\"threads_ratio\":%.3f,"
        "\"batch\":%.0f}\n",
        median(ours), median(floor), median(ratios), median(ours_threads), median(ratios_threads), median(batches));
    return 0;
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) {
    const hz::bench::Arguments given(count, words);
    hz::bench::Settings settings;
    settings.url = given.text("--url");
    settings.writers = static_cast<int>(given.number("--writers", settings.writers));
    settings.writes = static_cast<std::int64_t>(given.number("--writes", static_cast<double>(settings.writes)));
    settings.rounds = static_cast<int>(given.number("--rounds", settings.rounds));
    return hz::bench::run(settings);
}
