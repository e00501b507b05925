// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "cases/authority.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

// 一事一评: one rating for each closed case, by its applicant (国办发〔2019〕51号).
Result<Event> rate_case(const RateCase& command, const Case& c, const Asking& asking) {
    if (const auto own = must_be_applicant(asking.actor, c); !own) return own.error();
    if (!c.closed()) return refuse(errors::not_closed);
    if (c.rating) return refuse(errors::already_rated);
    if (command.level < 1 || command.level > 5)
        return refuse_fields(errors::bad_rating, {{"/level", &errors::bad_rating, {}}});
    if (length(command.text) > 500)
        return refuse_fields(errors::text_too_long, {{"/text", &errors::text_too_long, {{"limit", "500"}}}});
    return Event{CaseRated{command.level, command.reasons, command.text}};
}

}  // namespace hz::cases
