// SPDX-License-Identifier: Apache-2.0
// Organisations and posts, kept in memory: a few thousand at most, read at every request. Regions stay in the store.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "identity/actor.hpp"
#include "storage/store.hpp"

namespace hz::identity {

struct Post {
    std::string agency;
    std::string code;
    Title title;
    std::vector<std::string> roles;
};

struct Agency {
    std::string code;  // unified social credit code, where the country has one
    Title name;
    std::string region;       // code
    std::string region_path;  // "/510000/510100/510104/"
    std::string kind;
    Json detail;  // address, hours, phones, as the pack gives them
    std::vector<Post> posts;

    [[nodiscard]] const Post* post(std::string_view post_code) const;
};

// One consistent state. Immutable.
struct DirectoryView {
    std::int64_t version = 0;
    std::shared_ptr<const RoleSet> roles;
    std::map<std::string, Agency, std::less<>> agencies;

    [[nodiscard]] const Agency* agency(std::string_view code) const;
    [[nodiscard]] const Post* post(std::string_view agency_code, std::string_view post_code) const;
    // Every post with this code, in whatever agency: who may do a task offered to "window_clerk".
    [[nodiscard]] std::vector<const Post*> posts_with_code(std::string_view code) const;
};
using DirectoryPtr = std::shared_ptr<const DirectoryView>;

// Thread-safe.
class Directory {
  public:
    explicit Directory(RoleSet roles = {});
    // The state as of this session's snapshot; reads again only when the version in the store moved.
    [[nodiscard]] DirectoryPtr get(storage::Session& session);
    // The same where that version has been read.
    [[nodiscard]] DirectoryPtr get(storage::Session& session, std::int64_t version);
    // When a pack is activated. Actors in memory are dropped.
    void set_roles(RoleSet roles);
    [[nodiscard]] std::shared_ptr<const RoleSet> roles() const;

    // Actors by account, least recently used dropped. `until_ms`: a post begins or ends then.
    [[nodiscard]] ActorPtr cached_actor(AccountId account, std::int64_t version, std::int64_t now_ms);
    void keep_actor(ActorPtr actor, const DirectoryView& made_from, std::int64_t until_ms);

  private:
    struct Kept {
        ActorPtr actor;
        std::int64_t version;
        std::int64_t until_ms;
        std::uint64_t used;
    };
    mutable std::mutex mutex_;
    std::shared_ptr<const RoleSet> roles_;
    DirectoryPtr view_;
    std::map<AccountId, Kept> actors_;
    std::uint64_t uses_ = 0;
};

[[nodiscard]] std::int64_t read_version(storage::Session& session);
// After the last change of a command. The new value never repeats, so that what somebody kept from a transaction that
// was rolled back is never taken for what another one committed.
void bump_version(storage::Session& session, IdSource& ids);

}  // namespace hz::identity
