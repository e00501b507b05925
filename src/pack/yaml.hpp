// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string_view>

#include "base/json.hpp"

namespace hz::pack {

struct YamlLimits {
    std::size_t bytes = 4 << 20;
    std::size_t depth = 32;
    std::size_t nodes = 200'000;
};

// One YAML document as JSON. Plain scalars follow the YAML 1.2 core schema, but for one thing: digits with a leading
// zero and digits longer than 15 stay text, since in this domain they are codes. Quoted scalars are text. Refused:
// anchors, aliases (so no expansion bombs), tags, duplicate keys, keys that are no scalars, several documents, text
// that is not UTF-8, and whatever exceeds the limits. Refusals: malformed_yaml, yaml_alias, yaml_duplicate, too_large,
// text.not_utf8; with `line` and `column` from 1.
[[nodiscard]] Result<Json> parse_yaml(std::string_view text, YamlLimits limits = {});

}  // namespace hz::pack
