// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/case_answers.hpp"
#include "api/resource/routes.hpp"
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

struct SubmittedCase {
    struct Link {
        cases::CaseId id;
        std::string number;
        Coded state;
    } case_;
    std::vector<TaskLink> tasks;
    std::string receipt_url;
};
BOOST_DESCRIBE_STRUCT(SubmittedCase::Link, (), (id, number, state))
BOOST_DESCRIBE_STRUCT(SubmittedCase, (), (case_, tasks, receipt_url))

SubmittedCase submitted_view(const CaseViewer& view, const cases::Case& c) {
    return {{c.id, c.number, state_view(*view.platform.definitions.current(), c.state)},
            view.tasks(c),
            "/api/v1/cases/" + to_text(c.id) + "/receipt"};
}

Result<SubmittedCase> submit(Platform& p, storage::Session& s, const Asked<Submit>& asked) {
    if (asked.body.draft) {
        const auto application =
            service::submit_application(s, p.cases, p.definitions, asked.actor(), *asked.body.draft);
        if (!application) return application.error();
        return submitted_view({p, s, asked.actor()}, application->recorded.now);
    }
    const auto code = asked.body.type ? asked.body.type->value : "";
    if (!p.definitions.current()->find("event_type", code)) return refuse(cases::errors::no_such_type);
    cases::SubmitCase command;
    command.type = code;
    command.applicant_name = asked.actor().name;
    command.form = asked.body.form.value_or(JsonObject{});
    const auto recorded = p.cases.submit(s, asked.actor(), command);
    if (!recorded) return recorded.error();
    return submitted_view({p, s, asked.actor()}, recorded->now);
}

Result<CasePage> list_mine(Platform& p, storage::Session& s, const Asked<ListCases>& asked) {
    const auto limit = static_cast<std::size_t>(std::clamp(asked.query.limit.value_or(20), 1, 100));
    const auto found =
        cases::cases_of(s, asked.actor().person, limit + 1, asked.query.cursor.value_or(cases::CaseId{}));
    const CaseViewer view{p, s, asked.actor()};
    CasePage out;
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) out.items.push_back(view.summary(found[i]));
    if (found.size() > limit) out.next_cursor = to_text(found[limit - 1].id);
    return out;
}

// By number, exactly, or by words. What this person may not read is not found.
Result<CasePage> search(Platform& p, storage::Session& s, const Asked<SearchCases>& asked) {
    const auto limit = static_cast<std::size_t>(std::clamp(asked.query.limit.value_or(20), 1, 50));
    const CaseViewer view{p, s, asked.actor()};
    CasePage out;
    const auto show = [&](cases::CaseId id) {
        if (const auto c = p.cases.get_readable(s, asked.actor(), id)) out.items.push_back(view.summary(*c));
    };
    if (const auto exact = cases::find_case_by_number(s, asked.query.q.value))
        show(*exact);
    else
        for (const auto key : storage::search(s, cases::search_index, asked.query.q.value, limit))
            show(cases::CaseId{key});
    return out;
}

// What others applied for is not there at all, rather than forbidden.
Result<CaseDetail> withdraw(Platform& p, storage::Session& s, const Asked<Withdraw>& asked) {
    if (const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id); !c) return c.error();
    return recorded_view(p, s, asked.actor(),
                         p.cases.withdraw(s, asked.actor(), {asked.path.id, asked.body.reason.value}));
}

Result<CaseDetail> supply(Platform& p, storage::Session& s, const Asked<Supply>& asked) {
    const auto& b = asked.body;
    return recorded_view(p, s, asked.actor(),
                         service::supply_application(s, p.cases, asked.actor(), asked.path.id, b.data.value_or(Json{}),
                                                     b.note ? b.note->value : ""));
}

Result<CaseDetail> rate(Platform& p, storage::Session& s, const Asked<Rate>& asked) {
    if (const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id); !c) return c.error();
    cases::RateCase command{asked.path.id, asked.body.level, {}, asked.body.text ? asked.body.text->value : ""};
    if (asked.body.reasons)
        for (const auto& reason : *asked.body.reasons) command.reasons.push_back(reason.value);
    return recorded_view(p, s, asked.actor(), p.cases.rate(s, asked.actor(), command));
}

Result<CaseDetail> get_case(Platform& p, storage::Session& s, const Asked<CasePath>& asked) {
    const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
    if (!c) return c.error();
    return CaseViewer{p, s, asked.actor()}.detail(*c);
}

