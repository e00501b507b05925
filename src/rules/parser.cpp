// SPDX-License-Identifier: Apache-2.0
#include "rules/parser.hpp"

#include <algorithm>
#include <array>

#include "rules/errors.hpp"
#include "rules/function/function.hpp"

namespace hz::rules {

Parser::Parser(std::string_view source, std::vector<Token> tokens, const CompileOptions& options, const Limits& limits)
    : source_(source), tokens_(std::move(tokens)), options_(options), limits_(limits) {
    for (const auto& name : options.known) remember(name);
    ast_.nodes.reserve(tokens_.size());
}

Result<Ast> Parser::expression_only() {
    try {
        ast_.root = expression();
        if (peek().kind != TokenKind::end) fail({"运算符或表达式的结尾", "an operator or the end of the expression"});
        return std::move(ast_);
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

Result<Ast> Parser::unary_tests_only() {
    try {
        if (is("-") && peek(1).kind == TokenKind::end) {
            ++next_;
            ast_.root = add({.kind = Syntax::constant, .value = Value(true)});
            return std::move(ast_);
        }
        Children all{add({.kind = Syntax::name, .text = "?"})};
        const bool negated = is("not") && is("(", 1);
        if (negated) {
            next_ += 2;
            Children inner;
            tests(inner);
            expect(")");
            all.push_back(add(Syntax::negated_tests, 0, std::move(inner)));
        } else {
            tests(all);
        }
        if (peek().kind != TokenKind::end) fail({"逗号或结尾", "a comma or the end"});
        ast_.root = add(Syntax::in, 0, std::move(all));
        return std::move(ast_);
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

NodeIndex Parser::expression() {
    const Nest nest(*this);
    const bool range_end = std::exchange(in_range_end_, false);
    const auto out = is("if")                       ? condition()
                     : is("for")                    ? iteration(Syntax::iteration)
                     : is("some")                   ? iteration(Syntax::some)
                     : is("every")                  ? iteration(Syntax::every)
                     : is("function") && is("(", 1) ? function()
                                                    : disjunction();
    in_range_end_ = range_end;
    return out;
}

NodeIndex Parser::disjunction() {
    const auto at = peek().at;
    const auto first = conjunction();
    if (!is("or")) return first;
    Children parts{first};
    while (accept("or")) parts.push_back(conjunction());
    return add(Syntax::disjunction, at, std::move(parts));
}

NodeIndex Parser::conjunction() {
    const auto at = peek().at;
    const auto first = comparison();
    if (!is("and")) return first;
    Children parts{first};
    while (accept("and")) parts.push_back(comparison());
    return add(Syntax::conjunction, at, std::move(parts));
}

NodeIndex Parser::comparison() {
    auto left = arithmetic(0);
    for (bool more = true; more;) left = comparison_tail(left, more);
    return left;
}

NodeIndex Parser::comparison_tail(NodeIndex left, bool& more) {
    static constexpr std::array<Mark, 6> operators{"=", "!=", "<=", ">=", "<", ">"};
    const auto at = peek().at;
    const auto op = peek().mark;
    if (peek().kind == TokenKind::symbol && std::find(operators.begin(), operators.end(), op) != operators.end()) {
        ++next_;
        return add(Syntax::comparison, at, {left, arithmetic(0)}, op.text());
    }
    if (accept("between")) {
        const auto low = arithmetic(0);
        expect("and");
        return add(Syntax::between, at, {left, low, arithmetic(0)});
    }
    if (accept("in")) {
        Children all{left};
        // "(" opens a list of tests, a range, or an expression that a filter or path may follow.
        const auto open = peek().at;
        if (!accept("(")) {
            all.push_back(test());
        } else {
            all.push_back(test());
            if (is("..")) {
                all.back() = range_tail('(', open, all.back());
            } else if (accept(",")) {
                tests(all);
                expect(")");
            } else {
                expect(")");
                all.back() = postfix(all.back());
            }
        }
        return add(Syntax::in, at, std::move(all));
    }
    more = false;
    return left;
}

void Parser::tests(Children& out) {
    do out.push_back(test());
    while (accept(","));
}

NodeIndex Parser::test() {
    const Nest nest(*this);
    const auto at = peek().at;
    static constexpr std::array<Mark, 4> orders{"<=", ">=", "<", ">"};
    static constexpr std::array<Mark, 2> equalities{"!=", "="};
    for (const auto op : orders)
        if (accept(op)) return open_range(op);
    for (const auto op : equalities)
        if (accept(op)) return add(Syntax::equal_test, at, {arithmetic(0)}, op.text());
    return expression();
}

// The operator of a level (0: + and -, 1: * and /, 2: **) at the next token, ** as ^; 0 where there is none.
char Parser::arithmetic_operator(int level) const {
    const auto& token = peek();
    if (token.kind != TokenKind::symbol) return '\0';
    if (token.mark == Mark("**")) return level == 2 ? '^' : '\0';
    const char c = token.text.size() == 1 ? token.text.front() : '\0';
    return (level == 0 && (c == '+' || c == '-')) || (level == 1 && (c == '*' || c == '/')) ? c : '\0';
}

// One is nearly always alone, and then needs no text of its own.
std::string_view Parser::keep_operators(std::string operators) {
    static constexpr std::string_view all = "+-*/^";
    return operators.size() == 1 ? all.substr(all.find(operators.front()), 1) : keep(std::move(operators));
}

// A chain is one node, so that a long sum is not a deep tree.
NodeIndex Parser::arithmetic(int level) {
    if (level == 3) return negation();
    const auto at = peek().at;
    const auto first = arithmetic(level + 1);
    auto op = arithmetic_operator(level);
    if (!op) return first;
    Children parts{first};
    std::string operators;
    for (; op; op = arithmetic_operator(level)) {
        ++next_;
        operators += op;
        parts.push_back(arithmetic(level + 1));
    }
    return add(Syntax::arithmetic, at, std::move(parts), keep_operators(std::move(operators)));
}

NodeIndex Parser::negation() {
    const auto at = peek().at;
    if (accept("-")) {
        const Nest nest(*this);
        return add(Syntax::negate, at, {negation()});
    }
    auto node = postfix(primary());
    while (is("instance") && is("of", 1)) {
        next_ += 2;
        node = add({.kind = Syntax::instance_of, .at = at, .children = {node}, .types = {type()}});
    }
    return node;
}

NodeIndex Parser::postfix(NodeIndex node) {
    for (;;) {
        const auto at = peek().at;
        if (is(".")) {
            ++next_;
            if (peek().kind != TokenKind::word) fail({"属性名称", "the name of a property"});
            const auto text = take_name(std::max<std::size_t>(known_name_length(), 1));
            node = add(Syntax::path, at, {node}, text);
        } else if (is("[") && !(in_range_end_ && ends_operand(1))) {
            ++next_;
            const auto condition = expression();
            expect("]");
            node = add(Syntax::filter, at, {node, condition});
        } else if (is("(")) {
            node = call(node);
        } else {
            return node;
        }
    }
}

bool Parser::accept(Mark mark) {
    if (!is(mark)) return false;
    ++next_;
    return true;
}

void Parser::expect(Mark mark) {
    if (accept(mark)) return;
    const std::string text(mark.text()), zh = "“" + text + "”", en = "\"" + text + "\"";
    fail({zh, en});
}

void Parser::fail(Expected expected) const { throw Failure{syntax_error(source_, peek().at, expected, peek().text)}; }

void Parser::too_large() const {
    throw Failure{
        refuse(errors::feel_too_large,
               {{"what_zh", "嵌套层数"}, {"what_en", "its nesting"}, {"limit", std::to_string(limits_.nesting)}})};
}

bool Parser::ends_operand(std::size_t ahead) const {
    const auto& token = peek(ahead);
    if (token.kind == TokenKind::end) return true;
    static constexpr std::array<Mark, 18> enders{")",         "]", "}",  ",", "and", "or", "then", "else", "return",
                                                 "satisfies", "=", "!=", "<", ">",   "<=", ">=",   "in",   "instance"};
    return std::find(enders.begin(), enders.end(), token.mark) != enders.end();
}

NodeIndex Parser::add(AstNode&& node) {
    for (const auto child : node.children) node.height = std::max(node.height, ast_.nodes[child].height + 1);
    if (node.height > limits_.nesting) too_large();
    ast_.nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(ast_.nodes.size() - 1);
}

NodeIndex Parser::add(Syntax kind, std::uint32_t at, Children children, std::string_view text) {
    std::uint32_t height = 1;
    for (const auto child : children) height = std::max(height, ast_.nodes[child].height + 1);
    if (height > limits_.nesting) too_large();
    auto& node = ast_.nodes.emplace_back();
    node.kind = kind;
    node.at = at;
    node.height = height;
    node.text = text;
    node.children = std::move(children);
    return static_cast<NodeIndex>(ast_.nodes.size() - 1);
}

Result<Ast> parse_expression(std::string_view source, const CompileOptions& options, const Limits& limits) {
    auto tokens = tokenize(source, limits);
    if (!tokens) return tokens.error();
    return Parser(source, std::move(*tokens), options, limits).expression_only();
}

Result<Ast> parse_unary_tests(std::string_view source, const CompileOptions& options, const Limits& limits) {
    auto tokens = tokenize(source, limits);
    if (!tokens) return tokens.error();
    return Parser(source, std::move(*tokens), options, limits).unary_tests_only();
}

}  // namespace hz::rules
