// SPDX-License-Identifier: Apache-2.0
#include "process/move_to.hpp"

#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/run.hpp"
#include "process/unfed_join.hpp"

namespace hz::process {

Result<Step> move_to(const Definition& definition, const State& state, std::string_view element, const Json& variables,
                     Budget budget) {
    Run run(definition, state, variables, budget);
    const Index to = element.empty() ? nowhere : definition.find_node(element);
    if (!element.empty()) {
        const bool task = to != nowhere && run.node(to).element->waits == Waits::task &&
                          run.node(to).inner == nowhere && run.node(to).scope == state.process &&
                          !run.node(to).for_compensation;
        if (!task || !unfed_joins(definition, {to}).empty())
            return refuse(errors::no_such_entry, {{"element", std::string(element)}});
    }
    run.cancel_inside(0);
    run.state.ended = false;
    run.state.ended_at.clear();
    run.state.error.clear();
    if (to == nowhere) {
        run.state.frames.clear();
        run.open(state.process, 0);
    } else {
        run.arm_triggers(state.process, 0);
        run.begin(to, 0);
    }
    if (!run.error) run.go();
    if (run.error) return std::move(*run.error);
    return Step{std::move(run.state), std::move(run.effects), std::move(run.passed)};
}

}  // namespace hz::process
