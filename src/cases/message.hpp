// SPDX-License-Identifier: Apache-2.0
// Messages and signals between cases, and from outside. A message is for the one case that waits for its name and key;
// a signal for every case that waits for its name.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "cases/case.hpp"
#include "storage/store.hpp"

namespace hz::cases {

struct Wanted {
    CaseId case_id;
    std::int64_t token = 0;
};

// From outside.
struct SendMessage {
    std::string id;  // the sender's own; the same one again is answered as the first time. Empty: every one counts
    std::string name;
    Json key;            // a text, or whatever hz:key gives; null: none
    Json data;           // null or an object
    int keep_hours = 0;  // where nobody waits: how long it is kept; 0: it is refused
};
struct SentOutcome {
    std::string id;
    std::string state;              // "delivered", "kept"
    std::optional<CaseId> case_id;  // delivered to
    bool repeated = false;          // it was here before; nothing was done
};
struct SendSignal {
    std::string name;
    Json data;
};

// As it is compared: a text as it is, anything else as JSON; long ones are shortened, with a sum of the rest.
[[nodiscard]] std::string message_key(const Json& key);

inline constexpr int max_keep_hours = 24 * 366;
inline constexpr std::size_t max_message_bytes = 64 << 10;

// A message that waits to be delivered: sent by a case, or kept.
struct DueMessage {
    std::string id;
    int attempts = 0;
};
[[nodiscard]] std::vector<DueMessage> due_messages(storage::Session& session, Time now, std::size_t limit);
struct DueSignal {
    std::int64_t id = 0;
};
[[nodiscard]] std::vector<DueSignal> due_signals(storage::Session& session, Time now, std::size_t limit);

// For operators: what is on its way or kept, oldest first.
struct OpenMessage {
    std::string id, name, key, sender;
    Time sent_at{}, keep_until{};
    int attempts = 0;
    std::string problem;
};
[[nodiscard]] std::vector<OpenMessage> open_messages(storage::Session& session, std::size_t limit);
// Forgets what was settled before `before`: from then on a repeated id counts as new. At most `limit`; gives how many.
std::size_t forget_messages(storage::Session& session, Time before, std::size_t limit);

}  // namespace hz::cases
