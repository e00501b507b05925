// SPDX-License-Identifier: Apache-2.0
#include "document/licence_page.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <memory>

#include "document/errors.hpp"

namespace hz::document {
namespace {

constexpr double mm = 72.0 / 25.4;
constexpr double page_width = 210 * mm;
constexpr double page_height = 297 * mm;
constexpr double margin = 26 * mm;
constexpr double text_width = page_width - 2 * margin;

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* p) const {
        Free(p);
    }
};
using Surface = std::unique_ptr<cairo_surface_t, Deleter<cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, Deleter<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Deleter<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Deleter<pango_font_description_free>>;
using Qr = std::unique_ptr<QRcode, Deleter<QRcode_free>>;

cairo_status_t collect(void* closure, const unsigned char* data, unsigned int size) {
    auto& out = *static_cast<Bytes*>(closure);
    const auto* begin = reinterpret_cast<const std::byte*>(data);
    out.insert(out.end(), begin, begin + size);
    return CAIRO_STATUS_SUCCESS;
}

// Two faces only: each is embedded with some 45 KB whatever is written in it.
constexpr const char* regular = "Noto Serif CJK SC";
constexpr const char* bold = "Noto Serif CJK SC Bold";

struct Type {
    const char* face;
    double points;
};
struct Colour {
    double r, g, b;
};
constexpr Colour ink{0.10, 0.13, 0.18};
constexpr Colour soft{0.38, 0.43, 0.50};
constexpr Colour line_colour{0.62, 0.55, 0.36};

class Page {
  public:
    explicit Page(cairo_t* cairo) : cairo_(cairo) {}

    // Text in a box of `width` at (x, y); gives its height. Points.
    double text(double x, double y, double width, const std::string& words, Type type, Colour colour,
                PangoAlignment align = PANGO_ALIGN_LEFT) {
        const auto layout = lay_out(width, words, type, align);
        cairo_set_source_rgb(cairo_, colour.r, colour.g, colour.b);
        cairo_move_to(cairo_, x, y);
        pango_cairo_show_layout(cairo_, layout.get());
        return height_of(layout);
    }

    double height(double width, const std::string& words, Type type) {
        return height_of(lay_out(width, words, type, PANGO_ALIGN_LEFT));
    }

    void frame(double inset, double width) {
        cairo_set_source_rgb(cairo_, line_colour.r, line_colour.g, line_colour.b);
        cairo_set_line_width(cairo_, width);
        cairo_rectangle(cairo_, inset, inset, page_width - 2 * inset, page_height - 2 * inset);
        cairo_stroke(cairo_);
    }

    void rule(double y) {
        cairo_set_source_rgb(cairo_, line_colour.r, line_colour.g, line_colour.b);
        cairo_set_line_width(cairo_, 0.4);
        cairo_move_to(cairo_, margin, y);
        cairo_line_to(cairo_, page_width - margin, y);
        cairo_stroke(cairo_);
    }

    // One rectangle for each run of dark cells in a row.
    void qr(const Qr& code, double x, double y, double size) {
        const int width = code->width;
        const double cell = size / width;
        const auto dark = [&](int row, int column) {
            return column < width && (code->data[row * width + column] & 1U) != 0;
        };
        cairo_set_source_rgb(cairo_, 0, 0, 0);
        for (int row = 0; row < width; ++row)
            for (int column = 0; column < width; ++column) {
                const int begin = column;
                while (dark(row, column)) ++column;
                if (column > begin)
                    cairo_rectangle(cairo_, x + begin * cell, y + row * cell, (column - begin) * cell, cell);
            }
        cairo_fill(cairo_);
    }

    void next() { cairo_show_page(cairo_); }

  private:
    Layout lay_out(double width, const std::string& words, Type type, PangoAlignment align) {
        Layout layout(pango_cairo_create_layout(cairo_));
        const Font font(pango_font_description_from_string(type.face));
        pango_font_description_set_absolute_size(font.get(), type.points * PANGO_SCALE);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), align);
        pango_layout_set_line_spacing(layout.get(), 1.1F);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        return layout;
    }

    static double height_of(const Layout& layout) {
        int height = 0;
        pango_layout_get_size(layout.get(), nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE;
    }

    cairo_t* cairo_;
};

constexpr double label_width = 58 * mm;
constexpr double value_width = text_width - label_width;
constexpr double foot = page_height - 74 * mm;

