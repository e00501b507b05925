// SPDX-License-Identifier: Apache-2.0
#include "rules/pattern.hpp"

#include <re2/re2.h>

#include <array>

#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

constexpr Why bad_pattern{"正则表达式无效或不受支持（向后引用、环视）",
                          "the pattern is not valid, or has what is not supported (back references, look-around)"};
constexpr Why matches_nothing{"正则表达式可以匹配空文字", "the pattern matches an empty text"};
constexpr Why bad_replacement{"替换文字中“$”后应为数字，“\\”后应为“$”或“\\”",
                              "in the replacement a digit should follow $, and $ or \\ should follow \\"};

// Null, with the reason, where it is none.
std::unique_ptr<RE2> compile(Call& call, std::size_t pattern, std::size_t flags) {
    const auto& text = call.text(pattern);
    call.machine.charge(100 + text.size());
    const auto translated = text.size() > 1000 ? std::nullopt : to_re2(text, call.given(flags) ? call.text(flags) : "");
    if (!translated) return call.because(bad_pattern), nullptr;
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    auto out = std::make_unique<RE2>(*translated, options);
    if (!out->ok()) return call.because(bad_pattern), nullptr;
    return out;
}

// As above, where it may not match nothing, since then there is no end.
std::unique_ptr<RE2> compile_for_parts(Call& call, std::size_t pattern, std::size_t flags) {
    auto out = compile(call, pattern, flags);
    if (out && RE2::FullMatch("", *out)) return call.because(matches_nothing), nullptr;
    return out;
}

Value matches(Call& call) {
    const auto pattern = compile(call, 1, 2);
    return pattern ? Value(RE2::PartialMatch(call.text(0), *pattern)) : Value();
}

constexpr std::size_t most_groups = 100;

// Goes through the matches; `each` gets the groups. Nothing where one is empty.
template <class Each>
bool for_matches(Call& call, const RE2& pattern, Each each) {
    const auto& text = call.text(0);
    const re2::StringPiece whole(text);
    std::array<re2::StringPiece, most_groups> groups;
    const int count = std::min<int>(pattern.NumberOfCapturingGroups() + 1, most_groups);
    for (std::size_t from = 0; from <= text.size();) {
        call.machine.charge(1);
        if (!pattern.Match(whole, from, text.size(), RE2::UNANCHORED, groups.data(), count)) return true;
        if (groups[0].empty()) return call.because(matches_nothing), false;
        const auto at = static_cast<std::size_t>(groups[0].data() - text.data());
        if (!each(std::string_view(text).substr(from, at - from),
                  std::span(groups).first(static_cast<std::size_t>(count))))
            return false;
        from = at + groups[0].size();
        if (groups[0].data() == nullptr) return true;
    }
    return true;
}

// Appends the replacement: $1 is a group, as many digits as make one; \$ and \\ stand for themselves.
bool append(Call& call, std::string& out, std::string_view with, std::span<const re2::StringPiece> groups) {
    for (std::size_t i = 0; i < with.size(); ++i) {
        const char c = with[i];
        const char next = i + 1 < with.size() ? with[i + 1] : '\0';
        if (c == '\\') {
            if (next != '$' && next != '\\') return call.because(bad_replacement), false;
            out += next, ++i;
        } else if (c == '$') {
            if (next < '0' || next > '9') return call.because(bad_replacement), false;
            std::size_t group = static_cast<std::size_t>(next - '0');
            ++i;
            while (i + 1 < with.size() && with[i + 1] >= '0' && with[i + 1] <= '9' &&
                   group * 10 + static_cast<std::size_t>(with[i + 1] - '0') < groups.size())
                group = group * 10 + static_cast<std::size_t>(with[++i] - '0');
            if (group < groups.size()) out.append(groups[group].data(), groups[group].size());
        } else {
            out += c;
        }
        if (out.size() % 4096 == 0) call.machine.charge_text(out.size());
    }
    return true;
}

Value replace(Call& call) {
    const auto pattern = compile_for_parts(call, 1, 3);
    if (!pattern) return {};
    std::string out;
    std::size_t used = 0;
    const bool done =
        for_matches(call, *pattern, [&](std::string_view before, std::span<const re2::StringPiece> groups) {
            out += before;
            used += before.size() + groups[0].size();
            call.machine.charge_text(out.size());
            return append(call, out, call.text(2), groups);
        });
    if (!done) return {};
    out += std::string_view(call.text(0)).substr(used);
    return call.machine.made(std::move(out));
}

Value split(Call& call) {
    const auto pattern = compile_for_parts(call, 1, 2);
    if (!pattern) return {};
    List out;
    std::size_t used = 0;
    const bool done =
        for_matches(call, *pattern, [&](std::string_view before, std::span<const re2::StringPiece> groups) {
            out.emplace_back(before);
            used += before.size() + groups[0].size();
            return true;
        });
    if (!done) return {};
    out.emplace_back(call.text(0).substr(used));
    return call.machine.made(std::move(out));
}

Value extract(Call& call) {
    const auto pattern = compile_for_parts(call, 1, 2);
    if (!pattern) return {};
    List out;
    const bool done = for_matches(call, *pattern, [&](std::string_view, std::span<const re2::StringPiece> groups) {
        out.emplace_back(std::string_view(groups[0].data(), groups[0].size()));
        return true;
    });
    return done ? call.machine.made(std::move(out)) : Value();
}

constexpr std::array table{
    BuiltIn{"matches", "input: string, pattern: string, flags?: string", matches},
    BuiltIn{"replace", "input: string, pattern: string, replacement: string, flags?: string", replace},
    BuiltIn{"split", "string: string, delimiter: string, flags?: string", split},
    BuiltIn{"extract", "string: string, pattern: string, flags?: string", extract},
};

}  // namespace

std::span<const BuiltIn> pattern_functions() { return table; }

}  // namespace hz::rules
