// SPDX-License-Identifier: Apache-2.0
// Names of several words, and types.
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/parser.hpp"

namespace hz::rules {
void Parser::remember(std::string_view name) { remember(known_, name); }

void Parser::remember(KnownNames& into, std::string_view name) {
    const auto tokens = tokenize(name);
    if (!tokens || tokens->size() < 3) return;  // a single word and the end
    std::vector<std::string> words;
    for (const auto& token : *tokens)
        if (token.kind != TokenKind::end) words.emplace_back(token.text);
    auto first = words.front();
    into.emplace(std::move(first), std::move(words));
}

const Parser::KnownNames& Parser::standard_names() {
    static const KnownNames names = [] {
        KnownNames out;
        for (const auto name : function_names()) remember(out, name);
        for (const auto* name : {"start included", "end included", "time offset", "days and time duration",
                                 "years and months duration", "date and time"})
            remember(out, name);
        return out;
    }();
    return names;
}

std::size_t Parser::known_name_length() const {
    std::size_t longest = 0;
    const bool goes_on = peek(1).kind == TokenKind::word;  // all standard names are of words
    for (const auto* names : {&known_, goes_on ? &standard_names() : nullptr}) {
        if (!names || names->empty()) continue;
        const auto [begin, end] = names->equal_range(peek().text);
        for (auto it = begin; it != end; ++it) {
            const auto& words = it->second;
            std::size_t i = 0;
            while (i < words.size() && peek(i).kind != TokenKind::end && peek(i).text == words[i]) ++i;
            if (i == words.size()) longest = std::max(longest, i);
        }
    }
    return longest;
}

std::string_view Parser::take_name(std::size_t count) {
    const auto first = next_;
    next_ += count;
    if (count == 1) return tokens_[first].text;
    std::string text(tokens_[first].text);
    for (auto i = first + 1; i < next_; ++i) {
        const auto& before = tokens_[i - 1];
        if (tokens_[i].at > before.at + before.text.size()) text += ' ';
        text += tokens_[i].text;
    }
    return keep(std::move(text));
}

Result<FeelType> Parser::type_only() {
    try {
        auto out = type();
        if (peek().kind != TokenKind::end) fail({"类型的结尾", "the end of the type"});
        return out;
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

Result<FeelType> parse_type(std::string_view text, const TypeLookup& named) {
    if (named)
        if (auto own = named(text)) return *std::move(own);
    auto tokens = tokenize(text);
    if (!tokens) return tokens.error();
    const CompileOptions options{.types = named};
    return Parser(text, std::move(*tokens), options, {}).type_only();
}

FeelType Parser::type() {
    const Nest nest(*this);
    const bool open = is("<", 1);
    if (open && (is("list") || is("range"))) {
        const bool list = is("list");
        next_ += 2;
        auto inner = type();
        expect(">");
        return list ? FeelType::list_of(std::move(inner)) : FeelType::range_of(std::move(inner));
    }
    if (open && is("context")) {
        next_ += 2;
        std::vector<FeelType::Part> members;
        do {
            auto name = declared_name(":");
            expect(":");
            members.emplace_back(std::move(name), type());
        } while (accept(","));
        expect(">");
        return FeelType::context_of(std::move(members));
    }
    if (open && is("function")) {
        next_ += 2;
        std::vector<FeelType> parameters;
        if (!accept(">")) {
            do parameters.push_back(type());
            while (accept(","));
            expect(">");
        }
        expect("->");
        return FeelType::function_of(std::move(parameters), type());
    }
    return named_type();
}

// As many words as make a type that is known; the longest first.
FeelType Parser::named_type() {
    std::size_t most = 0;
    while (peek(most).kind == TokenKind::word || (most > 0 && (is(".", most) || is("-", most)))) ++most;
    for (auto count = most; count > 0; --count) {
        const auto& last = peek(count - 1);
        const auto text = source_.substr(peek().at, last.at + last.text.size() - peek().at);
        auto found = options_.types ? options_.types(text) : std::nullopt;
        if (!found) found = simple_type(text);
        if (!found) continue;
        next_ += count;
        return *found;
    }
    fail({"类型名称，如 number", "the name of a type such as number"});
}

std::string Parser::declared_name(Mark stop1, Mark stop2, Mark stop3) {
    std::string out;
    const auto stops = [&](Mark stop) { return !stop.empty() && is(stop); };
    if (peek().kind != TokenKind::word || stops(stop1)) fail({"名称", "a name"});
    if (peek().mark.is_keyword()) fail({"不是关键字的名称", "a name that is not a keyword"});
    std::size_t end = peek().at;
    while (peek().kind != TokenKind::end && !stops(stop1) && !stops(stop2) && !stops(stop3)) {
        const auto& token = peek();
        if (token.kind != TokenKind::word && token.kind != TokenKind::number && token.kind != TokenKind::symbol) break;
        if (token.kind == TokenKind::symbol && std::string_view("+-*/.'").find(token.text) == std::string_view::npos)
            break;
        if (token.at > end) out += ' ';
        out += token.text;
        end = token.at + token.text.size();
        ++next_;
    }
    return out;
}

}  // namespace hz::rules
