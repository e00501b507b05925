// SPDX-License-Identifier: Apache-2.0
// One A4 page a holder can print and hang on a wall: title, face fields, issuer, QR code. Fonts by fontconfig (Noto
// CJK).
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/result.hpp"

namespace hz::document {

struct LicenceFace {
    std::string title;     // "风筝许可证"
    std::string subtitle;  // the same in the other language
    std::string number_label, number;
    struct Line {
        std::string label, value;
    };
    std::vector<Line> lines;
    std::string issuer_label, issuer;
    std::string issued_label, issued_on;  // a civil date, as text
    std::string note;                     // how to verify
    std::string qr;                       // what the QR code says: the address of the verification page
    std::string identifier;               // printed small under the QR code
    Time made_at{};                       // goes into the file's metadata
};

// The bytes of a PDF 1.5. Long values wrap and shrink rather than fall off the page. Refusal: render_failed.
// Thread-safe; takes tens of milliseconds, so never inside a write.
[[nodiscard]] Result<Bytes> render_licence(const LicenceFace& face);

}  // namespace hz::document
