// SPDX-License-Identifier: Apache-2.0
// The one place that says yes or no. Pure: no clock, no database.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"
#include "identity/actor.hpp"

namespace hz::identity {

// What is acted on. Views live as long as the call. A resource with neither agency, region, subject, company nor
// `platform` belongs to nobody, and only a grant of scope `all` reaches it.
struct Resource {
    std::string_view kind;         // "case", "record", "account"
    std::string_view agency;       // code of the organisation it belongs to
    std::string_view region_path;  // "/510000/510100/510104/"
    PersonId subject{};            // whose data it is
    std::string_view company;      // key of the body whose data it is
    bool platform = false;         // of the whole platform (site settings, the audit log): scope does not narrow
};

struct Decision {
    const ErrorCode* refusal = nullptr;  // null: permitted
    const ActorPost* post = nullptr;     // acting in this post, inside the Actor; null: as oneself, or the system
    std::string_view role;               // which role gave it, inside the Actor
    Scope scope = Scope::own;
    int clearance = 0;
    bool own = false;  // the actor's own data, or that of a body the actor may act for

    [[nodiscard]] explicit operator bool() const { return refusal == nullptr; }
    // The refusal as an Error, naming the action.
    [[nodiscard]] Result<void> result(std::string_view action) const;
};

// Default: refuse. `action` is "<kind>.<verb>". Another person's data needs a `purpose`. An actor who holds two roles
// that exclude each other may do nothing in any post.
[[nodiscard]] Decision decide(const Actor& actor, std::string_view action, const Resource& resource,
                              std::string_view purpose);

enum class Visibility { clear, masked, left_out };

// How one field of a permitted resource is shown: up to the clearance (and one's own) in clear; above it masked where a
// mask is given, else left out.
[[nodiscard]] Visibility visibility(const Decision& decision, int grade, bool has_mask);

// {keep_first: 3, keep_last: 4}: 440***********1234. Counts code points; at least one is always hidden, and nothing is
// kept of a text too short for the rule but, where keep_first says so, its first.
struct MaskRule {
    std::size_t keep_first = 0;
    std::size_t keep_last = 0;
};
[[nodiscard]] MaskRule mask_rule_from(const Json& definition);
[[nodiscard]] std::string mask_text(const MaskRule& rule, std::string_view text);

struct FieldRules {
    std::map<std::string, int, std::less<>> grades;  // a field without one has `default_grade`
    std::map<std::string, MaskRule, std::less<>> masks;
    int default_grade = lowest_grade;
};

struct FieldView {
    JsonObject body;
    std::vector<std::string> shown;  // in clear or masked, in order
    std::vector<std::string> masked;
    std::vector<std::string> left_out;
};

// The top-level fields of `body` as this decision may see them. A refused decision sees nothing.
[[nodiscard]] FieldView mask(const Decision& decision, const JsonObject& body, const FieldRules& rules);

// A ledger entry of what was decided: actor, post and organisation filled in.
[[nodiscard]] ledger::Entry entry_by(const Actor& actor, const Decision& decision, std::string type,
                                     std::string stream);

}  // namespace hz::identity
