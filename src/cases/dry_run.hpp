// SPDX-License-Identifier: Apache-2.0
// What a changed process, or changed rules, would have made of past cases. A case is played again in memory: what
// people answered and supplied, how long they took, messages and signals that came are fed to the new type; timers and
// jobs run on its own clock, decisions are taken anew. Nothing is written.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/cases.hpp"

namespace hz::cases {

// Closed cases.
struct PastCases {
    std::string type;
    std::optional<Time> from{}, to{};  // submitted in between, both included
    std::optional<CaseId> before{};    // older than that one
};
// How many, counted up to `most`.
[[nodiscard]] std::int64_t count_past_cases(storage::Session& session, const PastCases& which, std::int64_t most);

enum class DryRunEnd {
    ended,   // as any case does
    stands,  // at `element`: a question the past has no answer for, or an outcome that is offered no more
    failed   // `problem`
};

// Who was asked, and who would have been.
struct OtherPosts {
    std::string element;
    std::vector<std::string> before, after;  // posts; empty: the applicant
    bool operator==(const OtherPosts&) const = default;
};

// What a decision gave, and what it would have given.
struct OtherResult {
    std::string element;
    Json before, after;
    bool operator==(const OtherResult&) const = default;
};

struct DryRun {
    CaseId id;
    std::string number;
    DryRunEnd end = DryRunEnd::ended;
    std::string element, outcome;  // where it stands; the outcome that is offered no more
    std::optional<Error> problem;
    std::string state_before, state_after;
    std::optional<Time> ended_before, ended_after;
    int days = 0;  // working days that it would have ended later; negative: earlier
    std::vector<OtherPosts> people;
    std::vector<OtherResult> decisions;
    std::vector<std::string> not_asked;    // tasks that were done, messages that were taken, and would not have been
    std::vector<std::string> same_person;  // tasks that one person did and the new process would have refused
    std::vector<std::string> assumed;      // jobs the past has no result for: taken as done at once

    [[nodiscard]] bool otherwise() const { return end == DryRunEnd::ended && state_before != state_after; }
    [[nodiscard]] bool differs() const {
        return end != DryRunEnd::ended || otherwise() || days != 0 || !people.empty() || !decisions.empty() ||
               !not_asked.empty() || !same_person.empty();
    }
};

// The case whose events these are, up to where it was closed first, under the changed `type`. A step begun when it was
// takes exactly as long; one begun on another day as many working days. Pure.
[[nodiscard]] DryRun dry_run(CaseId id, const std::vector<PastEvent>& past, const CaseType& type,
                             const calendar::WorkingCalendar& calendar);

// What is tried; null: as the type has it.
struct Change {
    process::DefinitionPtr process;
    std::shared_ptr<const rules::dmn::Model> rules;
};
[[nodiscard]] CaseType with(const CaseType& type, const Change& change);

// Tells of each of the latest `limit`, played by its own version of the type with the change; gives the last one's id
// where there may be more. The case is as it is now.
[[nodiscard]] std::optional<CaseId> dry_run_page(storage::Session& session, Cases& cases, ledger::Ledger& ledger,
                                                 const PastCases& which, std::size_t limit, const Change& change,
                                                 const std::function<void(const Case&, const DryRun&)>& tell);

// How many of each.
struct DryRunCounts {
    std::int64_t looked_at = 0, same = 0, otherwise = 0, later = 0, earlier = 0, people = 0, decisions = 0, steps = 0,
                 stands = 0, failed = 0;
    void add(const DryRun& one);
};

}  // namespace hz::cases
