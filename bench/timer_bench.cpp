// SPDX-License-Identifier: Apache-2.0
// Timers: what a pass of the runner costs while nothing is due, with more and more of them pending; then the node stood
// for three days and many are due at once: how fast they fire, whether in order, how many a pass takes, and how long a
// person's command takes meanwhile. A ledger and cases, no packs and no HTTP; on an empty store. Prints one JSON line.
//     bench_timer --data DIR [--db URL] [--pending 1000000] [--due 20000]
// Timers that are only pending are rows put straight into the table, of cases that are not there; those that fire
// belong to real cases.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "base/random.hpp"
#include "bench/arguments.hpp"
#include "bench/must.hpp"
#include "cases/cases.hpp"
#include "cases/runner.hpp"
#include "cases/schema.hpp"
#include "identity/schema.hpp"
#include "ledger/log.hpp"
#include "ledger/schema.hpp"
#include "storage/migration.hpp"

namespace hz::bench {
namespace {

using Steady = std::chrono::steady_clock;
using storage::Session;
using namespace std::chrono_literals;

constexpr std::int64_t rows_a_write = 10'000;
constexpr std::int64_t cases_a_write = 100;
constexpr std::int64_t far_away = 4'000'000'000'000;  // 2096
constexpr int ticks = 400;
constexpr auto between_commands = 10ms;

double milliseconds(Steady::duration took) { return std::chrono::duration<double, std::milli>(took).count(); }

double at(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

// The system's, so much further.
class ShiftedClock final : public Clock {
  public:
    [[nodiscard]] Time now() const override { return system_.now() + std::chrono::milliseconds(shift_.load()); }
    void shift(std::chrono::milliseconds by) { shift_ += by.count(); }

  private:
    SystemClock system_;
    std::atomic<std::int64_t> shift_{0};
};

// One task, late after three days; then somebody else follows it up.
constexpr const char* three_days = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:hz="urn:huizheng:bpmn:1" id="d" targetNamespace="urn:t">
 <process id="p" isExecutable="true"><startEvent id="start" hz:milestone="received" hz:clock="start"/>
  <userTask id="look" hz:posts="clerk" hz:outcomes="done"/>
  <boundaryEvent id="late" attachedToRef="look"><timerEventDefinition id="t">
   <timeDuration xsi:type="tFormalExpression">P3D</timeDuration></timerEventDefinition></boundaryEvent>
  <userTask id="follow" hz:posts="clerk" hz:outcomes="done"/><endEvent id="end" hz:milestone="resolved"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="look"/><sequenceFlow id="f2" sourceRef="look" targetRef="end"/>
  <sequenceFlow id="f3" sourceRef="late" targetRef="follow"/><sequenceFlow id="f4" sourceRef="follow" targetRef="end"/>
 </process></definitions>)";

class OneType final : public cases::CaseTypes {
  public:
    OneType() {
        auto type = std::make_shared<cases::CaseType>();
        type->code = "three_days";
        type->version = 1;
        type->agency = "office";
        type->online = true;
        type->number_template = "T{id}";
        type->process = must(process::compile(three_days), "process");
        type_ = std::move(type);
    }
    Result<cases::CaseTypePtr> find(Session&, std::string_view, std::int64_t) override { return type_; }

  private:
    cases::CaseTypePtr type_;
};

struct Node {
    Node(const std::string& url, const std::filesystem::path& keyring) {
        store = must(storage::open({.url = url}), "open");
        must(storage::migrate(*store,
                              std::vector<storage::Schema>{ledger::schema(), identity::schema(), cases::schema()}),
             "migrate");
        ledger = must(ledger::open_ledger(*store, {.keyring = keyring, .suite = "intl"}, clock, ids, random), "ledger");
        const auto days = std::make_shared<const calendar::WorkingCalendar>(
            must(calendar::WorkingCalendar::from_json({}, "UTC"), "calendar"));
        cases = std::make_unique<cases::Cases>(*ledger, clock, ids, types, [days] { return days; });
        runner =
            std::make_unique<cases::Runner>(*store, *cases, clock, std::vector<std::shared_ptr<cases::JobHandler>>{});
    }
    ~Node() {
        runner.reset();
        store->close();
    }
    ShiftedClock clock;
    IdSource ids{clock, 1};
    SystemRandom random;
    OneType types;
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<ledger::Log> ledger;
    std::unique_ptr<cases::Cases> cases;
    std::unique_ptr<cases::Runner> runner;
};

void add_pending(Node& node, std::int64_t from, std::int64_t upto) {
    for (auto n = from; n < upto;) {
        const auto end = std::min(upto, n + rows_a_write);
        must(node.store->write_wait([&](Session& s) -> Result<bool> {
            for (auto i = n; i < end; ++i)
                s.exec("insert into case_timer (due_at, case_id, token) values ($1, $2, $3)", far_away + i % 86'400'000,
                       i + 1, i % 7);
            return true;
        }),
             "pending");
        n = end;
    }
}

// Milliseconds of one pass with nothing to do.
std::vector<double> tick_times(Node& node) {
    std::vector<double> out;
    for (int i = 0; i < ticks; ++i) {
        const auto began = Steady::now();
        if (node.runner->run_once() != 0) {
            std::fprintf(stderr, "bench_timer: something was due\n");
            std::exit(1);
        }
        out.push_back(milliseconds(Steady::now() - began));
    }
    return out;
}

Result<cases::Recorded> submit(Session& s, Node& node) {
    identity::Actor clerk;
    clerk.person = {1};
    clerk.name = "Clerk";
    cases::SubmitCase report;
    report.type = "three_days";
    report.applicant_name = clerk.name;
    report.form = {{"size", 3}};
    return node.cases->submit(s, clerk, report);
}

void add_due(Node& node, std::int64_t count) {
    for (std::int64_t n = 0; n < count; n += cases_a_write)
        must(node.store->write_wait([&](Session& s) -> Result<bool> {
            for (auto i = n; i < std::min(count, n + cases_a_write); ++i)
                if (const auto done = submit(s, node); !done) return done.error();
            return true;
        }),
             "due");
}

// A person's durable command, again and again with a short pause, until told: how long each takes.
class Person {
  public:
    explicit Person(Node& node)
        : thread_([this, &node](const std::stop_token& stop) {
              while (!stop.stop_requested()) {
                  const auto began = Steady::now();
                  must(node.store->write_wait([&](Session& s) { return submit(s, node); }), "command");
                  took_.push_back(milliseconds(Steady::now() - began));
                  std::this_thread::sleep_for(between_commands);
              }
          }) {}
    std::vector<double> finish() {
        thread_.request_stop();
        thread_.join();
        return std::move(took_);
    }

