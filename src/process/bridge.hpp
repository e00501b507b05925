// SPDX-License-Identifier: Apache-2.0
// Two definitions and a mapping between their ids: which place of the new one stands for which of the old one. Private
// to the module.
#pragma once
#include <string_view>

#include "process/migrate.hpp"
#include "process/model.hpp"

namespace hz::process {

// Tokens rest on the flows into it: a join, or an activity that takes several.
[[nodiscard]] bool gathers(const Node& node);
// Rests beside something that goes on: at a boundary, behind an event-based gateway, for an event sub-process.
[[nodiscard]] bool listens(const Definition& definition, const Node& node);
[[nodiscard]] bool waits_for_outside(const Node& node);
// The event-based gateway that the node follows, or nowhere.
[[nodiscard]] Index gateway_before(const Definition& definition, const Node& node);

struct Bridge {
    const Definition& from;
    const Definition& to;
    const Mapping& mapping;

    [[nodiscard]] std::string_view name(Index old) const;
    [[nodiscard]] Index place(Index old) const;  // node for node, flow for flow; nowhere: there is none
    [[nodiscard]] Index scope(Index old) const;
    // Whether the second can stand for the first, as far as one token sees it.
    [[nodiscard]] bool fits(const Node& a, const Node& b) const;
    [[nodiscard]] bool fits(Index old, Index other) const;
    // What is against a token at `old`; null: nothing.
    [[nodiscard]] const ErrorCode* against(Index old) const;
    [[nodiscard]] FieldError finding(Index old, const ErrorCode& code) const;
    // Only listens, and there is nothing in its place: it is taken away.
    [[nodiscard]] bool leaves(Index old) const;
};

}  // namespace hz::process
