// SPDX-License-Identifier: Apache-2.0
#include "cases/case_state.hpp"

#include <array>

namespace hz::cases {
namespace {

constexpr std::array<StateText, 12> all{{
    {"submitted", "已提交，待受理", "Submitted", true},
    {"accepted", "已受理，办理中", "Accepted, in progress", true},
    {"awaiting_supplement", "待补正", "Waiting for your supplement", true},
    {"suspended", "特别程序中，时限暂停", "Special procedure, clock stands", true},
    {"granted", "已同意", "Granted", false},
    {"denied", "未同意", "Denied", false},
    {"not_accepted", "未受理", "Not accepted", false},
    {"withdrawn", "已撤回", "Withdrawn", false},
    {"resolved", "已办结", "Resolved", false},
    {"terminated", "已终止", "Terminated", false},
    {"merged", "已并案", "Merged into another case", false},
    {"closed", "已结束", "Closed", false},
}};

}  // namespace

std::span<const StateText> states() { return all; }

const StateText& state_text(std::string_view code) {
    for (const auto& state : all)
        if (state.code == code) return state;
    return all.back();
}

std::string_view state_after(std::string_view milestone, std::string_view current, bool accepted) {
    if (milestone == "received") return "submitted";
    if (milestone == "accepted") return "accepted";
    if (milestone == "supplement_requested") return "awaiting_supplement";
    if (milestone == "supplemented") return accepted ? "accepted" : "submitted";
    for (const std::string_view final : {"granted", "denied", "not_accepted", "withdrawn", "resolved", "closed"})
        if (milestone == final) return final;
    return current;
}

}  // namespace hz::cases
