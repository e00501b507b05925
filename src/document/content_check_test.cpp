// SPDX-License-Identifier: Apache-2.0
#include "document/content_check.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "document/pdf_check.hpp"

namespace hz::document {
namespace {

using namespace std::string_literals;

std::string verdict(std::string_view type, const std::string& content) {
    const auto checked = check_content(type, as_bytes(content), "plan");
    return checked ? "" : std::string(checked.error().code->id);
}

std::string pdf(const std::string& objects) {
    return "%PDF-1.5\n" + objects + "\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n";
}

std::string deflated(const std::string& text) {
    auto size = compressBound(text.size());
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size(), 9);
    out.resize(size);
    return out;
}

std::string stream(const std::string& dictionary, const std::string& data) {
    return "1 0 obj\n<< " + dictionary + " >>\nstream\n" + data + "\nendstream\nendobj\n";
}

const auto script = "4 0 << /S /JavaScript /JS (app.alert(1)) >>"s;
const auto object_stream = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"s;

std::string big_endian(std::uint32_t n) {
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}
std::string chunk(const std::string& type, const std::string& data) {
    return big_endian(static_cast<std::uint32_t>(data.size())) + type + data + "crc!";
}
std::string png(std::uint32_t width, std::uint32_t height, const std::string& text = "") {
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", big_endian(width) + big_endian(height) + "\x08\x02\0\0\0"s) +
           chunk("tEXt", text) + chunk("IDAT", "pixels") + chunk("IEND", "");
}
std::string jpeg() {
    return "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
           "\xff\xc0\0\x11\x08\0\x20\0\x30\3\1\x22\0\2\x11\1\3\x11\1"
           "\xff\xd9"s;
}
// An archive with no entry but a directory of the shape of one.
std::string zip() {
    const auto directory = "PK\1\2"s + std::string(42, '\0');
    return directory + "PK\5\6"s + std::string(8, '\0') + "\x2e\0\0\0"s + std::string(6, '\0');
}

TEST(Pdf, PlainOnesAreTaken) {
    EXPECT_EQ(verdict("pdf", pdf("1 0 obj\n<< /Type /Catalog /JSON true >>\nendobj")), "");
    EXPECT_EQ(verdict("pdf", pdf(stream(object_stream, deflated("4 0 << /Type /Font >>")))), "");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Filter [/ASCII85Decode /DCTDecode]", "picture"))), "");
    EXPECT_EQ(verdict("pdf", pdf("% (a remark\n1 0 obj\n(a \\( string (nested) stream of words)\nendobj")), "");
}

TEST(Pdf, WhatActsIsRefused) {
    for (const auto* name : {"JavaScript", "Launch", "EmbeddedFile", "RichMedia", "XFA", "SubmitForm", "Rendition"})
        EXPECT_EQ(verdict("pdf", pdf("1 0 obj\n<< /S /"s + name + " >>\nendobj")), "file.active_content") << name;
    EXPECT_EQ(verdict("pdf", pdf("1 0 obj\n<< /S /#4aava#53cript >>\nendobj")), "file.active_content");
}

TEST(Pdf, WhatActsIsFoundInObjectStreams) {
    EXPECT_EQ(verdict("pdf", pdf(stream(object_stream, deflated(script)))), "file.active_content");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Type /Obj#53tm /N 1 /First 4 /Filter [/Fl]", deflated(script)))),
              "file.active_content");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Type 9 0 R /N 1 /First 4 /Filter /FlateDecode", deflated(script)))),
              "file.active_content");
    EXPECT_EQ(verdict("pdf", pdf(stream(object_stream, deflated("4 0 << /S /#4aavaScript >>")))),
              "file.active_content");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Length 9", "unrelated") + stream(object_stream, deflated(script)))),
              "file.active_content");
}

