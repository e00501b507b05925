// SPDX-License-Identifier: Apache-2.0
// A message or a signal that came for this case.
#include <algorithm>

#include "cases/command.hpp"
#include "cases/errors.hpp"
#include "process/errors.hpp"

namespace hz::cases {
namespace {

const Wait* find_wait(const Case& c, std::string_view kind, std::string_view name, std::string_view key,
                      std::int64_t token) {
    const auto found = std::ranges::find_if(c.waits, [&](const Wait& one) {
        return one.kind == kind && one.name == name && one.key == key && (token == 0 || one.token == token);
    });
    return found == c.waits.end() ? nullptr : &*found;
}

}  // namespace

Result<Event> receive_message(const IncomingMessage& message, std::int64_t token, const Case& c,
                              const Surroundings& around) {
    const auto* wait = find_wait(c, "message", message.name, message.key, token);
    if (!wait) return refuse(errors::nobody_waits, {{"name", message.name}});
    MessageReceived event{wait->token, wait->element, message.name, message.key,
                          message.id,  message.from,  message.data, {}};
    auto moved = move(c, process::ReceiveMessage{message.name, message.data, wait->token}, around);
    if (!moved) {
        // By correlation properties the message is for somebody else.
        if (moved.error().is(process::errors::not_expected))
            return refuse(errors::nobody_waits, {{"name", message.name}});
        return moved.error();
    }
    event.move = std::move(*moved);
    return Event{std::move(event)};
}

Result<Event> receive_signal(const IncomingSignal& signal, const Case& c, const Surroundings& around) {
    if (!find_wait(c, "signal", signal.name, {}, 0)) return refuse(errors::nobody_waits, {{"name", signal.name}});
    SignalReceived event{signal.name, signal.from, signal.data, {}};
    auto moved = move(c, process::ReceiveSignal{signal.name, signal.data}, around);
    if (!moved) return moved.error();
    event.move = std::move(*moved);
    return Event{std::move(event)};
}

}  // namespace hz::cases
