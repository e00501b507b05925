// SPDX-License-Identifier: Apache-2.0
// Many cases by one question, for what follows the ledger.
#pragma once
#include <cstddef>
#include <functional>
#include <string_view>

#include "cases/case.hpp"
#include "storage/store.hpp"

namespace hz::cases {

// At most `limit` with ids from `from` to `to`, in order.
void each_case(storage::Session& session, CaseId from, CaseId to, std::size_t limit,
               const std::function<void(const Case&)>& f);

// Open ones of one type with ids behind `after`, in order, at most `limit`, until `f` gives false.
void each_running_case(storage::Session& session, std::string_view type, CaseId after, std::size_t limit,
                       const std::function<bool(const Case&)>& f);

}  // namespace hz::cases
