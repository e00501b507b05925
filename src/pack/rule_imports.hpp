// SPDX-License-Identifier: Apache-2.0
// Decision models of a pack that import each other. What a model imports is kept in its definition, so that a version
// stays what it was when the other model gets a new one. Private to the module.
#pragma once
#include <string>
#include <string_view>

#include "pack/pack.hpp"
#include "rules/dmn/imports.hpp"

namespace hz::pack {

// The path of the model of a definition that is a folder.
[[nodiscard]] std::string model_path(std::string_view source);
// Puts member `dmn_imports` {path: XML} into each definition whose model imports others of the pack.
void gather_rule_imports(Pack& pack);
// What gather_rule_imports put there.
[[nodiscard]] rules::dmn::ModelTexts imported_models(const Json& body);

}  // namespace hz::pack
