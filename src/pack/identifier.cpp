// SPDX-License-Identifier: Apache-2.0
#include "pack/identifier.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "base/text.hpp"
#include "pack/errors.hpp"

namespace hz::pack {

namespace {

constexpr std::string_view digits_and_letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t max_length = 200;
constexpr int max_depth = 4;

Error invalid_scheme(const IdentifierScheme& scheme, std::string reason) {
    return refuse(errors::invalid_scheme, {{"scheme", scheme.code}, {"reason", std::move(reason)}});
}

Error wrong(const ErrorCode& code, const IdentifierScheme& scheme, const std::string& part = {}) {
    return refuse(code, {{"title", scheme.title_zh}, {"title_en", scheme.title_en}, {"part", part}});
}

std::string get_string(const Json& value, std::string_view key) { return std::string(get_text(value, key)); }

bool fits(const std::string& pattern, std::string_view text) {
    static const auto options = [] {
        RE2::Options o(RE2::Quiet);
        o.set_max_mem(1 << 20);
        return o;
    }();
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), RE2(pattern, options));
}

// The characters the checksum runs over.
std::string significant(const IdentifierScheme& scheme, std::string_view text) {
    if (text.starts_with(scheme.prefix)) text.remove_prefix(scheme.prefix.size());
    std::string out;
    for (const char c : text)
        if (scheme.ignore.find(c) == std::string::npos) out.push_back(c);
    return out;
}

std::optional<char> weighted_mod(const Checksum& rule, std::string_view text) {
    if (text.size() != rule.weights.size()) return std::nullopt;
    long sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto value = rule.alphabet.find(text[i]);
        if (value == std::string::npos) return std::nullopt;
        sum += static_cast<long>(value) * rule.weights[i];
    }
    return rule.map[static_cast<std::size_t>(sum % rule.modulus)];
}

// ISO/IEC 7064 MOD 37,36 (hybrid system).
std::optional<char> mod_37_36(std::string_view text) {
    std::size_t p = 36;
    for (const char c : text) {
        const auto value = digits_and_letters.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        p = (p + value) % 36;
        if (p == 0) p = 36;
        p = (p * 2) % 37;
    }
    return digits_and_letters[(37 - p) % 36];
}

std::optional<char> compute(const Checksum& rule, std::string_view text) {
    if (rule.kind == ChecksumKind::weighted_mod) return weighted_mod(rule, text);
    if (rule.kind == ChecksumKind::mod_37_36) return mod_37_36(text);
    return std::nullopt;
}

bool is_date(std::string_view yyyymmdd) {
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = -1;
        std::from_chars(yyyymmdd.data() + at, yyyymmdd.data() + at + count, value);
        return value;
    };
    if (yyyymmdd.size() != 8) return false;
    const int year = number(0, 4);
    if (year < 1800) return false;
    const std::chrono::year_month_day day{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(6, 2)))};
    return day.ok();
}

Result<Checksum> checksum_from(const IdentifierScheme& scheme, const Json& value) {
    Checksum out;
    const auto kind = get_text(value, "kind");
    if (kind == "mod_37_36") {
        out.kind = ChecksumKind::mod_37_36;
        return out;
    }
    if (kind != "weighted_mod") return invalid_scheme(scheme, "checksum.kind");
    out.kind = ChecksumKind::weighted_mod;
    out.alphabet = get_string(value, "alphabet");
    out.map = get_string(value, "map");
    out.modulus = static_cast<int>(std::clamp<std::int64_t>(get_int(value, "modulus"), 0, 1000));
    for (const auto& weight : get_array(value, "weights")) {
        if (!weight.is_int64() || weight.as_int64() < 0 || weight.as_int64() > 1000)
            return invalid_scheme(scheme, "weights");
        out.weights.push_back(static_cast<int>(weight.as_int64()));
    }
    if (out.weights.empty() || out.weights.size() > max_length) return invalid_scheme(scheme, "weights");
    if (out.modulus < 1 || out.map.size() != static_cast<std::size_t>(out.modulus))
        return invalid_scheme(scheme, "map");
    if (out.alphabet.empty()) return invalid_scheme(scheme, "alphabet");
    return out;
}

Result<void> read_parts(IdentifierScheme& scheme, const Json& definition) {
    for (const auto& part : get_array(definition, "parts")) {
        const auto at = get_int(part, "at", -1);
        const auto length = get_int(part, "length", -1);
        if (at < 0 || length < 1 || at + length > static_cast<std::int64_t>(max_length))
            return invalid_scheme(scheme, "parts");
        scheme.parts.push_back({static_cast<std::size_t>(at), static_cast<std::size_t>(length),
                                get_string(part, "scheme"), get_string(part, "list")});
    }
    return {};
}

}  // namespace

