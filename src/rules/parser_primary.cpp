// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "rules/function/function.hpp"
#include "rules/parser.hpp"

namespace hz::rules {
namespace {

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
            return add({.kind = Syntax::constant, .at = token.at, .value = Value(unquoted(token.text))});
        case TokenKind::at_string:
            return at_literal();
        case TokenKind::word:
            return literal_word(token);
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

NodeIndex Parser::literal_word(const Token& token) {
    const auto at = token.at;
    const auto mark = token.mark;
    if (const auto known = known_name_length(); known > 0 || mark.empty()) return name(std::max<std::size_t>(known, 1));
    if (mark == Mark("null") || mark == Mark("true") || mark == Mark("false")) {
        ++next_;
        return add({.kind = Syntax::constant,
                    .at = at,
                    .value = mark == Mark("null") ? Value() : Value(mark == Mark("true"))});
    }
    // A keyword expression may stand as an operand at the right: 1 + if a then b else c.
    static constexpr std::array<Mark, 5> openers{"if", "for", "some", "every", "function"};
    if (std::find(openers.begin(), openers.end(), mark) != openers.end()) return expression();
    if (mark.is_keyword()) fail(an_expression);
    return name(1);
}

NodeIndex Parser::name(std::size_t count) {
    const auto at = peek().at;
    return add(Syntax::name, at, {}, take_name(count));
}

NodeIndex Parser::at_literal() {
    const auto& token = peek();
    const auto value = read_temporal(unquoted(token.text));
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
    static constexpr std::array<Mark, 5> operators{"<=", ">=", "<", ">", "="};
    for (const auto op : operators) {
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
    Children items;
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
    const bool closed = open == '[';
    if (accept("]")) return add(Syntax::range, at, {low, high}, closed ? "[]" : "(]");
    if (accept(")") || accept("[")) return add(Syntax::range, at, {low, high}, closed ? "[)" : "()");
    fail({"区间的结尾“]”或“)”", "the end of the range, \"]\" or \")\""});
}

NodeIndex Parser::open_range(Mark op) {
    const auto at = peek().at;
    const auto end = arithmetic(0);
    const auto infinite = add({.kind = Syntax::constant, .at = at, .text = "open"});
    if (op == Mark("=")) return add(Syntax::range, at, {end, end}, "[]");
    const bool included = op.text().size() == 2;
    if (op.text().front() == '<') return add(Syntax::range, at, {infinite, end}, included ? "(]" : "()");
    return add(Syntax::range, at, {end, infinite}, included ? "[)" : "()");
}

NodeIndex Parser::context() {
    AstNode out{.kind = Syntax::context, .at = peek().at};
    expect("{");
    const auto known = known_;  // names declared here are known inside only
    if (!accept("}")) {
        do {
            auto key = peek().kind == TokenKind::string ? unquoted(tokens_[next_++].text) : declared_name(":");
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
    expect(kind == Syntax::iteration ? Mark("return") : Mark("satisfies"));
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

}  // namespace hz::rules
