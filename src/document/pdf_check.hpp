// SPDX-License-Identifier: Apache-2.0
// What a PDF (ISO 32000-1) would do when it is opened. Private to document/.
#pragma once
#include <cstddef>
#include <string_view>

namespace hz::document {

enum class PdfFinding {
    plain,
    active,      // scripts, launch actions, embedded files, forms that send themselves
    encrypted,   // nobody can look inside
    unreadable,  // holds objects in a way that no usual program writes, so that we cannot look inside
};

// The most that the object streams of one file may inflate to; usual ones have some 100 KB.
inline constexpr std::size_t max_inflated = 8U << 20;

// Looks at the whole file, names written with #xx and compressed object streams (7.5.7) included. Time and memory grow
// with the size of the file and max_inflated, whatever it holds.
[[nodiscard]] PdfFinding inspect_pdf(std::string_view pdf);

}  // namespace hz::document
