// SPDX-License-Identifier: Apache-2.0
// What a changed process, or changed rules, would have made of past cases, as the designer shows it.
#pragma once
#include "api/view/words.hpp"
#include "cases/dry_run.hpp"

namespace hz::api {

struct DryRunPosts {
    std::string element;
    std::vector<Named> before, after;  // empty: the applicant
};
BOOST_DESCRIBE_STRUCT(DryRunPosts, (), (element, before, after))

struct DryRunDecision {
    std::string element;
    Json before, after;  // what it gave, and what it would have given
};
BOOST_DESCRIBE_STRUCT(DryRunDecision, (), (element, before, after))

struct DryRunLine {
    cases::CaseId id;
    std::string number;
    bool readable = false;  // whether who asks may open the case
    std::string end;        // ended, stands, failed
    std::optional<std::string> element;
    std::optional<Coded> outcome;  // offered no more
    std::optional<Words> problem;
    Coded state_before, state_after;
    std::optional<Moment> ended_before, ended_after;
    std::int64_t days = 0;  // working days later; negative: earlier
    std::vector<DryRunPosts> people;
    std::vector<DryRunDecision> decisions;
    std::vector<std::string> not_asked, same_person, assumed;  // elements
};
BOOST_DESCRIBE_STRUCT(DryRunLine, (),
                      (id, number, readable, end, element, outcome, problem, state_before, state_after, ended_before,
                       ended_after, days, people, decisions, not_asked, same_person, assumed))

struct DryRunTally {
    std::int64_t looked_at = 0, same = 0, otherwise = 0, later = 0, earlier = 0, people = 0, decisions = 0, steps = 0,
                 stands = 0, failed = 0;
};
BOOST_DESCRIBE_STRUCT(DryRunTally, (),
                      (looked_at, same, otherwise, later, earlier, people, decisions, steps, stands, failed))

struct DryRunPage {
    std::optional<std::int64_t> total;  // with the first page: how many there are, counted up to the most
    DryRunTally tally;                  // of this page
    std::vector<DryRunLine> items;      // those that differ
    std::optional<cases::CaseId> next_cursor;
};
BOOST_DESCRIBE_STRUCT(DryRunPage, (), (total, tally, items, next_cursor))

struct DryRunView {
    const Platform& platform;
    const identity::Actor& actor;
    const Json* agency;  // the definition of the item's agency; null: posts are told by their codes

    [[nodiscard]] DryRunLine line(const cases::DryRun& one, const cases::Case& c) const;
};
[[nodiscard]] DryRunTally tally_of(const cases::DryRunCounts& counts);

}  // namespace hz::api
