// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/parser.hpp"

namespace hz::rules {
namespace {

constexpr std::array<std::string_view, 19> reserved{
    "if", "then",    "else",     "for", "return",   "in",   "some",  "every", "satisfies", "and",
    "or", "between", "instance", "of",  "function", "true", "false", "null",  "external"};

bool is_reserved(std::string_view word) { return std::find(reserved.begin(), reserved.end(), word) != reserved.end(); }

constexpr Expected an_expression{"一个值或表达式", "a value or an expression"};

}  // namespace

NodeIndex Parser::primary() {
    const auto& token = peek();
    switch (token.kind) {
        case TokenKind::number: {
            const auto number = Number::parse(token.text);
            if (!number) fail({"大小合适的数字", "a number that is not too large"});
            ++next_;
            return add({.kind = Syntax::constant, .at = token.at, .value = Value(*number)});
        }
        case TokenKind::string:
            ++next_;
            return add({.kind = Syntax::constant, .at = token.at, .value = Value(token.value)});
        case TokenKind::at_string:
            return at_literal();
        case TokenKind::word:
            return literal_word(token.text);
        case TokenKind::symbol:
            break;
        case TokenKind::end:
            fail(an_expression);
    }
    if (is("?")) return ++next_, add({.kind = Syntax::name, .at = token.at, .text = "?"});
    if (is("(")) return parenthesis();
    if (is("[") || is("]")) return bracket();
    if (is("{")) return context();
    fail(an_expression);
}

NodeIndex Parser::literal_word(std::string_view word) {
    const auto at = peek().at;
    if (known_name_length() > 0) return name();
    if (word == "null" || word == "true" || word == "false") {
        ++next_;
        return add({.kind = Syntax::constant, .at = at, .value = word == "null" ? Value() : Value(word == "true")});
    }
    // A keyword expression may stand as an operand at the right: 1 + if a then b else c.
    if (word == "if" || word == "for" || word == "some" || word == "every" || word == "function") return expression();
    if (is_reserved(word)) fail(an_expression);
    return name();
}

NodeIndex Parser::name() {
    const auto at = peek().at;
    const auto count = std::max<std::size_t>(known_name_length(), 1);
    std::string text(peek().text);
    for (std::size_t i = 1; i < count; ++i) {
        const auto& token = peek(i);
        const auto& before = peek(i - 1);
        text += token.at > before.at + before.text.size() ? " " : "";
        text += token.text;
    }
    next_ += count;
    return add({.kind = Syntax::name, .at = at, .text = std::move(text)});
}

NodeIndex Parser::at_literal() {
    const auto& token = peek();
    const auto value = read_temporal(token.value);
    if (value.is_null())
        fail({"日期、时间或期间，如 @\"2026-01-31\"、@\"P3D\"",
              "a date, time or duration such as @\"2026-01-31\" or @\"P3D\""});
    ++next_;
    return add({.kind = Syntax::constant, .at = token.at, .value = value});
}

// ( expression ), ( low .. high ), (< 5)
NodeIndex Parser::parenthesis() {
    const auto at = peek().at;
    expect("(");
    for (const std::string_view op : {"<=", ">=", "<", ">", "="}) {
        if (!accept(op)) continue;
        const auto out = open_range(op);
        expect(")");
        return out;
    }
    const auto inner = expression();
    if (is("..")) return range_tail('(', at, inner);
    expect(")");
    return inner;
}

// [ a, b ], [ low .. high ], ] low .. high [
NodeIndex Parser::bracket() {
    const auto at = peek().at;
    const bool reversed = is("]");
    ++next_;
    std::vector<NodeIndex> items;
    if (!reversed && accept("]")) return add(Syntax::list, at, {});
    do {
        items.push_back(reversed ? arithmetic(0) : test());
        if (items.size() == 1 && is("..")) return range_tail(reversed ? '(' : '[', at, items.front());
    } while (!reversed && accept(","));
    if (reversed) fail({"“..”", "\"..\""});
    expect("]");
    return add(Syntax::list, at, std::move(items));
}

NodeIndex Parser::range_tail(char open, std::uint32_t at, NodeIndex low) {
    expect("..");
    const bool outer = std::exchange(in_range_end_, true);
    const auto high = arithmetic(0);
    in_range_end_ = outer;
    std::string text(1, open);
    if (accept("]"))
        text += ']';
    else if (accept(")") || accept("["))
        text += ')';
    else
        fail({"区间的结尾“]”或“)”", "the end of the range, \"]\" or \")\""});
    return add(Syntax::range, at, {low, high}, std::move(text));
}

NodeIndex Parser::open_range(std::string_view op) {
    const auto at = peek().at;
    const auto end = arithmetic(0);
    const auto infinite = add({.kind = Syntax::constant, .at = at, .text = "open"});
    if (op == "=") return add(Syntax::range, at, {end, end}, "[]");
    const bool included = op.size() == 2;
    if (op.front() == '<') return add(Syntax::range, at, {infinite, end}, included ? "(]" : "()");
    return add(Syntax::range, at, {end, infinite}, included ? "[)" : "()");
}

NodeIndex Parser::context() {
    AstNode out{.kind = Syntax::context, .at = peek().at};
    expect("{");
    const auto known = known_;  // names declared here are known inside only
    if (!accept("}")) {
        do {
            auto key = peek().kind == TokenKind::string ? tokens_[next_++].value : declared_name(":");
            expect(":");
            out.children.push_back(expression());
            remember(key);
            if (std::find(out.names.begin(), out.names.end(), key) != out.names.end())
                fail({"不重复的名称", "a name that is not used twice"});
            out.names.push_back(std::move(key));
        } while (accept(","));
        expect("}");
    }
    known_ = known;
    for (const auto& key : out.names) remember(key);  // for a path that follows: {a b: 1}.a b
    return add(std::move(out));
}

NodeIndex Parser::call(NodeIndex callee) {
    AstNode out{.kind = Syntax::call, .at = peek().at, .children = {callee}};
    expect("(");
    if (!accept(")")) {
        do {
            std::size_t words = 0;
            while (peek(words).kind == TokenKind::word) ++words;
            if (words > 0 && is(":", words)) {
                if (out.names.size() + 1 != out.children.size()) fail({"不带名称的参数", "an argument without a name"});
                out.names.push_back(declared_name(":"));
                expect(":");
            } else if (!out.names.empty()) {
                fail({"参数名称和“:”", "the name of the argument and \":\""});
            }
            out.children.push_back(expression());
        } while (accept(","));
        expect(")");
    }
    return add(std::move(out));
}

NodeIndex Parser::condition() {
    const auto at = peek().at;
    expect("if");
    const auto test_node = expression();
    expect("then");
    const auto yes = expression();
    expect("else");
    const auto no = expression();
    return add(Syntax::condition, at, {test_node, yes, no});
}

NodeIndex Parser::iteration(Syntax kind) {
    AstNode out{.kind = kind, .at = peek().at};
    ++next_;
    const auto known = known_;
    do {
        auto variable = declared_name("in");
        expect("in");
        const auto at = peek().at;
        auto source = expression();
        if (accept("..")) source = add(Syntax::range, at, {source, arithmetic(0)}, "[]");
        out.children.push_back(source);
        remember(variable);
        out.names.push_back(std::move(variable));
    } while (accept(","));
    expect(kind == Syntax::iteration ? "return" : "satisfies");
    out.children.push_back(expression());
    known_ = known;
    return add(std::move(out));
}

NodeIndex Parser::function() {
    AstNode out{.kind = Syntax::function, .at = peek().at};
    next_ += 2;  // function (
    const auto known = known_;
    if (!accept(")")) {
        do {
            auto parameter = declared_name(":", ",", ")");
            out.types.push_back(accept(":") ? type() : FeelType());
            remember(parameter);
            out.names.push_back(std::move(parameter));
        } while (accept(","));
        expect(")");
    }
    if (accept("external")) out.kind = Syntax::external;
    out.children.push_back(expression());
    known_ = known;
    return add(std::move(out));
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

std::string Parser::declared_name(std::string_view stop1, std::string_view stop2, std::string_view stop3) {
    std::string out;
    const auto stops = [&](std::string_view stop) { return !stop.empty() && is(stop); };
    if (peek().kind != TokenKind::word || stops(stop1)) fail({"名称", "a name"});
    if (is_reserved(peek().text)) fail({"不是关键字的名称", "a name that is not a keyword"});
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