  private:
    std::vector<double> took_;
    std::jthread thread_;
};

struct Fired {
    double seconds = 0;
    std::size_t most_a_pass = 0;
    std::int64_t count = 0;
    std::vector<double> commands;
};

// Passes as the runner's own thread makes them, one after the other while there is something to do.
Fired fire_all(Node& node) {
    Fired out;
    Person person(node);
    const auto began = Steady::now();
    for (std::size_t moved = 1; moved > 0;) {
        moved = node.runner->run_once();
        out.most_a_pass = std::max(out.most_a_pass, moved);
        out.count += static_cast<std::int64_t>(moved);
    }
    out.seconds = std::chrono::duration<double>(Steady::now() - began).count();
    out.commands = person.finish();
    return out;
}

// Timers that fired before one that was due earlier, by the order of the ledger. Every timer of one kind is due as
// long after its case was submitted, so cases fire in the order in which they came.
std::int64_t out_of_order(Node& node) {
    while (must(node.ledger->run_once(), "sequence").entries > 0) continue;
    std::map<std::string, Time, std::less<>> begun;
    std::int64_t wrong = 0;
    Time last{};
    const auto size =
        must(node.store->read([&](Session& s) -> Result<std::int64_t> { return node.ledger->size(s); }), "size");
    for (std::int64_t from = 0; from < size; from += 1000)
        must(node.store->read([&](Session& s) -> Result<bool> {
            for (const auto& event : node.ledger->outlines(s, from, 1000)) {
                if (event.entry.type == "case_submitted") begun[event.entry.stream] = event.entry.at;
                if (event.entry.type != "timer_fired") continue;
                wrong += begun[event.entry.stream] < last;
                last = std::max(last, begun[event.entry.stream]);
            }
            return true;
        }),
             "order");
    return wrong;
}

int run(const Arguments& given) {
    const auto pending = static_cast<std::int64_t>(given.count("--pending", 1'000'000));
    const auto due = static_cast<std::int64_t>(given.count("--due", 20'000));
    const std::filesystem::path data = given.text("--data");
    const auto node = std::make_unique<Node>(
        given.has("--db") ? given.text("--db") : "sqlite:" + (data / "timers.db").string(), data / "keyring.json");
    std::string idle;
    std::int64_t have = 0;
    for (const auto size : {pending / 1000, pending / 10, pending}) {
        add_pending(*node, have, size);
        have = size;
        const auto took = tick_times(*node);
        char line[160];
        std::snprintf(line, sizeof line, "%s{\"pending\":%lld,\"tick_p50\":%.3f,\"tick_p99\":%.3f}",
                      idle.empty() ? "" : ",", static_cast<long long>(size), at(took, 0.5), at(took, 0.99));
        idle += line;
    }
    add_due(*node, due);
    Person quiet(*node);
    std::this_thread::sleep_for(3s);
    const auto before = quiet.finish();
    node->clock.shift(72h);
    const auto fired = fire_all(*node);
    std::printf(
        "{\"idle\":[%s],\"due\":%lld,\"fired\":%lld,\"fired_s\":%.2f,\"most_a_pass\":%zu,\"out_of_order\":%lld,"
        "\"command_p50\":%.2f,\"command_p99\":%.2f,\"meanwhile_p50\":%.2f,\"meanwhile_p99\":%.2f}\n",
        idle.c_str(), static_cast<long long>(due), static_cast<long long>(fired.count), fired.seconds,
        fired.most_a_pass, static_cast<long long>(out_of_order(*node)), at(before, 0.5), at(before, 0.99),
        at(fired.commands, 0.5), at(fired.commands, 0.99));
    return fired.count == due + std::ssize(before) ? 0 : 1;
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) { return hz::bench::run({count, words}); }
