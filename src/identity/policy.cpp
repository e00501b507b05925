// SPDX-License-Identifier: Apache-2.0
#include "identity/policy.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "identity/errors.hpp"

namespace hz::identity {
namespace {

bool is_own(const Actor& actor, const Resource& resource) {
    if (resource.subject && resource.subject == actor.person) return true;
    return !resource.company.empty() && std::ranges::find(actor.companies, resource.company) != actor.companies.end();
}

Decision refused(const ErrorCode& code) {
    Decision decision;
    decision.refusal = &code;
    return decision;
}

// `post` is null for grants that need none.
bool reaches(const Grant& grant, const ActorPost* post, const Resource& resource, bool own) {
    // What is the platform's is everybody's in scope, but what is about somebody is not "own" to others for that.
    const bool about_nobody = !resource.subject && resource.company.empty();
    if (resource.platform && (grant.scope != Scope::own || about_nobody)) return true;
    switch (grant.scope) {
        case Scope::own:
            return own;
        case Scope::agency:
            return post != nullptr && !resource.agency.empty() && resource.agency == post->agency;
        case Scope::region:
            if (post == nullptr) return false;
            if (!resource.agency.empty() && resource.agency == post->agency) return true;
            return !post->region_path.empty() && resource.region_path.starts_with(post->region_path);
        case Scope::all:
            return true;
    }
    return false;
}

struct Search {
    Decision best;
    bool named = false;  // some grant covers the action, in whatever scope

    void offer(const Grant& grant, const ActorPost* post, const Resource& resource, bool own) {
        named = true;
        if (!reaches(grant, post, resource, own)) return;
        if (best && best.clearance >= grant.clearance) return;
        best = {nullptr, post, grant.role, grant.scope, own ? highest_grade : grant.clearance, own};
    }
};

}  // namespace

Result<void> Decision::result(std::string_view action) const {
    if (refusal == nullptr) return {};
    return refuse(*refusal, {{"action", std::string(action)}});
}

Decision decide(const Actor& actor, std::string_view action, const Resource& resource, std::string_view purpose) {
    if (!actor.system.empty()) return {nullptr, nullptr, "system", Scope::all, highest_grade, false};

    const bool own = is_own(actor, resource);
    Search search;
    search.best.refusal = &errors::not_permitted;
    for (const auto& grant : actor.own)
        if (grant.covers(action)) search.offer(grant, nullptr, resource, own);
    if (search.best && own) return search.best;  // one's own data needs no post
    for (const auto& post : actor.posts)
        for (const auto& grant : post.grants)
            if (grant.covers(action)) search.offer(grant, &post, resource, own);

    if (!search.best) {
        if (search.named) search.best.refusal = &errors::out_of_scope;
        return search.best;
    }
    if (actor.conflict && search.best.post != nullptr) return refused(errors::conflicting_roles);
    if (resource.subject && !own && trim(purpose).empty()) return refused(errors::purpose_required);
    return search.best;
}

ledger::Entry entry_by(const Actor& actor, const Decision& decision, std::string type, std::string stream) {
    ledger::Entry entry;
    entry.type = std::move(type);
    entry.stream = std::move(stream);
    entry.actor = actor.ledger_name();
    if (decision.post != nullptr) {
        entry.post = decision.post->code;
        entry.organisation = decision.post->agency;
    }
    return entry;
}

}  // namespace hz::identity
