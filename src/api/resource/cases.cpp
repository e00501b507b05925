// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/case_view.hpp"
#include "cases/case_store.hpp"
#include "cases/errors.hpp"
#include "cases/schema.hpp"
#include "cases/work_list.hpp"
#include "service/application.hpp"
#include "storage/search.hpp"

namespace hz::api {
namespace {

struct Submit {
    struct Body {
        std::optional<cases::DraftId> draft;
        std::optional<Text<100>> type;  // without a draft: a report of an event type
        std::optional<Json> form;
    } body;
};
BOOST_DESCRIBE_STRUCT(Submit::Body, (), (draft, type, form))

struct ListCases {
    struct Query {
        std::optional<cases::CaseId> cursor;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(ListCases::Query, (), (cursor, limit))

struct SearchCases {
    struct Query {
        Text<100> q;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(SearchCases::Query, (), (q, limit))

struct CasePath {
    struct Path {
        cases::CaseId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(CasePath::Path, (), (id))

struct Withdraw : CasePath {
    struct Body {
        Text<2000> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Withdraw::Body, (), (reason))

struct Supply : CasePath {
    struct Body {
        std::optional<Json> data;
        std::optional<Text<4000>> note;
    } body;
};
BOOST_DESCRIBE_STRUCT(Supply::Body, (), (data, note))

struct Rate : CasePath {
    struct Body {
        int level = 0;
        std::optional<std::vector<Text<60>>> reasons;
        std::optional<Text<2000>> text;
    } body;
};
BOOST_DESCRIBE_STRUCT(Rate::Body, (), (level, reasons, text))

Json submitted_json(const CaseViewer& view, const cases::Case& c) {
    return {{"case", {{"id", to_text(c.id)}, {"number", c.number}, {"state", state_json(c.state)}}},
            {"tasks", view.tasks(c)},
            {"receipt_url", "/api/v1/cases/" + to_text(c.id) + "/receipt"}};
}

Result<Json> submit(Platform& p, storage::Session& s, const Asked<Submit>& asked) {
    if (asked.body.draft) {
        const auto application =
            service::submit_application(s, p.cases, p.definitions, asked.actor(), *asked.body.draft);
        if (!application) return application.error();
        return submitted_json({p, s, asked.actor()}, application->recorded.now);
    }
    const auto code = asked.body.type ? asked.body.type->value : "";
    if (!p.definitions.current()->find("event_type", code)) return refuse(cases::errors::no_such_type);
    cases::SubmitCase command;
    command.type = code;
    command.applicant_name = asked.actor().name;
    command.form = asked.body.form.value_or(JsonObject{});
    const auto recorded = p.cases.submit(s, asked.actor(), command);
    if (!recorded) return recorded.error();
    return submitted_json({p, s, asked.actor()}, recorded->now);
}

Result<Json> list_mine(Platform& p, storage::Session& s, const Asked<ListCases>& asked) {
    const auto limit = static_cast<std::size_t>(std::clamp(asked.query.limit.value_or(20), 1, 100));
    const auto found =
        cases::cases_of(s, asked.actor().person, limit + 1, asked.query.cursor.value_or(cases::CaseId{}));
    const CaseViewer view{p, s, asked.actor()};
    JsonArray items;
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) items.push_back(view.summary(found[i]));
    JsonObject out{{"items", std::move(items)}};
    if (found.size() > limit) out["next_cursor"] = to_text(found[limit - 1].id);
    return Json(std::move(out));
}

// By number, exactly, or by words. What this person may not read is not found.
Result<Json> search(Platform& p, storage::Session& s, const Asked<SearchCases>& asked) {
    const auto limit = static_cast<std::size_t>(std::clamp(asked.query.limit.value_or(20), 1, 50));
    const CaseViewer view{p, s, asked.actor()};
    JsonArray items;
    const auto show = [&](cases::CaseId id) {
        if (const auto c = p.cases.get_readable(s, asked.actor(), id)) items.push_back(view.summary(*c));
    };
    if (const auto exact = cases::find_case_by_number(s, asked.query.q.value))
        show(*exact);
    else
        for (const auto key : storage::search(s, cases::search_index, asked.query.q.value, limit))
            show(cases::CaseId{key});
    return Json{{"items", std::move(items)}};
}

Result<Json> recorded_json(Platform& p, storage::Session& s, const identity::Actor& actor,
                           const Result<cases::Recorded>& recorded) {
    if (!recorded) return recorded.error();
    return CaseViewer{p, s, actor}.detail(recorded->now);
}

// What others applied for is not there at all, rather than forbidden.
Result<Json> withdraw(Platform& p, storage::Session& s, const Asked<Withdraw>& asked) {
    if (const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id); !c) return c.error();
    return recorded_json(p, s, asked.actor(),
                         p.cases.withdraw(s, asked.actor(), {asked.path.id, asked.body.reason.value}));
}

Result<Json> rate(Platform& p, storage::Session& s, const Asked<Rate>& asked) {
    if (const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id); !c) return c.error();
    cases::RateCase command{asked.path.id, asked.body.level, {}, asked.body.text ? asked.body.text->value : ""};
    if (asked.body.reasons)
        for (const auto& reason : *asked.body.reasons) command.reasons.push_back(reason.value);
    return recorded_json(p, s, asked.actor(), p.cases.rate(s, asked.actor(), command));
}

// The proof that it was submitted: the first event of the case.
Result<http::Response> receipt(Platform& p, storage::Session& s, const Asked<CasePath>& asked) {
    const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
    if (!c) return c.error();
    const auto past = cases::history(s, p.ledger, c->id);
    if (past.empty()) return refuse(cases::errors::not_found);
    const auto made = p.ledger.receipt(s, past.front().stored.id);
    if (!made) return made.error();
    return http::json_response(200, to_string(*made))
        .header("Content-Disposition", "attachment; filename=\"receipt-" + to_text(c->id) + ".json\"");
}

Result<Json> process_json(Platform& p, storage::Session& s, const Asked<CasePath>& asked) {
    const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
    if (!c) return c.error();
    const auto type = p.cases.type_of(s, *c);
    if (!type) return type.error();
    JsonArray active, passed;
    for (const auto& task : c->tasks) active.push_back(Json(task.element));
    for (const auto& job : c->jobs) active.push_back(Json(job.element));
    for (const auto& element : c->passed) passed.push_back(Json(element));
    JsonObject out{{"active", std::move(active)}, {"passed", std::move(passed)}};
    out["bpmn_xml"] = std::string(process::bpmn_xml(*(*type)->process));
    return Json(std::move(out));
}

}  // namespace

Routes case_routes(Platform& p) {
    using http::Method;
    const std::string mine = "case.submit";
    const std::string any(signed_in);
    Routes routes;
    routes.push_back(write<Submit, Json>(
        p,
        {.method = Method::post,
         .pattern = "/api/v1/cases",
         .permission = mine,
         .operation_id = "submit_case",
         .summary = "Submit a draft, or report an event",
         .status = 201},
        [&p](storage::Session& s, const Asked<Submit>& asked) { return submit(p, s, asked); }, true));
    routes.push_back(read<ListCases, Json>(
        p,
        {.pattern = "/api/v1/cases",
         .permission = any,
         .operation_id = "list_cases",
         .summary = "My cases, newest first"},
        [&p](storage::Session& s, const Asked<ListCases>& asked) { return list_mine(p, s, asked); }));
    routes.push_back(read<SearchCases, Json>(
        p,
        {.pattern = "/api/v1/cases/search",
         .permission = "case.read",
         .operation_id = "search_cases",
         .summary = "Cases I may read, by number or words"},
        [&p](storage::Session& s, const Asked<SearchCases>& asked) { return search(p, s, asked); }));
    routes.push_back(read<CasePath, Json>(
        p, {.pattern = "/api/v1/cases/{id}", .permission = any, .operation_id = "get_case", .summary = "One case"},
        [&p](storage::Session& s, const Asked<CasePath>& asked) -> Result<Json> {
            const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
            if (!c) return c.error();
            return CaseViewer{p, s, asked.actor()}.detail(*c);
        }));
    routes.push_back(read<CasePath, http::Response>(
        p,
        {.pattern = "/api/v1/cases/{id}/receipt",
         .permission = any,
         .operation_id = "get_receipt",
         .summary = "The receipt: proof of submission, to be checked without this server"},
        [&p](storage::Session& s, const Asked<CasePath>& asked) { return receipt(p, s, asked); }));
    routes.push_back(read<CasePath, Json>(
        p,
        {.pattern = "/api/v1/cases/{id}/process",
         .permission = any,
         .operation_id = "get_case_process",
         .summary = "The process picture and where the case stands in it"},
        [&p](storage::Session& s, const Asked<CasePath>& asked) { return process_json(p, s, asked); }));
    routes.push_back(write<Withdraw, Json>(
        p,
        {.method = Method::post,
         .pattern = "/api/v1/cases/{id}/withdraw",
         .permission = mine,
         .operation_id = "withdraw_case",
         .summary = "Take an application back",
         .problems = {&cases::errors::already_decided}},
        [&p](storage::Session& s, const Asked<Withdraw>& asked) { return withdraw(p, s, asked); }));
    routes.push_back(write<Supply, Json>(
        p,
        {.method = Method::post,
         .pattern = "/api/v1/cases/{id}/supply",
         .permission = mine,
         .operation_id = "supply_case",
         .summary = "Supply what was asked for",
         .problems = {&cases::errors::nothing_to_supply}},
        [&p](storage::Session& s, const Asked<Supply>& asked) {
            return recorded_json(
                p, s, asked.actor(),
                service::supply_application(s, p.cases, asked.actor(), asked.path.id, asked.body.data.value_or(Json{}),
                                            asked.body.note ? asked.body.note->value : ""));
        }));
    routes.push_back(
        write<Rate, Json>(p,
                          {.method = Method::post,
                           .pattern = "/api/v1/cases/{id}/rating",
                           .permission = mine,
                           .operation_id = "rate_case",
                           .summary = "Rate the service once it is finished",
                           .problems = {&cases::errors::already_rated}},
                          [&p](storage::Session& s, const Asked<Rate>& asked) { return rate(p, s, asked); }));
    return routes;
}

}  // namespace hz::api
