// SPDX-License-Identifier: Apache-2.0
// A tree to a program: names become places, functions are looked up. Private to rules.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/program.hpp"

namespace hz::rules {

class Lowering {
  public:
    Lowering(const Ast& ast, std::string_view source, const CompileOptions& options)
        : ast_(ast), source_(source), options_(options) {}
    Result<Program> run();

  private:
    using Links = Children;
    struct Binding {
        std::string_view name;
        std::uint32_t slot;
        bool is_item;  // of a filter: its members are names
    };
    // Of the expression, or of one function in it.
    struct Scope {
        Scope* outer = nullptr;
        std::vector<Binding> bindings{};
        std::uint32_t slots = 0;
        std::vector<std::pair<std::string_view, std::uint32_t>> captures{};
        Links captured_nodes{};  // of the scope outside
    };

    NodeIndex node(NodeIndex index);
    NodeIndex lowered(const AstNode& from);
    NodeIndex put(Op op, const Links& links, std::uint32_t payload = 0, std::uint8_t flag = 0);
    Links children(const AstNode& from);
    std::uint32_t intern(std::string_view name);
    NodeIndex constant(Value value);
    NodeIndex problem(const ErrorCode& code, std::string_view name);
    void sort_inputs();

    // Names
    std::uint32_t bind(std::string_view name);
    NodeIndex input(std::string_view name);
    NodeIndex capture(Scope& scope, std::string_view name);
    NodeIndex resolve(Scope& scope, std::string_view name);
    [[nodiscard]] bool is_local(std::string_view name) const;

    static Op comparison(std::string_view op);
    NodeIndex range(const AstNode& from);
    NodeIndex context(const AstNode& from);
    NodeIndex in(const AstNode& from);
    NodeIndex question(const AstNode& from);
    NodeIndex iteration(const AstNode& from, Op op);
    NodeIndex filter(const AstNode& from);
    NodeIndex function(const AstNode& from, std::string_view name);
    // lower_call.cpp
    NodeIndex call(const AstNode& from);
    NodeIndex call_value(const AstNode& from);
    NodeIndex call_built_in(const AstNode& from, std::span<const BuiltIn* const> forms);
    std::optional<Links> by_name(const AstNode& from, const BuiltIn& form);

    void fail(const ErrorCode& code, std::map<std::string, std::string> params);

    const Ast& ast_;
    std::string_view source_;
    const CompileOptions& options_;
    Program out_;
    std::vector<std::string_view> inputs_;
    Scope* scope_ = nullptr;
    std::uint32_t at_ = 0;
    std::optional<Error> failed_;
};

}  // namespace hz::rules
