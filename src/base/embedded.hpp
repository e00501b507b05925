// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace hz {

// A file built into the program by hz_embed (cmake/embed.cmake). Views are valid for the life of the program.
struct EmbeddedFile {
    std::string_view path;  // relative to the embedded folder
    std::string_view content;
};

}  // namespace hz
