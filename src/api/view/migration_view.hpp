// SPDX-License-Identifier: Apache-2.0
// Running cases to a newer version of their process, as the designer shows it.
#pragma once
#include "api/view/words.hpp"
#include "cases/migration.hpp"

namespace hz::api {

struct RunningVersionView {
    std::int64_t version = 0, cases = 0;
};
BOOST_DESCRIBE_STRUCT(RunningVersionView, (), (version, cases))

// Which versions of a process still have running cases.
struct ProcessRunning {
    std::int64_t newest = 0;
    std::vector<RunningVersionView> versions;  // newest first; only those that have some
    bool more = false;                         // there are more cases than were counted
};
BOOST_DESCRIBE_STRUCT(ProcessRunning, (), (newest, versions, more))

struct MigrationChoice {
    std::string element;
    Words name;
};
BOOST_DESCRIBE_STRUCT(MigrationChoice, (), (element, name))

// Where running cases stand in the old version.
struct MigrationPlace {
    std::string element;
    Words name;
    std::string kind;  // "userTask", "boundaryEvent", "sequenceFlow" ...
    std::int64_t cases = 0;
    std::optional<std::string> to;         // what takes its place
    bool leaves = false;                   // only listens: without a counterpart it is taken away
    std::vector<MigrationChoice> choices;  // what could
};
BOOST_DESCRIBE_STRUCT(MigrationPlace, (), (element, name, kind, cases, to, leaves, choices))

struct MigrationPlan {
    std::int64_t cases = 0;
    bool more = false;
    std::vector<MigrationPlace> places;  // those without a counterpart first
};
BOOST_DESCRIBE_STRUCT(MigrationPlan, (), (cases, more, places))

struct MigrationProblem {
    std::string code;
    std::optional<std::string> element;
    std::optional<Words> name;  // of the element
    Words text;
};
BOOST_DESCRIBE_STRUCT(MigrationProblem, (), (code, element, name, text))

struct MigrationLimit {
    Coded limit;
    Moment before, after;
};
BOOST_DESCRIBE_STRUCT(MigrationLimit, (), (limit, before, after))

struct MigrationLine {
    cases::CaseId id;
    std::string number;
    bool readable = false;                   // whether who asks may open the case
    bool moves = false;                      // it can; or after a run: it did
    std::vector<MigrationProblem> problems;  // why not
    std::vector<MigrationLimit> limits;      // due on another day by the newer version
};
BOOST_DESCRIBE_STRUCT(MigrationLine, (), (id, number, readable, moves, problems, limits))

struct MigrationPage {
    std::int64_t looked_at = 0, moves = 0;  // of this page
    std::vector<MigrationLine> items;
    std::optional<cases::CaseId> next_cursor;
};
BOOST_DESCRIBE_STRUCT(MigrationPage, (), (looked_at, moves, items, next_cursor))

struct MigrationView {
    const Platform& platform;
    const identity::Actor& actor;
    const process::Definition& from;
    const process::Definition& to;

    [[nodiscard]] MigrationPlan plan(const cases::RunningVersions& running, std::int64_t version,
                                     const process::Mapping& mapping) const;
    [[nodiscard]] MigrationPage page(const cases::MigrationAnswers& answers) const;

  private:
    [[nodiscard]] MigrationLine line(const cases::MigrationAnswer& answer) const;
};
[[nodiscard]] ProcessRunning running_view(const cases::RunningVersions& running, std::int64_t newest);

}  // namespace hz::api
