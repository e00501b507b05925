// SPDX-License-Identifier: Apache-2.0
#include "service/application.hpp"

#include <algorithm>

#include "cases/case_store.hpp"
#include "cases/errors.hpp"
#include "service/company.hpp"
#include "service/errors.hpp"

namespace hz::service {
namespace {

using document::File;

std::string draft_context(cases::DraftId id) { return "draft:" + to_text(id); }

// Files grouped by material, in the order they were given.
std::vector<cases::Material> materials_of(const std::vector<File>& files) {
    std::vector<cases::Material> out;
    for (const auto& file : files) {
        auto at = std::find_if(out.begin(), out.end(), [&](const auto& m) { return m.code == file.material; });
        if (at == out.end()) at = out.insert(out.end(), {file.material, {}});
        at->files.push_back(to_text(file.id));
    }
    return out;
}

Result<void> all_stored(const std::vector<File>& files) {
    for (const auto& file : files)
        if (file.state != "stored") return refuse(errors::upload_unfinished, {{"name", file.name}});
    return {};
}

Result<cases::SubmitCase> to_command(storage::Session& session, const identity::Actor& actor, const cases::Draft& draft,
                                     const pack::Definitions& definitions) {
    cases::SubmitCase command;
    command.type = draft.type;
    command.applicant_name = actor.name;
    command.form = draft.data;
    const auto item = definitions.find("service", draft.type);
    if (!item) return refuse(cases::errors::no_such_type);
    const auto* apply = find(item->body, "apply");
    const bool for_company = apply && get_text(*apply, "subject") == "company";
    if (for_company && draft.company.empty()) return refuse(errors::company_needed);
    if (!draft.company.empty()) {
        const auto& mine = actor.companies;
        if (std::find(mine.begin(), mine.end(), draft.company) == mine.end()) return refuse(errors::not_your_company);
        command.company = draft.company;
        command.company_name = company_name(session, draft.company);
    }
    return command;
}

}  // namespace

Result<Application> submit_application(storage::Session& session, cases::Cases& cases,
                                       pack::DefinitionCache& definitions, const identity::Actor& actor,
                                       cases::DraftId id) {
    const auto draft = cases::get_draft(session, id, actor.person);
    if (!draft) return draft.error();
    if (draft->submitted_as) {
        auto before = cases::find_case(session, draft->submitted_as);
        if (!before) return refuse(cases::errors::not_found);
        return Application{{std::move(*before), {}}, true};
    }
    const auto files = document::files_of(session, draft_context(id));
    if (auto stored = all_stored(files); !stored) return stored.error();
    auto command = to_command(session, actor, *draft, *definitions.current());
    if (!command) return command.error();
    command->materials = materials_of(files);
    auto recorded = cases.submit(session, actor, *command);
    if (!recorded) return recorded.error();
    document::move_files(session, draft_context(id), cases::stream_of(recorded->now.id));
    cases::mark_submitted(session, id, recorded->now.id);
    return Application{std::move(*recorded), false};
}

Result<cases::Recorded> supply_application(storage::Session& session, cases::Cases& cases, const identity::Actor& actor,
                                           cases::CaseId id, const Json& form, std::string note) {
    const auto c = cases.get_readable(session, actor, id);
    if (!c) return c.error();
    const auto context = "supply:" + to_text(id);
    const auto files = document::files_of(session, context);
    if (auto stored = all_stored(files); !stored) return stored.error();
    auto materials = c->materials;
    for (auto& fresh : materials_of(files)) {
        const auto at =
            std::find_if(materials.begin(), materials.end(), [&](const auto& m) { return m.code == fresh.code; });
        if (at == materials.end())
            materials.push_back(std::move(fresh));
        else
            at->files = std::move(fresh.files);
    }
    auto recorded = cases.supply(session, actor, {id, std::move(note), form, std::move(materials)});
    if (recorded) document::move_files(session, context, cases::stream_of(id));
    return recorded;
}

std::string context_of_attachment(cases::CaseId id, identity::PersonId by) {
    return "attach:" + to_text(id) + ":" + to_text(by);
}

Result<cases::Recorded> attach_material(storage::Session& session, cases::Cases& cases, const identity::Actor& actor,
                                        cases::CaseId id, std::string note) {
    if (const auto c = cases.get_readable(session, actor, id); !c) return c.error();
    const auto context = context_of_attachment(id, actor.person);
    const auto files = document::files_of(session, context);
    if (auto stored = all_stored(files); !stored) return stored.error();
    auto recorded = cases.act(session, actor, cases::AttachMaterials{id, materials_of(files), std::move(note)});
    if (recorded) document::move_files(session, context, cases::stream_of(id));
    return recorded;
}

Result<File> start_material(storage::Session& session, const pack::Definitions& definitions, document::FileId id,
                            identity::PersonId owner, const MaterialUpload& upload, Time now) {
    const auto item = definitions.find("service", upload.item);
    if (!item) return refuse(cases::errors::no_such_type);
    for (const auto& material : get_array(item->body, "materials")) {
        if (get_text(material, "code") != upload.material) continue;
        document::StartUpload start{
            owner, upload.context, upload.material, upload.name, upload.media_type, upload.size, {}, 0};
        for (const auto& type : get_array(material, "types"))
            if (type.is_string()) start.allowed.emplace_back(type.get_string());
        if (start.allowed.empty()) start.allowed = {"pdf", "jpeg", "png"};
        start.max_bytes = get_int(material, "max_mb", 10) << 20;
        return document::start_upload(session, id, start, now);
    }
    return refuse(errors::no_such_material);
}

}  // namespace hz::service
