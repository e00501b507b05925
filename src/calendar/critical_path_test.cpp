// SPDX-License-Identifier: Apache-2.0
#include "calendar/critical_path.hpp"

#include <gtest/gtest.h>

#include <random>

#include "calendar/errors.hpp"

namespace hz::calendar {
namespace {

using Codes = std::vector<std::string>;

TEST(Critical, of_parallel_parts_it_is_the_longest_chain) {
    const auto path = critical_path({{"accept", 1, {}},
                                     {"fire", 5, {"accept"}},
                                     {"health", 8, {"accept"}},
                                     {"visit", 2, {"fire"}},
                                     {"decide", 3, {"visit", "health"}},
                                     {"poster", 4, {}}});
    ASSERT_TRUE(path);
    EXPECT_EQ(path->length, 12);
    EXPECT_EQ(path->path, (Codes{"accept", "health", "decide"}));
    std::vector<int> slack;
    for (const auto& part : path->parts) slack.push_back(part.slack());
    EXPECT_EQ(slack, (std::vector<int>{0, 1, 0, 1, 0, 8}));
    EXPECT_EQ(path->parts[3].earliest, 6);
    EXPECT_EQ(path->parts[3].latest, 7);
}

TEST(Critical, nothing_and_what_takes_no_time) {
    EXPECT_EQ(critical_path({})->length, 0);
    EXPECT_TRUE(critical_path({})->path.empty());
    const auto none = critical_path({{"a", 0, {}}, {"b", 0, {"a"}}});
    EXPECT_EQ(none->length, 0);
    EXPECT_EQ(none->path, (Codes{"a"}));
}

TEST(Critical, mistakes_are_located) {
    const auto places = [](const std::vector<Part>& parts) {
        Codes out;
        for (const auto& field : critical_path(parts).error().fields)
            out.push_back(field.path + " " + std::string(field.code->id));
        return out;
    };
    EXPECT_EQ(places({{"a", 1, {"x"}}, {"a", 1, {}}}),
              (Codes{"/1/code calendar.repeated_code", "/0/after/0 calendar.unknown_step"}));
    EXPECT_EQ(places({{"a", 1, {"b"}}, {"b", 1, {"a"}}, {"c", 1, {}}}),
              (Codes{"/0/after calendar.ring_of_steps", "/1/after calendar.ring_of_steps"}));
    EXPECT_EQ(places({{"a", 1, {"a"}}}), (Codes{"/0/after calendar.ring_of_steps"}));
}

// No chain is longer than the length, and starting each part at its latest keeps the whole as short.
TEST(Critical, random_networks) {
    std::mt19937 random(3);
    for (int round = 0; round < 300; ++round) {
        std::vector<Part> parts;
        const std::size_t n = 1 + random() % 20;
        for (std::size_t i = 0; i < n; ++i) {
            Part part{"p" + std::to_string(i), static_cast<int>(random() % 9), {}};
            for (std::size_t k = 0; k < i; ++k)
                if (random() % 4 == 0) part.after.push_back("p" + std::to_string(k));
            parts.push_back(part);
        }
        const auto path = critical_path(parts);
        ASSERT_TRUE(path);
        int on_path = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const auto& planned = path->parts[i];
            ASSERT_GE(planned.slack(), 0);
            ASSERT_LE(planned.latest + parts[i].duration, path->length);
            for (const auto& before : parts[i].after) {
                const auto b = static_cast<std::size_t>(std::stoi(before.substr(1)));
                ASSERT_GE(planned.earliest, path->parts[b].earliest + parts[b].duration);
                ASSERT_GE(planned.latest, path->parts[b].latest + parts[b].duration);
            }
            for (const auto& code : path->path) {
                if (code != parts[i].code) continue;
                on_path += parts[i].duration;
                ASSERT_EQ(planned.slack(), 0);
            }
        }
        ASSERT_EQ(on_path, path->length);
    }
}

}  // namespace
}  // namespace hz::calendar
