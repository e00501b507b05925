// SPDX-License-Identifier: Apache-2.0
#include "document/pdf_check.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace hz::document {
namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;

bool is_space(char c) { return "\0\t\n\f\r "sv.find(c) != npos; }
bool is_delimiter(char c) { return "()<>[]{}/%"sv.find(c) != npos; }
bool is_regular(char c) { return !is_space(c) && !is_delimiter(c); }

int digit(char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// Undoes #xx in names, which would hide them (7.3.5).
std::string without_escapes(std::string_view s) {
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

// The whole name: /JSON does not match /JS.
bool has_name(std::string_view s, std::string_view name) {
    for (auto at = s.find(name); at != npos; at = s.find(name, at + 1)) {
        const auto end = at + name.size();
        if (end >= s.size() || !is_regular(s[end])) return true;
    }
    return false;
}

// /JS is not among them: three bytes turn up by chance in compressed pictures, and it does nothing without
// /JavaScript or /Rendition beside it (12.6.4).
bool is_active(std::string_view plain) {
    constexpr std::array names{"/JavaScript"sv, "/Rendition"sv,  "/Launch"sv,     "/EmbeddedFile"sv, "/EmbeddedFiles"sv,
                               "/RichMedia"sv,  "/SubmitForm"sv, "/ImportData"sv, "/GoToE"sv,        "/XFA"sv};
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return has_name(plain, name); });
}

// At the keyword `stream` with the line end that must follow (7.3.8): where its data begins.
std::optional<std::size_t> data_after(std::string_view s, std::size_t keyword) {
    auto at = keyword + "stream"sv.size();
    while (at < s.size() && (s[at] == ' ' || s[at] == '\t')) ++at;
    if (at < s.size() && s[at] == '\r') return at + 1 < s.size() && s[at + 1] == '\n' ? at + 2 : at + 1;
    if (at < s.size() && s[at] == '\n') return at + 1;
    return std::nullopt;
}

std::size_t count_streams(std::string_view s) {
    std::size_t count = 0;
    for (auto at = s.find("stream"); at != npos; at = s.find("stream", at + 1))
        count += (at == 0 || !is_regular(s[at - 1])) && data_after(s, at);
    return count;
}

// At most `room` bytes. Empty where the data is damaged or holds more.
std::optional<std::string> inflate_within(std::string_view data, std::size_t room) {
    z_stream z{};
    if (inflateInit(&z) != Z_OK) return std::nullopt;
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    z.avail_in = static_cast<uInt>(data.size());
    std::string out;
    std::array<char, 16384> piece;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= room) {
        z.next_out = reinterpret_cast<Bytef*>(piece.data());
        z.avail_out = piece.size();
        state = inflate(&z, Z_NO_FLUSH);
        out.append(piece.data(), piece.size() - z.avail_out);
    }
    inflateEnd(&z);
    if (state != Z_STREAM_END || out.size() > room) return std::nullopt;
    return out;
}

// Reads the file from its beginning to its end, token by token, and looks into every object stream. A reader may
// instead jump by the file's own table into the middle of a comment, a string or other data, and find a stream there
// that this does not see: count_streams() finds those, and such a file is unreadable.
class Scanner {
  public:
    explicit Scanner(std::string_view s) : s_(s) {}

    PdfFinding run() {
        while (at_ < s_.size() && found_ == PdfFinding::plain) step();
        if (found_ == PdfFinding::plain && streams_ != count_streams(s_)) return PdfFinding::unreadable;
        return found_;
    }

  private:
    // Of the dictionary being read, whatever is nested in it.
    struct Dictionary {
        bool has_n = false, has_first = false, is_object_stream = false, has_parameters = false;
        bool strange_filter = false;
        int flate = 0;
        bool in_filter = false, in_filter_list = false;
    };

