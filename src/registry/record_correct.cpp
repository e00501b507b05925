// SPDX-License-Identifier: Apache-2.0
#include "registry/errors.hpp"
#include "registry/record_store.hpp"

namespace hz::registry {

Result<std::int64_t> correct_record(storage::Session& session, Context& context, const Actor& by, RecordId id,
                                    std::int64_t version, const Json& body, const Change& change) {
    auto changing = begin_change(session, context, by, id, version, change, "record.correct");
    if (!changing) return changing.error();
    auto& [registry, record, decision] = *changing;
    if (auto ok = check_body(*registry, body, context.registries.check_identifier()); !ok) return ok.error();
    const auto key = key_of(*registry, body);
    if (!key) return key.error();
    if (*key != record.key) return refuse(errors::key_changed);
    record.body = body;
    ++record.version;
    record.source = change.source;
    auto entry = entry_of(context, by, decision, "record_corrected", *registry, record, change);
    record.updated_at = entry.at;
    record.legal_basis = entry.legal_basis;
    entry.payload = payload_of(record, change.reason);
    commit(session, context, *registry, record, std::move(entry));
    return record.version;
}

}  // namespace hz::registry
