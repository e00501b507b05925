// SPDX-License-Identifier: Apache-2.0
#include "cases/case.hpp"

#include <algorithm>
#include <charconv>

namespace hz::cases {

const OpenTask* Case::find_task(std::int64_t token) const {
    for (const auto& task : tasks)
        if (task.token == token) return &task;
    return nullptr;
}

const SpecialProcedure* Case::suspension() const {
    if (!annex || annex->procedures.empty() || annex->procedures.back().to) return nullptr;
    return &annex->procedures.back();
}

std::string_view OpenTask::wanted_skill() const {
    const bool elsewhere = std::ranges::any_of(sent, [](const Handover& one) { return one.kind == "transfer"; });
    return elsewhere ? std::string_view{} : std::string_view(skill);
}

bool OpenTask::waits_for_opinions() const { return std::ranges::any_of(asked, &AskedOpinion::open); }

std::string stream_of(CaseId id) { return "case:" + hz::to_text(id); }

std::string to_text(const TaskRef& ref) { return hz::to_text(ref.case_id) + "-" + std::to_string(ref.token); }

std::optional<TaskRef> task_from_text(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto id = id_from_text<CaseTag>(text.substr(0, dash));
    std::int64_t token = 0;
    const auto* end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data() + dash + 1, end, token);
    if (!id || error != std::errc{} || at != end || token <= 0) return std::nullopt;
    return TaskRef{*id, token};
}

}  // namespace hz::cases
