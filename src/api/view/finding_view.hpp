// SPDX-License-Identifier: Apache-2.0
// Findings of supervision as people see them.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/view/words.hpp"
#include "insight/finding.hpp"

namespace hz::api {

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
    std::string name;  // of that person
    Moment at;
};
BOOST_DESCRIBE_STRUCT(Said, (), (text, by, name, at))

struct FindingView {
    insight::FindingId id;
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
    std::optional<insight::FindingId> next_cursor;
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

struct FindingViewer {
    Platform& platform;
    storage::Session& session;
    const identity::Actor& actor;
    identity::DirectoryPtr directory;

    [[nodiscard]] FindingView view(const insight::Finding& finding) const;
    [[nodiscard]] BoardRow row(const insight::BoardLine& line) const;
};

}  // namespace hz::api
