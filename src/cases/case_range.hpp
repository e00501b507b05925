// SPDX-License-Identifier: Apache-2.0
// Many cases by one question, for what follows the ledger.
#pragma once
#include <cstddef>
#include <functional>

#include "cases/case.hpp"
#include "storage/store.hpp"

namespace hz::cases {

// At most `limit` with ids from `from` to `to`, in order.
void each_case(storage::Session& session, CaseId from, CaseId to, std::size_t limit,
               const std::function<void(const Case&)>& f);

}  // namespace hz::cases
