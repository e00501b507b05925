// SPDX-License-Identifier: Apache-2.0
// The decision model of an item, saved by people.
#pragma once
#include "service/model_edit.hpp"

namespace hz::service {

inline constexpr ModelFile rules_file{"rules.dmn", "rules_saved"};

// save_model after check_rules; the permission is looked at first.
[[nodiscard]] Result<std::int64_t> save_rules(storage::Session& session, identity::Context& context,
                                              const crypto::Suite& suite, const identity::Actor& actor,
                                              const ModelEdit& edit);
// Refuses rules_with_errors, where the model cannot be read or has findings that are errors, with a FieldError for
// each.
[[nodiscard]] Result<void> check_rules(storage::Session& session, const pack::StoredDefinition& definition,
                                       std::string_view xml);

}  // namespace hz::service
