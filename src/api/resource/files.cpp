// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>
#include <charconv>

#include "api/resource/routes.hpp"
#include "api/view/file_view.hpp"
#include "cases/draft.hpp"
#include "cases/errors.hpp"
#include "document/errors.hpp"
#include "document/file.hpp"
#include "service/application.hpp"

namespace hz::api {
namespace {

struct StartFile {
    struct Body {
        std::optional<cases::DraftId> draft;
        std::optional<cases::CaseId> case_;
        Text<100> material;
        Text<300> name;
        Text<100> media_type;
        std::int64_t size = 0;
    } body;
};
BOOST_DESCRIBE_STRUCT(StartFile::Body, (), (draft, case_, material, name, media_type, size))

struct FilePath {
    struct Path {
        document::FileId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(FilePath::Path, (), (id))

struct StartedFile : StoredFile {
    std::uint32_t chunk_bytes = 0;  // the most one piece may have
};
BOOST_DESCRIBE_STRUCT(StartedFile, (StoredFile), (chunk_bytes))

// To a draft of one's own; to a case of one's own that waits for a supplement; or to be attached to a case one may
// read.
Result<document::File> start(Platform& p, storage::Session& s, const Asked<StartFile>& asked) {
    const auto& b = asked.body;
    service::MaterialUpload upload{"", "", b.material.value, b.name.value, b.media_type.value, b.size};
    if (b.draft) {
        const auto draft = cases::get_draft(s, *b.draft, asked.actor().person);
        if (!draft) return draft.error();
        if (draft->submitted_as) return refuse(cases::errors::draft_not_found);
        upload.item = draft->type;
        upload.context = "draft:" + to_text(*b.draft);
    } else if (b.case_) {
        const auto c = p.cases.get_readable(s, asked.actor(), *b.case_);
        if (!c) return c.error();
        upload.item = c->type;
        if (c->applicant == asked.actor().person && c->state == "awaiting_supplement")
            upload.context = "supply:" + to_text(*b.case_);
        else if (c->closed() || c->decided())
            return refuse(cases::errors::nothing_to_supply);
        else
            upload.context = service::context_of_attachment(*b.case_, asked.actor().person);
    } else {
        return refuse(cases::errors::draft_not_found);
    }
    return service::start_material(s, *p.definitions.current(), p.identity.ids.make<document::FileId>(),
                                   asked.actor().person, upload, p.now());
}

std::int64_t upload_offset(const http::Request& request) {
    const auto text = request.header("Upload-Offset").value_or("");
    std::int64_t offset = -1;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), offset);
    return fault == std::errc{} && end == text.data() + text.size() ? offset : -1;
}

// A refusal of the content comes with the last chunk and keeps it out: the upload stays unfinished until it is deleted.
Result<Answer<StoredFile>> append(Platform& p, storage::Session& s, const Caller& caller) {
    const auto id = id_from_text<document::FileTag>(caller.request->params.find("id").value_or(""));
    if (!id) return refuse(document::errors::not_found);
    const auto file = document::append(s, p.ledger, p.suite, *id, caller.actor->person, upload_offset(*caller.request),
                                       as_bytes(caller.request->body), p.now());
    if (!file) return file.error();
    return Answer<StoredFile>(file_view(*file));
}

// The owner's, or that of a case this person may read.
Result<document::File> readable(Platform& p, storage::Session& s, const identity::Actor& actor, document::FileId id) {
    auto file = document::get_file(s, id);
    if (!file) return file;
    if (actor.person && file->owner == actor.person) return file;
    constexpr std::string_view prefix = "case:";
    if (file->context.starts_with(prefix)) {
        const auto c = id_from_text<cases::CaseTag>(std::string_view(file->context).substr(prefix.size()));
        if (c && p.cases.get_readable(s, actor, *c)) return file;
    }
    return refuse(document::errors::not_found);
}

// Ours are safe to show in the page; the browser must not guess another type.
Result<http::Response> get_content(Platform& p, storage::Session& s, const Asked<FilePath>& asked) {
    const auto file = readable(p, s, asked.actor(), asked.path.id);
    if (!file) return file.error();
    const auto bytes = document::content(s, file->id);
    http::Response response;
    response.content_type = file->media_type;
    response.body = std::string(as_text(bytes));
    response.header("ETag", "\"" + file->digest + "\"");
    response.header("Cache-Control", "private, max-age=3600");
    response.header("Content-Disposition", "inline");
    http::apply_range(*asked.caller.request, response);
    return response;
}

}  // namespace

Routes file_routes(Platform& p) {
    Routes routes;
    routes.push_back(write<StartFile, StartedFile>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/files",
         .permission = "draft.own",
         .operation_id = "start_file",
         .summary = "Announce an upload; its bytes follow in pieces",
         .status = 201,
         .problems = {&document::errors::too_large, &document::errors::type_not_allowed, &document::errors::empty}},
        [&p](storage::Session& s, const Asked<StartFile>& asked) -> Result<StartedFile> {
            const auto file = start(p, s, asked);
            if (!file) return file.error();
            return StartedFile{file_view(*file), document::chunk_bytes};
        },
        Repeats::once_if_keyed));
    routes.push_back(
        raw<FilePath, StoredFile>({.method = http::Method::patch,
                                   .pattern = "/api/v1/files/{id}",
                                   .permission = "draft.own",
                                   .operation_id = "append_file",
                                   .summary = "The next bytes, from the byte that Upload-Offset names",
                                   .body_limit = document::chunk_bytes},
                                  "application/offset+octet-stream", [&p](http::Request&, http::Responder responder) {
                                      run_write(p, "draft.own", Repeats::as_they_come, std::move(responder),
                                                [&p](storage::Session& s, const Caller& caller) {
                                                    return finish<StoredFile>(append(p, s, caller), 200);
                                                });
                                  }));
    routes.push_back(
        read<FilePath, StoredFile>(p,
                                   {.pattern = "/api/v1/files/{id}",
                                    .permission = std::string(signed_in),
                                    .operation_id = "get_file",
                                    .summary = "How far an upload has come"},
                                   [&p](storage::Session& s, const Asked<FilePath>& asked) -> Result<StoredFile> {
                                       const auto file = readable(p, s, asked.actor(), asked.path.id);
                                       if (!file) return file.error();
                                       return file_view(*file);
                                   }));
    routes.push_back(read<FilePath, http::Response>(
        p,
        {.pattern = "/api/v1/files/{id}/content",
         .permission = std::string(signed_in),
         .operation_id = "get_file_content",
         .summary = "The file itself",
         .answer_type = "application/octet-stream"},
        [&p](storage::Session& s, const Asked<FilePath>& asked) { return get_content(p, s, asked); }));
    routes.push_back(write<FilePath, http::Nothing>(
        p,
        {.method = http::Method::delete_,
         .pattern = "/api/v1/files/{id}",
         .permission = "draft.own",
         .operation_id = "delete_file",
         .summary = "Remove an upload that is not submitted yet"},
        [&p](storage::Session& s, const Asked<FilePath>& asked) -> Result<http::Nothing> {
            if (const auto gone = document::delete_file(s, p.ledger, asked.path.id, asked.actor().person, p.now());
                !gone)
                return gone.error();
            return http::Nothing{};
        }));
    return routes;
}

}  // namespace hz::api
