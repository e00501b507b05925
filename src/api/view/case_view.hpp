// SPDX-License-Identifier: Apache-2.0
// A case as a person sees it. Titles are {zh, en}; times carry the offset of the place.
#pragma once
#include "api/platform.hpp"
#include "cases/cases.hpp"

namespace hz::api {

struct CaseViewer {
    Platform& platform;
    storage::Session& session;
    const identity::Actor& actor;

    [[nodiscard]] Json summary(const cases::Case& c) const;
    [[nodiscard]] Json detail(const cases::Case& c) const;
    [[nodiscard]] Json deadlines(const cases::Case& c, const cases::CaseType* type) const;
    [[nodiscard]] Json history(const cases::Case& c, const cases::CaseType* type) const;
    [[nodiscard]] Json materials(const cases::Case& c, const cases::CaseType* type) const;
    [[nodiscard]] std::string time(Time t) const;
    // What this person may do to it now: withdraw, supply, rate.
    [[nodiscard]] JsonArray can(const cases::Case& c) const;
    // Its open tasks that this person may handle: who files and handles need not look them up.
    [[nodiscard]] JsonArray tasks(const cases::Case& c) const;
};

[[nodiscard]] Json two(std::string_view zh, std::string_view en);
[[nodiscard]] Json state_json(std::string_view code);

}  // namespace hz::api
