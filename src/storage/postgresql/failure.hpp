// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <libpq-fe.h>

#include <string_view>

#include "base/error.hpp"

namespace hz::storage::postgresql {

// The error of a result that failed. `detail` leaves out what may quote data.
[[nodiscard]] Error error_of(const PGresult* result, std::string_view sql);
// The connection is lost, before anything was committed.
[[nodiscard]] Error lost(std::string_view reason);

}  // namespace hz::storage::postgresql
