// SPDX-License-Identifier: Apache-2.0
#include "document/content_check.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "document/errors.hpp"

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

// PNG (ISO/IEC 15948): signature, then IHDR with the size, and an IEND at the end.
std::optional<Size> png_size(std::string_view s) {
    if (s.size() < 45 || !s.starts_with("\x89PNG\r\n\x1a\n"sv) || s.substr(12, 4) != "IHDR"sv) return std::nullopt;
    if (s.substr(s.size() - 12).find("IEND"sv) == std::string_view::npos) return std::nullopt;
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

// A PDF name such as /JavaScript, ended by a delimiter, so that /JSON does not match /JS. Names may be written with
// #xx.
bool has_name(std::string_view s, std::string_view name) {
    for (auto at = s.find(name); at != std::string_view::npos; at = s.find(name, at + 1)) {
        const auto end = at + name.size();
        if (end >= s.size() || " \t\r\n\f/<>[](){}%"sv.find(s[end]) != std::string_view::npos) return true;
    }
    return false;
}

// Undoes #xx in names, which would hide them from has_name (ISO 32000-1, 7.3.5).
std::string without_escapes(std::string_view s) {
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string out;
    out.reserve(s.size());
    for (std::size_t i = 0; i < s.size(); ++i) {
        if (s[i] == '#' && i + 2 < s.size() && digit(s[i + 1]) >= 0 && digit(s[i + 2]) >= 0) {
            out += static_cast<char>(digit(s[i + 1]) << 4 | digit(s[i + 2]));
            i += 2;
        } else {
            out += s[i];
        }
    }
    return out;
}

bool is_pdf(std::string_view s) {
    const auto tail = s.substr(s.size() - std::min<std::size_t>(s.size(), 2048));
    return s.starts_with("%PDF-"sv) && tail.find("%%EOF"sv) != std::string_view::npos;
}

bool pdf_is_active(std::string_view s) {
    constexpr std::array names{"/JavaScript"sv, "/JS"sv,  "/Launch"sv,     "/EmbeddedFile"sv, "/EmbeddedFiles"sv,
                               "/RichMedia"sv,  "/XFA"sv, "/SubmitForm"sv, "/ImportData"sv,   "/GoToE"sv};
    const auto plain = without_escapes(s);
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return has_name(plain, name); });
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
        if (!is_pdf(text)) return refuse(errors::type_differs, {{"name", file}, {"expected", "PDF"}});
        if (pdf_is_active(text)) return refuse(errors::active_content, {{"name", file}});
        return {};
    }
    const auto size = type == "png" ? png_size(text) : jpeg_size(text);
    if (!size || size->width <= 0 || size->height <= 0)
        return refuse(errors::type_differs, {{"name", file}, {"expected", type == "png" ? "PNG" : "JPEG"}});
    if (size->width * size->height > max_pixels) return refuse(errors::image_too_big, {{"name", file}});
    return {};
}

}  // namespace hz::document
