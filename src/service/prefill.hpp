// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "identity/actor.hpp"
#include "identity/title.hpp"
#include "pack/definition.hpp"
#include "registry/record.hpp"
#include "storage/store.hpp"

namespace hz::service {

// An application form with what the registers already know, and where each answer comes from.
struct PrefilledForm {
    JsonObject schema;  // form-js
    JsonObject data;
    struct Source {
        std::string registry;
        identity::Title registry_title;
        registry::RecordId record;
        Time as_of{};
    };
    std::map<std::string, Source> sources;  // by field
    struct Company {
        std::string key, name;
    };
    std::vector<Company> companies;  // the actor may apply for
};

// A component's property `hz:source` names register and field: "person.name", "company.credit_code". Reading one's own
// record needs no purpose and leaves no entry. `company` is a key the actor may act for; others are refused.
[[nodiscard]] Result<PrefilledForm> prefilled_form(storage::Session& session, const pack::CompiledDefinition& item,
                                                   const pack::DefinitionCache& definitions,
                                                   const identity::Actor& actor, std::string_view company);

}  // namespace hz::service
