// SPDX-License-Identifier: Apache-2.0
// Issued licences: a record in a register, a paper, and what anybody may learn by verifying one.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cases/case.hpp"
#include "crypto/suite.hpp"
#include "document/file.hpp"
#include "registry/reading.hpp"
#include "storage/store.hpp"

namespace hz::service {

struct Licence {
    std::string identifier;
    registry::RecordId record;
    cases::CaseId case_id;
    document::FileId file;
    identity::PersonId holder;
    std::string company;
    std::string number;
    std::string title;  // {zh, en} as JSON text
    std::string content_digest;
    Time issued_at{};
};

// Event: licence_issued, on stream "licence:<identifier>", with the whole row.
void insert_licence(storage::Session& session, ledger::Ledger& ledger, const Licence& licence);
[[nodiscard]] std::string licence_stream(std::string_view identifier);
[[nodiscard]] std::optional<Licence> find_licence(storage::Session& session, std::string_view identifier);
[[nodiscard]] std::optional<Licence> find_licence(storage::Session& session, registry::RecordId record);
// By identifier, those after `after`.
[[nodiscard]] std::vector<Licence> licences_after(storage::Session& session, std::string_view after, std::size_t limit);
// Those of a person and of the bodies the person may act for.
[[nodiscard]] std::vector<Licence> licences_of(storage::Session& session, const identity::Actor& actor);

enum class LicenceState { valid, revoked, expired, altered, unknown };
[[nodiscard]] std::string_view to_text(LicenceState state);

struct Verification {
    LicenceState state = LicenceState::unknown;
    std::optional<Licence> licence;
    std::optional<registry::Record> record;
};
// By identifier and, where given, the digest in the QR code.
[[nodiscard]] Verification verify_licence(storage::Session& session, std::string_view identifier,
                                          std::string_view digest, Time now);
// By the PDF itself: its own signature by our key, then the register.
[[nodiscard]] Verification verify_licence_file(storage::Session& session, BytesView pdf, const crypto::PublicKey& ours,
                                               Time now);

// Takes a licence away. Refusals: licence_not_found, revoke_reason_missing, what the policy says (licence.revoke).
Result<void> revoke_licence(storage::Session& session, registry::Context& registry, const identity::Actor& actor,
                            registry::RecordId record, std::string_view reason);

}  // namespace hz::service
