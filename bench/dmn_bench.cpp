// SPDX-License-Identifier: Apache-2.0
// Decision tables: decisions per second on one core with few and with many rules, and a batch of a million rows.
// Prints one JSON line a figure.
#include <ctime>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "bench/resident.hpp"
#include "rules/dmn/batch.hpp"
#include "rules/dmn/dmn.hpp"
#include "rules/dmn/test_models.hpp"

namespace {

using namespace hz;
using namespace hz::rules;
using namespace hz::rules::dmn::testing_models;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Of all threads: what one core would take, however busy the machine is with others.
double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

dmn::ModelPtr load(const TestTable& table) {
    auto model = dmn::load(table_model(table));
    if (!model) std::abort();
    return *model;
}

TestTable ten_rules() {
    TestTable out{.policy = "UNIQUE", .inputs = {"age", "kind"}, .outputs = {""}, .rows = {}};
    for (int i = 0; i < 5; ++i)
        for (const auto* kind : {"\"a\"", "\"b\""})
            out.rows.push_back(
                {"[" + std::to_string(i * 20) + ".." + std::to_string(i * 20 + 20) + ")", kind, std::to_string(i)});
    return out;
}

TestTable many_rules(int rules) {
    std::mt19937 random(1);
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    TestTable out{
        .policy = "FIRST", .inputs = {"region", "age", "income", "kind", "day", "member"}, .outputs = {""}, .rows = {}};
    for (int i = 0; i < rules; ++i) {
        const auto income = below(1'000'000), age = below(100);
        out.rows.push_back({"\"R" + std::to_string(below(500)) + "\"",
                            "[" + std::to_string(age) + ".." + std::to_string(age + 20) + ")",
                            "[" + std::to_string(income) + ".." + std::to_string(income + 200'000) + ")",
                            below(4) ? "\"k" + std::to_string(below(8)) + "\"" : "-",
                            below(2) ? ">= @\"2026-0" + std::to_string(1 + below(9)) + "-01\"" : "-",
                            below(3)   ? "-"
                            : below(2) ? "true"
                                       : "false",
                            std::to_string(i)});
    }
    return out;
}

template <class Make>
void decisions(const char* name, const dmn::ModelPtr& model, Make make, bool indexed, double at_least) {
    std::vector<Value> inputs;
    for (int i = 0; i < 1'000; ++i) inputs.push_back(make(i));
    const dmn::Options options{.indexed = indexed};
    std::size_t done = 0, applied = 0;
    const auto start = processor_seconds();
    while (processor_seconds() - start < at_least)
        for (const auto& one : inputs) {
            applied += !dmn::evaluate(*model, "result", one, options)->is_null();
            ++done;
        }
    const auto seconds = processor_seconds() - start;
    std::printf("{\"figure\": \"%s\", \"per_second\": %.0f, \"applied\": %.2f}\n", name,
                static_cast<double>(done) / seconds, static_cast<double>(applied) / static_cast<double>(done));
    std::fflush(stdout);
}

void batch(std::size_t threads) {
    TestTable table{.policy = "FIRST", .inputs = {"age", "income", "kind"}, .outputs = {""}, .rows = {}};
    for (int i = 0; i < 12; ++i)
        table.rows.push_back({">= " + std::to_string(80 - i * 6), "< " + std::to_string(20'000 + i * 5'000),
                              i % 3 ? "\"a\", \"b\"" : "-", "income * 0.1 + " + std::to_string(i)});
    const auto model = load(table);
    constexpr std::size_t rows = 1'000'000;
    std::vector<Value> age(rows), income(rows), kind(rows);
    const Value kinds[] = {Value("a"), Value("b"), Value("c")};
    for (std::size_t i = 0; i < rows; ++i) {
        age[i] = Value(static_cast<std::int64_t>(i * 7 % 100));
        income[i] = Value(static_cast<std::int64_t>(i * 7'919 % 90'000));
        kind[i] = kinds[i % 3];
    }
    const std::vector<dmn::Column> columns{{"age", age}, {"income", income}, {"kind", kind}};
    const auto before = bench::resident_kb();
    const auto used = processor_seconds();
    std::size_t applied = 0;
    const auto start = Clock::now();
    const auto done = dmn::evaluate_batch(*model, "result", columns,
                                          [&](const dmn::BatchResult& part) {
                                              for (const auto& one : part.results) applied += one && !one->is_null();
                                              return true;
                                          },
                                          {.threads = threads});
    if (!done) std::abort();
    std::printf(
        "{\"figure\": \"batch of 1 M rows, 12 rules\", \"threads\": %zu, \"seconds\": %.2f, \"processor_seconds\": "
        "%.2f, \"applied\": %zu, "
        "\"more_kb\": %ld}\n",
        threads, seconds_since(start), processor_seconds() - used, applied, bench::resident_kb() - before);
    std::fflush(stdout);
}

}  // namespace

int main() {
    const auto small = load(ten_rules());
    const auto person = [](int i) {
        Context out;
        out.put("age", Value(static_cast<std::int64_t>(i * 37 % 100)));
        out.put("kind", Value(i % 2 ? "a" : "b"));
        return Value(std::move(out));
    };
    decisions("10 rules, 2 inputs", small, person, true, 2);
    decisions("10 rules, 2 inputs, every rule looked at", small, person, false, 1);
    const auto before = bench::resident_kb();
    const auto start = processor_seconds();
    const auto large = load(many_rules(10'000));
    std::printf("{\"figure\": \"load of 10,000 rules, 6 inputs\", \"seconds\": %.2f, \"kb\": %ld}\n",
                processor_seconds() - start, bench::resident_kb() - before);
    const auto citizen = [](int i) {
        Context out;
        out.put("region", Value("R" + std::to_string(i * 7 % 500)));
        out.put("age", Value(static_cast<std::int64_t>(i * 37 % 110)));
        out.put("income", Value(static_cast<std::int64_t>(i) * 7'919 % 1'000'000));
        out.put("kind", Value("k" + std::to_string(i % 9)));
        out.put("day", Value(Date::make(2026, 1 + i % 12, 15)));
        out.put("member", Value(i % 2 == 0));
        return Value(std::move(out));
    };
    decisions("10,000 rules, 6 inputs", large, citizen, true, 2);
    decisions("10,000 rules, 6 inputs, every rule looked at", large, citizen, false, 1);
    for (const std::size_t threads : {1, 2}) batch(threads);
    return 0;
}
