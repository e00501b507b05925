// SPDX-License-Identifier: Apache-2.0
// Where the cases of one type wait: for its designers, over what happened.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "cases/cases.hpp"

namespace hz::cases {

struct ElementWaiting {
    std::string element;
    std::int64_t done = 0;  // tasks that were done
    std::chrono::milliseconds median{};
    std::chrono::milliseconds ninth{};  // nine of ten took no longer
    std::int64_t open = 0;              // tasks open now
};
struct Waiting {
    std::int64_t past = 0;  // cases looked at: the latest that were closed
    std::int64_t open = 0;  // open ones, at most `most`
    std::vector<ElementWaiting> elements;
};

// From the creation of a task to its completion, whoever had it; waiting for the applicant counts, too. Reads at most
// `most` past cases with their events, and as many open ones.
[[nodiscard]] Waiting waiting_of(storage::Session& session, ledger::Ledger& ledger, std::string_view type,
                                 std::size_t most);

}  // namespace hz::cases
