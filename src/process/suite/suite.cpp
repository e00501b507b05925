// SPDX-License-Identifier: Apache-2.0
#include "process/suite/suite.hpp"

#include <algorithm>
#include <set>

#include "process/suite/player.hpp"

namespace hz::process {

namespace {

constexpr std::int64_t long_after = 120'000;

std::vector<std::string> play(const Json& entry, const std::string& model) {
    Options options;
    options.hosted = false;
    options.host_scripts = true;
    auto definition = compile(model, options);
    if (!definition) return {"REFUSED"};
    const std::string process(get_text(entry, "process"));
    JsonObject given{{"integerVariable", get_int(entry, "integerVariable")}};
    const Json* test = find(entry, "test");
    given["test"] = test != nullptr ? *test : Json();
    Player player(*definition, std::move(given));
    std::set<std::string> started{process};
    for (const Entry& other : entries(**definition)) {
        const bool beside = get_bool(entry, "parallel") && other.event.empty() && other.executable;
        if (beside && started.insert(other.process).second) player.start(other.process);
    }
    player.start(process);
    player.run_until(std::max(get_int(entry, "delay_ms"), long_after));
    auto trace = player.trace();
    // The marker is looked at only where the case asks for it.
    const bool asked = std::ranges::any_of(get_array(entry, "expected"), [](const Json& line) {
        return line.is_string() && line.as_string() == "MARKER_exists";
    });
    if (asked && player.marker()) trace.emplace_back("MARKER_exists");
    return trace;
}

}  // namespace

std::vector<SuiteResult> run_suite(const Json& cases, const ReadModel& read) {
    std::vector<SuiteResult> out;
    const auto* list = cases.if_array();
    if (list == nullptr) return out;
    for (const Json& entry : *list) {
        SuiteResult result;
        result.category = get_text(entry, "category");
        result.process = get_text(entry, "process");
        result.number = get_int(entry, "case");
        for (const Json& line : get_array(entry, "expected"))
            if (line.is_string()) result.expected.emplace_back(line.as_string());
        const std::string model = read(result.category, result.process);
        result.actual = model.empty() ? std::vector<std::string>{"MISSING"} : play(entry, model);
        auto expected = result.expected;
        auto actual = result.actual;
        std::ranges::sort(expected);
        std::ranges::sort(actual);
        result.passed = expected == actual;
        out.push_back(std::move(result));
    }
    return out;
}

}  // namespace hz::process
