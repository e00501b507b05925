// SPDX-License-Identifier: Apache-2.0
#include "rules/pattern.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "rules/letter.hpp"

namespace hz::rules {
namespace {

using Ranges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

struct Block {
    std::string_view name;
    std::uint32_t first, last;
};
constexpr std::array<Block, 20> blocks{{{"BasicLatin", 0, 0x7F},
                                        {"Latin-1Supplement", 0x80, 0xFF},
                                        {"LatinExtended-A", 0x100, 0x17F},
                                        {"LatinExtended-B", 0x180, 0x24F},
                                        {"IPAExtensions", 0x250, 0x2AF},
                                        {"Greek", 0x370, 0x3FF},
                                        {"Cyrillic", 0x400, 0x4FF},
                                        {"Armenian", 0x530, 0x58F},
                                        {"Hebrew", 0x590, 0x5FF},
                                        {"Arabic", 0x600, 0x6FF},
                                        {"Thai", 0xE00, 0xE7F},
                                        {"HangulJamo", 0x1100, 0x11FF},
                                        {"GeneralPunctuation", 0x2000, 0x206F},
                                        {"CJKSymbolsandPunctuation", 0x3000, 0x303F},
                                        {"Hiragana", 0x3040, 0x309F},
                                        {"Katakana", 0x30A0, 0x30FF},
                                        {"Bopomofo", 0x3100, 0x312F},
                                        {"CJKUnifiedIdeographs", 0x4E00, 0x9FFF},
                                        {"HangulSyllables", 0xAC00, 0xD7A3},
                                        {"HalfwidthandFullwidthForms", 0xFF00, 0xFFEF}}};

std::string hex(std::uint32_t c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (int shift = 20; shift >= 0; shift -= 4) out += digits[c >> shift & 15];
    return "\\x{" + out + "}";
}

std::string class_text(const Ranges& ranges) {
    std::string out;
    for (const auto& [first, last] : ranges) out += hex(first) + (last > first ? "-" + hex(last) : "");
    return out;
}

Ranges without(const Ranges& from, const Ranges& what) {
    Ranges out = from;
    for (const auto& [first, last] : what) {
        Ranges next;
        for (const auto& [a, b] : out) {
            if (last < a || first > b) {
                next.emplace_back(a, b);
                continue;
            }
            if (a < first) next.emplace_back(a, first - 1);
            if (b > last) next.emplace_back(last + 1, b);
        }
        out = std::move(next);
    }
    return out;
}

Ranges inverse(const Ranges& of) { return without({{0, 0x10FFFF}}, of); }

class Translator {
  public:
    Translator(std::string_view pattern, bool dot_all) : pattern_(pattern), dot_all_(dot_all) {}

    std::optional<std::string> run() {
        while (at_ < pattern_.size() && ok_) {
            const char c = pattern_[at_];
            if (c == '\\') {
                out_ += escape(false);
            } else if (c == '[') {
                out_ += char_class();
            } else if (c == '.' && !dot_all_) {
                out_ += "[^\\n\\r]", ++at_;
            } else {
                if (pattern_.substr(at_).starts_with("(?") && !pattern_.substr(at_).starts_with("(?:")) ok_ = false;
                out_ += c, ++at_;
            }
        }
        return ok_ ? std::optional(std::move(out_)) : std::nullopt;
    }

  private:
    struct Class {
        Ranges ranges{};      // what is written as characters
        std::string other{};  // what is not
        bool negated = false;
    };

    // After a backslash. Ranges are for the single characters.
    std::string escape(bool in_class, Ranges* single = nullptr) {
        if (at_ + 1 >= pattern_.size()) return ok_ = false, "";
        const char c = pattern_[at_ + 1];
        at_ += 2;
        const auto named = [&](std::string_view inside) {
            return in_class ? std::string(inside) : "[" + std::string(inside) + "]";
        };
        switch (c) {
            case 'd':
                return "\\p{Nd}";
            case 'D':
                return "\\P{Nd}";
            case 'w':
                return named("\\p{L}\\p{M}\\p{N}\\p{S}");
            case 'W':
                return named("\\p{P}\\p{Z}\\p{C}");
            case 'i':
                return named("\\p{L}_:");
            case 'c':
                return named("\\p{L}\\p{M}\\p{N}_:.\\-\\x{B7}");
            case 's':
            case 'S':
                return {'\\', c};
            case 'p':
            case 'P':
                return property(c == 'P', in_class);
            default:
                break;
        }
        constexpr std::string_view letters = "nrt", values = "\n\r\t";
        constexpr std::string_view plain = "\\|.?*+(){}-[]^$ /\"'#,:;=!@%&~`<>_";
        std::uint32_t value = static_cast<unsigned char>(c);
        if (const auto found = letters.find(c); found != std::string_view::npos)
            value = static_cast<unsigned char>(values[found]);
        else if (plain.find(c) == std::string_view::npos)
            ok_ = false;  // also \1, a back reference
        if (single) return single->emplace_back(value, value), "";
        return hex(value);
    }

