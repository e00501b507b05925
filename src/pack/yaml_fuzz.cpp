// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "pack/yaml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = hz::pack::parse_yaml(text, {.bytes = 1 << 16, .depth = 16, .nodes = 10'000});
    if (value) (void)hz::to_string(*value);
    return 0;
}
