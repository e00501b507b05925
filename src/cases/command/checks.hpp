// SPDX-License-Identifier: Apache-2.0
// What several commands refuse alike. Private to cases.
#pragma once
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "cases/authority.hpp"
#include "cases/case_act.hpp"
#include "cases/errors.hpp"

namespace hz::cases {

// A text with at least one sign and at most `limit`; `path` as in the body of the request.
[[nodiscard]] inline Result<void> check_text(const std::string& text, const std::string& path, std::size_t limit,
                                             bool required = true) {
    if (required && trim(text).empty()) return refuse_fields(hz::errors::missing, {{path, &hz::errors::missing, {}}});
    if (length(text) > limit)
        return refuse_fields(errors::text_too_long,
                             {{path, &errors::text_too_long, {{"limit", std::to_string(limit)}}}});
    return {};
}

[[nodiscard]] inline Result<void> must_be_open(const Case& c) {
    if (c.closed()) return refuse(errors::already_closed);
    return {};
}

// The task, where this person may handle it and has it or could take it.
[[nodiscard]] inline Result<const OpenTask*> task_in_hand(const TaskRef& ref, const Case& c, const Asking& asking) {
    const auto* task = c.find_task(ref.token);
    if (!task) return refuse(errors::task_not_found);
    if (const auto allowed = may_handle(asking.actor, c, *task, asking.around.type); !allowed) return allowed.error();
    const auto* info = process::find_task(*asking.around.type.process, task->element);
    if (info && info->for_applicant) return refuse(errors::not_your_task);
    return task;
}

}  // namespace hz::cases
