// SPDX-License-Identifier: Apache-2.0
// Who acts. Made from a session (session.hpp), or for a job of the program itself (`system_actor`).
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "identity/roles.hpp"
#include "identity/title.hpp"
#include "ledger/ledger.hpp"

namespace hz::identity {

using PersonId = Id<struct PersonTag>;  // the value is the person's ledger::SubjectId
using AccountId = Id<struct AccountTag>;

[[nodiscard]] inline ledger::SubjectId subject_of(PersonId person) { return {person.value}; }

// A post the actor fills now, or stands in for.
struct ActorPost {
    std::string agency;  // the organisation's code
    Title agency_name;
    std::string code;  // unique in the agency: "window_clerk"
    Title title;
    std::string region_path;  // of the agency: "/510000/510100/510104/"
    std::vector<std::string> roles;
    std::vector<Grant> grants;
    PersonId deputy_for{};  // set: by delegation, for this person
};

// Somebody away, for whom the actor stands in now.
struct StandIn {
    PersonId person;
    std::string name;
};

// Immutable after it is made; shared between threads.
struct Actor {
    AccountId account{};
    PersonId person{};
    std::string login;
    std::string name;
    std::vector<ActorPost> posts;
    std::vector<std::string> roles;      // of every post, and the implicit one
    std::vector<Grant> own;              // of the implicit role: no post needed
    std::vector<std::string> companies;  // keys (credit codes) of bodies the person may act for
    std::vector<std::string> skills;     // sorted
    std::vector<StandIn> stands_in;
    std::string system;                                           // name of the job, when nobody in particular acts
    std::optional<std::pair<std::string, std::string>> conflict;  // two roles that nobody may hold together

    // Holds it in some scope. For menus and route guards; `decide` has the last word.
    [[nodiscard]] bool has(std::string_view permission) const;
    [[nodiscard]] std::vector<std::string> permissions() const;  // sorted, each once
    [[nodiscard]] bool staff() const { return !posts.empty(); }
    [[nodiscard]] bool has_skill(std::string_view skill) const;
    [[nodiscard]] bool stands_in_for(PersonId absent) const;
    [[nodiscard]] bool in_post(std::string_view agency, std::string_view post) const;
    // As it stands in a ledger entry: "person:<id>" or "system:<name>".
    [[nodiscard]] std::string ledger_name() const;
};
using ActorPtr = std::shared_ptr<const Actor>;

// The program itself: imports, timers, command line. Never made from a request.
[[nodiscard]] Actor system_actor(std::string name);
// Somebody who is not signed in.
[[nodiscard]] Actor anonymous_actor(const RoleSet& roles);
// Fills `roles`, `own` and `conflict` from the posts, each post's grants from its roles.
void resolve(Actor& actor, const RoleSet& roles);

}  // namespace hz::identity
