// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "calendar/errors.hpp"
#include "cases/command/checks.hpp"
#include "cases/limit_clock.hpp"

namespace hz::cases {
namespace {

using calendar::Limit;

calendar::Approver approver_of(const Actor& actor, const Case& c, const Limit& limit) {
    calendar::Approver out;
    for (const auto& post : actor.posts)
        if (post.agency == c.agency) out.posts.push_back(post.code);
    for (const auto& rule : limit.extensions)
        if (!rule.permission.empty() && must_be_permitted(actor, c, rule.permission))
            out.permissions.push_back(rule.permission);
    return out;
}

// For what somebody asks another to approve: whoever the rules name.
calendar::Approver anyone(const Limit& limit) {
    calendar::Approver out;
    for (const auto& rule : limit.extensions) {
        out.posts.push_back(rule.post);
        out.permissions.push_back(rule.permission);
    }
    return out;
}

bool lies_within(const Limit& inner, const Limit& outer, const CaseType& type) {
    const auto* at = &inner;
    for (std::size_t n = 0; at && n < type.limits.size(); ++n) {
        const std::string parent = at->within.empty() && at->code == "promised" ? "statutory" : at->within;
        if (parent == outer.code) return true;
        at = parent.empty() ? nullptr : type.find_limit(parent);
    }
    return false;
}

}  // namespace

// More time, as far, as often and by whom the limit's data allow (行政许可法 art. 42: once, ten working days, by the
// head of the agency, the reason told to the applicant), and only before the time has run out. Limits within it move
// with it.
Result<Event> extend_case(const ExtendCase& command, const Case& c, const Asking& asking, PersonId by, bool approved) {
    if (const auto open = must_be_open(c); !open) return open.error();
    const auto& type = asking.around.type;
    const auto* limit = type.extendable_limit();
    if (!limit) return refuse(calendar::errors::not_extendable);
    if (const auto fits = check_text(command.reason, "/reason", 1000); !fits) return fits.error();
    const auto clock = calendar::clock_from_json(c.clock);
    if (!clock || !clock->started || clock->stopped) return refuse(errors::clock_not_running);
    const auto now = calendar::deadline(asking.around.calendar, *limit, limit_clock(*limit, c), asking.around.now);
    if (!now || asking.around.now > now->due) return refuse(errors::extension_late);
    const calendar::Extension extension{limit->code, command.days, asking.around.now, hz::to_text(asking.actor.person),
                                        command.reason};
    auto longer =
        calendar::extend(*clock, *limit, extension, approved ? approver_of(asking.actor, c, *limit) : anyone(*limit));
    if (!longer) return longer.error();
    for (const auto& inner : type.limits) {
        if (inner.code == limit->code || !lies_within(inner, *limit, type)) continue;
        longer->extensions.push_back(extension);
        longer->extensions.back().limit = inner.code;
    }
    return Event{CaseExtended{limit->code, command.days, command.reason, by, turned_clock(c, *longer, asking.around)}};
}

Result<Event> handle(const ExtendCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.extend"); !allowed) return allowed.error();
    if (asking.around.type.needs_two("extend")) return refuse(errors::approval_needed);
    return extend_case(command, c, asking, asking.actor.person, true);
}

}  // namespace hz::cases
