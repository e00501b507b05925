// SPDX-License-Identifier: Apache-2.0
// Is a file what it says it is, and nothing more? Looks at bytes only; never decodes, so that a bomb costs nothing.
#pragma once
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"

namespace hz::document {

inline constexpr std::int64_t max_pixels = 100'000'000;

// "pdf", "jpeg", "png" for a media type we take; empty otherwise.
[[nodiscard]] std::string_view short_type(std::string_view media_type);
[[nodiscard]] std::string_view media_type_of(std::string_view short_type);

// Refusals: type_differs, active_content (PDF with scripts, launch actions or embedded files), image_too_big.
[[nodiscard]] Result<void> check_content(std::string_view type, BytesView content, std::string_view name);

}  // namespace hz::document
