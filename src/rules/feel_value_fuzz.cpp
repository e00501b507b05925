// SPDX-License-Identifier: Apache-2.0
// The evaluator with values and budgets made of the bytes: up to a NUL they are the expression, after it come the
// budget and the values of a to e, of any kind and nested. Compiled names and looked up names, with reasons and
// without, must give the same, no budget is overrun, and what was spent stays spent.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rules/rules.hpp"

namespace {

using namespace hz::rules;

class Bytes {
  public:
    explicit Bytes(std::string_view data) : data_(data) {}
    std::uint8_t one() {
        if (data_.empty()) return 0;
        const auto out = static_cast<std::uint8_t>(data_.front());
        data_.remove_prefix(1);
        return out;
    }
    std::uint64_t many(int count) {
        std::uint64_t out = 0;
        for (int i = 0; i < count; ++i) out = out << 8 | one();
        return out;
    }
    std::string text() {
        static constexpr std::array<std::string_view, 8> parts{"a", "惠", "\\d", "P1D", "2026-03-01", "", "😀", "["};
        std::string out;
        for (auto left = one() % 6; left > 0; --left) out += parts[one() % parts.size()];
        return out;
    }

  private:
    std::string_view data_;
};

Number number(Bytes& from) {
    const auto digits = std::to_string(from.many(from.one() % 9));
    const auto text =
        (from.one() % 2 ? "-" : "") + digits + "e" + std::to_string(static_cast<int>(from.many(2) % 12'400) - 6'200);
    return Number::parse(from.one() % 4 ? text.substr(0, text.find('e')) : text).value_or(Number{});
}

Value value(Bytes& from, int depth) {
    const auto whole = [&](int bytes) { return static_cast<std::int64_t>(from.many(bytes)); };
    switch (from.one() % (depth > 3 ? 8 : 11)) {
        case 0:
            return {};
        case 1:
            return from.one() % 2 == 0;
        case 2:
        case 3:
            return number(from);
        case 4:
            return from.text();
        case 5:
            return Date::make(whole(2) % 12'000 - 1'000, from.one() % 14, from.one() % 33);
        case 6:
            return DaysDuration{static_cast<Nanos>(whole(7)) * (from.one() % 2 ? 1 : -1)};
        case 7:
            return YearsDuration{whole(4)};
        case 8: {
            List out;
            for (auto left = from.one() % 8; left > 0; --left) out.push_back(value(from, depth + 1));
            return out;
        }
        case 9: {
            Context out;
            for (auto left = from.one() % 5; left > 0; --left)
                out.put(std::string(1, static_cast<char>('a' + from.one() % 5)), value(from, depth + 1));
            return out;
        }
        default: {
            Range out{value(from, 9), value(from, 9), from.one() % 2 == 0, from.one() % 2 == 0};
            return out;
        }
    }
}

void run(const Expression& expression, const Value& context, const Budget& budget) {
    Evaluation plain(budget), explained(budget), placed(budget);
    std::vector<Diagnostic> reasons;
    explained.diagnostics = &reasons;
    std::vector<const Value*> inputs;
    for (const auto& name : free_names(expression)) inputs.push_back(find(context, name));
    const auto a = evaluate(expression, context, plain), b = evaluate(expression, context, explained);
    const auto c = evaluate(expression, inputs, placed);
    if (a.has_value() != b.has_value() || a.has_value() != c.has_value()) std::abort();
    if (plain.spent().has_value() == a.has_value()) std::abort();
    if (plain.spent() && evaluate(expression, context, plain)) std::abort();
    if (!a) return;
    if (to_text(*a) != to_text(*b) || to_text(*a) != to_text(*c)) std::abort();
    static_cast<void>(to_json(*a));
    for (const auto& reason : reasons) static_cast<void>(reason.sentence("en"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(all.find('\0'), all.size());
    Bytes rest(all.substr(std::min(end + 1, all.size())));
    const Budget budget{.steps = 1 + rest.many(2) % 20'000,
                        .depth = 1 + rest.many(1) * 2U,
                        .items = 1 + rest.many(2) % 5'000,
                        .bytes = 1 + rest.many(2),
                        .total = 1 + rest.many(2)};
    Context names;
    for (const auto* name : {"a", "b", "c", "d", "e", "?"}) names.put(name, value(rest, 0));
    const Value context(std::move(names));
    const CompileOptions options{.strict = false};
    for (const auto& compiled :
         {compile(all.substr(0, end), options), compile_unary_tests(all.substr(0, end), options)})
        if (compiled) run(**compiled, context, budget);
    return 0;
}
