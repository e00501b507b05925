// SPDX-License-Identifier: Apache-2.0
// Roles and their permissions: data from packs (`roles.yaml`), never constants.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "identity/title.hpp"

namespace hz::identity {

// How far a permission reaches, narrow to wide. `agency`: the organisation of the post. `region`: that organisation's
// region and everything below it.
enum class Scope { own, agency, region, all };

// Sensitivity of a field (GB/T 43697 appendix H leaves the number to the place): 1 public, 2 internal, 3 personal,
// 4 sensitive personal.
inline constexpr int lowest_grade = 1;
inline constexpr int highest_grade = 4;

struct Grant {
    std::string action;  // "case.accept", or "case.*" for every action of that kind
    Scope scope = Scope::agency;
    int clearance = 3;  // fields up to this grade are shown in clear
    std::string role;
    std::string permission;  // as the role's definition writes it

    // `wanted` is an action, or with a scope ("case.read@agency") an action in at least that scope.
    [[nodiscard]] bool covers(std::string_view wanted) const;
};

// Who has a role without any post giving it.
enum class Implicit { no, signed_in, everybody };

struct Role {
    std::string code;
    Title title;
    std::vector<Grant> grants;
    std::vector<std::string> exclusive_with;
    Implicit implicit = Implicit::no;
};

// Immutable once built; safe to share between threads.
class RoleSet {
  public:
    // One definition: {code, title, permissions: ["case.accept", "case.read@region"], scope?, clearance?,
    // exclusive_with?, implicit?: true (whoever is signed in) | "everybody"}. What stands behind @ is the scope: own,
    // agency, region or all; else the role's `scope` holds, by default agency, for an implicit role own. `clearance`
    // defaults to 3. Refuses errors::bad_role. Adding a code again replaces it.
    Result<void> add(const Json& definition);
    // An array of definitions, or an object with a member `roles`.
    static Result<RoleSet> load(const Json& definitions);

    [[nodiscard]] const Role* find(std::string_view code) const;
    [[nodiscard]] const std::map<std::string, Role, std::less<>>& all() const { return roles_; }
    // Everything these roles may do; a code nobody defined gives nothing.
    [[nodiscard]] std::vector<Grant> grants(std::span<const std::string> codes) const;
    // Codes of the roles that need no post.
    [[nodiscard]] std::vector<std::string> implicit(bool signed_in) const;
    // Two of these that exclude each other (in either direction), if any.
    [[nodiscard]] std::optional<std::pair<std::string, std::string>> conflict(std::span<const std::string> codes) const;

  private:
    std::map<std::string, Role, std::less<>> roles_;
};

[[nodiscard]] std::optional<Scope> scope_from(std::string_view text);
[[nodiscard]] std::string_view to_text(Scope scope);

}  // namespace hz::identity
