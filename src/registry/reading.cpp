// SPDX-License-Identifier: Apache-2.0
#include "registry/reading.hpp"

#include <algorithm>

#include "identity/person.hpp"
#include "registry/errors.hpp"
#include "registry/record_store.hpp"

namespace hz::registry {
namespace {

RecordView view_of(const Context& context, const Registry& registry, Record record,
                   const identity::Decision& decision) {
    RecordView view;
    view.registry_title = registry.title;
    view.state = state_at(record, context.clock.now());
    static const JsonObject nothing;
    const auto* body = record.body.if_object();
    auto fields = mask(decision, body == nullptr ? nothing : *body, registry.fields);
    view.masked = std::move(fields.masked);
    view.left_out = std::move(fields.left_out);
    view.record = std::move(record);
    view.record.body = std::move(fields.body);
    // A key shows its fields: where one of those is hidden, so is the key.
    for (const auto& key : registry.keys)
        if (const auto* shown = find(view.record.body, key);
            shown == nullptr || std::ranges::find(view.masked, key) != view.masked.end())
            view.record.key.clear();
    return view;
}

JsonArray names(const JsonObject& body) {
    JsonArray out;
    for (const auto& member : body) out.emplace_back(member.key());
    return out;
}

ledger::EventId write_down(storage::Session& session, Context& context, const Actor& reader,
                           const identity::Decision& decision, const Registry& registry, const RecordView& view,
                           const Change& why) {
    auto entry = entry_of(context, reader, decision, "record_read", registry, view.record, why);
    entry.payload = {{"registry", registry.code},
                     {"fields", names(view.record.body.get_object())},
                     {"masked", JsonArray(view.masked.begin(), view.masked.end())}};
    return context.ledger.append(session, entry);
}

std::vector<std::string> texts(const Json& payload, std::string_view key) {
    std::vector<std::string> out;
    for (const auto& item : get_array(payload, key))
        if (item.is_string()) out.emplace_back(item.get_string());
    return out;
}

}  // namespace

Result<RecordView> read_record(storage::Session& session, Context& context, const Actor& reader, RecordId id,
                               std::string_view purpose, std::string_view legal_basis) {
    auto record = find_record(session, id);
    if (!record) return refuse(errors::not_found);
    const auto registry = context.registries.get(record->registry);
    if (!registry) return registry.error();
    const auto resource = resource_of(**registry, *record);
    const auto decision = decide(reader, "record.read", resource, purpose);
    if (!decision) return decision.result("record.read").error();
    if (record->state == "erased") return refuse(errors::erased);
    const bool may_correct = static_cast<bool>(decide(reader, "record.correct", resource, purpose));
    auto found = may_correct ? findings(**registry, record->body) : std::vector<Finding>();
    auto view = view_of(context, **registry, std::move(*record), decision);
    view.findings = std::move(found);
    if (!decision.own && view.record.subject)
        view.log = write_down(session, context, reader, decision, **registry, view,
                              {"", std::string(legal_basis), std::string(purpose), ""});
    return view;
}

Result<std::vector<RecordView>> read_records(storage::Session& session, Context& context, const Actor& reader,
                                             std::span<const RecordId> ids, std::string_view purpose,
                                             std::string_view legal_basis) {
    std::vector<RecordView> out;
    for (const auto id : ids) {
        auto view = read_record(session, context, reader, id, purpose, legal_basis);
        if (!view) return view.error();
        out.push_back(std::move(*view));
    }
    return out;
}

std::vector<RecordView> own_records(storage::Session& session, Context& context, const Actor& reader,
                                    std::size_t limit) {
    std::vector<RecordView> out;
    if (!reader.person) return out;
    // The right to see one's own data comes from the law, not from a role.
    identity::Decision own;
    own.own = true;
    own.clearance = identity::highest_grade;
    const auto add = [&](std::vector<Record> records) {
        for (auto& record : records) {
            const auto registry = context.registries.find(record.registry);
            if (registry && record.state != "erased" && out.size() < limit)
                out.push_back(view_of(context, *registry, std::move(record), own));
        }
    };
    add(records_of(session, reader.person, "", limit));
    for (const auto& company : reader.companies) add(records_of_company(session, company, "", limit));
    return out;
}

std::vector<Access> access_log(storage::Session& session, Context& context, PersonId subject, std::size_t limit) {
    std::vector<Access> out;
    for (auto& event : context.ledger.about(session, identity::subject_of(subject), "record_read", limit)) {
        auto& entry = event.entry;
        Access access;
        access.event = event.id;
        access.position = event.position;
        access.at = entry.at;
        access.reader = entry.actor;
        if (const auto person = entry.actor.starts_with("person:") ? parse_id(entry.actor.substr(7)) : std::nullopt)
            access.reader_name = identity::display_name(session, {*person});
        access.post = entry.post;
        access.agency = entry.organisation;
        access.registry = get_text(entry.payload, "registry");
        if (const auto registry = context.registries.find(access.registry)) access.registry_title = registry->title;
        if (const auto id = parse_id(std::string_view(entry.stream).substr(entry.stream.find(':') + 1)))
            access.record = {*id};
        access.fields = texts(entry.payload, "fields");
        access.masked = texts(entry.payload, "masked");
        access.purpose = std::move(entry.purpose);
        access.legal_basis = std::move(entry.legal_basis);
        out.push_back(std::move(access));
    }
    return out;
}

}  // namespace hz::registry
