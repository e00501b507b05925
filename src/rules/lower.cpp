// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/text.hpp"
#include "rules/errors.hpp"
#include "rules/function/function.hpp"
#include "rules/lexer.hpp"
#include "rules/program.hpp"

namespace hz::rules {
namespace {

class Lowering {
  public:
    Lowering(const Ast& ast, std::string_view source, const CompileOptions& options)
        : ast_(ast), source_(source), strict_(options.strict), known_(options.known.begin(), options.known.end()) {}

    Result<Program> run() {
        out_.root = node(ast_.root);
        if (failed_) return *std::move(failed_);
        out_.free_names.assign(free_.begin(), free_.end());
        return std::move(out_);
    }

  private:
    std::uint32_t intern(std::string_view name) {
        const auto [place, fresh] =
            interned_.try_emplace(std::string(name), static_cast<std::uint32_t>(out_.names.size()));
        if (fresh) out_.names.emplace_back(name);
        return place->second;
    }

    NodeIndex put(Op op, std::span<const std::uint32_t> links, std::uint32_t payload = 0, std::uint8_t flag = 0) {
        const auto first = static_cast<std::uint32_t>(out_.links.size());
        out_.links.insert(out_.links.end(), links.begin(), links.end());
        out_.nodes.push_back({op, flag, payload, first, static_cast<std::uint32_t>(links.size())});
        return static_cast<NodeIndex>(out_.nodes.size() - 1);
    }

    std::vector<std::uint32_t> children(const AstNode& from) {
        std::vector<std::uint32_t> links;
        for (const auto child : from.children) links.push_back(node(child));
        return links;
    }

    [[nodiscard]] bool is_local(const std::string& name) const {
        return std::find(locals_.begin(), locals_.end(), name) != locals_.end();
    }

    NodeIndex node(NodeIndex index) {
        const auto& from = ast_.nodes[index];
        switch (from.kind) {
            case Syntax::constant:
                out_.constants.push_back(from.value);
                return put(Op::constant, {}, static_cast<std::uint32_t>(out_.constants.size() - 1));
            case Syntax::name:
                // Inside a filter it may turn out to be a member of the item; being told of too many names does no
                // harm.
                if (!is_local(from.text)) free_.insert(from.text);
                return put(Op::name, {}, intern(from.text));
            case Syntax::list:
                return put(Op::list, children(from));
            case Syntax::context:
                return context(from);
            case Syntax::range:
                return put(Op::range, children(from), 0,
                           static_cast<std::uint8_t>((from.text[0] == '[' ? 1 : 0) | (from.text[1] == ']' ? 2 : 0)));
            case Syntax::negate:
                return put(Op::negate, children(from));
            case Syntax::arithmetic:
                return put(Op::arithmetic, children(from), intern(from.text));
            case Syntax::comparison:
                return put(comparison(from.text), children(from));
            case Syntax::conjunction:
                return put(Op::conjunction, children(from));
            case Syntax::disjunction:
                return put(Op::disjunction, children(from));
            case Syntax::between:
                return put(Op::between, children(from));
            case Syntax::in:
                return in(from);
            case Syntax::equal_test:
                return put(from.text == "=" ? Op::equal_test : Op::not_equal_test, children(from));
            case Syntax::negated_tests:
                return put(Op::negated_tests, children(from));
            case Syntax::condition:
                return put(Op::condition, children(from));
            case Syntax::iteration:
                return iteration(from, Op::iteration);
            case Syntax::some:
                return iteration(from, Op::some);
            case Syntax::every:
                return iteration(from, Op::every);
            case Syntax::filter:
                return filter(from);
            case Syntax::path:
                return put(Op::path, children(from), intern(from.text));
            case Syntax::call:
                return call(from);
            case Syntax::function:
                return function(from);
            case Syntax::instance_of:
                out_.types.push_back(from.types.front());
                return put(Op::instance_of, children(from), static_cast<std::uint32_t>(out_.types.size() - 1));
        }
        return 0;
    }

    static Op comparison(std::string_view op) {
        if (op == "=") return Op::equal;
        if (op == "!=") return Op::not_equal;
        if (op == "<") return Op::less;
        if (op == "<=") return Op::less_equal;
        return op == ">" ? Op::greater : Op::greater_equal;
    }

    NodeIndex context(const AstNode& from) {
        const auto outer = locals_.size();
        std::vector<std::uint32_t> links;
        for (std::size_t i = 0; i < from.children.size(); ++i) {
            links.push_back(node(from.children[i]));
            locals_.push_back(from.names[i]);
        }
        locals_.resize(outer);
        for (const auto& name : from.names) links.push_back(intern(name));
        return put(Op::context, links);
    }

    NodeIndex in(const AstNode& from) {
        std::vector<std::uint32_t> links{node(from.children[0])};
        locals_.emplace_back("?");
        for (std::size_t i = 1; i < from.children.size(); ++i) links.push_back(node(from.children[i]));
        locals_.pop_back();
        return put(Op::in, links);
    }

