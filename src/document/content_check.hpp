// SPDX-License-Identifier: Apache-2.0
// Is a file what it says it is, and nothing more? Pictures are never decoded and of a PDF only object streams, within
// a fixed size, so that a bomb costs nothing. Only PDF, JPEG and PNG are taken: office files, SVG and HTML never are.
#pragma once
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"

namespace hz::document {

inline constexpr std::int64_t max_pixels = 100'000'000;

// "pdf", "jpeg", "png" for a media type we take; empty otherwise.
[[nodiscard]] std::string_view short_type(std::string_view media_type);
[[nodiscard]] std::string_view media_type_of(std::string_view short_type);

// Refusals: type_differs, active_content (PDF with scripts, launch actions or embedded files), encrypted, cannot_check,
// image_too_big, hides_another (an archive behind it, or a page or PDF inside a picture).
[[nodiscard]] Result<void> check_content(std::string_view type, BytesView content, std::string_view name);

}  // namespace hz::document
