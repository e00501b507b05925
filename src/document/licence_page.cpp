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
    double text(double x, double y, double width, const std::string& words, const char* font, Colour colour,
                PangoAlignment align = PANGO_ALIGN_LEFT) {
        const Layout layout(pango_cairo_create_layout(cairo_));
        const Font description(pango_font_description_from_string(font));
        pango_layout_set_font_description(layout.get(), description.get());
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), align);
        pango_layout_set_line_spacing(layout.get(), 1.25F);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        cairo_set_source_rgb(cairo_, colour.r, colour.g, colour.b);
        cairo_move_to(cairo_, x, y);
        pango_cairo_show_layout(cairo_, layout.get());
        int height = 0;
        pango_layout_get_size(layout.get(), nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE;
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

    void qr(const Qr& code, double x, double y, double size) {
        const double cell = size / code->width;
        cairo_set_source_rgb(cairo_, 0, 0, 0);
        for (int row = 0; row < code->width; ++row)
            for (int column = 0; column < code->width; ++column)
                if (code->data[row * code->width + column] & 1U)
                    cairo_rectangle(cairo_, x + column * cell, y + row * cell, cell, cell);
        cairo_fill(cairo_);
    }

  private:
    cairo_t* cairo_;
};

// Long lists of fields get smaller type, so that the page holds them.
const char* body_font(const LicenceFace& face) {
    std::size_t bytes = 0;
    for (const auto& line : face.lines) bytes += line.value.size() + 60;
    return bytes < 1200 ? "Noto Serif CJK SC 14" : bytes < 2400 ? "Noto Serif CJK SC 11" : "Noto Serif CJK SC 8.5";
}

void draw_lines(Page& page, const LicenceFace& face, double y, double bottom) {
    constexpr double label_width = 46 * mm;
    const char* font = body_font(face);
    for (const auto& line : face.lines) {
        if (y > bottom) return;
        const double left = page.text(margin, y, label_width - 4 * mm, line.label, font, soft);
        const double right = page.text(margin + label_width, y, text_width - label_width, line.value, font, ink);
        y += std::max(left, right) + 3.2 * mm;
    }
}

void draw(Page& page, const LicenceFace& face, const Qr& code) {
    page.frame(11 * mm, 2.0);
    page.frame(13 * mm, 0.6);
    double y = 36 * mm;
    y += page.text(margin, y, text_width, face.title, "Noto Serif CJK SC Bold 34", ink, PANGO_ALIGN_CENTER) + 2 * mm;
    y += page.text(margin, y, text_width, face.subtitle, "Noto Serif CJK SC 13", soft, PANGO_ALIGN_CENTER) + 8 * mm;
    y += page.text(margin, y, text_width, face.number_label + "  " + face.number, "Noto Sans CJK SC 12", ink,
                   PANGO_ALIGN_CENTER) +
         6 * mm;
    page.rule(y);
    constexpr double foot = page_height - 72 * mm;
    draw_lines(page, face, y + 9 * mm, foot - 8 * mm);
    page.rule(foot);
    page.qr(code, margin, foot + 8 * mm, 32 * mm);
    page.text(margin, foot + 45 * mm, text_width, face.identifier, "Noto Sans Mono CJK SC 7", soft);
    const double right = margin + 40 * mm;
    const double width = text_width - 40 * mm;
    double at = foot + 8 * mm;
    at += page.text(right, at, width, face.issuer_label + "  " + face.issuer, "Noto Serif CJK SC 13", ink,
                    PANGO_ALIGN_RIGHT) +
          3 * mm;
    at += page.text(right, at, width, face.issued_label + "  " + face.issued_on, "Noto Serif CJK SC 13", ink,
                    PANGO_ALIGN_RIGHT) +
          5 * mm;
    page.text(right, at, width, face.note, "Noto Sans CJK SC 8.5", soft, PANGO_ALIGN_RIGHT);
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
        cairo_show_page(cairo.get());
        cairo_surface_finish(surface.get());
        if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return refuse(errors::render_failed);
    }
    return out;
}

}  // namespace hz::document
