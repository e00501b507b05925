// SPDX-License-Identifier: Apache-2.0
// How the history tells of what happens to few cases.
#pragma once
#include "api/view/case_view.hpp"

namespace hz::api {

// Title, task and note; of any other event nothing.
void tell_rare_event(HistoryEntry& line, const cases::Event& event, const cases::CaseType* type,
                     const pack::Definitions& definitions, const calendar::WorkingCalendar& calendar);
// Between colleagues: not for the applicant.
[[nodiscard]] bool is_internal(const cases::Event& event);

}  // namespace hz::api
