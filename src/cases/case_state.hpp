// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <string_view>

namespace hz::cases {

// The states a person sees, and the process milestones that lead to them. The words are plain ones: what a law calls
// them is code list `case_state` of a pack.
struct StateText {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    bool open;
};
[[nodiscard]] std::span<const StateText> states();
[[nodiscard]] const StateText& state_text(std::string_view code);

// The state after reaching `milestone` from `current`; `current` itself where the milestone changes nothing.
[[nodiscard]] std::string_view state_after(std::string_view milestone, std::string_view current, bool accepted);

}  // namespace hz::cases
