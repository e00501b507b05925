// SPDX-License-Identifier: Apache-2.0
// The models of items as people edit them: decision tables, processes. What a model means is its engine's; this is what
// saving one means.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crypto/suite.hpp"
#include "identity/actor.hpp"
#include "identity/context.hpp"
#include "identity/policy.hpp"
#include "pack/definition.hpp"
#include "storage/store.hpp"

namespace hz::service {

inline constexpr std::string_view design_permission = "definition.design";

// Whether this person may change the models of this definition: by the agency it belongs to.
[[nodiscard]] identity::Decision may_design(storage::Session& session, const identity::Context& context,
                                            const identity::Actor& actor, const Json& body);

struct ModelEdit {
    std::string kind, code;
    std::int64_t opened = 0;  // the version that was opened
    std::string xml;
    std::string note;  // what was changed and why, for whoever looks at the versions
};
// The definition in force, where this person may edit it. Refusals: identity's, pack::errors::no_such_definition.
[[nodiscard]] Result<pack::StoredDefinition> may_edit(storage::Session& session, const identity::Context& context,
                                                      const identity::Actor& actor, const ModelEdit& edit);

// Which file of the definition, and the event of saving it on the stream of the pack ("pack:<id>").
struct ModelFile {
    std::string_view name;
    std::string_view saved;
};
// Publishes a new version of the definition with this file; cases that run keep theirs. The same content again changes
// nothing and gives the version in force. Does not check the model. Refusals: those of may_edit,
// pack::errors::version_moved.
[[nodiscard]] Result<std::int64_t> save_model(storage::Session& session, identity::Context& context,
                                              const crypto::Suite& suite, const identity::Actor& actor,
                                              const ModelFile& file, const ModelEdit& edit);

// Who saved a version with which words.
struct ModelNote {
    std::int64_t version = 0;
    std::string actor;  // as in the ledger: "person:<id>"
    std::string note;
};
[[nodiscard]] std::vector<ModelNote> model_notes(storage::Session& session, ledger::Ledger& ledger,
                                                 const ModelFile& file, const pack::StoredDefinition& definition);

}  // namespace hz::service
