// SPDX-License-Identifier: Apache-2.0
// The blocks of docs/clocks.md are read, and its examples computed.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "calendar/calendar.hpp"
#include "calendar/warning.hpp"
#include "pack/yaml.hpp"

namespace hz::pack {
namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Json> yaml_blocks() {
    const auto text = contents(HZ_SOURCE_DIR "/docs/clocks.md");
    std::vector<Json> out;
    constexpr std::string_view fence = "```yaml\n";
    for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at)) {
        at += fence.size();
        const auto end = text.find("```", at);
        auto block = parse_yaml(std::string_view(text).substr(at, end - at));
        EXPECT_TRUE(block) << text.substr(at, 60);
        if (block) out.push_back(std::move(*block));
    }
    return out;
}

std::string said(const Error& error) {
    std::string out(error.code->id);
    for (const auto& field : error.fields) out += " " + field.path + " " + std::string(field.code->id);
    return out;
}

// "2026-02-12T09:00+08:00"
Time moment(const Json& of, std::string_view key) {
    auto text = std::string(get_text(of, key));
    if (text.size() > 16) text.insert(16, ":00");
    const auto read = parse_rfc3339(text);
    EXPECT_TRUE(read) << key << " " << text;
    return read.value_or(Time{});
}

class ClocksPage : public testing::Test {
  protected:
    void SetUp() override {
        blocks = yaml_blocks();
        const auto read = calendar::limits_from_json(member("limits"));
        ASSERT_TRUE(read) << said(read.error());
        limits = *read;
        const auto rules = calendar::warning_rules_from_json(member("grades"));
        ASSERT_TRUE(rules) << said(rules.error());
        grades = *rules;
        auto shifts = calendar::shifts_from_json(member("shifts"));
        ASSERT_TRUE(shifts) << said(shifts.error());
        JsonArray years;
        for (const char* year : {"2025", "2026"})
            years.push_back(
                *parse_json(contents(HZ_SOURCE_DIR "/packs/core-cn/calendar/" + std::string(year) + ".json")));
        const auto made = calendar::WorkingCalendar::from_json(years, "Asia/Shanghai", std::move(*shifts));
        ASSERT_TRUE(made) << said(made.error());
        china = *made;
    }

    [[nodiscard]] Json member(std::string_view name) const {
        for (const auto& block : blocks)
            if (const auto* found = find(block, name)) return *found;
        ADD_FAILURE() << "no block has " << name;
        return nullptr;
    }
    [[nodiscard]] const calendar::Limit& limit(std::string_view code) const {
        const auto found = std::ranges::find_if(limits, [&](const auto& l) { return l.code == code; });
        EXPECT_NE(found, limits.end()) << code;
        return *found;
    }
    static Result<calendar::LegalClock> clock(const Json& example, const calendar::Limit& of) {
        auto clock = calendar::start({}, moment(example, "started"));
        if (const auto* pause = find(example, "paused")) {
            clock = calendar::pause(*clock, moment(*pause, "from"), "as told", std::string(get_text(*pause, "kind")));
            clock = calendar::resume(*clock, moment(*pause, "to"));
        }
        const auto* extended = find(example, "extended");
        if (extended == nullptr) return clock;
        const calendar::Approver approver{{std::string(get_text(*extended, "post"))}, {}};
        return calendar::extend(
            *clock, of, {"", static_cast<int>(get_int(*extended, "by")), moment(example, "started"), "", ""}, approver);
    }
    void expect(const Json& example) const {
        const auto& of = limit(get_text(example, "limit"));
        const auto made = clock(example, of);
        const auto refused = get_text(example, "refused");
        if (!refused.empty()) {
            ASSERT_FALSE(made) << to_string(example);
            EXPECT_EQ(made.error().code->id, refused);
            return;
        }
        ASSERT_TRUE(made) << to_string(example) << said(made.error());
        const Time now = moment(example, find(example, "now") == nullptr ? "started" : "now");
        const auto found = calendar::deadline(china, of, *made, now);
        if (find(example, "due") != nullptr) {
            EXPECT_EQ(format_rfc3339(found->due, 480).substr(0, 16), get_text(example, "due").substr(0, 16))
                << to_string(example);
        }
        EXPECT_TRUE(found->certain) << to_string(example);
        if (find(example, "remaining") != nullptr) {
            EXPECT_EQ(found->remaining, get_int(example, "remaining"));
            EXPECT_EQ(to_text(calendar::grade(of, *found, grades)), get_text(example, "grade")) << to_string(example);
        }
    }

    std::vector<Json> blocks;
    std::vector<calendar::Limit> limits;
    calendar::WarningRules grades;
    calendar::WorkingCalendar china;
};

TEST_F(ClocksPage, every_example_is_as_computed) {
    int seen = 0;
    for (const auto& block : blocks) {
        for (const auto& example : get_array(block, "examples")) {
            expect(example);
            ++seen;
        }
    }
    EXPECT_GE(seen, 18);
}

TEST_F(ClocksPage, a_whole_is_as_long_as_its_longest_chain) {
    auto whole = member("whole");
    const auto least = member("least").as_int64();
    const auto with = [&](std::int64_t number) {
        whole.as_array()[0].as_object()["number"] = number;
        return calendar::limits_from_json(whole);
    };
    EXPECT_TRUE(with(least));
    const auto tight = with(least - 1);
    ASSERT_FALSE(tight);
    EXPECT_EQ(said(tight.error()), "calendar.invalid_limit /0/number calendar.parts_exceed_whole");
    EXPECT_EQ(tight.error().fields[0].params.at("path"), member("chain").as_string());
}

}  // namespace
}  // namespace hz::pack
