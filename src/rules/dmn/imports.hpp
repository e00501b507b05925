// SPDX-License-Identifier: Apache-2.0
// Finds the models that a model imports among others at hand.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "rules/dmn/dmn.hpp"

namespace hz::rules::dmn {

// By path, '/' between names.
using ModelTexts = std::map<std::string, std::string>;

// The model's namespace; empty where the XML is no model.
[[nodiscard]] std::string namespace_of(std::string_view xml);
// Gives the model at the path that the import names, seen from the folder of `importing`, where it has the namespace
// asked for; else the first by path that has it. `models` must outlive the resolver. Refusal:
// errors::dmn_import_missing.
[[nodiscard]] Resolver resolver_among(const ModelTexts& models, std::string importing);
// Those of `models` that the model at `importing` reaches through imports, itself not among them.
[[nodiscard]] ModelTexts imported_by(const ModelTexts& models, const std::string& importing);

}  // namespace hz::rules::dmn
