// SPDX-License-Identifier: Apache-2.0
// What is asked of few cases, and of two at once.
#include "cases/authority.hpp"
#include "cases/case_store.hpp"
#include "cases/cases.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

CaseId case_of(const CaseAct& command) {
    return std::visit(
        [](const auto& one) {
            if constexpr (requires { one.case_id; })
                return one.case_id;
            else
                return one.task.case_id;
        },
        command);
}

Result<Recorded> Cases::act(storage::Session& session, const Actor& actor, const CaseAct& command) {
    return change(session, actor, case_of(command), [&](const Case& c, const Surroundings& around) {
        return std::visit([&](const auto& one) { return handle(one, c, {actor, around}); }, command);
    });
}

Result<Recorded> Cases::tell(storage::Session& session, const Actor& actor, CaseId id, std::string_view kind,
                             const Case& other, const std::string& reason, bool permitted) {
    return change(session, actor, id, [&](const Case& c, const Surroundings&) -> Result<Event> {
        if (!permitted)
            if (const auto allowed = must_be_permitted(actor, c, "case.relate"); !allowed) return allowed.error();
        return link_case(std::string(kind), c, other, reason);
    });
}

Result<Recorded> Cases::link(storage::Session& session, const Actor& actor, const LinkCases& command) {
    const auto other = get_readable(session, actor, command.other);
    if (!other) return other.error();
    auto first = tell(session, actor, command.case_id, "related", *other, command.reason, false);
    if (!first) return first;
    const auto back = tell(session, actor, command.other, "related", first->now, command.reason, false);
    if (!back) return back.error();
    return first;
}

Result<Recorded> Cases::merge(storage::Session& session, const Actor& actor, const MergeCase& command) {
    const auto into = get_readable(session, actor, command.into);
    if (!into) return into.error();
    auto merged = change(session, actor, command.case_id, [&](const Case& c, const Surroundings& around) {
        return merge_case(command, c, *into, {actor, around});
    });
    if (!merged) return merged;
    const auto told = tell(session, actor, command.into, "duplicate", merged->now, command.reason, false);
    if (!told) return told.error();
    return merged;
}

Result<Recorded> Cases::split(storage::Session& session, const Actor& actor, const SplitCase& command) {
    const auto c = find_case(session, command.case_id);
    if (!c) return refuse(errors::not_found);
    const auto type = type_of(session, *c);
    if (!type) return type.error();
    const auto cal = calendar_();
    const auto part = split_case(command, *c, {actor, Surroundings{**type, *cal, clock_.now(), identifiers_}});
    if (!part) return part.error();
    Actor applicant;
    applicant.person = c->applicant;
    const auto made = submit_for(session, actor, applicant, *part);
    if (!made) return made.error();
    const auto told = tell(session, actor, c->id, "part", made->now, command.reason, true);
    if (!told) return told.error();
    return tell(session, actor, made->now.id, "part_of", *c, command.reason, true);
}

}  // namespace hz::cases
