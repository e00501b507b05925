// SPDX-License-Identifier: Apache-2.0
#include "api/view/record_view.hpp"

#include <algorithm>

#include "identity/organisation.hpp"

namespace hz::api {
namespace {

Words field_title(const registry::RegistryPtr& registry, const std::string& field) {
    if (!registry) return same(field);
    const auto title = registry->titles.find(field);
    return title == registry->titles.end() ? same(field) : Words(title->second);
}

// What a coded value means, by the registry's member `code_lists`. The list "region" is the directory of regions.
class Meanings {
  public:
    Meanings(Platform& platform, storage::Session& session, std::string_view registry)
        : session_(session), definitions_(platform.definitions.current()) {
        if (const auto found = definitions_->find("registry", registry)) lists_ = get_object(found->body, "code_lists");
    }

    [[nodiscard]] std::optional<Words> of(std::string_view field, const Json& value) const {
        const auto* list = lists_.if_contains(field);
        const auto* code = value.if_string();
        if (!list || !list->is_string() || !code) return std::nullopt;
        const std::string_view name = list->get_string();
        if (name == "region") {
            const auto region = identity::find_region(session_, *code);
            return region ? std::optional(Words(region->name)) : std::nullopt;
        }
        const auto* title = definitions_->find_code(name, *code);
        return title ? std::optional(words_from(title)) : std::nullopt;
    }

  private:
    storage::Session& session_;
    std::shared_ptr<const pack::Definitions> definitions_;
    JsonObject lists_;
};

// The ledger quotes law in the official language; where it is the registry's own basis, both are known.
Words basis_of(const registry::RegistryPtr& registry, const std::string& quoted) {
    if (registry && (quoted == registry->legal_basis.zh || quoted == registry->legal_basis.en))
        return registry->legal_basis;
    return same(quoted);
}

}  // namespace

RecordView record_view(Platform& p, storage::Session& s, const registry::RecordView& view) {
    const auto registry = p.registry.registries.find(view.record.registry);
    const Meanings meanings(p, s, view.record.registry);
    RecordView out;
    out.id = view.record.id;
    out.registry = view.record.registry;
    out.registry_title = view.registry_title;
    out.state = view.state;
    out.as_of = moment(p, view.record.updated_at);
    const auto* body = view.record.body.if_object();
    if (!body) return out;
    for (const auto& [key, value] : *body) {
        const std::string name(key);
        const bool masked = std::find(view.masked.begin(), view.masked.end(), name) != view.masked.end();
        out.fields.push_back(
            {name, field_title(registry, name), value, masked ? std::nullopt : meanings.of(name, value), masked});
    }
    return out;
}

AccessEntry access_view(Platform& p, storage::Session& s, const registry::Access& a) {
    const auto directory = p.identity.directory.get(s);
    const auto* agency = directory->agency(a.agency);
    const auto* post = directory->post(a.agency, a.post);
    const auto registry = p.registry.registries.find(a.registry);
    AccessEntry out;
    out.at = moment(p, a.at);
    out.reader = {a.reader_name, post ? Words(post->title) : same(a.post),
                  agency ? Words(agency->name) : same(a.agency)};
    out.record = {a.registry, a.registry_title};
    for (const auto& field : a.fields) out.fields.push_back(field_title(registry, field));
    out.purpose = a.purpose;
    out.legal_basis = basis_of(registry, a.legal_basis);
    out.position = a.position;
    return out;
}

}  // namespace hz::api
