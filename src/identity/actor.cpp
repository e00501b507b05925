// SPDX-License-Identifier: Apache-2.0
#include "identity/actor.hpp"

#include <algorithm>
#include <set>

namespace hz::identity {

bool Actor::has(std::string_view permission) const {
    if (!system.empty()) return true;
    const auto in = [&](const std::vector<Grant>& grants) {
        return std::ranges::any_of(grants, [&](const Grant& g) { return g.covers(permission); });
    };
    return in(own) || (!conflict && std::ranges::any_of(posts, [&](const ActorPost& p) { return in(p.grants); }));
}

std::vector<std::string> Actor::permissions() const {
    std::set<std::string> all;
    for (const auto& grant : own) all.insert(grant.permission);
    if (!conflict)
        for (const auto& post : posts)
            for (const auto& grant : post.grants) all.insert(grant.permission);
    return {all.begin(), all.end()};
}

bool Actor::has_skill(std::string_view skill) const { return std::ranges::binary_search(skills, skill); }

bool Actor::stands_in_for(PersonId absent) const {
    return absent && std::ranges::find(stands_in, absent, &StandIn::person) != stands_in.end();
}

bool Actor::in_post(std::string_view agency, std::string_view post) const {
    return std::ranges::any_of(posts, [&](const ActorPost& p) { return p.agency == agency && p.code == post; });
}

std::string Actor::ledger_name() const {
    if (!system.empty()) return "system:" + system;
    if (!person) return "anonymous";
    return "person:" + to_text(person);
}

Actor system_actor(std::string name) {
    Actor actor;
    actor.system = name.empty() ? "unnamed" : std::move(name);
    return actor;
}

Actor anonymous_actor(const RoleSet& roles) {
    Actor actor;
    resolve(actor, roles);
    return actor;
}

void resolve(Actor& actor, const RoleSet& roles) {
    actor.roles = roles.implicit(static_cast<bool>(actor.person));
    actor.own = roles.grants(actor.roles);
    for (auto& post : actor.posts) {
        post.grants = roles.grants(post.roles);
        for (const auto& role : post.roles)
            if (std::ranges::find(actor.roles, role) == actor.roles.end()) actor.roles.push_back(role);
    }
    actor.conflict = roles.conflict(actor.roles);
}

}  // namespace hz::identity
