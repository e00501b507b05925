// SPDX-License-Identifier: Apache-2.0
// What neither engine takes as text. Private to this module.
#pragma once
#include <string_view>

#include "storage/errors.hpp"
#include "storage/store.hpp"

namespace hz::storage {

// PostgreSQL text cannot hold U+0000; refused on SQLite too, so that it shows in every test.
inline void check_text(std::string_view text) {
    if (text.find('\0') != std::string_view::npos)
        throw Failure(Error{&errors::failed, {}, {}, "text with the character U+0000"});
}

}  // namespace hz::storage