    std::string property(bool negated, bool in_class) {
        const auto end = pattern_.find('}', at_);
        if (at_ >= pattern_.size() || pattern_[at_] != '{' || end == std::string_view::npos) return ok_ = false, "";
        const auto name = pattern_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        if (!name.starts_with("Is")) return std::string(negated ? "\\P{" : "\\p{") + std::string(name) + "}";
        const auto* block =
            std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.name == name.substr(2); });
        if (block == blocks.end()) return ok_ = false, "";
        const Ranges only{{block->first, block->last}};
        const auto text = class_text(negated ? inverse(only) : only);
        return in_class ? text : "[" + text + "]";
    }

    std::string char_class() {
        auto found = read_class();
        if (!found.negated && found.other.empty())
            return ok_ && !found.ranges.empty() ? "[" + class_text(found.ranges) + "]" : (ok_ = false, "");
        return std::string(found.negated ? "[^" : "[") + class_text(found.ranges) + found.other + "]";
    }

    // At "[". A difference is taken out at once, where both sides are characters only.
    Class read_class() {
        Class out;
        ++at_;
        if (at_ < pattern_.size() && pattern_[at_] == '^') out.negated = true, ++at_;
        for (bool first = true;; first = false) {
            if (at_ >= pattern_.size() || !ok_) return ok_ = false, out;
            const char c = pattern_[at_];
            if (c == ']' && !first) return ++at_, out;
            if (c == '-' && pattern_.substr(at_).starts_with("-[")) {
                ++at_;
                subtract(out);
                if (at_ >= pattern_.size() || pattern_[at_] != ']') ok_ = false;
                continue;
            }
            if (c == '[') return ok_ = false, out;
            item(out);
        }
    }

    void subtract(Class& from) {
        if (++depth_ > 10) return static_cast<void>(ok_ = false);
        const auto what = read_class();
        --depth_;
        if (!from.other.empty() || !what.other.empty()) ok_ = false;
        const auto base = from.negated ? inverse(from.ranges) : from.ranges;
        from.ranges = without(base, what.negated ? inverse(what.ranges) : what.ranges);
        from.negated = false;
    }

    // A character, a range or an escape inside a class.
    void item(Class& out) {
        const auto first = character(out);
        if (!first) return;
        const bool range =
            at_ + 1 < pattern_.size() && pattern_[at_] == '-' && pattern_[at_ + 1] != ']' && pattern_[at_ + 1] != '[';
        if (!range) return static_cast<void>(out.ranges.emplace_back(*first, *first));
        ++at_;
        const auto last = character(out);
        if (!last || *last < *first) return static_cast<void>(ok_ = false);
        out.ranges.emplace_back(*first, *last);
    }

    std::optional<std::uint32_t> character(Class& out) {
        if (pattern_[at_] != '\\') return next_code_point(pattern_, at_);
        Ranges single;
        out.other += escape(true, &single);
        return single.empty() ? std::nullopt : std::optional(single.front().first);
    }

    std::string_view pattern_;
    bool dot_all_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool ok_ = true;
    std::string out_;
};

// Flag x: spaces do not count, but in a class.
std::string without_spaces(std::string_view pattern) {
    std::string out;
    int classes = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '[') ++classes;
        if (c == ']') --classes;
        if (classes > 0 || (c != ' ' && c != '\t' && c != '\n' && c != '\r')) out += c;
    }
    return out;
}

}  // namespace

std::optional<std::string> to_re2(std::string_view pattern, std::string_view flags) {
    if (flags.find_first_not_of("smixq") != std::string_view::npos) return std::nullopt;
    const auto has = [&](char flag) { return flags.find(flag) != std::string_view::npos; };
    std::string prefix;
    for (const char flag : {'s', 'm', 'i'})
        if (has(flag)) prefix += flag;
    if (!prefix.empty()) prefix = "(?" + prefix + ")";
    if (has('q')) {
        std::string literal;
        for (std::size_t at = 0; at < pattern.size();) literal += hex(next_code_point(pattern, at));
        return prefix + literal;
    }
    const auto text = has('x') ? without_spaces(pattern) : std::string(pattern);
    const auto out = Translator(text, has('s')).run();
    return out ? std::optional(prefix + *out) : std::nullopt;
}

}  // namespace hz::rules
