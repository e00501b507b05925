// SPDX-License-Identifier: Apache-2.0
// Two cases that have to do with each other.
#include <algorithm>

#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

constexpr std::size_t links_limit = 100;

}  // namespace

Result<Event> link_case(std::string kind, const Case& c, const Case& other, std::string reason) {
    if (c.id == other.id) return refuse(errors::same_case);
    if (const auto fits = check_text(reason, "/reason", 500, false); !fits) return fits.error();
    if (c.annex) {
        const auto same = [&](const CaseLink& link) { return link.other == other.id && link.kind == kind; };
        if (std::ranges::any_of(c.annex->links, same) || c.annex->links.size() >= links_limit)
            return refuse(errors::linked_already);
    }
    return Event{CaseLinked{std::move(kind), other.id, other.number, std::move(reason)}};
}

// The duplicate ends with a pointer to the leading case, whose clock and list show it.
Result<Event> merge_case(const MergeCase& command, const Case& c, const Case& into, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.relate"); !allowed) return allowed.error();
    if (c.id == into.id) return refuse(errors::same_case);
    if (const auto open = must_be_open(c); !open) return open.error();
    if (c.type != into.type || c.decided() || into.closed()) return refuse(errors::cannot_merge);
    if (const auto fits = check_text(command.reason, "/reason", 500); !fits) return fits.error();
    auto moved = move(c, process::Cancel{}, asking.around);
    if (!moved) return moved.error();
    CaseMerged event{into.id, into.number, command.reason, std::move(*moved)};
    event.move.state = "merged";
    event.move.milestones.push_back({"merged", asking.around.now});
    event.move.closed_at = asking.around.now;
    return Event{std::move(event)};
}

// One part of the case becomes a case of its own, for the same applicant; `c` goes on. Once for each part.
Result<SubmitCase> split_case(const SplitCase& command, const Case& c, const Asking& asking) {
    if (const auto allowed = must_be_permitted(asking.actor, c, "case.relate"); !allowed) return allowed.error();
    if (const auto open = must_be_open(c); !open) return open.error();
    if (c.decided()) return refuse(errors::already_decided);
    if (const auto fits = check_text(command.reason, "/reason", 500); !fits) return fits.error();
    SubmitCase part;
    part.type = command.type.empty() ? c.type : command.type;
    part.region = c.region;
    if (part.type == c.type) {
        part.type_version = c.type_version;
        part.agency = c.agency;
        part.materials = c.materials;
    }
    part.applicant_name = c.applicant_name;
    part.company = c.company;
    part.company_name = c.company_name;
    part.form = command.form.is_null() ? c.form : command.form;
    return part;
}

}  // namespace hz::cases
