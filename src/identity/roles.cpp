// SPDX-License-Identifier: Apache-2.0
#include "identity/roles.hpp"

#include <algorithm>

#include "identity/errors.hpp"

namespace hz::identity {
namespace {

constexpr std::size_t max_code = 64;
constexpr std::size_t max_permissions = 500;

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= max_code && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '*';
    });
}

// "case.read@own" -> own, and leaves "case.read".
std::optional<Scope> take_scope(std::string_view& action) {
    const auto at = action.rfind('@');
    if (at == std::string_view::npos) return std::nullopt;
    const auto scope = scope_from(action.substr(at + 1));
    if (scope) action = action.substr(0, at);
    return scope;
}

Error bad(std::string_view role, std::string reason) {
    return refuse(errors::bad_role, {{"role", std::string(role)}, {"reason", std::move(reason)}});
}

Result<Grant> grant_from(std::string_view role, std::string_view text, Scope scope, int clearance) {
    auto action = text;
    const auto named = take_scope(action);
    if (!is_code(action) || action.find('.') == std::string_view::npos || action.ends_with('.'))
        return bad(role, "a permission is \"kind.verb\" or \"kind.verb@scope\", not \"" +
                             std::string(text.substr(0, max_code)) + "\"");
    if (named) scope = *named;
    const auto star = action.find('*');
    if (star != std::string_view::npos && (star == 0 || star + 1 != action.size() || action[star - 1] != '.'))
        return bad(role, "* stands only for the whole verb, as in \"case.*\"");
    return Grant{std::string(action), scope, clearance, std::string(role), std::string(text)};
}

Result<Implicit> implicit_from(std::string_view role, const Json* value) {
    if (value == nullptr || *value == Json(false)) return Implicit::no;
    if (*value == Json(true)) return Implicit::signed_in;
    if (*value == Json("everybody")) return Implicit::everybody;
    return bad(role, "implicit is true, false or \"everybody\"");
}

}  // namespace

bool Grant::covers(std::string_view wanted) const {
    const auto least = take_scope(wanted);
    if (least && scope < *least) return false;
    if (!action.ends_with('*')) return action == wanted;
    return wanted.starts_with(std::string_view(action).substr(0, action.size() - 1));
}

Result<void> RoleSet::add(const Json& definition) {
    Role role;
    role.code = get_text(definition, "code");
    if (!is_code(role.code)) return bad(role.code, "the code needs a-z, 0-9 and _");
    role.title = title_from(hz::find(definition, "title"));
    const auto implicit = implicit_from(role.code, hz::find(definition, "implicit"));
    if (!implicit) return implicit.error();
    role.implicit = *implicit;
    const auto named = get_text(definition, "scope", role.implicit == Implicit::no ? "agency" : "own");
    const auto scope = scope_from(named);
    if (!scope) return bad(role.code, "a scope is own, agency, region or all");
    const auto clearance = get_int(definition, "clearance", 3);
    if (clearance < 0 || clearance > highest_grade) return bad(role.code, "the clearance is 0 to 4");
    const auto& permissions = get_array(definition, "permissions");
    if (permissions.size() > max_permissions) return bad(role.code, "too many permissions");
    for (const auto& permission : permissions) {
        if (!permission.is_string()) return bad(role.code, "a permission is a text");
        auto grant = grant_from(role.code, permission.get_string(), *scope, static_cast<int>(clearance));
        if (!grant) return grant.error();
        role.grants.push_back(std::move(*grant));
    }
    for (const auto& other : get_array(definition, "exclusive_with")) {
        if (!other.is_string() || other.get_string() == std::string_view(role.code))
            return bad(role.code, "exclusive_with names other roles");
        role.exclusive_with.emplace_back(other.get_string());
    }
    auto code = role.code;
    roles_.insert_or_assign(std::move(code), std::move(role));
    return {};
}

Result<RoleSet> RoleSet::load(const Json& definitions) {
    RoleSet set;
    const auto& list = definitions.is_array() ? definitions.get_array() : get_array(definitions, "roles");
    for (const auto& definition : list)
        if (auto added = set.add(definition); !added) return added.error();
    return set;
}

const Role* RoleSet::find(std::string_view code) const {
    const auto found = roles_.find(code);
    return found == roles_.end() ? nullptr : &found->second;
}

std::vector<Grant> RoleSet::grants(std::span<const std::string> codes) const {
    std::vector<Grant> out;
    for (const auto& code : codes)
        if (const auto* role = find(code)) out.insert(out.end(), role->grants.begin(), role->grants.end());
    return out;
}

std::vector<std::string> RoleSet::implicit(bool signed_in) const {
    std::vector<std::string> out;
    for (const auto& [code, role] : roles_)
        if (role.implicit == Implicit::everybody || (signed_in && role.implicit == Implicit::signed_in))
            out.push_back(code);
    return out;
}

std::optional<std::pair<std::string, std::string>> RoleSet::conflict(std::span<const std::string> codes) const {
    for (const auto& code : codes) {
        const auto* role = find(code);
        if (role == nullptr) continue;
        for (const auto& other : role->exclusive_with)
            if (std::ranges::find(codes, other) != codes.end()) return std::pair{code, other};
    }
    return std::nullopt;
}

std::optional<Scope> scope_from(std::string_view text) {
    if (text == "own") return Scope::own;
    if (text == "agency") return Scope::agency;
    if (text == "region") return Scope::region;
    if (text == "all") return Scope::all;
    return std::nullopt;
}

std::string_view to_text(Scope scope) {
    switch (scope) {
        case Scope::own:
            return "own";
        case Scope::agency:
            return "agency";
        case Scope::region:
            return "region";
        case Scope::all:
            return "all";
    }
    return "own";
}

}  // namespace hz::identity
