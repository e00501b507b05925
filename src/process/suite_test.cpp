// SPDX-License-Identifier: Apache-2.0
// Outside models, where they are present beside the project: the standard's wrong models, and the interchange models.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

namespace fs = std::filesystem;

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
    std::size_t unsupported_only = 0;
    for (const auto& path : all) {
        const auto result = compile(content(path));
        // The one we read on purpose: an expression without xsi:type is taken as formal, as hand-written models have
        // it.
        const bool lenient = path.filename() == "EXT012_9_failure_timerEvent_timeDuration.bpmn";
        EXPECT_EQ(result.has_value(), lenient) << path.filename();
        if (result) continue;
        ASSERT_FALSE(result.error().fields.empty());
        const bool only = std::ranges::all_of(result.error().fields, [](const FieldError& f) {
            return f.code->id == errors::unsupported.id || f.code->id == errors::not_executable.id;
        });
        unsupported_only += only ? 1 : 0;
    }
    std::cout << all.size() << " models; " << unsupported_only
              << " of them refused only for what is not supported yet or not executable\n";
}

TEST(Suite, interchange_models_are_read_without_harm) {
    const auto all = models(suites / "interchange");
    if (all.empty()) GTEST_SKIP() << "no models at ../shared/suites/bpmn/interchange: nothing was tested";
    for (const auto& path : all) {
        const auto result = compile(content(path));
        if (result) continue;
        for (const auto& field : result.error().fields) {
            EXPECT_NE(field.code->id, errors::malformed_xml.id) << path.filename();
            EXPECT_NE(field.code->id, errors::not_bpmn.id) << path.filename();
        }
    }
}

TEST(Suite, the_fixture_pack_compiles) {
    const auto all = models(fs::path(HZ_SOURCE_DIR) / "packs/_fixture");
    if (all.empty()) GTEST_SKIP() << "no fixture pack";
    for (const auto& path : all)
        EXPECT_EQ(testing_model::findings_of(content(path)), std::vector<std::string>{}) << path.filename();
}

}  // namespace
}  // namespace hz::process
