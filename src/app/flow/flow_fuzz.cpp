// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "app/flow/flow.hpp"
#include "pack/yaml.hpp"

// A flow file of a stranger's pack.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto body = hz::pack::parse_yaml(text, {.bytes = 1 << 16, .depth = 16, .nodes = 10'000});
    if (!body) return 0;
    hz::pack::Definition definition;
    definition.kind = "flow";
    definition.code = "service/flow";
    definition.body = *body;
    (void)hz::app::parse_flow(definition, {});
    return 0;
}