    void step() {
        const char c = s_[at_];
        if (is_space(c))
            ++at_;
        else if (c == '%')
            at_ = std::min(s_.find_first_of("\r\n", at_), s_.size());
        else if (c == '(')
            skip_string();
        else if (c == '/')
            take_name();
        else if (is_delimiter(c))
            take_delimiter(c);
        else
            take_word();
    }

    void skip_string() {
        value_that_is_no_filter();
        int depth = 0;
        for (; at_ < s_.size(); ++at_) {
            if (s_[at_] == '\\')
                ++at_;
            else if (s_[at_] == '(')
                ++depth;
            else if (s_[at_] == ')' && --depth == 0)
                break;
        }
        at_ = std::min(at_ + 1, s_.size());
    }

    void take_delimiter(char c) {
        if (c == '<') {
            value_that_is_no_filter();
            const bool dictionary = s_.substr(at_ + 1).starts_with('<');
            at_ = dictionary ? at_ + 1 : std::min(s_.find('>', at_), s_.size() - 1);
        } else if (c == '[' && d_.in_filter && !d_.in_filter_list) {
            d_.in_filter_list = true;
        } else if (c == ']') {
            d_.in_filter = d_.in_filter_list = false;
        } else {
            value_that_is_no_filter();
        }
        ++at_;
    }

    std::string_view word() {
        const auto begin = at_;
        while (at_ < s_.size() && is_regular(s_[at_])) ++at_;
        return s_.substr(begin, at_ - begin);
    }

    void take_name() {
        ++at_;
        const auto name = without_escapes(word());
        if (d_.in_filter) {
            if (name == "FlateDecode" || name == "Fl")
                ++d_.flate;
            else
                d_.strange_filter = true;
            if (!d_.in_filter_list) d_.in_filter = false;
            return;
        }
        if (name == "Filter" || name == "F") d_.in_filter = true;
        d_.has_n |= name == "N";
        d_.has_first |= name == "First";
        d_.is_object_stream |= name == "ObjStm";
        d_.has_parameters |= name == "DecodeParms" || name == "DP";
    }

    void take_word() {
        const auto begin = at_;
        const auto text = word();
        if (text == "stream") {
            if (const auto data = data_after(s_, begin)) take_stream(*data);
        } else if (text == "obj" || text == "endobj") {
            d_ = {};
        } else {
            value_that_is_no_filter();
        }
    }

    // A filter named by reference, for instance.
    void value_that_is_no_filter() {
        if (!d_.in_filter) return;
        d_.strange_filter = true;
        if (!d_.in_filter_list) d_.in_filter = false;
    }

    void take_stream(std::size_t data) {
        ++streams_;
        const auto end = std::min(s_.find("endstream", data), s_.size());
        if (d_.is_object_stream || (d_.has_n && d_.has_first)) look_into(s_.substr(data, end - data));
        d_ = {};
        at_ = std::min(end + "endstream"sv.size(), s_.size());
    }

    void look_into(std::string_view data) {
        if (d_.strange_filter || d_.has_parameters || d_.in_filter || d_.flate > 1) {
            found_ = PdfFinding::unreadable;
        } else if (d_.flate == 1) {
            const auto objects = inflate_within(data, room_);
            if (!objects)
                found_ = PdfFinding::unreadable;
            else if (is_active(without_escapes(*objects)))
                found_ = PdfFinding::active;
            if (objects) room_ -= objects->size();
        }
    }

    std::string_view s_;
    std::size_t at_ = 0;
    std::size_t streams_ = 0;
    std::size_t room_ = max_inflated;
    Dictionary d_;
    PdfFinding found_ = PdfFinding::plain;
};

}  // namespace

PdfFinding inspect_pdf(std::string_view pdf) {
    {
        const auto plain = without_escapes(pdf);
        if (has_name(plain, "/Encrypt")) return PdfFinding::encrypted;
        if (is_active(plain)) return PdfFinding::active;
    }
    return Scanner(pdf).run();
}

}  // namespace hz::document
