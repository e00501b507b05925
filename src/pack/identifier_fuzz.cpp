// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "pack/identifier.hpp"
#include "pack/yaml.hpp"

// A scheme as a stranger's pack declares it, then after a line of "---" what a stranger types.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view whole(reinterpret_cast<const char*>(data), size);
    const auto cut = whole.find("\n---\n");
    const auto definition = hz::pack::parse_yaml(whole.substr(0, cut), {.bytes = 1 << 14, .depth = 8, .nodes = 1'000});
    if (!definition) return 0;
    const auto scheme = hz::pack::identifier_from_json(*definition);
    if (!scheme) return 0;
    const auto text = hz::pack::normalise(*scheme, cut == whole.npos ? whole : whole.substr(cut + 5));
    (void)hz::pack::mask(*scheme, text);
    if (text.empty() || !hz::pack::check(*scheme, text) || scheme->ignore.find(text.back()) != std::string::npos)
        return 0;
    const auto last = hz::pack::check_character(*scheme, std::string_view(text).substr(0, text.size() - 1));
    hz::check(!last || *last == text.back(), "a checked identifier ends in another character");
    return 0;
}
