// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"

namespace hz::process {

namespace {

void start(Run& run) {
    if (run.next_token != 1 || !run.tokens.empty()) return run.fail(errors::already_started, run.definition.id);
    run.enter(run.definition.start, nowhere);
    run.go();
}

// `wanted` is what the command completes: a token that waits for something else is not meant.
void wake(Run& run, std::int64_t id, Waits wanted) {
    const auto found = std::ranges::find(run.tokens, id, &RunToken::id);
    if (found == run.tokens.end() || run.definition.is_flow(found->place) ||
        run.definition.nodes[found->place].element->waits != wanted) {
        return run.fail(errors::no_such_token, std::to_string(id));
    }
    const RunToken token = *found;
    run.definition.nodes[token.place].element->wake(run, token);
    run.go();
}

void cancel(Run& run) {
    run.cancel_all();
    run.ended_at.clear();  // it did not end by itself
    run.go();
}

}  // namespace

Result<Step> step(const Definition& definition, const State& state, const Command& command, const Json& variables,
                  Budget budget) {
    Run run(definition, variables, budget);
    if (const auto loaded = run.load(state); !loaded) return loaded.error();
    if (run.ended) return refuse(errors::already_ended);
    std::visit(
        [&](const auto& given) {
            using Given = std::decay_t<decltype(given)>;
            if constexpr (std::is_same_v<Given, Start>) start(run);
            if constexpr (std::is_same_v<Given, CompleteTask>) wake(run, given.token, Waits::task);
            if constexpr (std::is_same_v<Given, CompleteJob>) wake(run, given.token, Waits::job);
            if constexpr (std::is_same_v<Given, FireTimer>) wake(run, given.token, Waits::timer);
            if constexpr (std::is_same_v<Given, Cancel>) cancel(run);
        },
        command);
    if (run.error) return std::move(*run.error);
    return Step{run.save(), std::move(run.effects), std::move(run.passed)};
}

}  // namespace hz::process
