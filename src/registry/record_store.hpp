// SPDX-License-Identifier: Apache-2.0
// Private to registry: the one applier of record events, and the rows.
#pragma once
#include "registry/record.hpp"

namespace hz::registry {

[[nodiscard]] inline std::string record_stream(RecordId id) { return "record:" + to_text(id); }

// What an event does to a record; `before` is empty for record_created. Used when writing and when rebuilding.
[[nodiscard]] Record apply(Record before, const ledger::Event& event);

// Appends the event (`after` is the state it leads to), and writes row, version and search text.
void commit(storage::Session& session, Context& context, const Registry& registry, const Record& after,
            ledger::Entry entry);

// The payload of an event that leads to `after`.
[[nodiscard]] Json payload_of(const Record& after, std::string_view reason);

// The resource the policy decides about.
[[nodiscard]] identity::Resource resource_of(const Registry& registry, const Record& record);

// A record found, of the version the caller saw, active, and whose change the policy permits.
struct Changing {
    RegistryPtr registry;
    Record record;
    identity::Decision decision;
};
[[nodiscard]] Result<Changing> begin_change(storage::Session& session, Context& context, const Actor& by, RecordId id,
                                            std::int64_t version, const Change& change, std::string_view permission);
[[nodiscard]] ledger::Entry entry_of(const Context& context, const Actor& by, const identity::Decision& decision,
                                     std::string type, const Registry& registry, const Record& after,
                                     const Change& change);

}  // namespace hz::registry
