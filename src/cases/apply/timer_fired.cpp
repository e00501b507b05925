// SPDX-License-Identifier: Apache-2.0
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const TimerFired& event, const Occurrence&) {
    std::erase_if(c.timers, [&](const PendingTimer& timer) { return timer.token == event.token; });
    std::erase_if(c.incidents, [&](const OpenIncident& one) { return one.token == event.token; });
    apply_move(c, event.move);
}

}  // namespace hz::cases
