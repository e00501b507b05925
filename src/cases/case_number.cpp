// SPDX-License-Identifier: Apache-2.0
#include "cases/case_number.hpp"

#include <cstdio>

#include "cases/case_store.hpp"

namespace hz::cases {
namespace {

void replace(std::string& text, std::string_view what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

}  // namespace

std::string case_number(storage::Session& session, const CaseType& type, CaseId id, calendar::Date today) {
    char date[16];
    std::snprintf(date, sizeof date, "%04d%02u%02u", static_cast<int>(today.year()),
                  static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day()));
    std::string number = type.number_template.empty() ? "{date}-{id}" : type.number_template;
    replace(number, "{code}", type.code);
    replace(number, "{date}", date);
    replace(number, "{id}", hz::to_text(id));
    if (number.find("{serial}") != std::string::npos) {
        auto serial = std::to_string(next_count(session, "number:" + type.code + ":" + date));
        if (serial.size() < 4) serial.insert(0, 4 - serial.size(), '0');
        replace(number, "{serial}", serial);
    }
    return number;
}

}  // namespace hz::cases