// The proof that it was submitted: the first event of the case. A file whose format ledger/receipt.hpp gives.
Result<Answer<JsonObject>> receipt(Platform& p, storage::Session& s, const Asked<CasePath>& asked) {
    const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
    if (!c) return c.error();
    const auto past = cases::history(s, p.ledger, c->id);
    if (past.empty()) return refuse(cases::errors::not_found);
    const auto made = p.ledger.receipt(s, past.front().stored.id);
    if (!made) return made.error();
    Answer<JsonObject> out(made->as_object());
    out.header("Content-Disposition", "attachment; filename=\"receipt-" + to_text(c->id) + ".json\"");
    return out;
}

Result<CaseProcess> get_process(Platform& p, storage::Session& s, const Asked<CasePath>& asked) {
    const auto c = p.cases.get_readable(s, asked.actor(), asked.path.id);
    if (!c) return c.error();
    const auto type = p.cases.type_of(s, *c);
    if (!type) return type.error();
    return process_view(*c, **type);
}

}  // namespace

Routes case_routes(Platform& p) {
    using http::Method;
    const std::string mine = "case.submit";
    const std::string any(signed_in);
    Routes routes;
    routes.push_back(write<Submit, SubmittedCase>(
        p,
        {.method = Method::post,
         .pattern = "/api/v1/cases",
         .permission = mine,
         .operation_id = "submit_case",
         .summary = "Submit a draft, or report an event",
         .status = 201},
        [&p](storage::Session& s, const Asked<Submit>& asked) { return submit(p, s, asked); }, Repeats::once));
    routes.push_back(read<ListCases, CasePage>(
        p,
        {.pattern = "/api/v1/cases",
         .permission = any,
         .operation_id = "list_cases",
         .summary = "My cases, newest first"},
        [&p](storage::Session& s, const Asked<ListCases>& asked) { return list_mine(p, s, asked); }));
    routes.push_back(read<SearchCases, CasePage>(
        p,
        {.pattern = "/api/v1/cases/search",
         .permission = "case.read",
         .operation_id = "search_cases",
         .summary = "Cases I may read, by number or words"},
        [&p](storage::Session& s, const Asked<SearchCases>& asked) { return search(p, s, asked); }));
    routes.push_back(read<CasePath, CaseDetail>(
        p, {.pattern = "/api/v1/cases/{id}", .permission = any, .operation_id = "get_case", .summary = "One case"},
        [&p](storage::Session& s, const Asked<CasePath>& asked) { return get_case(p, s, asked); }));
    routes.push_back(read<CasePath, JsonObject>(
        p,
        {.pattern = "/api/v1/cases/{id}/receipt",
         .permission = any,
         .operation_id = "get_receipt",
         .summary = "The receipt: proof of submission, to be checked without this server"},
        [&p](storage::Session& s, const Asked<CasePath>& asked) { return receipt(p, s, asked); }));
    routes.push_back(read<CasePath, CaseProcess>(
        p,
        {.pattern = "/api/v1/cases/{id}/process",
         .permission = any,
         .operation_id = "get_case_process",
         .summary = "The process picture and where the case stands in it"},
        [&p](storage::Session& s, const Asked<CasePath>& asked) { return get_process(p, s, asked); }));
    routes.push_back(write<Withdraw, CaseDetail>(
        p,
        {.method = Method::post,
         .pattern = "/api/v1/cases/{id}/withdraw",
         .permission = mine,
         .operation_id = "withdraw_case",
         .summary = "Take an application back",
         .problems = {&cases::errors::already_decided}},
        [&p](storage::Session& s, const Asked<Withdraw>& asked) { return withdraw(p, s, asked); },
        Repeats::once_if_keyed));
    routes.push_back(write<Supply, CaseDetail>(
        p,
        {.method = Method::post,
         .pattern = "/api/v1/cases/{id}/supply",
         .permission = mine,
         .operation_id = "supply_case",
         .summary = "Supply what was asked for",
         .problems = {&cases::errors::nothing_to_supply}},
        [&p](storage::Session& s, const Asked<Supply>& asked) { return supply(p, s, asked); }, Repeats::once_if_keyed));
    routes.push_back(write<Rate, CaseDetail>(
        p,
        {.method = Method::post,
         .pattern = "/api/v1/cases/{id}/rating",
         .permission = mine,
         .operation_id = "rate_case",
         .summary = "Rate the service once it is finished",
         .problems = {&cases::errors::already_rated}},
        [&p](storage::Session& s, const Asked<Rate>& asked) { return rate(p, s, asked); }, Repeats::once_if_keyed));
    return routes;
}

}  // namespace hz::api