TEST(Pdf, WhatCannotBeLookedIntoIsRefused) {
    EXPECT_EQ(verdict("pdf", pdf("trailer << /Encrypt 5 0 R >>")), "file.encrypted");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]", "78>"))),
              "file.cannot_check");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Type /ObjStm /N 1 /First 4 /Filter 7 0 R", "?"))), "file.cannot_check");
    EXPECT_EQ(verdict("pdf", pdf(stream(object_stream + " /DecodeParms << /Predictor 12 >>", deflated(script)))),
              "file.cannot_check");
    EXPECT_EQ(verdict("pdf", pdf(stream(object_stream, "not deflated"))), "file.cannot_check");
    EXPECT_EQ(verdict("pdf", pdf(stream(object_stream, deflated(script).substr(0, 20)))), "file.cannot_check");
}

// By the file's table a reader can jump to an object where one that reads from the beginning sees something else.
TEST(Pdf, StreamsInHiddenPlacesAreRefused) {
    const auto hidden = stream(object_stream, deflated(script));
    EXPECT_EQ(verdict("pdf", pdf("1 0 obj\n(" + hidden + ")\nendobj")), "file.cannot_check");
    EXPECT_EQ(verdict("pdf", pdf("% 1 0 obj << >> stream\n")), "file.cannot_check");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Length 1000", hidden))), "file.cannot_check");
}

TEST(Pdf, BombsAreRefused) {
    const std::string bomb = deflated(std::string(max_inflated + 1, ' '));
    ASSERT_LT(bomb.size(), 32'768U);
    EXPECT_EQ(verdict("pdf", pdf(stream(object_stream, bomb))), "file.cannot_check");
    const auto half = stream(object_stream, deflated(std::string(max_inflated / 2 + 1, ' ')));
    EXPECT_EQ(verdict("pdf", pdf(half)), "");
    EXPECT_EQ(verdict("pdf", pdf(half + half)), "file.cannot_check");
    EXPECT_EQ(verdict("pdf", pdf(stream("/Subtype /Image /Filter /FlateDecode", bomb))), "");  // never inflated
}

TEST(Pictures, AreKnownByTheirContent) {
    EXPECT_EQ(verdict("png", png(100, 100)), "");
    EXPECT_EQ(verdict("jpeg", jpeg()), "");
    EXPECT_EQ(verdict("png", jpeg()), "file.type_differs");
    EXPECT_EQ(verdict("jpeg", png(1, 1)), "file.type_differs");
    EXPECT_EQ(verdict("png", png(100'000, 100'000)), "file.image_too_big");
    EXPECT_EQ(verdict("png", png(0, 5)), "file.type_differs");
}

TEST(Content, NeitherEmptyNorAnythingElse) {
    const auto svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"s;
    const auto page = "<!DOCTYPE html><script>alert(1)</script>"s;
    for (const auto* type : {"pdf", "png", "jpeg"})
        for (const auto& content : {""s, svg, page, zip(), "%PDF"s, "\xff\xd8\xff"s, std::string(100, '\0')})
            EXPECT_EQ(verdict(type, content), "file.type_differs") << type << ' ' << content;
    for (const auto* type : {"image/svg+xml", "text/html", "application/zip", "application/msword", ""})
        EXPECT_EQ(short_type(type), "") << type;
}

TEST(Content, PolyglotsAreRefused) {
    EXPECT_EQ(verdict("pdf", pdf("") + zip() + "%%EOF"), "file.hides_another");
    EXPECT_EQ(verdict("pdf", pdf("% Rar!\x1a\x07")), "file.hides_another");
    EXPECT_EQ(verdict("jpeg", jpeg() + zip()), "file.hides_another");
    EXPECT_EQ(verdict("jpeg", jpeg() + pdf("")), "file.hides_another");
    EXPECT_EQ(verdict("jpeg", jpeg() + "<SCRIPT>alert(1)</SCRIPT>"), "file.hides_another");
    EXPECT_EQ(verdict("png", png(9, 9, "comment\0<html><script>"s)), "file.hides_another");
    EXPECT_EQ(verdict("png", png(9, 9) + zip()), "file.type_differs");
    EXPECT_EQ(verdict("pdf", "<html>" + pdf("")), "file.type_differs");
    EXPECT_EQ(verdict("jpeg", jpeg() + "PK\5\6 by chance in a photograph"), "");
}

}  // namespace
}  // namespace hz::document
