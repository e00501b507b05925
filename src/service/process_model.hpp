// SPDX-License-Identifier: Apache-2.0
// The process of an item, saved by people.
#pragma once
#include "pack/pack.hpp"
#include "service/model_edit.hpp"

namespace hz::service {

inline constexpr ModelFile process_file{"process.bpmn", "process_saved"};

// Everything that is wrong with `xml` as the process of this definition: as pack check says it.
[[nodiscard]] std::vector<pack::Finding> process_findings(storage::Session& session, const Json& body,
                                                          std::string_view xml);

// save_model where nothing is wrong; refuses errors::process_with_errors with a FieldError for each mistake.
[[nodiscard]] Result<std::int64_t> save_process(storage::Session& session, identity::Context& context,
                                                const crypto::Suite& suite, const identity::Actor& actor,
                                                const ModelEdit& edit);

}  // namespace hz::service
