// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "process/process.hpp"

namespace {

using namespace hz;
using namespace hz::process;

// The commands that a byte stands for, aimed at the tokens in turn.
Command command_of(std::uint8_t byte, const State& state) {
    const std::int64_t token = state.tokens.empty() ? byte : state.tokens[(byte >> 4) % state.tokens.size()].id;
    switch (byte & 7) {
        case 0:
            return CompleteTask{token, JsonObject{{"outcome", "yes"}}};
        case 1:
            return CompleteJob{token, JsonObject{{"n", byte}}};
        case 2:
            return FireTimer{token};
        case 3:
            return ReceiveMessage{"m", {}, token};
        case 4:
            return ReceiveSignal{"s", {}};
        case 5:
            return RaiseError{token, "e"};
        case 6:
            return RaiseEscalation{token, "e"};
        default:
            return byte == 0xff ? Command{Cancel{}} : Command{Evaluate{}};
    }
}

void play(const Definition& definition, std::string_view moves) {
    const Json variables = JsonObject{};
    State state;
    Command command = Start{};
    for (std::size_t i = 0; i <= moves.size(); ++i) {
        const auto stepped = step(definition, state, command, variables, {.moves = 500, .tokens = 100});
        if (stepped) {
            state = stepped->state;
            const auto back = state_from_json(definition, to_json(definition, state));
            check(back && *back == state, "a state comes back as it was written");
            check(!state.ended || state.tokens.empty(), "what has ended holds no tokens");
        }
        if (i == moves.size()) return;
        command = command_of(static_cast<std::uint8_t>(moves[i]), state);
    }
}

}  // namespace

// Any bytes are refused or compile, with the wishes of a host and without; what compiles takes any commands: the last
// bytes of the input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto last = text.rfind('>');
    const auto model = last == std::string_view::npos ? text : text.substr(0, last + 1);
    for (const bool hosted : {true, false}) {
        Options options;
        options.hosted = hosted;
        const auto definition = compile(model, options);
        if (!definition) {
            check(!definition.error().fields.empty(), "a refusal says where");
        } else {
            play(**definition, text.substr(model.size()).substr(0, 200));
        }
    }
    return 0;
}
