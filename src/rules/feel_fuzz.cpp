// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const hz::Json context = {{"a", 1}, {"x", {1, 2, 3}}, {"s", "text"}, {"today", "2026-01-01"}, {"?", 3}};
    for (const auto& compiled : {hz::rules::compile(text), hz::rules::compile_unary_tests(text)})
        if (compiled) static_cast<void>(hz::rules::evaluate(**compiled, context, {.steps = 20'000}));
    return 0;
}
