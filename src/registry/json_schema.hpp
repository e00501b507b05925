// SPDX-License-Identifier: Apache-2.0
// The part of JSON Schema draft 2020-12 that registries use: type, required, properties, additionalProperties, items,
// minItems, maxItems, enum, const, pattern (RE2: linear time), minLength, maxLength, minimum, maximum, format (date,
// date-time; others only describe). Annotations are skipped; any other keyword is refused, since ignoring a rule would
// be worse.
#pragma once
#include <memory>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::registry {

struct SchemaNode;
using JsonSchema = std::shared_ptr<const SchemaNode>;  // immutable, shared between threads

// Refuses errors::bad_definition.
[[nodiscard]] Result<JsonSchema> compile_schema(const Json& schema);
// Everything wrong, at most 100; empty where the value conforms. Paths are JSON pointers.
[[nodiscard]] std::vector<FieldError> violations(const SchemaNode& schema, const Json& value);

}  // namespace hz::registry
