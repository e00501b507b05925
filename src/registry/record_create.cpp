// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "registry/errors.hpp"
#include "registry/record_store.hpp"

namespace hz::registry {
namespace {

struct Creating {
    RegistryPtr registry;
    CheckIdentifier check_identifier;
    Time now;
};

Result<RecordId> create(storage::Session& session, Context& context, const Actor& by, const Creating& creating,
                        const NewRecord& wanted, const Change& change) {
    const auto& registry = *creating.registry;
    Record record;
    record.id = context.ids.make<RecordId>();
    record.registry = registry.code;
    record.subject = wanted.subject;
    record.company = wanted.company;
    auto resource = resource_of(registry, record);
    resource.platform = registry.agency.empty();
    const std::string_view action = change.permission.empty() ? "record.create" : std::string_view(change.permission);
    const auto decision = decide(by, action, resource, change.reason.empty() ? change.source : change.reason);
    if (!decision) return decision.result(action).error();
    if (auto ok = check_body(registry, wanted.body, creating.check_identifier); !ok) return ok.error();
    auto key = key_of(registry, wanted.body);
    if (!key) return key.error();
    record.key = std::move(*key);
    record.state = "active";
    record.body = wanted.body;
    record.valid_from = wanted.valid_from.value_or(creating.now);
    record.valid_until = wanted.valid_until;
    record.source = change.source;
    record.updated_at = creating.now;
    if (record.valid_until && *record.valid_until <= record.valid_from) return refuse(errors::bad_period);
    if (session.row<RecordId>("select id from record where registry = $1 and key = $2", registry.code, record.key))
        return refuse(errors::key_taken, {{"registry", registry.title.in("zh-Hans")}, {"key", record.key}});
    auto entry = entry_of(context, by, decision, "record_created", registry, record, change);
    entry.at = creating.now;
    entry.payload = payload_of(record, change.reason);
    record.legal_basis = entry.legal_basis;
    commit(session, context, registry, record, std::move(entry));
    return record.id;
}

}  // namespace

Result<RecordId> create_record(storage::Session& session, Context& context, const Actor& by, std::string_view registry,
                               const NewRecord& record, const Change& change) {
    auto found = context.registries.get(registry);
    if (!found) return found.error();
    const Creating creating{std::move(*found), context.registries.check_identifier(), context.clock.now()};
    return create(session, context, by, creating, record, change);
}

Result<std::vector<RecordId>> import_records(storage::Session& session, Context& context, const Actor& by,
                                             std::string_view registry, std::span<const NewRecord> records,
                                             const Change& change) {
    auto found = context.registries.get(registry);
    if (!found) return found.error();
    const Creating creating{std::move(*found), context.registries.check_identifier(), context.clock.now()};
    std::vector<RecordId> ids;
    ids.reserve(records.size());
    for (const auto& record : records) {
        auto id = create(session, context, by, creating, record, change);
        if (!id) {
            auto error = id.error();
            error.params["row"] = std::to_string(ids.size() + 1);
            return error;
        }
        ids.push_back(*id);
    }
    return ids;
}

}  // namespace hz::registry
