// SPDX-License-Identifier: Apache-2.0
// Uploaded files of any content: each is refused or taken, and nothing that is taken has a script written plainly.
#include <cstdint>

#include "base/check.hpp"
#include "document/content_check.hpp"
#include "document/pdf_check.hpp"
#include "document/signed_pdf.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto bytes = hz::as_bytes(text);
    for (const auto* type : {"pdf", "png", "jpeg"}) {
        const auto taken = hz::document::check_content(type, bytes, "name");
        hz::check(!taken || text.find("/JavaScript ") == text.npos || type[0] != 'p' || type[1] != 'd',
                  "a script was taken");
    }
    // The inside of a PDF, whose frame chance seldom finds.
    (void)hz::document::inspect_pdf(text);
    (void)hz::document::verify_pdf(bytes);
    return 0;
}