    NodeIndex iteration(const AstNode& from, Op op) {
        const auto outer = locals_.size();
        std::vector<std::uint32_t> links;
        for (std::size_t i = 0; i < from.names.size(); ++i) {
            links.push_back(node(from.children[i]));
            locals_.push_back(from.names[i]);
        }
        const bool knew_partial = free_.contains("partial");
        links.push_back(node(from.children.back()));
        const bool partial = op == Op::iteration && free_.contains("partial");
        if (partial && !knew_partial) free_.erase("partial");
        locals_.resize(outer);
        for (const auto& name : from.names) links.push_back(intern(name));
        return put(op, links, static_cast<std::uint32_t>(from.names.size()), partial ? 1 : 0);
    }

    NodeIndex filter(const AstNode& from) {
        std::vector<std::uint32_t> links{node(from.children[0])};
        locals_.emplace_back("item");
        links.push_back(node(from.children[1]));
        locals_.pop_back();
        return put(Op::filter, links);
    }

    NodeIndex function(const AstNode& from) {
        const auto outer_locals = std::exchange(locals_, from.names);
        auto outer_free = std::exchange(free_, {});
        std::vector<std::uint32_t> links{node(from.children[0])};
        const auto captured = std::exchange(free_, std::move(outer_free));
        locals_ = outer_locals;
        std::vector<Parameter> parameters;
        for (std::size_t i = 0; i < from.names.size(); ++i) parameters.push_back({from.names[i], from.types[i]});
        out_.parameters.push_back(std::move(parameters));
        for (const auto& name : captured) {
            links.push_back(intern(name));
            if (!is_local(name)) free_.insert(name);
        }
        return put(Op::function, links, static_cast<std::uint32_t>(out_.parameters.size() - 1));
    }

    NodeIndex call(const AstNode& from) {
        const auto& callee = ast_.nodes[from.children[0]];
        if (callee.kind != Syntax::name || is_local(callee.text) || known_.contains(callee.text)) {
            auto links = children(from);
            for (const auto& name : from.names) links.push_back(intern(name));
            return put(Op::call_value, links, static_cast<std::uint32_t>(from.children.size() - 1));
        }
        const auto* entry = find_built_in(callee.text);
        if (!entry && !strict_) {  // the context may have it
            free_.insert(callee.text);
            auto links = children(from);
            for (const auto& name : from.names) links.push_back(intern(name));
            return put(Op::call_value, links, static_cast<std::uint32_t>(from.children.size() - 1));
        }
        if (!entry) {
            fail(from, errors::feel_unknown_function, {{"name", callee.text}});
            return 0;
        }
        if (entry->name == "today" || entry->name == "now") free_.insert(callee.text);
        const std::size_t given = from.children.size() - 1;
        if (given < entry->least || given > entry->most) {
            if (!strict_) return constant_null();
            fail(from, errors::feel_arguments,
                 {{"name", callee.text},
                  {"least", std::to_string(entry->least)},
                  {"most", std::to_string(entry->most)},
                  {"given", std::to_string(given)}});
            return 0;
        }
        std::vector<std::uint32_t> links;
        for (std::size_t i = 0; i < given; ++i) links.push_back(node(from.children[i + 1]));
        if (!from.names.empty() && !by_name(from, *entry, links)) return constant_null();
        out_.built_ins.push_back(entry);
        return put(Op::call_built_in, links, static_cast<std::uint32_t>(out_.built_ins.size() - 1));
    }

    NodeIndex constant_null() {
        out_.constants.emplace_back();
        return put(Op::constant, {}, static_cast<std::uint32_t>(out_.constants.size() - 1));
    }

    // Puts arguments given by name in the order of the parameters; false where a name is none of them.
    bool by_name(const AstNode& from, const BuiltIn& entry, std::vector<std::uint32_t>& links) {
        std::map<std::string, std::uint32_t, std::less<>> given;
        for (std::size_t i = 0; i < links.size(); ++i) given.emplace(from.names[i], links[i]);
        if (given.size() != links.size()) return false;
        std::vector<std::uint32_t> ordered;
        for (auto left = entry.parameters; !left.empty();) {
            const auto comma = left.find(',');
            const auto name = trim(left.substr(0, comma));
            left = comma == std::string_view::npos ? std::string_view{} : left.substr(comma + 1);
            const auto found = given.find(name);
            ordered.push_back(found == given.end() ? constant_null() : found->second);
            if (found != given.end()) given.erase(found);
            if (given.empty()) break;
        }
        links = std::move(ordered);
        return given.empty();
    }

    void fail(const AstNode& from, const ErrorCode& code, std::map<std::string, std::string> params) {
        if (failed_) return;
        const auto [line, column] = line_and_column(source_, ast_.nodes[from.children[0]].at);
        params.emplace("line", std::to_string(line));
        params.emplace("column", std::to_string(column));
        failed_ = refuse(code, std::move(params));
    }

    const Ast& ast_;
    std::string_view source_;
    bool strict_;
    std::set<std::string, std::less<>> known_;
    Program out_;
    std::map<std::string, std::uint32_t> interned_;
    std::vector<std::string> locals_;
    std::set<std::string, std::less<>> free_;
    std::optional<Error> failed_;
};

}  // namespace

Result<Program> lower(const Ast& ast, std::string_view source, const CompileOptions& options) {
    auto out = Lowering(ast, source, options).run();
    if (out) out->source = source;
    return out;
}

}  // namespace hz::rules
