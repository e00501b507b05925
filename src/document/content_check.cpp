// SPDX-License-Identifier: Apache-2.0
#include "document/content_check.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "document/errors.hpp"
#include "document/pdf_check.hpp"

namespace hz::document {
namespace {

using namespace std::string_view_literals;

struct Size {
    std::int64_t width = 0, height = 0;
};

std::int64_t big_endian(std::string_view s, std::size_t at, std::size_t count) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(s[at + i]);
    return value;
}

// PNG (ISO/IEC 15948): signature, then chunks of length, type, data and CRC; IHDR with the size first, IEND last and
// nothing behind it.
std::optional<Size> png_size(std::string_view s) {
    if (s.size() < 45 || !s.starts_with("\x89PNG\r\n\x1a\n"sv) || s.substr(12, 4) != "IHDR"sv) return std::nullopt;
    std::size_t at = 8;
    while (at + 12 <= s.size() && s.substr(at + 4, 4) != "IEND"sv)
        at += 12 + static_cast<std::size_t>(big_endian(s, at, 4));
    if (at + 12 != s.size()) return std::nullopt;
    return Size{big_endian(s, 16, 4), big_endian(s, 20, 4)};
}

// JPEG (ISO/IEC 10918-1 B.1): markers from SOI; the frame header SOF0..SOF15 (not DHT, JPG, DAC) has the size.
std::optional<Size> jpeg_size(std::string_view s) {
    if (s.size() < 20 || !s.starts_with("\xff\xd8\xff"sv) || s.rfind("\xff\xd9"sv) == std::string_view::npos)
        return std::nullopt;
    for (std::size_t at = 2; at + 9 < s.size();) {
        if (static_cast<unsigned char>(s[at]) != 0xFF) return std::nullopt;
        const auto marker = static_cast<unsigned char>(s[at + 1]);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) return Size{big_endian(s, at + 7, 2), big_endian(s, at + 5, 2)};
        if (marker == 0xDA) return std::nullopt;
        at += 2 + static_cast<std::size_t>(big_endian(s, at + 2, 2));
    }
    return std::nullopt;
}

bool is_pdf(std::string_view s) {
    const auto tail = s.substr(s.size() - std::min<std::size_t>(s.size(), 2048));
    return s.starts_with("%PDF-"sv) && tail.find("%%EOF"sv) != std::string_view::npos;
}

// A ZIP file is found from its end, so that it may hang behind anything: the end record names its directory (APPNOTE
// 4.3.16).
bool holds_zip(std::string_view s) {
    const auto tail = s.substr(s.size() - std::min<std::size_t>(s.size(), 65'557));
    for (auto at = tail.rfind("PK\x05\x06"sv); at != std::string_view::npos;
         at = at == 0 ? std::string_view::npos : tail.rfind("PK\x05\x06"sv, at - 1)) {
        if (at + 22 > tail.size()) continue;
        std::uint32_t size = 0;
        for (std::size_t i = 4; i-- > 0;) size = size << 8 | static_cast<unsigned char>(tail[at + 12 + i]);
        const auto end = s.size() - tail.size() + at;
        if (size == 0xFFFFFFFF || (size >= 46 && size <= end && s.substr(end - size, 4) == "PK\x01\x02"sv)) return true;
    }
    return false;
}

bool holds_archive(std::string_view s) {
    return holds_zip(s) || s.find("Rar!\x1a\x07"sv) != std::string_view::npos ||
           s.find("7z\xBC\xAF\x27\x1C"sv) != std::string_view::npos;
}

// What another program would take for a page or a PDF.
bool picture_holds_document(std::string_view s) {
    if (s.substr(0, 1024).find("%PDF-"sv) != std::string_view::npos) return true;
    constexpr std::array marks{"<script"sv, "<!doctype"sv, "<html>"sv, "<html "sv, "<svg "sv, "<?php"sv};
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
        return std::search(s.begin(), s.end(), mark.begin(), mark.end(), same) != s.end();
    });
}

Result<void> check_pdf(std::string_view s, const std::string& file) {
    if (!is_pdf(s)) return refuse(errors::type_differs, {{"name", file}, {"expected", "PDF"}});
    switch (inspect_pdf(s)) {
        case PdfFinding::active:
            return refuse(errors::active_content, {{"name", file}});
        case PdfFinding::encrypted:
            return refuse(errors::encrypted, {{"name", file}});
        case PdfFinding::unreadable:
            return refuse(errors::cannot_check, {{"name", file}});
        case PdfFinding::plain:
            break;
    }
    return {};
}

}  // namespace

std::string_view short_type(std::string_view media_type) {
    if (media_type == "application/pdf") return "pdf";
    if (media_type == "image/jpeg" || media_type == "image/jpg") return "jpeg";
    if (media_type == "image/png") return "png";
    return {};
}

std::string_view media_type_of(std::string_view type) {
    if (type == "pdf") return "application/pdf";
    if (type == "jpeg" || type == "jpg") return "image/jpeg";
    if (type == "png") return "image/png";
    return "application/octet-stream";
}

Result<void> check_content(std::string_view type, BytesView content, std::string_view name) {
    const auto text = as_text(content);
    const std::string file(name);
    if (type == "pdf") {
        if (auto plain = check_pdf(text, file); !plain) return plain;
    } else {
        const auto size = type == "png" ? png_size(text) : type == "jpeg" ? jpeg_size(text) : std::nullopt;
        if (!size || size->width <= 0 || size->height <= 0)
            return refuse(errors::type_differs, {{"name", file}, {"expected", type == "png" ? "PNG" : "JPEG"}});
        if (size->width * size->height > max_pixels) return refuse(errors::image_too_big, {{"name", file}});
        if (picture_holds_document(text)) return refuse(errors::hides_another, {{"name", file}});
    }
    if (holds_archive(text)) return refuse(errors::hides_another, {{"name", file}});
    return {};
}

}  // namespace hz::document
