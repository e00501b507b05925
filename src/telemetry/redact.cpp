// SPDX-License-Identifier: Apache-2.0
#include "telemetry/redact.hpp"

#include <algorithm>
#include <array>

namespace hz::telemetry {
namespace {

constexpr std::string_view hidden = "[redacted]";
constexpr std::size_t shortest_phone = 7;

// Parts of field names; a name that contains one is private.
constexpr std::array<std::string_view, 22> private_parts{
    "password", "secret",   "token",    "cookie",         "authorization", "session", "phone",       "mobile",
    "email",    "address",  "identity", "id_number",      "id_card",       "birth",   "person_name", "applicant_name",
    "holder",   "passport", "bank",     "account_number", "signature",     "salt"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; }
bool is_mail(char c) { return is_word(c) || c == '.' || c == '_' || c == '-' || c == '+'; }

// End of the number that starts at `at`: digits, with single separators between them, and a last X.
std::size_t number_end(std::string_view text, std::size_t at, std::size_t& digits) {
    std::size_t end = at;
    for (std::size_t i = at; i < text.size(); ++i) {
        if (is_digit(text[i])) {
            ++digits;
            end = i + 1;
        } else if ((text[i] != '-' && text[i] != ' ') || i + 1 >= text.size() || !is_digit(text[i + 1])) {
            break;
        }
    }
    if (digits == 17 && end < text.size() && (text[end] == 'X' || text[end] == 'x')) ++end;
    return end;
}

}  // namespace

bool is_private_field(std::string_view name) {
    return std::any_of(private_parts.begin(), private_parts.end(),
                       [&](std::string_view part) { return name.find(part) != std::string_view::npos; });
}

std::string redact(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '@') {  // takes back the part of the address already copied
            while (!out.empty() && is_mail(out.back())) out.pop_back();
            while (++i < text.size() && is_mail(text[i])) {
            }
            out += hidden;
            continue;
        }
        if (!is_digit(text[i]) || (i > 0 && is_word(text[i - 1]) && !(text[i - 1] & 0x80))) {
            out += text[i++];
            continue;
        }
        std::size_t digits = 0;
        const auto end = number_end(text, i, digits);
        if (digits >= shortest_phone)
            out += hidden;
        else
            out += text.substr(i, end - i);
        i = end;
    }
    return out;
}

}  // namespace hz::telemetry
