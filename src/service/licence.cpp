// SPDX-License-Identifier: Apache-2.0
#include "service/licence.hpp"

#include "base/text.hpp"
#include "document/signed_pdf.hpp"
#include "service/errors.hpp"

namespace hz::service {
namespace {

using storage::Session;

constexpr std::string_view select_licence =
    "select identifier, record_id, case_id, file_id, holder, company, number, title, content_digest, issued_at from "
    "service_licence ";

std::vector<Licence> read_licences(Session& session, std::string_view sql, const auto&... args) {
    std::vector<Licence> out;
    session.each<std::string, registry::RecordId, cases::CaseId, document::FileId, identity::PersonId, std::string,
                 std::string, std::string, std::string, std::int64_t>(
        sql,
        [&](std::string identifier, registry::RecordId record, cases::CaseId case_id, document::FileId file,
            identity::PersonId holder, std::string company, std::string number, std::string title, std::string digest,
            std::int64_t at) {
            out.push_back({std::move(identifier), record, case_id, file, holder, std::move(company), std::move(number),
                           std::move(title), std::move(digest), from_millis(at)});
        },
        args...);
    return out;
}

std::optional<Licence> first(std::vector<Licence> licences) {
    if (licences.empty()) return std::nullopt;
    return std::move(licences.front());
}

}  // namespace

std::string licence_stream(std::string_view identifier) { return "licence:" + std::string(identifier); }

void insert_licence(Session& session, ledger::Ledger& ledger, const Licence& l) {
    session.exec(
        "insert into service_licence (identifier, record_id, case_id, file_id, holder, company, number, title, "
        "content_digest, "
        "issued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        l.identifier, l.record, l.case_id, l.file, l.holder, l.company, l.number, l.title, l.content_digest,
        to_millis(l.issued_at));
    ledger::Entry entry;
    entry.type = "licence_issued";
    entry.stream = licence_stream(l.identifier);
    entry.actor = "system:licence";
    entry.purpose = "issuing";
    entry.subject = identity::subject_of(l.holder);
    entry.payload = {{"record", l.record.value},
                     {"case", l.case_id.value},
                     {"file", l.file.value},
                     {"company", l.company},
                     {"number", l.number},
                     {"title", l.title},
                     {"content_digest", l.content_digest}};
    entry.at = l.issued_at;
    ledger.append(session, entry);
}

std::optional<Licence> find_licence(Session& session, std::string_view identifier) {
    static const auto sql = std::string(select_licence) + "where identifier = $1";
    return first(read_licences(session, sql, identifier));
}

std::optional<Licence> find_licence(Session& session, registry::RecordId record) {
    static const auto sql = std::string(select_licence) + "where record_id = $1";
    return first(read_licences(session, sql, record));
}

std::vector<Licence> licences_after(Session& session, std::string_view after, std::size_t limit) {
    static const auto sql = std::string(select_licence) + "where identifier > $1 order by identifier limit $2";
    return read_licences(session, sql, after, limit);
}

std::vector<Licence> licences_of(Session& session, const identity::Actor& actor) {
    static const auto by_holder = std::string(select_licence) + "where holder = $1 order by issued_at desc";
    auto out = read_licences(session, by_holder, actor.person);
    for (const auto& company : actor.companies)
        for (const auto& record : registry::records_of_company(session, company))
            if (auto licence = find_licence(session, record.id); licence && licence->holder != actor.person)
                out.push_back(std::move(*licence));
    return out;
}

std::string_view to_text(LicenceState state) {
    switch (state) {
        case LicenceState::valid:
            return "valid";
        case LicenceState::revoked:
            return "revoked";
        case LicenceState::expired:
            return "expired";
        case LicenceState::altered:
            return "altered";
        default:
            return "unknown";
    }
}

Verification verify_licence(Session& session, std::string_view identifier, std::string_view digest, Time now) {
    Verification out;
    out.licence = find_licence(session, identifier);
    if (!out.licence) return out;
    out.record = registry::find_record(session, out.licence->record);
    if (!out.record) return out;
    const auto state = registry::state_at(*out.record, now);
    out.state = !digest.empty() && !out.licence->content_digest.starts_with(digest) ? LicenceState::altered
                : state == "active"                                                 ? LicenceState::valid
                : state == "expired"                                                ? LicenceState::expired
                                                                                    : LicenceState::revoked;
    return out;
}

Verification verify_licence_file(Session& session, BytesView pdf, const crypto::PublicKey& ours, Time now) {
    const auto signature = document::verify_pdf(pdf);
    if (!signature) return {};
    Verification out;
    out.state = LicenceState::altered;
    const bool our_key = signature->key == to_base64(ours.spki());
    if (!signature->intact) return out;
    if (!our_key) return {};
    return verify_licence(session, get_text(signature->about, "identifier"),
                          get_text(signature->about, "content_digest"), now);
}

Result<void> revoke_licence(Session& session, registry::Context& registry, const identity::Actor& actor,
                            registry::RecordId record, std::string_view reason) {
    if (trim(reason).empty())
        return refuse_fields(errors::revoke_reason_missing, {{"/reason", &errors::revoke_reason_missing, {}}});
    const auto found = registry::find_record(session, record);
    if (!found || !find_licence(session, record)) return refuse(errors::licence_not_found);
    return registry::revoke_record(
        session, registry, actor, record, found->version,
        {.source = "licence", .legal_basis = {}, .reason = std::string(reason), .permission = "licence.revoke"});
}

}  // namespace hz::service