Result<IdentifierScheme> identifier_from_json(const Json& definition) {
    IdentifierScheme out;
    out.code = get_string(definition, "code");
    if (const auto* title = hz::find(definition, "title")) {
        out.title_zh = get_string(*title, "zh");
        out.title_en = get_string(*title, "en");
    }
    out.pattern = get_string(definition, "pattern");
    out.upper_case = get_bool(definition, "upper_case");
    out.prefix = get_string(definition, "prefix");
    out.ignore = get_string(definition, "ignore");
    if (out.pattern.empty() || out.pattern.size() > 500 || !RE2(out.pattern, RE2::Quiet).ok()) {
        return invalid_scheme(out, "pattern");
    }
    if (const auto* checksum = hz::find(definition, "checksum")) {
        auto rule = checksum_from(out, *checksum);
        if (!rule) return rule.error();
        out.checksum = std::move(*rule);
    }
    if (const auto* date = hz::find(definition, "date")) {
        const auto at = get_int(*date, "at", -1);
        if (at < 0 || at > 100 || get_text(*date, "format") != "yyyymmdd") return invalid_scheme(out, "date");
        out.date_at = static_cast<std::size_t>(at);
    }
    if (const auto* keep = hz::find(definition, "mask")) {
        const auto first = get_int(*keep, "keep_first");
        const auto last = get_int(*keep, "keep_last");
        if (first < 0 || last < 0 || first + last > 64) return invalid_scheme(out, "mask");
        out.mask = KeepMask{static_cast<std::size_t>(first), static_cast<std::size_t>(last)};
    }
    auto parts = read_parts(out, definition);
    if (!parts) return parts.error();
    return out;
}

std::string normalise(const IdentifierScheme& scheme, std::string_view text) {
    std::string out;
    text = trim(text);
    for (std::size_t at = 0; at < text.size();) {
        const auto from = at;
        const auto c = next_code_point(text, at);
        if (c >= 0xFF01 && c <= 0xFF5E)
            out.push_back(static_cast<char>(c - 0xFEE0));  // full-width forms
        else
            out.append(text.substr(from, at - from));
    }
    if (scheme.upper_case)
        std::ranges::transform(out, out.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return out;
}

Result<void> check(const IdentifierScheme& scheme, std::string_view text) {
    if (text.size() > max_length || !fits(scheme.pattern, text)) return wrong(errors::wrong_shape, scheme);
    if (scheme.date_at) {
        if (*scheme.date_at + 8 > text.size()) return wrong(errors::wrong_shape, scheme);
        if (!is_date(text.substr(*scheme.date_at, 8))) return wrong(errors::wrong_date, scheme);
    }
    if (scheme.checksum.kind == ChecksumKind::none) return {};
    const auto body = significant(scheme, text);
    if (body.empty()) return wrong(errors::wrong_shape, scheme);
    const auto expected = compute(scheme.checksum, std::string_view(body).substr(0, body.size() - 1));
    if (!expected || *expected != body.back()) return wrong(errors::wrong_check, scheme);
    return {};
}

std::optional<char> check_character(const IdentifierScheme& scheme, std::string_view text) {
    return compute(scheme.checksum, significant(scheme, text));
}

std::string mask(const IdentifierScheme& scheme, std::string_view text) {
    const auto count = length(text);
    auto keep = scheme.mask.value_or(KeepMask{0, 1});
    if (keep.first + keep.last >= count) keep = {0, 0};
    const auto head = prefix(text, keep.first);
    const auto until_tail = prefix(text, count - keep.last);
    return std::string(head) + std::string(count - keep.first - keep.last, '*') +
           std::string(text.substr(until_tail.size()));
}

Result<Identifiers> Identifiers::from_json(const std::vector<const Json*>& schemes,
                                           const std::vector<const Json*>& lists) {
    Identifiers out;
    for (const auto* definition : schemes) {
        auto scheme = identifier_from_json(*definition);
        if (!scheme) return scheme.error();
        auto code = scheme->code;
        out.schemes_.insert_or_assign(std::move(code), std::move(*scheme));
    }
    for (const auto* list : lists) {
        auto& codes = out.lists_[get_string(*list, "code")];
        for (const auto& entry : get_array(*list, "entries")) codes.insert(get_string(entry, "code"));
    }
    return out;
}

const IdentifierScheme* Identifiers::find(std::string_view code) const {
    const auto found = schemes_.find(code);
    return found == schemes_.end() ? nullptr : &found->second;
}

Result<void> Identifiers::check(std::string_view scheme, std::string_view text) const {
    return check_at(scheme, text, 0);
}

Result<void> Identifiers::check_at(std::string_view code, std::string_view text, int depth) const {
    const auto* scheme = find(code);
    if (scheme == nullptr || depth > max_depth) return refuse(errors::unknown_scheme, {{"scheme", std::string(code)}});
    auto whole = pack::check(*scheme, text);
    if (!whole) return whole;
    for (const auto& part : scheme->parts) {
        if (part.at + part.length > text.size()) return wrong(errors::wrong_shape, *scheme);
        const auto value = text.substr(part.at, part.length);
        if (!part.scheme.empty()) {
            auto inner = check_at(part.scheme, value, depth + 1);
            if (!inner)
                return inner.error().is(errors::unknown_scheme)
                           ? inner.error()
                           : wrong(errors::wrong_part, *scheme, std::string(value));
        }
        if (part.list.empty()) continue;
        const auto list = lists_.find(part.list);
        if (list == lists_.end() || !list->second.contains(value))
            return wrong(errors::wrong_part, *scheme, std::string(value));
    }
    return {};
}

}  // namespace hz::pack
