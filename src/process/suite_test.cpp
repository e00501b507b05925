// SPDX-License-Identifier: Apache-2.0
// Outside models, where they are present beside the project: the standard's wrong models, and the interchange models.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "process/suite/suite.hpp"
#include "process/test_model.hpp"

namespace hz::process {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::UnorderedElementsAreArray;

std::vector<fs::path> models(const fs::path& folder) {
    std::vector<fs::path> out;
    if (!fs::is_directory(folder)) return out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".bpmn") out.push_back(entry.path());
    }
    std::ranges::sort(out);
    return out;
}

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const fs::path suites = fs::path(HZ_SOURCE_DIR) / "../shared/suites/bpmn";

TEST(Suite, models_that_break_the_standard_are_refused_with_a_place) {
    const auto all = models(suites / "must-reject");
    if (all.empty()) GTEST_SKIP() << "no models at ../shared/suites/bpmn/must-reject: nothing was tested";
    for (const auto& path : all) {
        const auto result = compile(content(path), testing_model::standard());
        EXPECT_FALSE(result.has_value()) << path.filename();
        if (result) continue;
        const auto& fields = result.error().fields;
        ASSERT_FALSE(fields.empty());
        const bool located = std::ranges::any_of(fields, [](const FieldError& f) { return !f.path.empty(); });
        EXPECT_TRUE(located) << path.filename();
        const bool only =
            std::ranges::all_of(fields, [](const FieldError& f) { return f.code->id == errors::unsupported.id; });
        EXPECT_FALSE(only) << path.filename() << " is refused only for what is not supported";
        EXPECT_FALSE(compile(content(path)).has_value()) << path.filename() << " for a host";
    }
}

TEST(Suite, interchange_and_execution_models_are_accepted_and_kept) {
    for (const char* folder : {"interchange", "execution"}) {
        const auto all = models(suites / folder);
        if (all.empty()) GTEST_SKIP() << "no models at ../shared/suites/bpmn/" << folder << ": nothing was tested";
        for (const auto& path : all) {
            const auto text = content(path);
            EXPECT_EQ(testing_model::findings_of(text, testing_model::standard()), std::vector<std::string>{})
                << path.filename();
            const auto result = compile(text, testing_model::standard());
            EXPECT_TRUE(result && bpmn_xml(**result) == text);
        }
    }
}

// The last script of these two models says SCRIPT_task1 where the case expects SCRIPT_task3; nothing in them says that.
const std::set<std::string> contradict_themselves{"AdHocSubProcess_Sequential", "AdHocSubProcess_Parallel"};

TEST(Suite, execution_cases_leave_the_expected_traces) {
    const auto folder = suites / "execution";
    const auto cases = parse_json(content(folder / "cases.json"));
    if (!cases) GTEST_SKIP() << "no cases at ../shared/suites/bpmn/execution: nothing was tested";
    const auto results = run_suite(*cases, [&](const std::string& category, const std::string& process) {
        return content(folder / category / (process + ".bpmn"));
    });
    EXPECT_EQ(results.size(), 126U);
    std::size_t passed = 0;
    for (const SuiteResult& result : results) {
        passed += result.passed ? 1 : 0;
        const std::string name = result.process + " " + std::to_string(result.number);
        if (contradict_themselves.contains(result.process)) {
            EXPECT_THAT(result.actual, ElementsAre("SCRIPT_task1", "SCRIPT_task2", "SCRIPT_task1")) << name;
        } else {
            EXPECT_THAT(result.actual, UnorderedElementsAreArray(result.expected)) << name;
        }
    }
    std::cout << passed << " of " << results.size() << " cases\n";
}

TEST(Suite, the_fixture_pack_compiles) {
    const auto all = models(fs::path(HZ_SOURCE_DIR) / "packs/_fixture");
    if (all.empty()) GTEST_SKIP() << "no fixture pack";
    Options options;
    options.messages = options.signals = options.decisions = true;
    for (const auto& path : all)
        for (const auto& id : process_ids(content(path))) options.library.emplace(id, content(path));
    for (const auto& path : all)
        EXPECT_EQ(testing_model::findings_of(content(path), options), std::vector<std::string>{}) << path;
}

}  // namespace
}  // namespace hz::process
