// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/finding_view.hpp"
#include "insight/errors.hpp"
#include "insight/finding.hpp"

namespace hz::api {
namespace {

using insight::FindingId;

struct ListFindings {
    struct Query {
        std::optional<Text<60>> agency, rule;
        std::optional<Text<20>> state, grade;
        std::optional<bool> late;
        std::optional<FindingId> cursor;
        std::optional<int> limit;
    } query;
};
BOOST_DESCRIBE_STRUCT(ListFindings::Query, (), (agency, rule, state, grade, late, cursor, limit))

struct FindingPath {
    struct Path {
        FindingId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(FindingPath::Path, (), (id))

struct AnswerFinding : FindingPath {
    struct Body {
        Text<2000> text;
    } body;
};
BOOST_DESCRIBE_STRUCT(AnswerFinding::Body, (), (text))

struct CloseFinding : FindingPath {
    struct Body {
        bool accepted = false;
        std::optional<Text<2000>> text;
    } body;
};
BOOST_DESCRIBE_STRUCT(CloseFinding::Body, (), (accepted, text))

std::string or_empty(const auto& text) { return text ? text->value : std::string(); }

FindingViewer viewer(Platform& p, storage::Session& s, const identity::Actor& actor) {
    return {p, s, actor, p.identity.directory.get(s)};
}

Result<FindingView> shown(Platform& p, storage::Session& s, const identity::Actor& actor,
                          const Result<insight::Finding>& found) {
    if (!found) return found.error();
    return viewer(p, s, actor).view(*found);
}

Result<FindingList> list(Platform& p, storage::Session& s, const Asked<ListFindings>& asked) {
    const auto& q = asked.query;
    insight::FindingQuery query{or_empty(q.agency), or_empty(q.rule), or_empty(q.state), or_empty(q.grade)};
    query.late = q.late.value_or(false);
    query.before = q.cursor.value_or(FindingId{});
    query.limit = static_cast<std::size_t>(std::clamp(q.limit.value_or(50), 1, 200));
    const auto page = insight::list_findings(s, asked.actor(), query, p.now());
    const auto view = viewer(p, s, asked.actor());
    FindingList out;
    for (const auto& finding : page.items) out.items.push_back(view.view(finding));
    out.next_cursor = page.next;
    return out;
}

Result<Board> board(Platform& p, storage::Session& s, const identity::Actor& actor) {
    const auto view = viewer(p, s, actor);
    Board out;
    for (const auto& line : insight::board(s, actor, p.now())) out.items.push_back(view.row(line));
    return out;
}

http::Route answer_route(Platform& p) {
    return write<AnswerFinding, FindingView>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/supervision/findings/{id}/answer",
         .permission = "supervision.answer",
         .operation_id = "answer_finding",
         .summary = "Answer a finding, in the responsible post",
         .problems = {&insight::errors::not_the_responsible, &insight::errors::already_answered}},
        [&p](storage::Session& s, const Asked<AnswerFinding>& asked) {
            return shown(
                p, s, asked.actor(),
                insight::answer_finding(s, p.ledger, asked.actor(), asked.path.id, asked.body.text.value, p.now()));
        });
}

http::Route close_route(Platform& p) {
    return write<CloseFinding, FindingView>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/supervision/findings/{id}/close",
         .permission = "supervision.close",
         .operation_id = "close_finding",
         .summary = "Accept the answer to a finding, or reject it with the reason",
         .problems = {&insight::errors::not_answered, &insight::errors::own_answer}},
        [&p](storage::Session& s, const Asked<CloseFinding>& asked) {
            return shown(p, s, asked.actor(),
                         insight::close_finding(s, p.ledger, asked.actor(), asked.path.id, asked.body.accepted,
                                                or_empty(asked.body.text), *p.cases.calendar(), p.now()));
        });
}

}  // namespace

Routes supervision_routes(Platform& p) {
    const std::string reading = "supervision.read";
    Routes routes;
    routes.push_back(read<ListFindings, FindingList>(
        p,
        {.pattern = "/api/v1/supervision/findings",
         .permission = reading,
         .operation_id = "list_findings",
         .summary = "What supervision found, newest first"},
        [&p](storage::Session& s, const Asked<ListFindings>& asked) { return list(p, s, asked); }));
    routes.push_back(read<NoInput, Board>(
        p,
        {.pattern = "/api/v1/supervision/board",
         .permission = reading,
         .operation_id = "get_supervision_board",
         .summary = "How many findings each agency and rule has"},
        [&p](storage::Session& s, const Asked<NoInput>& asked) { return board(p, s, asked.actor()); }));
    routes.push_back(read<FindingPath, FindingView>(
        p,
        {.pattern = "/api/v1/supervision/findings/{id}",
         .permission = reading,
         .operation_id = "get_finding",
         .summary = "One finding"},
        [&p](storage::Session& s, const Asked<FindingPath>& asked) {
            return shown(p, s, asked.actor(), insight::get_finding(s, asked.actor(), asked.path.id));
        }));
    routes.push_back(answer_route(p));
    routes.push_back(close_route(p));
    return routes;
}

}  // namespace hz::api
