// SPDX-License-Identifier: Apache-2.0
// The examples of docs/feel.md, and that no function is without one.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "rules/function/function.hpp"
#include "rules/rules.hpp"

namespace hz::rules {
namespace {

struct Example {
    std::string feel, gives;
};

// Lines of the form | `feel` | `gives` |
std::vector<Example> examples() {
    std::vector<Example> out;
    std::ifstream in(std::string(HZ_SOURCE_DIR) + "/docs/feel.md");
    for (std::string line; std::getline(in, line);) {
        const auto middle = line.find("` | `");
        if (!line.starts_with("| `") || !line.ends_with("` |") || middle == std::string::npos) continue;
        out.push_back({line.substr(3, middle - 3), line.substr(middle + 5, line.size() - middle - 8)});
    }
    return out;
}

std::string result(const std::string& feel) {
    Context context;
    context.put("today", Value("2026-03-01"));
    context.put("now", Value("2026-03-01T10:00:00+08:00"));
    const auto expression = compile(feel);
    if (!expression) return message(*expression.error().code, expression.error().params, "en");
    const auto value = evaluate(**expression, Value(context));
    return value ? to_text(type_of(*value)) + " " + to_text(*value) : std::string(value.error().code->id);
}

TEST(Document, every_example_gives_what_it_says) {
    const auto all = examples();
    EXPECT_GT(all.size(), 150u);
    for (const auto& example : all) EXPECT_EQ(result(example.feel), result(example.gives)) << example.feel;
}

TEST(Document, every_function_has_an_example) {
    const auto all = examples();
    for (const auto name : function_names()) {
        const auto call = std::string(name) + "(";
        const bool shown = std::any_of(all.begin(), all.end(), [&](const Example& example) {
            const auto at = example.feel.find(call);
            return at != std::string::npos && (at == 0 || example.feel[at - 1] == ' ' || example.feel[at - 1] == '(');
        });
        EXPECT_TRUE(shown) << name;
    }
}

}  // namespace
}  // namespace hz::rules
