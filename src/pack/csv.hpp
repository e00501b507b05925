// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <string_view>

#include "base/json.hpp"

namespace hz::pack {

struct CsvLimits {
    std::size_t bytes = 16 << 20;
    std::size_t rows = 100'000;
    std::size_t columns = 100;
    std::size_t cell = 10'000;  // bytes
};

// RFC 4180 with a header row: one object a row, every value text. Line ends are LF or CRLF; a byte-order mark is
// skipped. Refusals: malformed_csv (with `line` from 1: open quote, wrong number of cells, empty or repeated header),
// too_large, text.not_utf8.
[[nodiscard]] Result<JsonArray> parse_csv(std::string_view text, CsvLimits limits = {});

}  // namespace hz::pack
