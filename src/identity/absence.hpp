// SPDX-License-Identifier: Apache-2.0
// Who is away, who stands in meanwhile, and what people are able to do beyond their posts.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/actor.hpp"
#include "identity/context.hpp"
#include "storage/store.hpp"

namespace hz::identity {

struct Absence {
    std::int64_t id = 0;
    PersonId person{};
    std::string name;
    PersonId deputy{};  // 0: nobody stands in
    std::string deputy_name;
    Time from{}, until{};  // half open
};

// Oneself; for somebody else with role.manage, or with absence.manage where that person fills a post. The deputy fills
// a post of the same organisation, is not away at that time, and for that time stands in the person's posts, except
// those whose roles exclude the deputy's own. At most 366 days, no two at once. Event: absence_recorded.
[[nodiscard]] Result<std::int64_t> record_absence(storage::Session& session, Context& context, const Actor& by,
                                                  PersonId person, Time from, Time until, PersonId deputy = {});
// From now on. Who may record it may end it. Event: absence_ended.
[[nodiscard]] Result<void> end_absence(storage::Session& session, Context& context, const Actor& by, std::int64_t id);

// Under way or to come, earliest first: of the person, and those in which the person stands in.
[[nodiscard]] std::vector<Absence> absences_about(storage::Session& session, const Context& context, PersonId person);
[[nodiscard]] bool is_absent(storage::Session& session, const Context& context, PersonId person);
// Whether `by` may record an absence of this person.
[[nodiscard]] bool may_arrange_absence(storage::Session& session, const Context& context, const Actor& by,
                                       PersonId person);

struct Colleague {
    PersonId person{};
    std::string name;
    auto operator<=>(const Colleague&) const = default;
};
// Who fills a post now in an organisation where this person does; without the person, by name.
[[nodiscard]] std::vector<Colleague> colleagues_of(storage::Session& session, const Context& context, PersonId person);

// Sorted.
[[nodiscard]] std::vector<std::string> skills_of(storage::Session& session, PersonId person);
// All of them. Who holds role.manage, never of oneself. Event: skills_changed.
[[nodiscard]] Result<void> set_skills(storage::Session& session, Context& context, const Actor& by, PersonId person,
                                      std::vector<std::string> skills);

}  // namespace hz::identity
