// SPDX-License-Identifier: Apache-2.0
// What came from outside; the move says what is waited for afterwards.
#include "cases/apply.hpp"

namespace hz::cases {

void apply(Case& c, const MessageReceived& event, const Occurrence&) {
    std::erase_if(c.incidents, [&](const OpenIncident& one) { return one.token == event.token; });
    apply_move(c, event.move);
}

void apply(Case& c, const SignalReceived& event, const Occurrence&) {
    std::erase_if(c.incidents, [&](const OpenIncident& one) { return one.kind == "signal"; });
    apply_move(c, event.move);
}

}  // namespace hz::cases
