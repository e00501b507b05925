// SPDX-License-Identifier: Apache-2.0
#include "identity/errors.hpp"
#include "identity/organisation.hpp"

namespace hz::identity {
namespace {

constexpr std::size_t max_code = 64;

Error bad_row(std::size_t row, std::string reason) {
    return refuse(errors::bad_import, {{"row", std::to_string(row)}, {"reason", std::move(reason)}});
}

bool is_code(std::string_view code) {
    return !code.empty() && code.size() <= max_code && code.find('/') == std::string_view::npos;
}

// The roles a post gives exist, and no two of them exclude each other.
Result<void> check_roles(const RoleSet& set, std::span<const std::string> roles) {
    for (const auto& role : roles)
        if (set.find(role) == nullptr) return refuse(errors::unknown_role, {{"role", role}});
    if (const auto conflict = set.conflict(roles))
        return refuse(errors::exclusive_roles, {{"first", conflict->first}, {"second", conflict->second}});
    return {};
}

Result<void> load_post(storage::Session& session, const RoleSet& set, std::string_view agency, const Json& post,
                       std::size_t row, JsonArray& said) {
    const auto code = get_text(post, "code");
    if (!is_code(code)) return bad_row(row, "a post needs a code without /");
    std::vector<std::string> roles;
    for (const auto& role : get_array(post, "roles"))
        if (role.is_string()) roles.emplace_back(role.get_string());
    if (auto ok = check_roles(set, roles); !ok) return ok;
    const auto title = title_from(find(post, "title"));
    session.exec(
        "insert into post (agency, code, title_zh, title_en, roles) values ($1, $2, $3, $4, $5) "
        "on conflict (agency, code) do update set title_zh = excluded.title_zh, title_en = excluded.title_en, "
        "roles = excluded.roles",
        agency, code, title.zh, title.en, to_string(get_array(post, "roles")));
    said.push_back(
        {{"code", code}, {"title_zh", title.zh}, {"title_en", title.en}, {"roles", get_array(post, "roles")}});
    return {};
}

// Gives what it wrote, for the event.
Result<Json> load_agency(storage::Session& session, const RoleSet& set, const Json& definition, std::size_t row) {
    const auto code = get_text(definition, "code");
    if (!is_code(code)) return bad_row(row, "an organisation needs a code without /");
    const auto region = find_region(session, get_text(definition, "region"));
    if (!region) return refuse(errors::region_not_found, {{"code", std::string(get_text(definition, "region"))}});
    const auto name = title_from(find(definition, "name"));
    if (name.zh.empty() && name.en.empty()) return bad_row(row, "an organisation needs a name");
    JsonObject detail;
    if (const auto* all = definition.if_object())
        for (const auto& member : *all)
            if (member.key() != "posts") detail[member.key()] = member.value();
    session.exec(
        "insert into agency (code, name_zh, name_en, region, region_path, kind, detail) values ($1, $2, $3, $4, $5, "
        "$6, $7) "
        "on conflict (code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, region = "
        "excluded.region, "
        "region_path = excluded.region_path, kind = excluded.kind, detail = excluded.detail",
        code, name.zh, name.en, region->code, region->path, get_text(definition, "kind", "agency"),
        to_string(Json(detail)));
    JsonArray posts;
    for (const auto& post : get_array(definition, "posts"))
        if (auto ok = load_post(session, set, code, post, row, posts); !ok) return ok.error();
    return Json{{"code", code},
                {"name_zh", name.zh},
                {"name_en", name.en},
                {"region", region->code},
                {"region_path", region->path},
                {"kind", get_text(definition, "kind", "agency")},
                {"detail", std::move(detail)},
                {"posts", std::move(posts)}};
}

}  // namespace

Result<std::size_t> load_agencies(storage::Session& session, Context& context, const Json& definitions) {
    const auto& list = definitions.is_array() ? definitions.get_array() : get_array(definitions, "agencies");
    const auto roles = context.directory.roles();
    std::size_t row = 0;
    JsonArray said;
    for (const auto& definition : list) {
        auto written = load_agency(session, *roles, definition, ++row);
        if (!written) return written.error();
        said.push_back(std::move(*written));
    }
    ledger::Entry entry;
    entry.type = "agencies_loaded";
    entry.stream = "directory";
    entry.actor = "system:import";
    entry.payload = {{"count", row}, {"agencies", std::move(said)}};
    entry.at = context.clock.now();
    context.ledger.append(session, entry);
    bump_version(session, context.ids);
    return row;
}

}  // namespace hz::identity
