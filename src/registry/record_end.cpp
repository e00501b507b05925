// SPDX-License-Identifier: Apache-2.0
// The ends of a record: closed, revoked, erased.
#include "registry/errors.hpp"
#include "registry/record_store.hpp"

namespace hz::registry {
namespace {

Result<void> end(storage::Session& session, Context& context, const Actor& by, RecordId id, std::int64_t version,
                 const Change& change, std::string_view permission, std::string state) {
    auto changing = begin_change(session, context, by, id, version, change, permission);
    if (!changing) return changing.error();
    auto& [registry, record, decision] = *changing;
    auto entry = entry_of(context, by, decision, "record_" + state, *registry, record, change);
    record.state = std::move(state);
    ++record.version;
    if (!change.source.empty()) record.source = change.source;
    record.updated_at = entry.at;
    record.legal_basis = entry.legal_basis;
    entry.payload = payload_of(record, change.reason);
    commit(session, context, *registry, record, std::move(entry));
    return {};
}

}  // namespace

Result<void> close_record(storage::Session& session, Context& context, const Actor& by, RecordId id,
                          std::int64_t version, const Change& change) {
    return end(session, context, by, id, version, change, "record.close", "closed");
}

Result<void> revoke_record(storage::Session& session, Context& context, const Actor& by, RecordId id,
                           std::int64_t version, const Change& change) {
    return end(session, context, by, id, version, change, "record.revoke", "revoked");
}

Result<std::size_t> erase_records(storage::Session& session, Context& context, const Actor& by, PersonId subject,
                                  const Change& change) {
    constexpr std::size_t most = 10'000;
    std::size_t count = 0;
    for (auto& record : records_of(session, subject, "", most)) {
        if (record.state == "erased") continue;
        const auto registry = context.registries.get(record.registry);
        if (!registry) return registry.error();
        const auto resource = resource_of(**registry, record);
        const auto decision = decide(by, "record.erase", resource, change.reason);
        if (!decision) return decision.result("record.erase").error();
        session.exec("update record_version set body = '{}', source = '' where record = $1", record.id);
        record.body = JsonObject{};
        record.state = "erased";
        record.key = "erased:" + to_text(record.id);  // a key may be an identity number
        record.source.clear();
        ++record.version;
        auto entry = entry_of(context, by, decision, "record_erased", **registry, record, change);
        // Not sealed: the subject's key is about to be destroyed.
        entry.subject = {};
        entry.payload = payload_of(record, change.reason);
        record.updated_at = entry.at;
        record.legal_basis = entry.legal_basis;
        commit(session, context, **registry, record, std::move(entry));
        ++count;
    }
    return count;
}

}  // namespace hz::registry
