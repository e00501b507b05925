// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "cases/authority.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

// The applicant takes an application back. Allowed until a decision is recorded.
// The case is closed, not deleted: audit and retention still apply.
Result<Event> withdraw_case(const WithdrawCase& command, const Case& c, const Asking& asking) {
    if (const auto own = must_be_applicant(asking.actor, c); !own) return own.error();
    if (c.decided()) return refuse(errors::already_decided);
    if (c.closed()) return refuse(errors::already_closed);
    if (length(command.reason) > 500)
        return refuse_fields(errors::text_too_long, {{"/reason", &errors::text_too_long, {{"limit", "500"}}}});
    auto moved = move(c, process::Cancel{}, asking.around);
    if (!moved) return moved.error();
    CaseWithdrawn event{command.reason, std::move(*moved)};
    event.move.state = "withdrawn";
    event.move.milestones.push_back({"withdrawn", asking.around.now});
    event.move.closed_at = asking.around.now;
    return Event{std::move(event)};
}

}  // namespace hz::cases
