// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "process/process.hpp"

// Any bytes are refused or compile; what compiles can be started, and its state written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hz;
    const auto definition = process::compile({reinterpret_cast<const char*>(data), size});
    if (!definition) {
        check(!definition.error().fields.empty(), "a refusal says where");
        return 0;
    }
    const auto started = process::step(**definition, {}, process::Start{}, JsonObject{}, {.moves = 500, .tokens = 100});
    if (!started) return 0;
    const auto back = process::state_from_json(process::to_json(started->state));
    check(back && *back == started->state, "a state comes back as it was written");
    return 0;
}
