// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "identity/actor.hpp"
#include "pack/definition.hpp"
#include "storage/store.hpp"

namespace hz::service {

// {schema, data, sources: {field: {registry, registry_title, record_id, as_of}}, companies: [{id, name, credit_code}]}.
// A component's property `hz:source` names register and field: "person.name", "company.credit_code". Reading one's own
// record needs no purpose and leaves no entry. `company` is a key the actor may act for; others are refused.
[[nodiscard]] Result<Json> prefilled_form(storage::Session& session, const pack::CompiledDefinition& item,
                                          const pack::DefinitionCache& definitions, const identity::Actor& actor,
                                          std::string_view company);

}  // namespace hz::service
