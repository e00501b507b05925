// SPDX-License-Identifier: Apache-2.0
// FEEL on one core: evaluations a second of processor time, expressions compiled before, and the time to compile.
// Prints one JSON line a figure, the median of the rounds.
//     bench_rules [--rounds 5] [--milliseconds 200]
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/arguments.hpp"
#include "rules/rules.hpp"

namespace hz::bench {
namespace {

using namespace hz::rules;

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Options {
    int rounds = 5;
    double seconds = 0.2;
};

// Nanoseconds a call.
double measure(const Options& options, const std::function<void()>& hundred) {
    std::vector<double> all;
    for (int round = 0; round < options.rounds; ++round) {
        const auto start = processor_seconds();
        double used = 0;
        int calls = 0;
        do {
            hundred();
            calls += 100;
            used = processor_seconds() - start;
        } while (used < options.seconds);
        all.push_back(used * 1e9 / calls);
    }
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

void print(const char* name, std::string_view feel, double nanos) {
    std::printf("{\"figure\": \"%s\", \"nanoseconds\": %.1f, \"per_second\": %.0f, \"bytes\": %zu}\n", name, nanos,
                1e9 / nanos, feel.size());
}

Value sample() {
    Context out;
    out.put("a", Value(Number::parse("120.5")));
    out.put("b", Value(std::int64_t{7}));
    out.put("c", Value("x"));
    List numbers;
    for (std::int64_t i = 1; i <= 8; ++i) numbers.emplace_back(i * 3 % 8);
    out.put("xs", Value(std::move(numbers)));
    out.put("applied", Value(Date::make(2026, 3, 1)));
    out.put("until", Value(Date::make(2026, 12, 31)));
    return Value(std::move(out));
}

// The names are looked up once, as a caller with many rows does.
void evaluation(const Options& options, const char* name, std::string_view feel) {
    const auto expression = compile(feel).value();
    const auto context = sample();
    std::vector<const Value*> inputs;
    for (const auto& one : free_names(*expression)) inputs.push_back(find(context, one));
    print(name, feel, measure(options, [&] {
              for (int i = 0; i < 100; ++i) {
                  Evaluation evaluation;
                  if (!evaluate(*expression, inputs, evaluation)) std::abort();
              }
          }));
}

// With a context of names, as a single question does.
void lookup(const Options& options, const char* name, std::string_view feel) {
    const auto expression = compile(feel).value();
    const auto context = sample();
    print(name, feel, measure(options, [&] {
              for (int i = 0; i < 100; ++i)
                  if (!evaluate(*expression, context)) std::abort();
          }));
}

void compiling(const Options& options, std::string_view feel) {
    print("compile", feel, measure(options, [&] {
              for (int i = 0; i < 100; ++i)
                  if (!compile(feel)) std::abort();
          }));
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) {
    using namespace hz::bench;
    const Arguments given(count, words);
    Options options;
    options.rounds = static_cast<int>(given.number("--rounds", options.rounds));
    options.seconds = given.number("--milliseconds", options.seconds * 1e3) / 1e3;
    evaluation(options, "condition", R"(a * 1.1 + b > 100 and c = "x")");
    lookup(options, "condition_with_context", R"(a * 1.1 + b > 100 and c = "x")");
    evaluation(options, "filter_and_sum_of_8", "sum(xs[item > 2])");
    evaluation(options, "for_of_8", "for x in xs return x * 2");
    evaluation(options, "date_comparison", "applied < until");
    evaluation(options, "date_arithmetic", R"(applied + duration("P1M") <= until)");
    evaluation(options, "unary_tests", "b in (< 3, [5..8], > 100)");
    compiling(options,
              "if applicant.age >= 18 and count(documents[valid = true]) > 2 and applicant.income * 1.05 < 12000 then "
              "\"eligible\" else if applicant.guardian != null then \"guardian\" else \"refused: \" + reason.code");
    return 0;
}
