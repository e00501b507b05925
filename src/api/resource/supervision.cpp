// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/words.hpp"
#include "insight/errors.hpp"
#include "insight/finding.hpp"

namespace hz::api {
namespace {

using insight::Finding;
using insight::FindingId;

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

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

struct FindingCase {
    cases::CaseId id;
    std::string number, type;
    Words title;
};
BOOST_DESCRIBE_STRUCT(FindingCase, (), (id, number, type, title))

// What somebody said of a finding.
struct Said {
    std::string text;
    identity::PersonId by;
    Moment at;
};
BOOST_DESCRIBE_STRUCT(Said, (), (text, by, at))

struct FindingView {
    FindingId id;
    FindingCase case_;
    Coded rule;
    Words legal_basis;
    std::string grade, state;
    Named agency;
    Coded post;
    Moment found_at, answer_due;
    bool late = false;
    std::optional<Said> answer, verdict;
    std::vector<std::string> can;  // answer, close
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (id, case_, rule, legal_basis, grade, state, agency, post, found_at, answer_due, late, answer,
                       verdict, can))

struct FindingList {
    std::vector<FindingView> items;
    std::optional<FindingId> next_cursor;
};
BOOST_DESCRIBE_STRUCT(FindingList, (), (items, next_cursor))

struct BoardRow {
    Named agency;
    Coded rule;
    std::string grade;
    std::int64_t open = 0, late = 0, answered = 0, accepted = 0, rejected = 0;
};
BOOST_DESCRIBE_STRUCT(BoardRow, (), (agency, rule, grade, open, late, answered, accepted, rejected))

struct Board {
    std::vector<BoardRow> items;
};
BOOST_DESCRIBE_STRUCT(Board, (), (items))

std::string or_empty(const auto& text) { return text ? text->value : std::string(); }

struct FindingViewer {
    Platform& platform;
    const identity::Actor& actor;
    identity::DirectoryPtr directory;

    [[nodiscard]] Named agency(const std::string& code) const {
        const auto* found = directory->agency(code);
        return {code, found ? Words(found->name) : same(code)};
    }
    [[nodiscard]] Coded post(const Finding& f) const {
        const auto* found = directory->post(f.agency, f.post);
        return {f.post, found ? Words(found->title) : same(f.post)};
    }
    [[nodiscard]] Words case_title(const Finding& f) const {
        const auto now = platform.definitions.current();
        for (const std::string_view kind : {"service", "event_type"})
            if (const auto found = now->find(kind, f.case_type)) return words_from(find(found->body, "title"));
        return same(f.case_type);
    }
    [[nodiscard]] std::vector<std::string> can(const Finding& f) const {
        std::vector<std::string> out;
        if (f.waits_for_answer() && actor.in_post(f.agency, f.post) && actor.has("supervision.answer"))
            out.emplace_back("answer");
        if (f.state == "answered" && f.answered_by != actor.person && actor.has("supervision.close"))
            out.emplace_back("close");
        return out;
    }
    [[nodiscard]] FindingView view(const Finding& f) const {
        FindingView out{f.id,
                        {f.case_id, f.case_number, f.case_type, case_title(f)},
                        {f.rule, {f.title_zh, f.title_en}},
                        {f.basis_zh, f.basis_en},
                        f.grade,
                        f.state,
                        agency(f.agency),
                        post(f),
                        moment(platform, f.found_at),
                        moment(platform, f.answer_due),
                        f.waits_for_answer() && f.answer_due < platform.now(),
                        {},
                        {},
                        can(f)};
        if (f.answered_at) out.answer = Said{f.answer, f.answered_by, moment(platform, *f.answered_at)};
        if (f.judged_at) out.verdict = Said{f.verdict, f.judged_by, moment(platform, *f.judged_at)};
        return out;
    }
};

FindingViewer viewer(Platform& p, storage::Session& s, const identity::Actor& actor) {
    return {p, actor, p.identity.directory.get(s)};
}

Result<FindingView> shown(Platform& p, storage::Session& s, const identity::Actor& actor,
                          const Result<Finding>& found) {
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
    for (const auto& line : insight::board(s, actor, p.now()))
        out.items.push_back({view.agency(line.agency),
                             {line.rule, {line.title_zh, line.title_en}},
                             line.grade,
                             line.open,
                             line.late,
                             line.answered,
                             line.accepted,
                             line.rejected});
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
    routes.push_back(read<Nothing, Board>(
        p,
        {.pattern = "/api/v1/supervision/board",
         .permission = reading,
         .operation_id = "get_supervision_board",
         .summary = "How many findings each agency and rule has"},
        [&p](storage::Session& s, const Asked<Nothing>& asked) { return board(p, s, asked.actor()); }));
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
