// SPDX-License-Identifier: Apache-2.0
#include "identity/directory.hpp"

#include <algorithm>

namespace hz::identity {
namespace {

constexpr std::size_t max_actors = 4096;

std::vector<std::string> texts(const std::string& json) {
    std::vector<std::string> out;
    const auto parsed = parse_json(json);
    if (parsed && parsed->is_array())
        for (const auto& item : parsed->get_array())
            if (item.is_string()) out.emplace_back(item.get_string());
    return out;
}

void read_agencies(storage::Session& session, DirectoryView& view) {
    using std::string;
    session.each<string, string, string, string, string, string, string>(
        "select code, name_zh, name_en, region, region_path, kind, detail from agency order by code",
        [&](string code, string zh, string en, string region, string path, string kind, string detail) {
            Agency agency{code, {std::move(zh), std::move(en)}, std::move(region), std::move(path), std::move(kind), {},
                          {}};
            if (auto parsed = parse_json(detail)) agency.detail = std::move(*parsed);
            view.agencies.emplace(std::move(code), std::move(agency));
        });
    session.each<string, string, string, string, string>(
        "select agency, code, title_zh, title_en, roles from post order by agency, code",
        [&](string agency, string code, string zh, string en, string roles) {
            const auto found = view.agencies.find(agency);
            if (found == view.agencies.end()) return;
            found->second.posts.push_back({agency, std::move(code), {std::move(zh), std::move(en)}, texts(roles)});
        });
}

}  // namespace

const Post* Agency::post(std::string_view post_code) const {
    const auto found = std::ranges::find(posts, post_code, &Post::code);
    return found == posts.end() ? nullptr : &*found;
}

const Agency* DirectoryView::agency(std::string_view code) const {
    const auto found = agencies.find(code);
    return found == agencies.end() ? nullptr : &found->second;
}

const Post* DirectoryView::post(std::string_view agency_code, std::string_view post_code) const {
    const auto* found = agency(agency_code);
    return found == nullptr ? nullptr : found->post(post_code);
}

std::vector<const Post*> DirectoryView::posts_with_code(std::string_view code) const {
    std::vector<const Post*> out;
    for (const auto& [_, agency] : agencies)
        if (const auto* post = agency.post(code)) out.push_back(post);
    return out;
}

Directory::Directory(RoleSet roles) : roles_(std::make_shared<const RoleSet>(std::move(roles))) {}

DirectoryPtr Directory::get(storage::Session& session) { return get(session, read_version(session)); }

DirectoryPtr Directory::get(storage::Session& session, std::int64_t version) {
    std::shared_ptr<const RoleSet> roles;
    {
        const std::lock_guard lock(mutex_);
        if (view_ && view_->version == version && view_->roles == roles_) return view_;
        roles = roles_;
    }
    auto view = std::make_shared<DirectoryView>();
    view->version = version;
    view->roles = std::move(roles);
    read_agencies(session, *view);
    const std::lock_guard lock(mutex_);
    // A reader with an older snapshot must not put an older state in place of a newer one.
    if (!view_ || view_->version < version || view_->roles != roles_) view_ = view;
    return view;
}

void Directory::set_roles(RoleSet roles) {
    const std::lock_guard lock(mutex_);
    roles_ = std::make_shared<const RoleSet>(std::move(roles));
    view_.reset();
    actors_.clear();
}

std::shared_ptr<const RoleSet> Directory::roles() const {
    const std::lock_guard lock(mutex_);
    return roles_;
}

ActorPtr Directory::cached_actor(AccountId account, std::int64_t version, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    const auto found = actors_.find(account);
    if (found == actors_.end()) return nullptr;
    if (found->second.version != version || found->second.until_ms <= now_ms) {
        actors_.erase(found);
        return nullptr;
    }
    found->second.used = ++uses_;
    return found->second.actor;
}

void Directory::keep_actor(ActorPtr actor, const DirectoryView& made_from, std::int64_t until_ms) {
    const std::lock_guard lock(mutex_);
    if (made_from.roles != roles_) return;
    if (actors_.size() >= max_actors && !actors_.contains(actor->account)) {
        const auto oldest = std::ranges::min_element(actors_, {}, [](const auto& kept) { return kept.second.used; });
        actors_.erase(oldest);
    }
    const auto account = actor->account;
    actors_.insert_or_assign(account, Kept{std::move(actor), made_from.version, until_ms, ++uses_});
}

std::int64_t read_version(storage::Session& session) {
    const auto row = session.row<std::int64_t>("select value from identity_version where id = 1");
    return row ? std::get<0>(*row) : 0;
}

void bump_version(storage::Session& session, IdSource& ids) {
    session.exec("update identity_version set value = $1 where id = 1", ids.next());
}

}  // namespace hz::identity
