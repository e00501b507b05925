// SPDX-License-Identifier: Apache-2.0
// The decision models of items as people edit them. What a model means is rules'; this is what saving one means.
#pragma once
#include <string>
#include <string_view>

#include "crypto/suite.hpp"
#include "identity/actor.hpp"
#include "identity/context.hpp"
#include "identity/policy.hpp"
#include "pack/definition.hpp"
#include "storage/store.hpp"

namespace hz::service {

// The event of saving, on the stream of the pack ("pack:<id>").
inline constexpr std::string_view rules_saved = "rules_saved";
inline constexpr std::string_view design_permission = "definition.design";

// Whether this person may change the model of this definition: by the agency it belongs to.
[[nodiscard]] identity::Decision may_design(storage::Session& session, const identity::Context& context,
                                            const identity::Actor& actor, const Json& body);

struct RulesEdit {
    std::string kind, code;
    std::int64_t opened = 0;  // the version that was opened
    std::string xml;
    std::string note;  // what was changed and why, for whoever looks at the versions
};
// Publishes a new version of the definition with this model; cases that run keep theirs. Event: rules_saved. The same
// model again changes nothing and gives the version in force. Refusals: identity's, pack::errors::version_moved,
// no_such_definition; rules_with_errors, where the model cannot be read or has findings that are errors, with a
// FieldError for each.
[[nodiscard]] Result<std::int64_t> save_rules(storage::Session& session, identity::Context& context,
                                              const crypto::Suite& suite, const identity::Actor& actor,
                                              const RulesEdit& edit);
// The check that save_rules makes, for doing it before the transaction.
[[nodiscard]] Result<void> check_rules(std::string_view xml);

// Who saved a version with which words.
struct RulesNote {
    std::int64_t version = 0;
    std::string actor;  // as in the ledger: "person:<id>"
    std::string note;
};
[[nodiscard]] std::vector<RulesNote> rules_notes(storage::Session& session, ledger::Ledger& ledger,
                                                 const pack::StoredDefinition& definition);

}  // namespace hz::service
