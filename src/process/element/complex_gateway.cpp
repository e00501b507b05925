// SPDX-License-Identifier: Apache-2.0
// BPMN 13.4.5: fires when its activation condition holds (activationCount: the flows on which tokens wait), takes one
// token of each of those, and then takes what can still come on the others before it is ready again. As a split, and
// without a condition, it is an inclusive one.
#include <algorithm>
#include <bit>

#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

bool read_child(Reader& reader, pugi::xml_node child, Node& node) {
    if (local_name(child) != "activationCondition") return false;
    node.activation = read_expression(reader, child);
    return true;
}

Token* find_resetting(Run& run, Index place, std::int64_t scope) {
    const auto found = std::ranges::find_if(run.state.tokens, [&](const Token& t) {
        return t.role == Role::resetting && t.place == place && t.scope == scope;
    });
    return found == run.state.tokens.end() ? nullptr : &*found;
}

bool activates(Run& run, const Node& gateway, std::int64_t scope, std::uint64_t have) {
    JsonObject names;
    if (const auto* seen = run.context(scope).if_object()) names = *seen;
    names["activationCount"] = std::popcount(have);
    names["waitingForStart"] = true;
    if (gateway.activation.feel == nullptr) return false;
    const auto result = rules::holds(*gateway.activation.feel, Json(std::move(names)));
    if (result) return *result;
    run.fail(errors::condition_failed, gateway.id);
    return false;
}

void enter(Run& run, Index place, Index flow, std::int64_t scope) {
    const Node& gateway = run.node(place);
    if (gateway.incoming.size() <= 1 || flow == nowhere) return open_inclusive(run, place, scope);
    run.rest(run.definition.flow_place(flow), scope);
    run.end(scope);
}

}  // namespace

// Nothing moves: fires, takes what came late, or becomes ready again; false where none of these.
bool open_complex(Run& run, Index place, std::int64_t scope, bool nothing_more_comes) {
    const Node& gateway = run.node(place);
    const std::uint64_t have = waiting_flows(run, gateway, scope);
    if (Token* resetting = find_resetting(run, place, scope)) {
        const auto id = resetting->id;
        const std::uint64_t late = have & ~std::uint64_t{static_cast<std::uint32_t>(resetting->count)};
        if (late != 0) {
            resetting->count |= static_cast<std::int32_t>(late);
            take_waiting(run, gateway, scope, late);
            return true;
        }
        if (!nothing_more_comes) return false;
        run.remove(id);
        run.end(scope);
        return true;
    }
    if (have == 0 || !activates(run, gateway, scope, have)) return false;
    take_waiting(run, gateway, scope, have);
    const auto resetting = run.rest(place, scope, 0, Role::resetting);
    run.find(resetting)->count = static_cast<std::int32_t>(have);
    open_inclusive(run, place, scope);
    return true;
}

constinit const Element complex_gateway{
    .tag = "complexGateway",
    .read_child = read_child,
    .check = check_gateway,
    .enter = enter,
};

}  // namespace hz::process
