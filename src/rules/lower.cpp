// SPDX-License-Identifier: Apache-2.0
#include "rules/lower.hpp"

#include <algorithm>

#include "rules/errors.hpp"
#include "rules/function/function.hpp"
#include "rules/lexer.hpp"

namespace hz::rules {

Result<Program> Lowering::run() {
    Scope root;
    scope_ = &root;
    out_.nodes.reserve(ast_.nodes.size());
    out_.links.reserve(ast_.nodes.size());
    out_.constants.reserve(static_cast<std::size_t>(std::count_if(
        ast_.nodes.begin(), ast_.nodes.end(), [](const AstNode& one) { return one.kind == Syntax::constant; })));
    out_.root = node(ast_.root);
    if (failed_) return *std::move(failed_);
    out_.slots = root.slots;
    sort_inputs();
    out_.source = source_;
    return std::move(out_);
}

// Inputs in the order of their names, and the nodes told so.
void Lowering::sort_inputs() {
    std::vector<std::uint32_t> order(inputs_.size()), place(inputs_.size());
    out_.inputs.reserve(inputs_.size());
    out_.free_names.reserve(inputs_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return inputs_[a] < inputs_[b]; });
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        const auto forms = find_built_ins(inputs_[order[i]]);
        out_.inputs.push_back({std::string(inputs_[order[i]]), forms.empty() ? nullptr : forms.front()});
        out_.free_names.emplace_back(inputs_[order[i]]);
    }
    for (auto& one : out_.nodes)
        if (one.op == Op::input) one.payload = place[one.payload];
}

std::uint32_t Lowering::intern(std::string_view name) {
    const auto place =
        static_cast<std::size_t>(std::find(out_.names.begin(), out_.names.end(), name) - out_.names.begin());
    if (place == out_.names.size()) out_.names.emplace_back(name);
    return static_cast<std::uint32_t>(place);
}

NodeIndex Lowering::put(Op op, const Links& links, std::uint32_t payload, std::uint8_t flag) {
    const auto first = static_cast<std::uint32_t>(out_.links.size());
    out_.links.insert(out_.links.end(), links.begin(), links.end());
    out_.nodes.push_back({op, flag, payload, first, static_cast<std::uint32_t>(links.size()), at_});
    return static_cast<NodeIndex>(out_.nodes.size() - 1);
}

Lowering::Links Lowering::children(const AstNode& from) {
    Links links;
    for (const auto child : from.children) links.push_back(node(child));
    return links;
}

std::uint32_t Lowering::bind(std::string_view name) {
    scope_->bindings.push_back({name, scope_->slots, false});
    return scope_->slots++;
}

NodeIndex Lowering::input(std::string_view name) {
    auto place = std::find(inputs_.begin(), inputs_.end(), name);
    if (place == inputs_.end()) place = inputs_.insert(inputs_.end(), name);
    return put(Op::input, {}, static_cast<std::uint32_t>(place - inputs_.begin()));
}

// What is outside of a function is captured when the function is made.
NodeIndex Lowering::capture(Scope& scope, std::string_view name) {
    for (const auto& [known, slot] : scope.captures)
        if (known == name) return put(Op::slot, {}, slot);
    auto* const inner = std::exchange(scope_, scope.outer);
    scope.captured_nodes.push_back(resolve(*scope.outer, name));
    scope_ = inner;
    scope.captures.emplace_back(name, scope.slots);
    return put(Op::slot, {}, scope.slots++);
}

// Inside a filter a name may be a member of the item, which only the item can tell; else it is what it is outside.
NodeIndex Lowering::resolve(Scope& scope, std::string_view name) {
    Links links;
    auto b = scope.bindings.rbegin();
    for (; b != scope.bindings.rend() && (b->is_item || b->name != name); ++b)
        if (b->is_item) links.push_back(b->slot);
    const auto found = b != scope.bindings.rend() ? put(Op::slot, {}, b->slot)
                       : scope.outer              ? capture(scope, name)
                                                  : input(name);
    if (links.empty()) return found;
    links.push_back(found);
    return put(Op::member, links, intern(name));
}

bool Lowering::is_local(std::string_view name) const {
    for (const auto* scope = scope_; scope; scope = scope->outer)
        for (const auto& b : scope->bindings)
            if (!b.is_item && b.name == name) return true;
    return false;
}

NodeIndex Lowering::constant(Value value) {
    out_.constants.push_back(std::move(value));
    return put(Op::constant, {}, static_cast<std::uint32_t>(out_.constants.size() - 1));
}

NodeIndex Lowering::problem(const ErrorCode& code, std::string_view name) {
    out_.problems.push_back({&code, std::string(name)});
    return put(Op::problem, {}, static_cast<std::uint32_t>(out_.problems.size() - 1));
}

NodeIndex Lowering::node(NodeIndex index) {
    const auto& from = ast_.nodes[index];
    const auto outer_at = std::exchange(at_, from.at);
    const auto out = lowered(from);
    at_ = outer_at;
    return out;
}

