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
    int clearance = 2;  // fields up to this grade are shown in clear
    std::string role;

    [[nodiscard]] bool covers(std::string_view wanted) const;
};

struct Role {
    std::string code;
    Title title;
    std::vector<Grant> grants;
    std::vector<std::string> exclusive_with;
};

// Held by everybody who is signed in, and by everybody; a pack may define them.
inline constexpr std::string_view citizen_role = "citizen";
inline constexpr std::string_view anonymous_role = "anonymous";

// Immutable once built; safe to share between threads.
class RoleSet {
  public:
    // One definition: {code, title, permissions: ["case.accept", "case.read@region"], scope?, clearance?,
    // exclusive_with?}. `permission@scope` beats the role's `scope`, which defaults to agency (own for the citizen's
    // role). `clearance` defaults to 2. Refuses errors::bad_role. Adding a code again replaces it.
    Result<void> add(const Json& definition);
    // An array of definitions, or an object with a member `roles`.
    static Result<RoleSet> load(const Json& definitions);

    [[nodiscard]] const Role* find(std::string_view code) const;
    [[nodiscard]] const std::map<std::string, Role, std::less<>>& all() const { return roles_; }
    // Everything these roles may do; a code nobody defined gives nothing.
    [[nodiscard]] std::vector<Grant> grants(std::span<const std::string> codes) const;
    // Two of these that exclude each other (in either direction), if any.
    [[nodiscard]] std::optional<std::pair<std::string, std::string>> conflict(std::span<const std::string> codes) const;

  private:
    std::map<std::string, Role, std::less<>> roles_;
};

[[nodiscard]] std::optional<Scope> scope_from(std::string_view text);
[[nodiscard]] std::string_view to_text(Scope scope);

}  // namespace hz::identity
