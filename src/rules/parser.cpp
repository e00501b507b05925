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
        std::vector<NodeIndex> all{add({.kind = Syntax::name, .text = "?"})};
        const bool negated = is("not") && is("(", 1);
        if (negated) {
            next_ += 2;
            std::vector<NodeIndex> inner;
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
    std::vector<NodeIndex> parts{conjunction()};
    while (accept("or")) parts.push_back(conjunction());
    return parts.size() == 1 ? parts.front() : add(Syntax::disjunction, at, std::move(parts));
}

NodeIndex Parser::conjunction() {
    const auto at = peek().at;
    std::vector<NodeIndex> parts{comparison()};
    while (accept("and")) parts.push_back(comparison());
    return parts.size() == 1 ? parts.front() : add(Syntax::conjunction, at, std::move(parts));
}

NodeIndex Parser::comparison() {
    auto left = arithmetic(0);
    for (bool more = true; more;) left = comparison_tail(left, more);
    return left;
}

NodeIndex Parser::comparison_tail(NodeIndex left, bool& more) {
    static constexpr std::array<std::string_view, 6> operators{"=", "!=", "<=", ">=", "<", ">"};
    const auto at = peek().at;
    for (const auto op : operators)
        if (accept(op)) return add(Syntax::comparison, at, {left, arithmetic(0)}, std::string(op));
    if (accept("between")) {
        const auto low = arithmetic(0);
        expect("and");
        return add(Syntax::between, at, {left, low, arithmetic(0)});
    }
    if (accept("in")) {
        std::vector<NodeIndex> all{left};
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

void Parser::tests(std::vector<NodeIndex>& out) {
    do out.push_back(test());
    while (accept(","));
}

NodeIndex Parser::test() {
    const Nest nest(*this);
    const auto at = peek().at;
    for (const std::string_view op : {"<=", ">=", "<", ">"})
        if (accept(op)) return open_range(op);
    for (const std::string_view op : {"!=", "="})
        if (accept(op)) return add(Syntax::equal_test, at, {arithmetic(0)}, std::string(op));
    return expression();
}

// Levels: 0 is + and -, 1 is * and /, 2 is **. A chain is one node, so that a long sum is not a deep tree.
NodeIndex Parser::arithmetic(int level) {
    if (level == 3) return negation();
    const auto at = peek().at;
    std::vector<NodeIndex> parts{arithmetic(level + 1)};
    std::string operators;
    for (;;) {
        const char op = level == 0   ? (is("+")   ? '+'
                                        : is("-") ? '-'
                                                  : '\0')
                        : level == 1 ? (is("*")   ? '*'
                                        : is("/") ? '/'
                                                  : '\0')
                                     : (is("**") ? '^' : '\0');
        if (!op) break;
        ++next_;
        operators += op;
        parts.push_back(arithmetic(level + 1));
    }
    return parts.size() == 1 ? parts.front() : add(Syntax::arithmetic, at, std::move(parts), std::move(operators));
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
            const auto count = std::max<std::size_t>(known_name_length(), 1);
            std::string text(peek().text);
            for (std::size_t i = 1; i < count; ++i) text += " " + std::string(peek(i).text);
            next_ += count;
            node = add(Syntax::path, at, {node}, std::move(text));
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

const Token& Parser::peek(std::size_t ahead) const { return tokens_[std::min(next_ + ahead, tokens_.size() - 1)]; }

bool Parser::is(std::string_view text, std::size_t ahead) const {
    const auto& token = peek(ahead);
    return (token.kind == TokenKind::symbol || token.kind == TokenKind::word) && token.text == text;
}

bool Parser::accept(std::string_view text) {
    if (!is(text)) return false;
    ++next_;
    return true;
}

void Parser::expect(std::string_view text) {
    if (accept(text)) return;
    const std::string zh = "“" + std::string(text) + "”", en = "\"" + std::string(text) + "\"";
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
    static constexpr std::array<std::string_view, 18> enders{
        ")",         "]", "}",  ",", "and", "or", "then", "else", "return",
        "satisfies", "=", "!=", "<", ">",   "<=", ">=",   "in",   "instance"};
    return token.kind != TokenKind::string && std::find(enders.begin(), enders.end(), token.text) != enders.end();
}

NodeIndex Parser::add(AstNode node) {
    for (const auto child : node.children) node.height = std::max(node.height, ast_.nodes[child].height + 1);
    if (node.height > limits_.nesting) too_large();
    ast_.nodes.push_back(std::move(node));
    return static_cast<NodeIndex>(ast_.nodes.size() - 1);
}

NodeIndex Parser::add(Syntax kind, std::uint32_t at, std::vector<NodeIndex> children, std::string text) {
    return add({.kind = kind, .at = at, .text = std::move(text), .children = std::move(children)});
}

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
    for (const auto* names : {&known_, &standard_names()}) {
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
