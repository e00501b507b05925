// SPDX-License-Identifier: Apache-2.0
// A task as the clerk who may do it sees it.
#pragma once
#include <map>

#include "api/view/case_view.hpp"

namespace hz::api {

struct Assignee {
    identity::PersonId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Assignee, (), (id, name))

struct TaskSummary {
    std::string id, element;
    Words title;
    std::optional<Moment> created_at, due;
    std::optional<int> remaining_working_days;  // negative when overdue
    std::optional<calendar::Grade> grade;
    std::optional<Assignee> assignee;
    std::optional<bool> deputy;  // true: the assignee is away, and this person stands in
    std::optional<Coded> skill;  // what who does it has to be able to do
    std::vector<Coded> outcomes;
    std::optional<bool> opinion_asked;  // true: of this person; the task itself may be another's
};
BOOST_DESCRIBE_STRUCT(TaskSummary, (),
                      (id, element, title, created_at, due, remaining_working_days, grade, assignee, deputy, skill,
                       outcomes, opinion_asked))

struct TaskLine : TaskSummary {
    CaseSummary case_;
    std::optional<Named> region;  // of the agency that handles the case
    std::optional<Moment> done_at;
};
BOOST_DESCRIBE_STRUCT(TaskLine, (TaskSummary), (case_, region, done_at))

struct TaskPage {
    std::vector<TaskLine> items;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(TaskPage, (), (items, next_cursor))

struct TaskForm {
    JsonObject schema;  // form-js
};
BOOST_DESCRIBE_STRUCT(TaskForm, (), (schema))

struct Blocked {
    std::string code, message;
};
BOOST_DESCRIBE_STRUCT(Blocked, (), (code, message))

struct TaskReturn {
    std::string element;
    Words title;
};
BOOST_DESCRIBE_STRUCT(TaskReturn, (), (element, title))

struct TaskDetail : TaskSummary {
    CaseDetail case_;
    std::optional<TaskForm> form;
    std::vector<Blocked> blocked_by;  // why this person may not do it; empty where nothing is in the way
    std::vector<OpinionView> opinions;
    std::vector<HandoverView> sent;      // the last one can be undone by returning it
    std::vector<TaskReturn> returns_to;  // steps it may go back to
};
BOOST_DESCRIBE_STRUCT(TaskDetail, (TaskSummary), (case_, form, blocked_by, opinions, sent, returns_to))

// For one request; a list looks each region and each name up once.
struct TaskViewer {
    Platform& platform;
    storage::Session& session;
    const identity::Actor& actor;
    mutable std::map<std::string, std::optional<Named>, std::less<>> regions{};  // by agency
    mutable std::map<std::int64_t, std::string> names{};                         // by person

    // One that is no longer open has only its name and its case.
    [[nodiscard]] TaskLine line(const cases::Case& c, std::int64_t token, std::string_view element) const;
    // All but `blocked_by`.
    [[nodiscard]] TaskDetail detail(const cases::Case& c, const cases::OpenTask& task,
                                    const cases::CaseType& type) const;

  private:
    void describe(TaskSummary& out, const cases::Case& c, std::int64_t token, std::string_view element,
                  const std::vector<Deadline>& deadlines, const cases::CaseType* type) const;
    [[nodiscard]] const std::optional<Named>& region_of(const std::string& agency) const;
    [[nodiscard]] const std::string& name_of(identity::PersonId person) const;
};

}  // namespace hz::api
