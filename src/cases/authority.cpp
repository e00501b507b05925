// SPDX-License-Identifier: Apache-2.0
#include "cases/authority.hpp"

#include <algorithm>

#include "cases/errors.hpp"

namespace hz::cases {
namespace {

constexpr std::string_view purpose = "handling";

// Whether this person is `owner`, and by which post; null: in person.
struct Hold {
    bool any = false;
    const identity::ActorPost* post = nullptr;
};
Hold hold_of(const Actor& actor, const std::string& owner) {
    if (owner == "person:" + hz::to_text(actor.person)) return {true, nullptr};
    for (const auto& post : actor.posts)
        if (owner == "post:" + post.agency + ":" + post.code) return {true, &post};
    return {};
}
// The case's own agency before others: its post decides and stands in the ledger.
Hold hold_of(const Actor& actor, const std::vector<std::string>& owners, std::string_view agency) {
    Hold found;
    for (const auto& owner : owners) {
        const auto hold = hold_of(actor, owner);
        if (!hold.any) continue;
        if (!hold.post || hold.post->agency == agency) return hold;
        if (!found.any) found = hold;
    }
    return found;
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
    const auto hold = hold_of(actor, task.offered_to, c.agency);
    auto resource = resource_of(c);
    // A task sent to another agency is handled in that agency's name.
    if (hold.post) resource.agency = hold.post->agency;
    const auto decision = identity::decide(actor, "case.handle", resource, purpose);
    const bool own = task.assignee == actor.person && actor.person == c.applicant;
    if (!own && !decision) {
        const auto refused = decision.result("case.handle");
        return refused.error();
    }
    if (!hold.any) return refuse(errors::not_your_task);
    const auto deputy = acting_for(actor, c, task).has_value();
    if (task.assignee && *task.assignee != actor.person && !deputy)
        return refuse(errors::taken, {{"name", hz::to_text(*task.assignee)}});
    const auto skill = task.wanted_skill();
    if (!skill.empty() && !deputy && !actor.has_skill(skill))
        return refuse(errors::skill_missing, {{"skill", std::string(skill)}});
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

std::optional<PersonId> acting_for(const Actor& actor, const Case& c, const OpenTask& task) {
    const bool deputy = task.assignee && *task.assignee != c.applicant && actor.stands_in_for(*task.assignee);
    return deputy ? task.assignee : std::nullopt;
}

Result<void> must_be_applicant(const Actor& actor, const Case& c) {
    const bool represents = !c.company.empty() && std::find(actor.companies.begin(), actor.companies.end(),
                                                            c.company) != actor.companies.end();
    if (actor.person && (actor.person == c.applicant || represents)) return {};
    return refuse(errors::not_applicant);
}

identity::Decision decide_on(const Actor& actor, const Case& c, std::string_view permission) {
    auto resource = resource_of(c);
    const auto decision = identity::decide(actor, permission, resource, purpose);
    if (decision || !actor.staff()) return decision;
    const auto as_of = [&](const std::string& owner) {
        const auto hold = hold_of(actor, owner);
        if (!hold.post || hold.post->agency == c.agency) return false;
        resource.agency = hold.post->agency;
        return true;
    };
    for (const auto& task : c.tasks) {
        bool involved = std::any_of(task.offered_to.begin(), task.offered_to.end(), as_of);
        for (const auto& asked : task.asked) involved = involved || (asked.open() && as_of(asked.owner));
        if (!involved) continue;
        if (const auto here = identity::decide(actor, permission, resource, purpose)) return here;
    }
    return decision;
}

identity::Decision may_read(const Actor& actor, const Case& c) { return decide_on(actor, c, "case.read"); }

Result<void> must_be_permitted(const Actor& actor, const Case& c, std::string_view permission) {
    return identity::decide(actor, permission, resource_of(c), purpose).result(permission);
}

bool asked_of(const Actor& actor, const AskedOpinion& asked) {
    return asked.open() && asked.asked_by != actor.person && hold_of(actor, asked.owner).any;
}

bool asked_of(const Actor& actor, const OpenTask& task) {
    return std::any_of(task.asked.begin(), task.asked.end(),
                       [&](const AskedOpinion& one) { return asked_of(actor, one); });
}

Result<void> must_be_post(const identity::DirectoryView& directory, std::string_view agency, std::string_view post) {
    if (!directory.post(agency, post)) return refuse(errors::no_such_post, {{"post", std::string(post)}});
    return {};
}

}  // namespace hz::cases
