// SPDX-License-Identifier: Apache-2.0
// A person's own ways to look at the work list, by name. What a filter says is the caller's.
#pragma once
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "identity/actor.hpp"
#include "storage/store.hpp"

namespace hz::cases {

struct WorkFilter {
    std::string name;
    Json body;
};

inline constexpr std::size_t most_filters = 30;

[[nodiscard]] std::vector<WorkFilter> work_filters(storage::Session& session, identity::PersonId person);  // by name
// Replaces the one of that name. Refuses errors::too_many_filters, text_too_long.
[[nodiscard]] Result<void> save_work_filter(storage::Session& session, identity::PersonId person,
                                            const WorkFilter& filter);
// One that is not there is no error.
void delete_work_filter(storage::Session& session, identity::PersonId person, std::string_view name);

}  // namespace hz::cases
