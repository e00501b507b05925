// SPDX-License-Identifier: Apache-2.0
#include <boost/describe.hpp>
#include <charconv>

#include "api/resource/routes.hpp"
#include "api/view/file_view.hpp"
#include "api/view/words.hpp"
#include "cases/draft.hpp"
#include "cases/errors.hpp"
#include "document/file.hpp"

namespace hz::api {
namespace {

struct CreateDraft {
    struct Body {
        Text<100> item;
        std::optional<Text<60>> company;
        std::optional<Json> data;
    } body;
};
BOOST_DESCRIBE_STRUCT(CreateDraft::Body, (), (item, company, data))

struct DraftPath {
    struct Path {
        cases::DraftId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(DraftPath::Path, (), (id))

struct SaveDraft : DraftPath {
    struct Body {
        Json data;
    } body;
};
BOOST_DESCRIBE_STRUCT(SaveDraft::Body, (), (data))

std::string etag(const cases::Draft& draft) { return "\"" + std::to_string(draft.version) + "\""; }

struct DraftView {
    cases::DraftId id;
    Coded item;
    std::optional<std::string> company;
    Json data;
    std::string etag;
    std::vector<StoredFile> files;
    Moment saved_at;
};
BOOST_DESCRIBE_STRUCT(DraftView, (), (id, item, company, data, etag, files, saved_at))

struct DraftList {
    std::vector<DraftView> items;
};
BOOST_DESCRIBE_STRUCT(DraftList, (), (items))

DraftView draft_view(storage::Session& s, Platform& p, const cases::Draft& draft) {
    DraftView out;
    out.id = draft.id;
    const auto item = p.definitions.current()->find("service", draft.type);
    out.item = {draft.type, words_from(item ? find(item->body, "title") : nullptr, draft.type)};
    if (!draft.company.empty()) out.company = draft.company;
    out.data = draft.data;
    out.etag = etag(draft);
    for (const auto& file : document::files_of(s, "draft:" + to_text(draft.id))) out.files.push_back(file_view(file));
    out.saved_at = moment(p, draft.updated_at);
    return out;
}

Answer<DraftView> draft_answer(int status, storage::Session& s, Platform& p, const cases::Draft& draft) {
    return Answer<DraftView>(draft_view(s, p, draft), status).header("ETag", etag(draft));
}

// The version an If-Match names; 0 where the header is absent, -1 where it is not ours.
std::int64_t expected_version(const http::Request& request) {
    const auto given = request.header("If-Match");
    if (!given || *given == "*") return 0;
    auto text = *given;
    if (text.size() < 3 || text.front() != '"' || text.back() != '"') return -1;
    text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), version);
    return fault == std::errc{} && end == text.data() + text.size() && version > 0 ? version : -1;
}

}  // namespace

Routes draft_routes(Platform& p) {
    const std::string own = "draft.own";
    Routes routes;
    routes.push_back(write<CreateDraft, DraftView>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/drafts",
         .permission = own,
         .operation_id = "create_draft",
         .summary = "Begin an application",
         .status = 201},
        [&p](storage::Session& s, const Asked<CreateDraft>& asked) -> Result<Answer<DraftView>> {
            const auto item = p.definitions.current()->find("service", asked.body.item.value);
            if (!item) return refuse(cases::errors::no_such_type);
            if (!item->process) return refuse(cases::errors::not_online);
            const auto draft = cases::create_draft(s, p.identity.ids.make<cases::DraftId>(), asked.actor().person,
                                                   item->code, asked.body.company ? asked.body.company->value : "",
                                                   asked.body.data.value_or(JsonObject{}), p.now());
            if (!draft) return draft.error();
            return draft_answer(201, s, p, *draft);
        },
        Repeats::once_if_keyed));
    routes.push_back(read<NoInput, DraftList>(
        p, {.pattern = "/api/v1/drafts", .permission = own, .operation_id = "list_drafts", .summary = "My drafts"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) -> Result<DraftList> {
            DraftList out;
            for (const auto& draft : cases::drafts_of(s, asked.actor().person))
                out.items.push_back(draft_view(s, p, draft));
            return out;
        }));
    routes.push_back(read<DraftPath, DraftView>(
        p, {.pattern = "/api/v1/drafts/{id}", .permission = own, .operation_id = "get_draft", .summary = "One draft"},
        [&p](storage::Session& s, const Asked<DraftPath>& asked) -> Result<Answer<DraftView>> {
            const auto draft = cases::get_draft(s, asked.path.id, asked.actor().person);
            if (!draft) return draft.error();
            if (draft->submitted_as) return refuse(cases::errors::draft_not_found);
            return draft_answer(200, s, p, *draft);
        }));
    routes.push_back(write<SaveDraft, DraftView>(
        p,
        {.method = http::Method::put,
         .pattern = "/api/v1/drafts/{id}",
         .permission = own,
         .operation_id = "save_draft",
         .summary = "Save a draft; If-Match protects what another window saved",
         .problems = {&cases::errors::draft_changed}},
        [&p](storage::Session& s, const Asked<SaveDraft>& asked) -> Result<Answer<DraftView>> {
            const auto expected = expected_version(*asked.caller.request);
            const auto draft =
                cases::save_draft(s, asked.path.id, asked.actor().person, expected, asked.body.data, p.now());
            if (!draft) return draft.error();
            return draft_answer(200, s, p, *draft);
        }));
    routes.push_back(write<DraftPath, http::Nothing>(
        p,
        {.method = http::Method::delete_,
         .pattern = "/api/v1/drafts/{id}",
         .permission = own,
         .operation_id = "delete_draft",
         .summary = "Throw a draft and its uploads away"},
        [&p](storage::Session& s, const Asked<DraftPath>& asked) -> Result<http::Nothing> {
            if (const auto gone = cases::delete_draft(s, asked.path.id, asked.actor().person); !gone)
                return gone.error();
            for (const auto& file : document::files_of(s, "draft:" + to_text(asked.path.id)))
                if (const auto deleted = document::delete_file(s, p.ledger, file.id, asked.actor().person, p.now());
                    !deleted)
                    return deleted.error();
            return http::Nothing{};
        }));
    return routes;
}

}  // namespace hz::api
