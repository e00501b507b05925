// SPDX-License-Identifier: Apache-2.0
// Private to the module.
#pragma once
#include "pack/definition.hpp"

namespace hz::pack {

// Parses the stored text. Refusal: damaged_definition.
[[nodiscard]] Result<Json> stored_body(std::string_view kind, std::string_view code, std::string_view text);
[[nodiscard]] Result<DefinitionPtr> compile_definition(StoredDefinition definition);

}  // namespace hz::pack
