// SPDX-License-Identifier: Apache-2.0
#include "api/resource/models.hpp"

#include "http/etag.hpp"
#include "identity/person.hpp"
#include "pack/errors.hpp"

namespace hz::api {
namespace {

constexpr std::size_t most_versions = 100;
constexpr std::uint64_t model_body_limit = std::uint64_t{5} << 20;

std::optional<Named> agency_of(const Json& body, const identity::DirectoryView& directory) {
    const auto* agency = directory.agency(get_text(body, "agency"));
    if (agency == nullptr) return std::nullopt;
    return Named{agency->code, Words(agency->name)};
}

std::string name_of_actor(storage::Session& s, std::string_view actor) {
    constexpr std::string_view person = "person:";
    if (!actor.starts_with(person)) return {};
    const auto id = id_from_text<identity::PersonTag>(actor.substr(person.size()));
    return id ? identity::display_name(s, *id) : std::string();
}

// The one in force, and those that brought another model than the one before.
std::vector<ModelVersion> versions(Platform& p, storage::Session& s, const pack::StoredDefinition& definition,
                                   const service::ModelFile& file, std::string_view member) {
    std::vector<ModelVersion> out;
    const auto notes = service::model_notes(s, p.ledger, file, definition);
    const auto all = pack::list_versions(s, definition.kind, definition.code);
    for (std::size_t i = 0; i < all.size() && out.size() < most_versions; ++i) {
        const auto& one = all[i];
        const auto text = get_text(one.body, member);
        const bool same = i + 1 < all.size() && get_text(all[i + 1].body, member) == text;
        if (text.empty() || (same && one.state != "published" && one.version != definition.version)) continue;
        ModelVersion line{one.version, moment(p, one.published_at), one.state, {}, {}};
        for (const auto& note : notes) {
            if (note.version != one.version) continue;
            line.by = name_of_actor(s, note.actor);
            line.note = note.note;
        }
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace

http::Spec reading_model(std::string pattern, std::string operation_id, std::string summary) {
    http::Spec out;
    out.pattern = std::move(pattern);
    out.permission = "definition.read";
    out.operation_id = std::move(operation_id);
    out.summary = std::move(summary);
    return out;
}

http::Spec sending_model(std::string pattern, std::string operation_id, std::string summary) {
    auto out = reading_model(std::move(pattern), std::move(operation_id), std::move(summary));
    out.method = http::Method::post;
    out.body_limit = model_body_limit;
    out.cost = 2;
    return out;
}

http::Spec saving_model(std::string pattern, std::string operation_id, std::string summary) {
    auto out = sending_model(std::move(pattern), std::move(operation_id), std::move(summary));
    out.method = http::Method::put;
    out.permission = service::design_permission;
    out.cost = 5;
    out.problems = {&pack::errors::version_moved};
    return out;
}

Error no_such_model(const ModelPath::Path& path) {
    return refuse(pack::errors::no_such_definition, {{"kind", path.kind.value}, {"code", path.code.value}});
}

void describe_model(Platform& p, storage::Session& s, const identity::Actor& actor,
                    const pack::CompiledDefinition& definition, ModelSummary& out) {
    out.kind = definition.kind;
    out.code = definition.code;
    out.title = words_from(find(definition.body, "title"), definition.code);
    out.agency = agency_of(definition.body, *p.identity.directory.get(s));
    out.pack = definition.pack;
    out.version = definition.version;
    out.published_at = moment(p, definition.published_at);
    out.can_edit = static_cast<bool>(service::may_design(s, p.identity, actor, definition.body));
}

void describe_model(Platform& p, storage::Session& s, const identity::Actor& actor,
                    const pack::CompiledDefinition& definition, const service::ModelFile& file, std::string_view member,
                    ModelText& out) {
    out.kind = definition.kind;
    out.code = definition.code;
    out.title = words_from(find(definition.body, "title"), definition.code);
    out.pack = definition.pack;
    out.file = definition.source + "/" + std::string(file.name);
    out.version = definition.version;
    out.published_at = moment(p, definition.published_at);
    out.xml = get_text(definition.body, member);
    out.can_edit = static_cast<bool>(service::may_design(s, p.identity, actor, definition.body));
    out.versions = versions(p, s, definition, file, member);
    for (const auto& one : out.versions)
        if (one.state == "published") out.newest = one.version;
}

Result<pack::DefinitionPtr> definition_of(Platform& p, storage::Session& s, const ModelPath::Path& path,
                                          std::optional<std::int64_t> version) {
    const auto stored = pack::find_definition(s, path.kind.value, path.code.value, version);
    if (!stored) return no_such_model(path);
    return p.definitions.get(s, stored->kind, stored->code, stored->version);
}

Result<std::int64_t> opened_version(Platform& p, const Asked<SaveModel>& asked) {
    const auto now = p.definitions.current()->find(asked.path.kind.value, asked.path.code.value);
    if (!now) return no_such_model(asked.path);
    const auto matched = http::check_if_match(*asked.caller.request, http::etag_of(std::to_string(now->version)));
    if (matched) return now->version;
    const auto given = asked.caller.request->header("If-Match");
    if (!given) return matched.error();
    std::string opened(given->substr(0, 20));
    std::erase(opened, '"');
    return refuse(pack::errors::version_moved, {{"opened", opened}, {"now", std::to_string(now->version)}});
}

}  // namespace hz::api
