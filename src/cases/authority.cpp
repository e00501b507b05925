// SPDX-License-Identifier: Apache-2.0
#include "cases/authority.hpp"

#include <algorithm>

#include "cases/errors.hpp"

namespace hz::cases {
namespace {

constexpr std::string_view purpose = "handling";

bool offered(const Actor& actor, const OpenTask& task) {
    return std::any_of(task.offered_to.begin(), task.offered_to.end(), [&](const std::string& owner) {
        if (owner == "person:" + hz::to_text(actor.person)) return true;
        return std::any_of(actor.posts.begin(), actor.posts.end(),
                           [&](const auto& post) { return owner == "post:" + post.agency + ":" + post.code; });
    });
}

// The element this person handled, or holds now, that forbids handling `info`. Empty: none.
std::string four_eyes_conflict(const Actor& actor, const Case& c, const process::TaskInfo& info) {
    const auto me = hz::to_text(actor.person);
    for (const auto& element : info.not_handled_by) {
        const auto* done = find(c.handled, element);
        if (done && get_text(*done, "by") == me) return element;
        for (const auto& task : c.tasks)
            if (task.element == element && task.assignee == actor.person) return element;
    }
    return {};
}

}  // namespace

identity::Resource resource_of(const Case& c) {
    identity::Resource resource;
    resource.kind = "case";
    resource.agency = c.agency;
    resource.subject = c.applicant;
    resource.company = c.company;
    return resource;
}

Result<identity::Decision> may_handle(const Actor& actor, const Case& c, const OpenTask& task, const CaseType& type) {
    const auto decision = identity::decide(actor, "case.handle", resource_of(c), purpose);
    const bool own = task.assignee == actor.person && actor.person == c.applicant;
    if (!own && !decision) {
        const auto refused = decision.result("case.handle");
        return refused.error();
    }
    if (!offered(actor, task)) return refuse(errors::not_your_task);
    if (task.assignee && *task.assignee != actor.person)
        return refuse(errors::taken, {{"name", hz::to_text(*task.assignee)}});
    const auto* info = process::find_task(*type.process, task.element);
    if (info) {
        const auto conflict = four_eyes_conflict(actor, c, *info);
        if (!conflict.empty()) {
            const auto* other = process::find_task(*type.process, conflict);
            return refuse(errors::four_eyes, {{"task", other ? other->name : conflict}});
        }
    }
    return decision;
}

Result<void> must_be_applicant(const Actor& actor, const Case& c) {
    const bool represents = !c.company.empty() && std::find(actor.companies.begin(), actor.companies.end(),
                                                            c.company) != actor.companies.end();
    if (actor.person && (actor.person == c.applicant || represents)) return {};
    return refuse(errors::not_applicant);
}

identity::Decision may_read(const Actor& actor, const Case& c) {
    const auto resource = resource_of(c);
    return identity::decide(actor, "case.read", resource, purpose);
}

}  // namespace hz::cases
