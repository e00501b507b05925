// SPDX-License-Identifier: Apache-2.0
#include "service/paper_style.hpp"

#include "base/codec.hpp"

namespace hz::service {
namespace {

constexpr std::string_view iso_format = "{y}-{mm}-{dd}";

void replace_all(std::string& text, std::string_view what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

std::string two_digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string write_date(std::chrono::year_month_day date, std::string out) {
    const auto month = static_cast<unsigned>(date.month());
    const auto day = static_cast<unsigned>(date.day());
    replace_all(out, "{y}", std::to_string(static_cast<int>(date.year())));
    replace_all(out, "{mm}", two_digits(month));
    replace_all(out, "{dd}", two_digits(day));
    replace_all(out, "{m}", std::to_string(month));
    replace_all(out, "{d}", std::to_string(day));
    return out;
}

}  // namespace

PaperStyle::PaperStyle(std::shared_ptr<const pack::Definitions> definitions) : definitions_(std::move(definitions)) {
    const auto setting = definitions_->find("setting", "document");
    const Json empty(JsonObject{});
    const auto& body = setting ? setting->body : empty;
    const Json formats(get_object(body, "date_format"));
    for (const auto& language : get_array(body, "languages"))
        if (language.is_string()) {
            const std::string code(language.get_string());
            languages_.push_back({code, std::string(get_text(formats, code, iso_format))});
        }
    if (languages_.empty()) languages_ = {{"zh", std::string(iso_format)}, {"en", std::string(iso_format)}};
}

std::string PaperStyle::joined(const identity::Title& title, std::string_view between, std::size_t from) const {
    std::string out, last;
    for (std::size_t i = from; i < languages_.size(); ++i) {
        const auto& text = title.in(languages_[i].code);
        if (text.empty() || text == last) continue;
        out.append(out.empty() ? "" : between).append(text);
        last = text;
    }
    return out;
}

std::string PaperStyle::official(const identity::Title& title) const { return title.in(languages_.front().code); }
std::string PaperStyle::official(const Json& body, std::string_view key) const {
    return official(identity::title_from(find(body, key)));
}
std::string PaperStyle::others(const Json& body, std::string_view key) const {
    return joined(identity::title_from(find(body, key)), "  ", 1);
}
std::string PaperStyle::label(const Json& body, std::string_view key) const {
    return joined(identity::title_from(find(body, key)), " ");
}

std::string PaperStyle::date(std::string_view iso) const {
    const auto date = codec::parse_date(iso);
    if (!date) return std::string(iso);
    std::string out, last;
    for (const auto& language : languages_) {
        auto text = write_date(*date, language.date_format);
        if (text == last) continue;
        out.append(out.empty() ? "" : "  ").append(text);
        last = std::move(text);
    }
    return out;
}

std::string PaperStyle::official_date(std::string_view iso) const {
    const auto date = codec::parse_date(iso);
    return date ? write_date(*date, languages_.front().date_format) : std::string(iso);
}

std::string PaperStyle::paragraphs(const JsonArray& sentences) const {
    std::string out;
    for (const auto& language : languages_) {
        std::string text;
        for (const auto& sentence : sentences) {
            const bool ascii = !text.empty() && static_cast<unsigned char>(text.back()) < 0x80;  // wants a space after
            text.append(ascii ? " " : "").append(identity::title_from(&sentence).in(language.code));
        }
        if (text != out) out.append(out.empty() ? "" : "\n").append(text);
    }
    return out;
}

std::string PaperStyle::code(std::string_view list, std::string_view code) const {
    const auto* title = definitions_->find_code(list, code);
    return title ? joined(identity::title_from(title), " ") : std::string(code);
}

}  // namespace hz::service
