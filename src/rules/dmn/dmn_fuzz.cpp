// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "base/check.hpp"
#include "rules/dmn/dmn.hpp"

// Any bytes are refused or load; what loads is kept byte for byte, can be analysed, and each decision gives the same
// with the index, without it and with a trace.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hz;
    using namespace hz::rules;
    const std::string_view xml(reinterpret_cast<const char*>(data), size);
    const auto model =
        dmn::load(xml, [&](const dmn::ImportRequest&) -> Result<std::string> { return std::string(xml); });
    if (!model) return 0;
    check(dmn::source(**model) == xml, "what is loaded is kept");
    static_cast<void>(dmn::analyse(**model));
    Context inputs;
    const auto parts = dmn::describe(**model);
    // Of any kind, by the bytes of the model from the end.
    std::size_t next = 0;
    const auto any = [&]() -> Value {
        const auto byte = data[size - 1 - next++ % size];
        const Value choices[] = {Value(std::int64_t{byte}),
                                 Value("a"),
                                 Value(),
                                 Value(byte % 3 == 0),
                                 Value(Number::parse("1.5")),
                                 Value(Date::make(2026, 3, 1 + byte % 28)),
                                 Value(List{Value("a"), Value(std::int64_t{byte})})};
        return choices[byte % std::size(choices)];
    };
    for (const auto& part : parts)
        if (part.part == dmn::Part::input) inputs.put(part.name, any());
    const Value given(std::move(inputs));
    for (const auto& part : parts) {
        if (part.part == dmn::Part::input || part.part == dmn::Part::function) continue;
        const Budget budget{.steps = 5'000};
        dmn::Trace trace;
        const auto quick = dmn::evaluate(**model, part.name, given, {.budget = budget});
        const auto plain = dmn::evaluate(**model, part.name, given, {.budget = budget, .indexed = false});
        const auto traced = dmn::evaluate(**model, part.name, given, {.budget = budget, .trace = &trace});
        static_cast<void>(dmn::sentences(trace, "zh-Hans"));
        if (quick && plain && traced)
            check(to_text(*quick) == to_text(*plain) && to_text(*plain) == to_text(*traced), "the same result");
    }
    return 0;
}
