// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "base/json.hpp"

// What is read is written so that it is read the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto value = hz::parse_json({reinterpret_cast<const char*>(data), size});
    if (!value) return 0;
    const auto text = hz::canonical(*value);
    const auto again = hz::parse_json(text, {.bytes = text.size()});
    hz::check(again.has_value() && hz::canonical(*again) == text, "canonical JSON changes when read again");
    return 0;
}
