// SPDX-License-Identifier: Apache-2.0
// Regions, organisations, posts, and who fills them.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "identity/actor.hpp"
#include "identity/context.hpp"
#include "identity/directory.hpp"
#include "storage/store.hpp"

namespace hz::identity {

struct Region {
    std::string code;
    std::string parent;  // empty: a root
    int level = 0;       // 1 province .. 5 village, as the pack counts
    Title name;
    std::string path;  // "/510000/510100/": of codes from the root, this one last
};

// Refuses errors::bad_import with the row: a missing parent, a loop, a code twice. Replaces rows with the same code.
[[nodiscard]] Result<std::size_t> load_regions(storage::Session& session, Context& context,
                                               std::span<const Region> regions);
// From `agencies.yaml` as Json: [{code, name, region, kind?, posts: [{code, title, roles}], ...}]. Replaces.
[[nodiscard]] Result<std::size_t> load_agencies(storage::Session& session, Context& context, const Json& definitions);

[[nodiscard]] std::optional<Region> find_region(storage::Session& session, std::string_view code);
[[nodiscard]] std::vector<Region> region_children(storage::Session& session, std::string_view code);  // "": the roots
// The region and everything below it, parents first; at most `limit`.
[[nodiscard]] std::vector<Region> region_subtree(storage::Session& session, std::string_view code,
                                                 std::size_t limit = 10'000);

struct Holder {
    PersonId person{};
    std::string name;
    Time from{};
    std::optional<Time> until;
    PersonId deputy_for{};
};
// Who fills the post now, deputies included.
[[nodiscard]] std::vector<Holder> people_in_post(storage::Session& session, const Context& context,
                                                 std::string_view agency, std::string_view post);

// Only who holds role.manage for the agency, never oneself, never two roles that exclude each other (counting every
// post the person has). Events: post_assigned, post_unassigned, post_roles_changed.
[[nodiscard]] Result<void> assign_post(storage::Session& session, Context& context, const Actor& by, PersonId person,
                                       std::string_view agency, std::string_view post, std::optional<Time> until = {});
[[nodiscard]] Result<void> unassign_post(storage::Session& session, Context& context, const Actor& by, PersonId person,
                                         std::string_view agency, std::string_view post);
[[nodiscard]] Result<void> set_post_roles(storage::Session& session, Context& context, const Actor& by,
                                          std::string_view agency, std::string_view post,
                                          std::span<const std::string> roles);
// The person who fills a post names a deputy for a time (at most 180 days). Event: post_delegated, delegation_ended.
[[nodiscard]] Result<std::int64_t> delegate_post(storage::Session& session, Context& context, const Actor& by,
                                                 PersonId deputy, std::string_view agency, std::string_view post,
                                                 Time from, Time until);
[[nodiscard]] Result<void> end_delegation(storage::Session& session, Context& context, const Actor& by,
                                          std::int64_t delegation);

}  // namespace hz::identity
