// SPDX-License-Identifier: Apache-2.0
// The one append-only record of what was done. Events are written in the caller's transaction, ordered into a Merkle
// tree (RFC 9162), and proved by receipts.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/json.hpp"
#include "storage/store.hpp"

namespace hz::ledger {

using EventId = Id<struct EventTag>;
using SubjectId = Id<struct SubjectTag>;  // a person or body whose data can be erased; equals identity's PersonId value

// What a module appends. `payload` is sealed with the subject's key when `subject` is set: put personal data only
// there.
struct Entry {
    std::string type;          // past tense: "case_submitted"
    std::string stream;        // the thing it happened to: "case:<id>", "record:<id>", "account:<id>"
    std::string actor;         // "person:<id>" or "system:<name>"
    std::string post;          // in which post, empty for a citizen
    std::string organisation;  // the agency's code, empty for a citizen
    std::string purpose;
    std::string legal_basis;
    SubjectId subject{};
    Json payload;
    Time at{};  // empty: now
};

struct Event {
    EventId id;
    std::int64_t position = -1;  // in the tree; -1 while not sequenced (PostgreSQL, for a moment)
    Entry entry;
    bool erased = false;  // the subject's key is gone: payload is null
};

// Thread-safe; every call runs in the caller's session.
class Ledger {
  public:
    virtual ~Ledger() = default;
    virtual EventId append(storage::Session& session, const Entry& entry) = 0;
    // The same with a payload that is canonical text already; the entry's own is not looked at.
    virtual EventId append(storage::Session& session, const Entry& entry, std::string_view canonical_payload) = 0;
    // Events of one stream, oldest first.
    virtual void each(storage::Session& session, std::string_view stream,
                      const std::function<void(const Event&)>& f) = 0;
    // Events by position from `from`, at most `limit`.
    virtual std::vector<Event> read(storage::Session& session, std::int64_t from, std::size_t limit) = 0;
    // Events whose payload concerns this subject, newest first, of one type (empty: all).
    virtual std::vector<Event> about(storage::Session& session, SubjectId subject, std::string_view type,
                                     std::size_t limit) = 0;
    // The receipt file of an event (receipt.hpp says what stands in it): proof if sequenced, signed promise otherwise.
    virtual Result<Json> receipt(storage::Session& session, EventId event) = 0;
    // Destroys the subject's key: their payloads are unreadable for ever, every proof still holds. Itself an event.
    virtual void erase(storage::Session& session, SubjectId subject, const Entry& why) = 0;
};

}  // namespace hz::ledger
