// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/json/storage_ptr.hpp>
#include <string_view>

#include "base/json.hpp"

namespace hz {

// Reads JSON that this program wrote itself: in one pass, without the search for duplicate keys. Text from outside goes
// through parse_json. `memory` must outlive the value. Refusal: json.malformed, which means that a stored byte changed.
[[nodiscard]] Result<Json> read_stored_json(std::string_view text, boost::json::storage_ptr memory = {});

}  // namespace hz
