// SPDX-License-Identifier: Apache-2.0
#include "service/model_edit.hpp"

#include "base/encoding.hpp"
#include "identity/directory.hpp"
#include "pack/errors.hpp"

namespace hz::service {
namespace {

using storage::Session;

std::string stream_of(std::string_view pack) { return "pack:" + std::string(pack); }

ledger::Entry entry_of(const crypto::Suite& suite, const identity::Actor& actor, const identity::Decision& decision,
                       const ModelFile& file, const ModelEdit& edit, const pack::EditReport& done) {
    const auto digest = [&](std::string_view text) { return to_hex(suite.digest(as_bytes(text))); };
    auto entry = identity::entry_by(actor, decision, std::string(file.saved), stream_of(done.pack));
    entry.purpose = "design";
    entry.payload = {{"kind", edit.kind},
                     {"code", edit.code},
                     {"version", done.change.version},
                     {"source", done.change.source},
                     {"digest", digest(done.change.body)},
                     {"path", done.path},
                     {"file_digest", digest(edit.xml)},
                     {"imported_digest", digest(done.imported)},
                     {"note", edit.note}};
    return entry;
}

}  // namespace

identity::Decision may_design(Session& session, const identity::Context& context, const identity::Actor& actor,
                              const Json& body) {
    const auto directory = context.directory.get(session);
    identity::Resource definition;
    definition.kind = "definition";
    definition.agency = get_text(body, "agency");
    const auto* agency = directory->agency(definition.agency);
    if (agency != nullptr) definition.region_path = agency->region_path;
    return identity::decide(actor, design_permission, definition, "design");
}

Result<pack::StoredDefinition> may_edit(Session& session, const identity::Context& context,
                                        const identity::Actor& actor, const ModelEdit& edit) {
    auto stored = pack::find_definition(session, edit.kind, edit.code);
    if (!stored) return refuse(pack::errors::no_such_definition, {{"kind", edit.kind}, {"code", edit.code}});
    const auto decision = may_design(session, context, actor, stored->body);
    if (auto permitted = decision.result(design_permission); !permitted) return permitted.error();
    return std::move(*stored);
}

Result<std::int64_t> save_model(Session& session, identity::Context& context, const crypto::Suite& suite,
                                const identity::Actor& actor, const ModelFile& file, const ModelEdit& edit) {
    const auto stored = may_edit(session, context, actor, edit);
    if (!stored) return stored.error();
    const auto now = context.clock.now();
    const auto done =
        pack::edit_file(session, {edit.kind, edit.code, edit.opened, std::string(file.name), edit.xml}, now);
    if (!done) return done.error();
    if (done->change.version == 0) return stored->version;
    const auto decision = may_design(session, context, actor, stored->body);
    auto entry = entry_of(suite, actor, decision, file, edit, *done);
    entry.at = now;
    context.ledger.append(session, entry);
    return done->change.version;
}

std::vector<ModelNote> model_notes(Session& session, ledger::Ledger& ledger, const ModelFile& file,
                                   const pack::StoredDefinition& definition) {
    std::vector<ModelNote> out;
    ledger.each(session, stream_of(definition.pack), [&](const ledger::Event& event) {
        const auto& said = event.entry.payload;
        if (event.entry.type != file.saved || get_text(said, "kind") != definition.kind ||
            get_text(said, "code") != definition.code)
            return;
        out.push_back({get_int(said, "version"), event.entry.actor, std::string(get_text(said, "note"))});
    });
    return out;
}

}  // namespace hz::service
