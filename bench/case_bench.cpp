// SPDX-License-Identifier: Apache-2.0
// Cases through the engine's own API, without HTTP: submit, then three tasks completed, each a durable write with its
// event in the ledger. Then what a case costs to read with its history, and to build again from the ledger. On a store
// that bench_fill has prepared. Prints one JSON line.
//     bench_case --data DIR [--db URL] --pack bench/pack [--seconds 5]
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/node.hpp"
#include "bench/arguments.hpp"
#include "bench/kites.hpp"
#include "bench/must.hpp"
#include "cases/case_store.hpp"
#include "cases/state_check.hpp"
#include "identity/session.hpp"

namespace hz::bench {
namespace {

using Steady = std::chrono::steady_clock;
using storage::Session;
constexpr int tasks_of_a_case = 3;

[[noreturn]] void fail(const char* what, const Error& error) {
    std::fprintf(stderr, "bench_case: %s: %s %s\n", what, std::string(error.code->id).c_str(), error.detail.c_str());
    std::exit(1);
}

double milliseconds(Steady::duration took) { return std::chrono::duration<double, std::milli>(took).count(); }

double at(std::vector<double>& values, double part) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

// One caller: its answer starts its next write, as a coroutine of the server does.
class Caller {
  public:
    Caller(app::Node& node, identity::ActorPtr clerk, std::atomic<bool>& over, std::function<void()> done)
        : node_(node), clerk_(std::move(clerk)), over_(over), done_(std::move(done)) {}

    void go() {
        if (step_ == 0 && over_) return done_();
        const auto began = Steady::now();
        node_.store->write([this](Session& s) { return step(s); },
                           [this, began](const Result<cases::Recorded>& now) noexcept {
                               if (!now) fail("write", now.error());
                               took.push_back(milliseconds(Steady::now() - began));
                               task_ = now->now.tasks.empty()
                                           ? cases::TaskRef{}
                                           : cases::TaskRef{now->now.id, now->now.tasks.front().token};
                               finished += step_ == tasks_of_a_case ? 1 : 0;
                               step_ = step_ == tasks_of_a_case ? 0 : step_ + 1;
                               go();
                           });
    }

    std::vector<double> took;
    std::int64_t finished = 0;

  private:
    Result<cases::Recorded> step(Session& s) {
        if (step_ > 0) return node_.cases->complete(s, *clerk_, {task_, "done", "", JsonObject{}});
        cases::SubmitCase report;
        report.type = "three_steps";
        report.applicant_name = clerk_->name;
        report.form = {{"size", 3}};
        return node_.cases->submit(s, *clerk_, report);
    }
    app::Node& node_;
    identity::ActorPtr clerk_;
    std::atomic<bool>& over_;
    std::function<void()> done_;
    int step_ = 0;
    cases::TaskRef task_{};
};

struct Durable {
    double instances_per_s = 0, p50 = 0, p99 = 0;
};

Durable run_durable(app::Node& node, int callers, double seconds) {
    std::atomic<bool> over{false};
    std::atomic<int> running{callers};
    std::promise<void> all_done;
    std::vector<std::unique_ptr<Caller>> all;
    for (int i = 0; i < callers; ++i) {
        auto clerk = must(node.store->read([&](Session& s) {
            return identity::actor_of_login(s, *node.identity, staff_login(static_cast<std::size_t>(i % 16)));
        }),
                          "clerk");
        all.push_back(std::make_unique<Caller>(node, std::move(clerk), over, [&] {
            if (--running == 0) all_done.set_value();
        }));
    }
    const auto began = Steady::now();
    for (const auto& one : all) one->go();
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    over = true;
    all_done.get_future().wait();
    const double took = std::chrono::duration<double>(Steady::now() - began).count();
    Durable out;
    std::vector<double> latencies;
    for (const auto& one : all) {
        out.instances_per_s += static_cast<double>(one->finished) / took;
        latencies.insert(latencies.end(), one->took.begin(), one->took.end());
    }
    out.p50 = at(latencies, 0.5);
    out.p99 = at(latencies, 0.99);
    return out;
}

// Milliseconds to read a case, its type and its history, for cases spread over the whole store.
std::vector<double> read_cases(app::Node& node, std::size_t count) {
    const auto ids = must(node.store->read([&](Session& s) -> Result<std::vector<std::int64_t>> {
        std::vector<std::int64_t> out;
        s.each<std::int64_t>("select id from case_file order by id", [&](std::int64_t id) { out.push_back(id); });
        return out;
    }),
                          "ids");
    std::vector<double> out;
    const auto stride = std::max<std::size_t>(1, ids.size() / count);
    for (std::size_t i = 0; i < ids.size(); i += stride) {
        const auto began = Steady::now();
        must(node.store->read([&](Session& s) -> Result<bool> {
            const auto found = cases::find_case(s, cases::CaseId{ids[i]});
            return found && node.cases->type_of(s, *found) && !cases::history(s, *node.ledger, found->id).empty();
        }),
             "read");
        out.push_back(milliseconds(Steady::now() - began));
    }
    return out;
}

int run(const Arguments& given) {
    app::NodeOptions options;
    options.data = given.text("--data");
    options.db = given.text("--db");
    SystemClock clock;
    const auto node = must(app::Node::open(options, clock), "open");
    if (!node->definitions->current()->find("event_type", "three_steps"))
        must(node->import(
                 {must(pack::load(given.text("--base")), "base"), must(pack::load(given.text("--pack")), "pack")}),
             "import");
    const double seconds = given.number("--seconds", 5);
    const auto durable = run_durable(*node, 64, seconds);
    const auto crowd = run_durable(*node, 256, seconds);
    auto reads = read_cases(*node, 2000);

    while (must(node->ledger->run_once(), "sequence").entries > 0) continue;
    const auto began = Steady::now();
    const auto check = cases::make_state_check();
    ledger::StateFindings found;
    must(ledger::check_state(*node->ledger, {check.get()}, found), "rebuild");
    const double rebuilt = std::chrono::duration<double>(Steady::now() - began).count();
    const auto stored = must(node->store->read([](Session& s) -> Result<std::int64_t> {
        return std::get<0>(*s.row<std::int64_t>("select count(*) from case_file"));
    }),
                             "count");
    std::printf(
        "{\"instances_per_s\":%.0f,\"crowd_per_s\":%.0f,\"write_p50\":%.2f,\"write_p99\":%.2f,\"read_p50\":%.3f,"
        "\"read_p99\":%.3f,\"cases\":%lld,\"rebuild_s\":%.2f,\"differ\":%lld}\n",
        durable.instances_per_s, crowd.instances_per_s, durable.p50, durable.p99, at(reads, 0.5), at(reads, 0.99),
        static_cast<long long>(stored), rebuilt, static_cast<long long>(found.found()));
    return found.found() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) { return hz::bench::run({count, words}); }
