// SPDX-License-Identifier: Apache-2.0
// A conformance suite: processes whose script tasks hold tokens, and the trace each case must leave. Runs on a virtual
// clock, as a small host: instances, messages, signals, timers. Files are read by the caller.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "process/process.hpp"

namespace hz::process {

struct SuiteResult {
    std::string category;
    std::string process;
    std::int64_t number = 0;
    bool passed = false;
    std::vector<std::string> expected;
    std::vector<std::string> actual;  // in the order in which it came about
};

// `read(category, process)` gives the model's text; empty: there is none.
using ReadModel = std::function<std::string(const std::string& category, const std::string& process)>;
// Compares as sorted multisets.
[[nodiscard]] std::vector<SuiteResult> run_suite(const Json& cases, const ReadModel& read);

}  // namespace hz::process
