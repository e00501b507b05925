// SPDX-License-Identifier: Apache-2.0
// FEEL text to a tree, after the grammar of DMN 1.5 section 10.3.1. Private to rules.
#pragma once
#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/ast.hpp"
#include "rules/lexer.hpp"
#include "rules/rules.hpp"

namespace hz::rules {

// `known` are names of the context that hold spaces or operators ("Monthly Salary"); single words need not be told.
[[nodiscard]] Result<Ast> parse_expression(std::string_view source, const CompileOptions& options = {},
                                           const Limits& limits = {});
// Unary tests, as in a cell of a decision table, as an expression over "?": `-`, `> 5, [10..20]`, `not("a", "b")`.
[[nodiscard]] Result<Ast> parse_unary_tests(std::string_view source, const CompileOptions& options = {},
                                            const Limits& limits = {});

class Parser {
  public:
    Parser(std::string_view source, std::vector<Token> tokens, const CompileOptions& options, const Limits& limits);
    Result<Ast> expression_only();
    Result<Ast> unary_tests_only();
    Result<FeelType> type_only();

  private:
    struct Failure {  // thrown inside the parser only
        Error error;
    };
    class Nest;

    // parser.cpp: operators, from the loosest to the tightest
    NodeIndex expression();
    NodeIndex disjunction();
    NodeIndex conjunction();
    NodeIndex comparison();
    NodeIndex comparison_tail(NodeIndex left, bool& more);
    [[nodiscard]] char arithmetic_operator(int level) const;
    NodeIndex arithmetic(int level);
    NodeIndex negation();
    NodeIndex postfix(NodeIndex node);
    void tests(Children& out);
    NodeIndex test();

    // parser_primary.cpp: everything with words or brackets of its own
    NodeIndex primary();
    NodeIndex literal_word(const Token& token);
    NodeIndex name(std::size_t known);
    NodeIndex at_literal();
    NodeIndex parenthesis();
    NodeIndex bracket();
    NodeIndex range_tail(char open, std::uint32_t at, NodeIndex low);
    NodeIndex open_range(Mark op);
    NodeIndex context();
    NodeIndex call(NodeIndex callee);
    NodeIndex condition();
    NodeIndex iteration(Syntax kind);
    NodeIndex function();

    // parser_name.cpp
    FeelType type();
    FeelType named_type();
    std::string declared_name(Mark stop1, Mark stop2 = {}, Mark stop3 = {});

    // Tokens
    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
        return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
    }
    [[nodiscard]] bool is(Mark mark, std::size_t ahead = 0) const { return peek(ahead).mark == mark; }
    bool accept(Mark mark);
    void expect(Mark mark);
    [[noreturn]] void fail(Expected expected) const;
    [[noreturn]] void too_large() const;
    [[nodiscard]] bool ends_operand(std::size_t ahead) const;

    NodeIndex add(AstNode&& node);
    NodeIndex add(Syntax kind, std::uint32_t at, Children children, std::string_view text = {});
    std::string_view keep(std::string text) { return ast_.kept.emplace_front(std::move(text)); }
    std::string_view keep_operators(std::string operators);
    // So many tokens from here as one name.
    std::string_view take_name(std::size_t count);
    using KnownNames = std::multimap<std::string, std::vector<std::string>, std::less<>>;  // by first word
    void remember(std::string_view name);
    static void remember(KnownNames& into, std::string_view name);
    static const KnownNames& standard_names();
    // How many tokens from here make a known name; 0 where none does.
    [[nodiscard]] std::size_t known_name_length() const;

    std::string_view source_;
    std::vector<Token> tokens_;
    const CompileOptions& options_;
    Limits limits_;
    std::size_t next_ = 0;
    std::size_t depth_ = 0;
    Ast ast_;
    bool in_range_end_ = false;  // a "[" may close the range, as in ]1..5[
    KnownNames known_;           // of more than one word, in scope here
};

// Refuses with feel_too_large before the stack is in danger.
class Parser::Nest {
  public:
    explicit Nest(Parser& parser) : parser_(parser) {
        if (++parser_.depth_ > parser_.limits_.nesting) parser_.too_large();
    }
    Nest(const Nest&) = delete;
    Nest& operator=(const Nest&) = delete;
    ~Nest() { --parser_.depth_; }

  private:
    Parser& parser_;
};

}  // namespace hz::rules
