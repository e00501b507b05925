// SPDX-License-Identifier: Apache-2.0
// A finding of supervision: found by a rule, answered by the responsible post, accepted or sent back. It is the fold of
// its events on stream `finding:<id>`: finding_found, finding_answered, finding_closed.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_fields.hpp"
#include "calendar/calendar.hpp"
#include "cases/case.hpp"
#include "identity/policy.hpp"
#include "insight/rule.hpp"
#include "ledger/ledger.hpp"
#include "storage/store.hpp"

namespace hz::insight {

using FindingId = Id<struct FindingTag>;
using identity::Actor;
using identity::PersonId;

struct Finding {
    FindingId id;
    cases::CaseId case_id;
    std::string case_number, case_type;
    PersonId applicant;                                               // with whose key answers are sealed
    std::string rule, title_zh, title_en, basis_zh, basis_en, grade;  // as the rule was then
    std::string agency, post;
    Time found_at{};
    Time answer_due{};
    std::string state;  // open -> answered -> accepted, or rejected -> answered again
    std::string answer;
    PersonId answered_by;
    std::optional<Time> answered_at;
    std::string verdict;  // what was said of the answer
    PersonId judged_by;
    std::optional<Time> judged_at;
    bool operator==(const Finding&) const = default;

    [[nodiscard]] bool waits_for_answer() const { return state == "open" || state == "rejected"; }
};
BOOST_DESCRIBE_STRUCT(Finding, (),
                      (id, case_id, case_number, case_type, applicant, rule, title_zh, title_en, basis_zh, basis_en,
                       grade, agency, post, found_at, answer_due, state, answer, answered_by, answered_at, verdict,
                       judged_by, judged_at))

[[nodiscard]] std::string stream_of(FindingId id);
// One event more. Events of other types change nothing.
void apply(Finding& finding, std::string_view type, const Json& payload, Time at);

// Records that `rule` found `c`, in the caller's transaction; nothing where it already did. Event: finding_found.
std::optional<FindingId> find_fault(storage::Session& session, ledger::Ledger& ledger, FindingId id,
                                    const cases::Case& c, const Rule& rule, const calendar::WorkingCalendar& calendar,
                                    Time now);

// The responsible post answers: permission supervision.answer, and the post itself. Refuses errors::finding_not_found
// (also to who may not see it), already_answered, closed, not_the_responsible, text_missing. Event: finding_answered.
[[nodiscard]] Result<Finding> answer_finding(storage::Session& session, ledger::Ledger& ledger, const Actor& actor,
                                             FindingId id, std::string_view text, Time now);

// A supervisor accepts the answer, or rejects it, and then there are as many days again: permission supervision.close.
// Refuses errors::finding_not_found, not_answered, closed, own_answer, text_missing (a rejection says why). Event:
// finding_closed.
[[nodiscard]] Result<Finding> close_finding(storage::Session& session, ledger::Ledger& ledger, const Actor& actor,
                                            FindingId id, bool accepted, std::string_view verdict,
                                            const calendar::WorkingCalendar& calendar, Time now);

// What may be asked of the findings an actor may see: permission supervision.read.
struct FindingQuery {
    std::string agency{}, rule{}, state{}, grade{};  // empty: any
    bool late = false;                               // waits for its answer past the time for it
    FindingId before{};                              // the last of the page before; 0: the newest
    std::size_t limit = 50;
};
struct FindingPage {
    std::vector<Finding> items;
    std::optional<FindingId> next;
};
[[nodiscard]] FindingPage list_findings(storage::Session& session, const Actor& actor, const FindingQuery& query,
                                        Time now);
[[nodiscard]] Result<Finding> get_finding(storage::Session& session, const Actor& actor, FindingId id);

// The board: one line for each agency and rule that found something.
struct BoardLine {
    std::string agency, rule, title_zh, title_en, grade;
    std::int64_t open = 0, late = 0, answered = 0, accepted = 0, rejected = 0;  // late ones are among open, rejected
};
[[nodiscard]] std::vector<BoardLine> board(storage::Session& session, const Actor& actor, Time now);

}  // namespace hz::insight
