// SPDX-License-Identifier: Apache-2.0
// How papers are printed in a place: in which languages, and how dates are written. From setting `document` of a pack;
// without one, in every language there is, with ISO dates.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "identity/title.hpp"
#include "pack/definition.hpp"

namespace hz::service {

class PaperStyle {
  public:
    explicit PaperStyle(std::shared_ptr<const pack::Definitions> definitions);

    // In the official language, which is the first.
    [[nodiscard]] std::string official(const identity::Title& title) const;
    [[nodiscard]] std::string official(const Json& body, std::string_view key) const;
    // In the others; empty where there is one language only.
    [[nodiscard]] std::string others(const Json& body, std::string_view key) const;
    // In every language, beside one another.
    [[nodiscard]] std::string label(const Json& body, std::string_view key) const;
    // "2026-01-15" as each language writes it; what is no date stays as it is.
    [[nodiscard]] std::string date(std::string_view iso) const;
    [[nodiscard]] std::string official_date(std::string_view iso) const;
    // Sentences after one another, a paragraph for each language.
    [[nodiscard]] std::string paragraphs(const JsonArray& sentences) const;
    // What a code list calls `code`; the code where it has no such entry.
    [[nodiscard]] std::string code(std::string_view list, std::string_view code) const;

  private:
    struct Language {
        std::string code;         // "zh", "en"
        std::string date_format;  // {y} {m} {d} {mm} {dd}
    };
    [[nodiscard]] std::string joined(const identity::Title& title, std::string_view between,
                                     std::size_t from = 0) const;

    std::shared_ptr<const pack::Definitions> definitions_;
    std::vector<Language> languages_;
};

}  // namespace hz::service
