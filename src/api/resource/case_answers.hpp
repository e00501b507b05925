// SPDX-License-Identifier: Apache-2.0
// What the routes that change a case ask and answer alike.
#pragma once
#include "api/execute.hpp"
#include "api/view/case_view.hpp"
#include "cases/errors.hpp"

namespace hz::api {

struct CasePath {
    struct Path {
        cases::CaseId id;
    } path;
};
BOOST_DESCRIBE_STRUCT(CasePath::Path, (), (id))

struct TaskPath {
    struct Path {
        Text<60> id;
    } path;
};
BOOST_DESCRIBE_STRUCT(TaskPath::Path, (), (id))

struct HandledTask {
    CaseSummary case_;
    std::vector<TaskLink> tasks;
};
BOOST_DESCRIBE_STRUCT(HandledTask, (), (case_, tasks))

[[nodiscard]] inline std::string or_empty(const auto& text) { return text ? text->value : std::string(); }

[[nodiscard]] inline Result<CaseDetail> recorded_view(Platform& p, storage::Session& s, const identity::Actor& actor,
                                                      const Result<cases::Recorded>& recorded) {
    if (!recorded) return recorded.error();
    return CaseViewer{p, s, actor}.detail(recorded->now);
}

[[nodiscard]] inline Result<HandledTask> handled_view(Platform& p, storage::Session& s, const identity::Actor& actor,
                                                      const Result<cases::Recorded>& recorded) {
    if (!recorded) return recorded.error();
    const CaseViewer view{p, s, actor};
    return HandledTask{view.summary(recorded->now), view.tasks(recorded->now)};
}

[[nodiscard]] inline Result<cases::TaskRef> task_ref(const Text<60>& text) {
    const auto ref = cases::task_from_text(text.value);
    if (!ref) return refuse(cases::errors::task_not_found);
    return *ref;
}

}  // namespace hz::api
