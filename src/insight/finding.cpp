// SPDX-License-Identifier: Apache-2.0
#include "insight/finding.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "insight/errors.hpp"
#include "insight/finding_store.hpp"

namespace hz::insight {

namespace {

using storage::Session;

constexpr std::size_t max_text = 2'000;
constexpr std::string_view purpose = "supervision";
// What a rejected answer leaves: as many working days as a rule that says nothing else would.
constexpr int days_to_answer_again = 3;

struct Answered {
    std::string text;
    PersonId by;
};
BOOST_DESCRIBE_STRUCT(Answered, (), (text, by))

struct Closed {
    bool accepted = false;
    std::string verdict;
    PersonId by;
    std::optional<Time> answer_due;  // after a rejection
};
BOOST_DESCRIBE_STRUCT(Closed, (), (accepted, verdict, by, answer_due))

identity::Decision may(const Actor& actor, std::string_view action, const Finding& f) {
    identity::Resource resource;
    resource.kind = "supervision";
    resource.agency = f.agency;
    return identity::decide(actor, action, resource, purpose);
}

Result<std::string> checked_text(std::string_view given, bool required) {
    const auto text = trim(given);
    if ((required && text.empty()) || length(text) > max_text)
        return refuse_fields(errors::text_missing, {{"/text", &errors::text_missing, {}}});
    return std::string(text);
}

// Seals what was said with the applicant's key: it may speak of them.
ledger::Entry entry_of(const Actor& actor, const identity::Decision& decision, const Finding& f, std::string type,
                       Json payload, Time now) {
    auto entry = identity::entry_by(actor, decision, std::move(type), stream_of(f.id));
    entry.purpose = purpose;
    entry.legal_basis = f.basis_zh;
    entry.subject = identity::subject_of(f.applicant);
    entry.payload = std::move(payload);
    entry.at = now;
    return entry;
}

}  // namespace

std::string stream_of(FindingId id) { return "finding:" + hz::to_text(id); }

void apply(Finding& f, std::string_view type, const Json& payload, Time at) {
    if (type == "finding_found") {
        from_fields(payload, f);
    } else if (type == "finding_answered") {
        const auto said = from_fields<Answered>(payload);
        f.state = "answered";
        f.answer = said.text;
        f.answered_by = said.by;
        f.answered_at = at;
    } else if (type == "finding_closed") {
        const auto said = from_fields<Closed>(payload);
        f.state = said.accepted ? "accepted" : "rejected";
        f.verdict = said.verdict;
        f.judged_by = said.by;
        f.judged_at = at;
        if (said.answer_due) f.answer_due = *said.answer_due;
    }
}

std::optional<FindingId> find_fault(Session& session, ledger::Ledger& ledger, FindingId id, const cases::Case& c,
                                    const Rule& rule, const calendar::WorkingCalendar& calendar, Time now) {
    if (has_found(session, c.id, rule.code)) return std::nullopt;
    Finding f;
    f.id = id;
    f.case_id = c.id;
    f.case_number = c.number;
    f.case_type = c.type;
    f.applicant = c.applicant;
    f.rule = rule.code;
    f.title_zh = rule.title.zh;
    f.title_en = rule.title.en;
    f.basis_zh = rule.legal_basis.zh;
    f.basis_en = rule.legal_basis.en;
    f.grade = rule.grade;
    f.agency = c.agency;
    f.post = rule.post;
    f.found_at = now;
    f.answer_due = calendar.end_of(calendar.add_working_days(calendar.local_date(now), rule.answer_days));
    f.state = "open";
    insert_finding(session, f);
    ledger::Entry entry;
    entry.type = "finding_found";
    entry.stream = stream_of(id);
    entry.actor = "system:supervision";
    entry.organisation = c.agency;
    entry.purpose = purpose;
    entry.legal_basis = f.basis_zh;
    entry.payload = to_fields(f);
    entry.at = now;
    ledger.append(session, entry);
    return id;
}

Result<Finding> answer_finding(Session& session, ledger::Ledger& ledger, const Actor& actor, FindingId id,
                               std::string_view given, Time now) {
    auto found = get_finding(session, actor, id);
    if (!found) return found.error();
    const auto decision = may(actor, "supervision.answer", *found);
    if (!decision || !actor.in_post(found->agency, found->post))
        return refuse(errors::not_the_responsible, {{"post", found->post}});
    if (found->state == "accepted") return refuse(errors::closed);
    if (!found->waits_for_answer()) return refuse(errors::already_answered);
    const auto text = checked_text(given, true);
    if (!text) return text.error();
    const auto payload = to_fields(Answered{*text, actor.person});
    apply(*found, "finding_answered", payload, now);
    update_finding(session, *found);
    ledger.append(session, entry_of(actor, decision, *found, "finding_answered", payload, now));
    return found;
}

Result<Finding> close_finding(Session& session, ledger::Ledger& ledger, const Actor& actor, FindingId id, bool accepted,
                              std::string_view verdict, const calendar::WorkingCalendar& calendar, Time now) {
    auto found = get_finding(session, actor, id);
    if (!found) return found.error();
    const auto decision = may(actor, "supervision.close", *found);
    if (!decision) return decision.result("supervision.close").error();
    if (found->state == "accepted") return refuse(errors::closed);
    if (found->state != "answered") return refuse(errors::not_answered);
    if (found->answered_by == actor.person) return refuse(errors::own_answer);
    const auto text = checked_text(verdict, !accepted);
    if (!text) return text.error();
    Closed closed{accepted, *text, actor.person, std::nullopt};
    if (!accepted)
        closed.answer_due = calendar.end_of(calendar.add_working_days(calendar.local_date(now), days_to_answer_again));
    const auto payload = to_fields(closed);
    apply(*found, "finding_closed", payload, now);
    update_finding(session, *found);
    ledger.append(session, entry_of(actor, decision, *found, "finding_closed", payload, now));
    return found;
}

Result<Finding> get_finding(Session& session, const Actor& actor, FindingId id) {
    auto found = find_finding(session, id);
    if (!found || !may(actor, "supervision.read", *found)) return refuse(errors::finding_not_found);
    return std::move(*found);
}

FindingPage list_findings(Session& session, const Actor& actor, const FindingQuery& query, Time now) {
    FindingPage out;
    each_finding(session, query.before, query.agency, query.state, [&](Finding f) {
        const bool late = f.waits_for_answer() && f.answer_due < now;
        const bool wanted = (query.rule.empty() || f.rule == query.rule) &&
                            (query.grade.empty() || f.grade == query.grade) && (!query.late || late);
        if (!wanted || !may(actor, "supervision.read", f)) return true;
        if (out.items.size() == query.limit) {
            out.next = out.items.back().id;
            return false;
        }
        out.items.push_back(std::move(f));
        return true;
    });
    return out;
}

std::vector<BoardLine> board(Session& session, const Actor& actor, Time now) {
    std::map<std::pair<std::string, std::string>, BoardLine> lines;
    session.each<std::string, std::string, std::string, std::int64_t, std::int64_t, std::string>(
        "select agency, rule, state, count(*), sum(case when answer_due < $1 then 1 else 0 end), max(body) from "
        "insight_finding group by agency, rule, state",
        [&](std::string agency, std::string rule, std::string state, std::int64_t count, std::int64_t past,
            std::string body) {
            Finding seen;
            if (const auto json = parse_json(body)) seen = from_fields<Finding>(*json);
            if (!may(actor, "supervision.read", seen)) return;
            auto& line = lines[{agency, rule}];
            line.agency = agency;
            line.rule = rule;
            line.title_zh = seen.title_zh;
            line.title_en = seen.title_en;
            line.grade = seen.grade;
            if (state == "open") line.open = count;
            if (state == "answered") line.answered = count;
            if (state == "accepted") line.accepted = count;
            if (state == "rejected") line.rejected = count;
            if (state == "open" || state == "rejected") line.late += past;
        },
        to_millis(now));
    std::vector<BoardLine> out;
    for (auto& [key, line] : lines) out.push_back(std::move(line));
    return out;
}

}  // namespace hz::insight
