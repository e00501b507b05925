// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.8, 13.3.6: standard loops and multi-instance activities. One token with Role::loop stands for all; each
// instance is a token of its own with that one as its scope, and sees loopCounter and its item.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

constexpr std::int32_t max_instances = 1'000;

void count_variables(Run& run, std::int64_t loop) {
    const Frame counts = run.frame(loop);
    const bool sequential = run.node(run.find(loop)->place).loop.sequential;
    const auto active = (sequential ? counts.started : counts.total) - counts.completed;
    run.set_local(loop, "numberOfInstances", counts.total);
    run.set_local(loop, "numberOfActiveInstances", active);
    run.set_local(loop, "numberOfCompletedInstances", counts.completed);
    run.set_local(loop, "numberOfTerminatedInstances", 0);
}

// The next instance sets out like any token, so that a long loop does not nest.
void next_instance(Run& run, std::int64_t loop, Index place) { run.begin(place, loop); }

// How many instances there will be; below zero: the model's numbers make no sense.
std::int64_t how_many(Run& run, const Node& node, std::int64_t loop) {
    if (!node.loop.collection.empty()) {
        const Json& seen = run.context(loop);
        const Json* items = find(seen, node.loop.collection);
        if (items == nullptr || items->is_null()) return 0;
        return items->is_array() ? static_cast<std::int64_t>(items->as_array().size()) : -1;
    }
    const Json number = run.value(node.loop.cardinality, loop, node.id);
    if (number.is_int64()) return number.as_int64();
    if (number.is_uint64()) return number.as_uint64() > max_instances ? max_instances + 1 : number.as_int64();
    if (number.is_double() && number.as_double() >= 0 && number.as_double() <= max_instances)
        return static_cast<std::int64_t>(number.as_double());
    return -1;
}

void over(Run& run, std::int64_t loop) {
    run.cancel_inside(loop);
    run.complete(loop);
}

void begin_multiple(Run& run, std::int64_t loop, Index place) {
    const Node& node = run.node(place);
    const auto total = how_many(run, node, loop);
    if (run.error) return;
    if (total < 0) return run.fail(errors::bad_cardinality, node.id);
    if (total > max_instances) return run.fail(errors::budget_exceeded, node.id);
    run.frame(loop).total = static_cast<std::int32_t>(total);
    if (!node.loop.into.empty()) run.set_local(loop, node.loop.into, JsonArray{});
    count_variables(run, loop);
    if (total == 0) return over(run, loop);
    const auto first = node.loop.sequential ? 1 : total;
    for (std::int64_t i = 0; i < first && !run.error && run.find(loop) != nullptr; ++i) next_instance(run, loop, place);
}

// The events of behaviors one, none and complex go to the activity's own boundary first. There they do not stop the
// instances, except in complex behavior, where an interrupting one completes the activity.
bool throw_from_loop(Run& run, std::int64_t loop, const Node& node, const std::vector<EventDefinition>& events) {
    bool stops = false;
    for (const EventDefinition& event : events) {
        bool caught = false;
        for (const Index boundary : node.boundaries) {
            for (const EventDefinition& wanted : run.node(boundary).events) {
                if (wanted.kind != event.kind || wanted.name != event.name) continue;
                caught = true;
                stops = stops || run.node(boundary).interrupting;
                run.reach(run.node(boundary).id, run.node(boundary).marks);
                run.pass(boundary);
                run.leave(boundary, run.find(loop)->scope);
            }
        }
        if (caught && event.kind == EventKind::signal) {
            run.effects.emplace_back(SignalThrown{node.id, event.name, {}});
        } else if (!caught) {
            run.throw_event(static_cast<Index>(&node - run.definition.nodes.data()), event, run.find(loop)->scope, {});
        }
        if (run.find(loop) == nullptr) return true;
    }
    return stops;
}

// True where the activity is complete by what was thrown.
bool behave(Run& run, std::int64_t loop, const Node& node, std::int32_t completed) {
    const Loop& kind = node.loop;
    if (kind.behavior == Loop::each || (kind.behavior == Loop::one && completed == 1))
        throw_from_loop(run, loop, node, kind.events);
    if (kind.behavior != Loop::complex) return false;
    bool stops = false;
    for (const auto& complex : kind.complexes) {
        if (run.truth(complex.condition, loop, node.id))
            stops = throw_from_loop(run, loop, node, complex.events) || stops;
    }
    return stops;
}

void next_multiple(Run& run, std::int64_t loop, Index place) {
    const Node& node = run.node(place);
    const Frame counts = run.frame(loop);
    count_variables(run, loop);
    const bool stops = behave(run, loop, node, counts.completed);
    if (run.error || run.find(loop) == nullptr) return;
    const bool enough = node.loop.condition.given() && run.truth(node.loop.condition, loop, node.id);
    if (run.error) return;
    if (stops || enough || counts.completed >= counts.total) return over(run, loop);
    if (node.loop.sequential && counts.started < counts.total) next_instance(run, loop, place);
}

bool goes_on(Run& run, std::int64_t loop, const Node& node) {
    const auto& kind = node.loop;
    const auto done = run.frame(loop).completed;
    run.set_local(loop, "loopCounter", done);
    if (kind.maximum && done >= *kind.maximum) return false;
    return kind.condition.given() ? run.truth(kind.condition, loop, node.id) : kind.maximum.has_value();
}

}  // namespace

void Run::begin_instance(std::int64_t token, std::int64_t loop) {
    const Node& at = node(find(token)->place);
    const auto number = ++frame(loop).started;
    if (!at.loop.collection.empty() && !at.loop.item.empty()) {
        const Json* items = hz::find(context(loop), at.loop.collection);
        const auto index = static_cast<std::size_t>(number) - 1;
        const bool has = items != nullptr && items->is_array() && items->as_array().size() > index;
        Json item = has ? items->as_array()[index] : Json();
        set_local(token, at.loop.item, std::move(item));
    }
    set_local(token, "loopCounter", number);
}

// What one instance gave becomes one item of the list.
void Run::collect(const Stay& done) {
    const Loop& loop = node(done.node).loop;
    if (loop.into.empty() || done.token == 0) return;
    const Json* given = hz::find(context(done.token), loop.output);
    Json item = given != nullptr ? *given : Json();
    Json& list = frame(done.scope).data[loop.into];
    if (!list.is_array()) list = JsonArray{};
    JsonArray longer = list.as_array();
    longer.push_back(std::move(item));
    set_local(done.scope, loop.into, std::move(longer));
}

void Run::begin_loop(Index place, std::int64_t scope, std::int64_t attached) {
    const Node& at = node(place);
    if (at.loop.maximum && *at.loop.maximum < 0) return fail(errors::bad_cardinality, at.id);
    const auto loop = rest(place, scope, attached, Role::loop);
    static_cast<void>(frame(loop));
    if (!at.boundaries.empty()) arm(place, loop);
    if (at.loop.kind == Loop::multiple) return begin_multiple(*this, loop, place);
    if (at.loop.test_before && !goes_on(*this, loop, at)) return error ? void() : over(*this, loop);
    next_instance(*this, loop, place);
}

void Run::loop_next(std::int64_t loop, const Stay& done) {
    const Node& at = node(done.node);
    if (find(loop) == nullptr || error) return;
    ++frame(loop).completed;
    if (++moves_ > budget.moves) return fail(errors::budget_exceeded, at.id);
    if (at.loop.kind == Loop::multiple) return next_multiple(*this, loop, done.node);
    if (goes_on(*this, loop, at)) return next_instance(*this, loop, done.node);
    if (!error) over(*this, loop);
}

}  // namespace hz::process
