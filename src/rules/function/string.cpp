// SPDX-License-Identifier: Apache-2.0
#include <re2/re2.h>

#include <array>
#include <optional>

#include "base/text.hpp"
#include "rules/function/function.hpp"
#include "rules/machine.hpp"

namespace hz::rules {
namespace {

Value length_of(Call& call) {
    const auto* text = call.at(0).if_string();
    return text ? Value(static_cast<std::int64_t>(length(*text))) : Value();
}

template <class Test>
Value compare_texts(Call& call, Test test) {
    const auto *text = call.at(0).if_string(), *other = call.at(1).if_string();
    return text && other ? Value(static_cast<bool>(test(*text, *other))) : Value();
}
Value contains_text(Call& call) {
    return compare_texts(call, [](const auto& text, const auto& part) { return text.find(part) != std::string::npos; });
}
Value starts_with(Call& call) {
    return compare_texts(call, [](const auto& text, const auto& part) { return text.starts_with(part); });
}
Value ends_with(Call& call) {
    return compare_texts(call, [](const auto& text, const auto& part) { return text.ends_with(part); });
}

// ASCII, Latin-1, Greek and Cyrillic letters, which are those whose two cases are a fixed step apart.
std::string change_case(const std::string& text, bool upper) {
    std::string out = text;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto first = static_cast<unsigned char>(out[i]);
        if (first < 0x80) {
            if (upper ? first >= 'a' && first <= 'z' : first >= 'A' && first <= 'Z')
                out[i] = static_cast<char>(first ^ 0x20);
            continue;
        }
        if (first < 0xC3 || first > 0xD1 || i + 1 >= out.size()) continue;
        std::uint32_t c = (first & 0x1FU) << 6 | (static_cast<unsigned char>(out[i + 1]) & 0x3FU);
        const auto shift = [&](std::uint32_t low, std::uint32_t high, std::uint32_t by, std::uint32_t except = 0) {
            if (upper && c >= low + by && c <= high + by && c != except + by) return c -= by, true;
            if (!upper && c >= low && c <= high && c != except) return c += by, true;
            return false;
        };
        if (!shift(0xC0, 0xDE, 0x20, 0xD7) && !shift(0x391, 0x3A9, 0x20, 0x3A2) && !shift(0x410, 0x42F, 0x20))
            shift(0x400, 0x40F, 0x50);
        out[i] = static_cast<char>(0xC0 | c >> 6);
        out[++i] = static_cast<char>(0x80 | (c & 63));
    }
    return out;
}
Value upper_case(Call& call) {
    const auto* text = call.at(0).if_string();
    return text ? call.machine.made(change_case(*text, true)) : Value();
}
Value lower_case(Call& call) {
    const auto* text = call.at(0).if_string();
    return text ? call.machine.made(change_case(*text, false)) : Value();
}

// Positions count characters from 1, or from the end where negative.
Value substring(Call& call) {
    const auto* text = call.at(0).if_string();
    const auto* start = call.at(1).if_number();
    const auto first = start ? start->to_int() : std::nullopt;
    if (!text || !first || *first == 0) return {};
    const auto size = static_cast<std::int64_t>(length(*text));
    if (*first > size || *first < -size) return Value("");
    const auto skip = *first > 0 ? *first - 1 : size + *first;
    std::string_view rest = *text;
    rest.remove_prefix(prefix(rest, static_cast<std::size_t>(skip)).size());
    if (call.args.size() < 3 || call.at(2).is_null()) return call.machine.made(std::string(rest));
    const auto* count = call.at(2).if_number();
    const auto taken = count ? count->round(0, Rounding::down) : std::nullopt;
    if (!taken || *taken <= Number{0}) return {};
    return call.machine.made(
        std::string(taken->to_int() ? prefix(rest, static_cast<std::size_t>(*taken->to_int())) : rest));
}

Value substring_before(Call& call) {
    const auto *text = call.at(0).if_string(), *match = call.at(1).if_string();
    if (!text || !match) return {};
    const auto at = text->find(*match);
    return at == std::string::npos ? Value("") : Value(text->substr(0, at));
}
Value substring_after(Call& call) {
    const auto *text = call.at(0).if_string(), *match = call.at(1).if_string();
    if (!text || !match) return {};
    const auto at = text->find(*match);
    return at == std::string::npos ? Value("") : Value(text->substr(at + match->size()));
}

// RE2: linear time, so a pattern cannot hang the server; look-around and back references are not in it and give null.
std::unique_ptr<RE2> regex(Call& call, const Value& pattern, const Value& flags) {
    const auto *text = pattern.if_string(), *letters = flags.if_string();
    if (!text || (!letters && !flags.is_null()) || text->size() > 1000) return nullptr;
    call.machine.charge(100);
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    std::string prefix_flags, source = *text;
    for (const char letter : letters ? *letters : std::string()) {
        if (letter == 'x')
            std::erase_if(source, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
        else if (letter == 'i' || letter == 's' || letter == 'm')
            prefix_flags += letter;
        else
            return nullptr;
    }
    auto out = std::make_unique<RE2>(prefix_flags.empty() ? source : "(?" + prefix_flags + ")" + source, options);
    return out->ok() ? std::move(out) : nullptr;
}

Value matches(Call& call) {
    const auto* text = call.at(0).if_string();
    const auto pattern = text ? regex(call, call.at(1), call.at(2)) : nullptr;
    return pattern ? Value(RE2::PartialMatch(*text, *pattern)) : Value();
}

Value replace(Call& call) {
    const auto *text = call.at(0).if_string(), *with = call.at(2).if_string();
    const auto pattern = text && with ? regex(call, call.at(1), call.at(3)) : nullptr;
    if (!pattern) return {};
    std::string rewrite;  // $1 is \1 to RE2
    for (std::size_t i = 0; i < with->size(); ++i) {
        const char c = (*with)[i];
        if (c == '$' && i + 1 < with->size() && (*with)[i + 1] >= '0' && (*with)[i + 1] <= '9')
            rewrite += '\\';
        else if (c == '\\')
            rewrite += "\\\\";
        else
            rewrite += c;
    }
    std::string why, out = *text;
    if (!pattern->CheckRewriteString(rewrite, &why) ||
        (text->size() + 1) * (rewrite.size() + 1) > (std::size_t{1} << 26))
        return {};
    RE2::GlobalReplace(&out, *pattern, rewrite);
    return call.machine.made(std::move(out));
}

Value split(Call& call) {
    const auto* text = call.at(0).if_string();
    const auto pattern = text ? regex(call, call.at(1), {}) : nullptr;
    if (!pattern) return {};
    List out;
    const re2::StringPiece whole(*text);
    std::size_t from = 0;
    re2::StringPiece found;
    while (from <= text->size() && pattern->Match(whole, from, text->size(), RE2::UNANCHORED, &found, 1) &&
           !found.empty()) {
        const auto at = static_cast<std::size_t>(found.data() - text->data());
        call.machine.charge(1);
        out.emplace_back(text->substr(from, at - from));
        from = at + found.size();
    }
    out.emplace_back(text->substr(from));
    return call.machine.made(std::move(out));
}

Value join(Call& call) {
    const Value alone(List{call.at(0)});
    const auto* items = call.at(0).if_string() ? alone.if_list() : call.at(0).if_list();
    if (!items || (!call.at(1).is_null() && !call.at(1).if_string())) return {};
    const std::string separator = call.at(1).if_string() ? *call.at(1).if_string() : "";
    std::string out;
    bool first = true;
    for (const auto& item : *items) {
        if (item.is_null()) continue;
        if (!item.if_string()) return {};
        call.machine.charge(1 + (separator.size() + item.if_string()->size()) / 64);
        if (!std::exchange(first, false)) out += separator;
        out += *item.if_string();
    }
    return call.machine.made(std::move(out));
}

Value trimmed(Call& call) {
    const auto* text = call.at(0).if_string();
    return text ? Value(trim(*text)) : Value();
}

constexpr std::array table{
    BuiltIn{"string length", "string", 1, 1, length_of},
    BuiltIn{"contains", "string, match", 2, 2, contains_text},
    BuiltIn{"starts with", "string, match", 2, 2, starts_with},
    BuiltIn{"ends with", "string, match", 2, 2, ends_with},
    BuiltIn{"upper case", "string", 1, 1, upper_case},
    BuiltIn{"lower case", "string", 1, 1, lower_case},
    BuiltIn{"substring", "string, start position, length", 2, 3, substring},
    BuiltIn{"substring before", "string, match", 2, 2, substring_before},
    BuiltIn{"substring after", "string, match", 2, 2, substring_after},
    BuiltIn{"matches", "input, pattern, flags", 2, 3, matches},
    BuiltIn{"replace", "input, pattern, replacement, flags", 3, 4, replace},
    BuiltIn{"split", "string, delimiter", 2, 2, split},
    BuiltIn{"string join", "list, delimiter", 1, 2, join},
    BuiltIn{"trim", "string", 1, 1, trimmed},
};

}  // namespace

std::span<const BuiltIn> string_functions() { return table; }

}  // namespace hz::rules