double line_gap(Type type) { return type.points * 0.65; }

double line_height(Page& page, const LicenceFace::Line& line, Type type) {
    return std::max(page.height(label_width - 4 * mm, line.label, type), page.height(value_width, line.value, type)) +
           line_gap(type);
}

// The largest type in which all lines fit into `room`, or the smallest that prints well.
Type body_type(Page& page, const LicenceFace& face, double room) {
    for (double points = 15; points > 9; points -= 1) {
        double height = 0;
        for (const auto& line : face.lines) height += line_height(page, line, {regular, points});
        if (height <= room) return {regular, points};
    }
    return {regular, 9};
}

void draw_frames(Page& page) {
    page.frame(11 * mm, 2.0);
    page.frame(13 * mm, 0.6);
}

// From line `first` on, above `bottom`; gives the first that has no room. One line alone always has room.
std::size_t draw_lines(Page& page, const LicenceFace& face, std::size_t first, Type type, double y, double bottom) {
    auto i = first;
    for (; i < face.lines.size(); ++i) {
        const auto& line = face.lines[i];
        const double height = line_height(page, line, type);
        if (i > first && y + height - line_gap(type) > bottom) break;
        page.text(margin, y, label_width - 4 * mm, line.label, type, soft);
        page.text(margin + label_width, y, value_width, line.value, type, ink);
        y += height;
    }
    return i;
}

double draw_head(Page& page, const LicenceFace& face) {
    double y = 34 * mm;
    y += page.text(margin, y, text_width, face.title, {bold, 44}, ink, PANGO_ALIGN_CENTER) + 1 * mm;
    y += page.text(margin, y, text_width, face.subtitle, {regular, 17}, soft, PANGO_ALIGN_CENTER) + 7 * mm;
    y += page.text(margin, y, text_width, face.number_label + "  " + face.number, {regular, 15}, ink,
                   PANGO_ALIGN_CENTER) +
         5 * mm;
    page.rule(y);
    return y + 7 * mm;
}

void draw_foot(Page& page, const LicenceFace& face, const Qr& code) {
    page.rule(foot);
    page.qr(code, margin, foot + 8 * mm, 34 * mm);
    page.text(margin, foot + 45 * mm, text_width, face.identifier, {regular, 8.5}, soft);
    const double right = margin + 38 * mm;
    const double width = text_width - 38 * mm;
    double at = foot + 8 * mm;
    at += page.text(right, at, width, face.issuer_label + "  " + face.issuer, {regular, 15}, ink, PANGO_ALIGN_RIGHT) +
          2 * mm;
    at +=
        page.text(right, at, width, face.issued_label + "  " + face.issued_on, {regular, 15}, ink, PANGO_ALIGN_RIGHT) +
        3 * mm;
    page.text(right, at, width, face.note, {regular, 9}, soft, PANGO_ALIGN_RIGHT);
}

// Whatever does not fit on the face goes on behind it: no field is left out.
void draw(Page& page, const LicenceFace& face, const Qr& code) {
    draw_frames(page);
    const double top = draw_head(page, face);
    const auto type = body_type(page, face, foot - 5 * mm - top);
    auto drawn = draw_lines(page, face, 0, type, top, foot - 5 * mm);
    draw_foot(page, face, code);
    page.next();
    while (drawn < face.lines.size()) {
        draw_frames(page);
        page.text(margin, 26 * mm, text_width, face.number_label + "  " + face.number, {regular, 12}, ink,
                  PANGO_ALIGN_CENTER);
        drawn = draw_lines(page, face, drawn, type, 40 * mm, page_height - 26 * mm);
        page.next();
    }
}

}  // namespace

Result<Bytes> render_licence(const LicenceFace& face) {
    const Qr code(QRcode_encodeString8bit(face.qr.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return refuse(errors::render_failed);
    Bytes out;
    {
        const Surface surface(cairo_pdf_surface_create_for_stream(collect, &out, page_width, page_height));
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                       (face.title + " " + face.number).c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_AUTHOR, face.issuer.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE,
                                       format_rfc3339(face.made_at).c_str());
        const Cairo cairo(cairo_create(surface.get()));
        Page page(cairo.get());
        draw(page, face, code);
        cairo_surface_finish(surface.get());
        if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return refuse(errors::render_failed);
    }
    return out;
}

}  // namespace hz::document
