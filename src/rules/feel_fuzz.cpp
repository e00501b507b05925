// SPDX-License-Identifier: Apache-2.0
// Any text as an expression, as unary tests, as a type and as a pattern: compiled both ways, evaluated with and without
// reasons, which must not change the result.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/pattern.hpp"
#include "rules/rules.hpp"

namespace {

using namespace hz::rules;

Value host() {
    return make_function({.name = "host",
                          .parameters = {{"f", {}}, {"n", Shape::number}},
                          .result = {},
                          .run = [](std::span<const Value> args, Evaluation& evaluation) {
                              const auto out = call(args[0], args.subspan(1), evaluation);
                              return out ? *out : Value();
                          }});
}

Value sample() {
    auto members =
        *from_json({{"a", 1}, {"x", {1, 2, 3}}, {"s", "text"}, {"today", "2026-01-01"}, {"?", 3}}).if_context();
    members.put("host", host());
    return Value(std::move(members));
}

void run(const Expression& expression) {
    static const Value context = sample();
    const Budget budget{.steps = 20'000};
    Evaluation plain(budget), explained(budget);
    std::vector<Diagnostic> reasons;
    explained.diagnostics = &reasons;
    const auto a = evaluate(expression, context, plain), b = evaluate(expression, context, explained);
    if (a.has_value() != b.has_value() || (a && to_text(*a) != to_text(*b))) std::abort();
    if (a) static_cast<void>(to_text(type_of(*a)));
    for (const auto& reason : reasons) static_cast<void>(reason.sentence("zh-Hans"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const std::vector<std::string> known{"Monthly Salary", "a-b", "host"};
    for (const bool strict : {true, false}) {
        const CompileOptions options{.known = known, .types = {}, .strict = strict};
        for (const auto& compiled : {compile(text, options), compile_unary_tests(text, options)})
            if (compiled) run(**compiled);
    }
    if (const auto type = parse_type(text))
        if (const auto again = parse_type(to_text(*type)); again && !(*again == *type)) std::abort();
    static_cast<void>(to_re2(text, "x"));
    return 0;
}