NodeIndex Lowering::lowered(const AstNode& from) {
    switch (from.kind) {
        case Syntax::constant:
            return constant(from.value);
        case Syntax::name:
            return resolve(*scope_, from.text);
        case Syntax::list:
            return put(Op::list, children(from));
        case Syntax::context:
            return context(from);
        case Syntax::range:
            return range(from);
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
        case Syntax::negated_tests:
            return question(from);
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
            return function(from, {});
        case Syntax::external:
            return problem(errors::null_external, "");
        case Syntax::instance_of:
            out_.types.push_back(from.types.front());
            return put(Op::instance_of, children(from), static_cast<std::uint32_t>(out_.types.size() - 1));
    }
    return 0;
}

Op Lowering::comparison(std::string_view op) {
    if (op == "=") return Op::equal;
    if (op == "!=") return Op::not_equal;
    if (op == "<") return Op::less;
    if (op == "<=") return Op::less_equal;
    return op == ">" ? Op::greater : Op::greater_equal;
}

NodeIndex Lowering::range(const AstNode& from) {
    const auto open = [&](std::size_t i) {  // written without an end, which the parser marks
        const auto& child = ast_.nodes[from.children[i]];
        return child.kind == Syntax::constant && child.text == "open";
    };
    return put(Op::range, children(from), 0,
               static_cast<std::uint8_t>((from.text[0] == '[' ? 1 : 0) | (from.text[1] == ']' ? 2 : 0) |
                                         (open(0) ? 4 : 0) | (open(1) ? 8 : 0)));
}

NodeIndex Lowering::context(const AstNode& from) {
    const auto outer = scope_->bindings.size();
    Links links;
    for (std::size_t i = 0; i < from.children.size(); ++i) {
        const auto& child = ast_.nodes[from.children[i]];
        links.push_back(child.kind == Syntax::function ? function(child, from.names[i]) : node(from.children[i]));
        bind(from.names[i]);
    }
    for (const auto& name : from.names) links.push_back(intern(name));
    for (std::size_t i = outer; i < scope_->bindings.size(); ++i) links.push_back(scope_->bindings[i].slot);
    scope_->bindings.resize(outer);
    return put(Op::context, links);
}

NodeIndex Lowering::in(const AstNode& from) {
    Links links{node(from.children[0])};
    const auto slot = bind("?");
    for (std::size_t i = 1; i < from.children.size(); ++i) links.push_back(node(from.children[i]));
    scope_->bindings.pop_back();
    return put(Op::in, links, slot);
}

NodeIndex Lowering::question(const AstNode& from) {
    Links links{resolve(*scope_, "?")};
    for (const auto child : from.children) links.push_back(node(child));
    const auto op = from.kind == Syntax::negated_tests ? Op::negated_tests
                    : from.text == "="                 ? Op::equal_test
                                                       : Op::not_equal_test;
    return put(op, links);
}

NodeIndex Lowering::iteration(const AstNode& from, Op op) {
    const auto outer = scope_->bindings.size();
    Links links, slots;
    for (std::size_t i = 0; i < from.names.size(); ++i) {
        links.push_back(node(from.children[i]));
        slots.push_back(bind(from.names[i]));
    }
    const auto count = static_cast<std::uint32_t>(from.names.size());
    const auto first_link = out_.nodes.size();
    std::uint32_t partial = 0;
    if (op == Op::iteration) {
        partial = scope_->slots++;
        scope_->bindings.insert(scope_->bindings.begin() + static_cast<std::ptrdiff_t>(outer),
                                {"partial", partial, false});
    }
    links.push_back(node(from.children.back()));
    scope_->bindings.resize(outer);
    links.insert(links.end(), slots.begin(), slots.end());
    if (op != Op::iteration) return put(op, links, count);
    const bool used = std::any_of(out_.nodes.begin() + static_cast<std::ptrdiff_t>(first_link), out_.nodes.end(),
                                  [&](const ProgramNode& one) { return one.op == Op::slot && one.payload == partial; });
    links.push_back(partial);
    return put(op, links, count, used ? 1 : 0);
}

NodeIndex Lowering::filter(const AstNode& from) {
    Links links{node(from.children[0])};
    const auto slot = bind("item");
    scope_->bindings.push_back({"", slot, true});
    links.push_back(node(from.children[1]));
    links.push_back(slot);
    scope_->bindings.resize(scope_->bindings.size() - 2);
    return put(Op::filter, links);
}

NodeIndex Lowering::function(const AstNode& from, std::string_view name) {
    Scope inner;
    inner.outer = scope_;
    scope_ = &inner;
    if (!name.empty()) inner.bindings.push_back({name, static_cast<std::uint32_t>(from.names.size()), false});
    FunctionCode code;
    code.name = name.empty() ? "function" : std::string(name);
    for (std::size_t i = 0; i < from.names.size(); ++i) {
        bind(from.names[i]);
        code.parameters.push_back({from.names[i], from.types[i]});
    }
    ++inner.slots;  // itself
    code.body = node(from.children[0]);
    code.slots = inner.slots;
    for (const auto& captured : inner.captures) code.captures.push_back(captured.second);
    scope_ = inner.outer;
    out_.functions.push_back(std::move(code));
    return put(Op::function, inner.captured_nodes, static_cast<std::uint32_t>(out_.functions.size() - 1));
}

void Lowering::fail(const ErrorCode& code, std::map<std::string, std::string> params) {
    if (failed_) return;
    const auto [line, column] = line_and_column(source_, at_);
    params.emplace("line", std::to_string(line));
    params.emplace("column", std::to_string(column));
    failed_ = refuse(code, std::move(params));
}

}  // namespace hz::rules
