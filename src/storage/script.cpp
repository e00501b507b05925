// SPDX-License-Identifier: Apache-2.0
#include "storage/script.hpp"

#include <algorithm>
#include <regex>

#include "base/text.hpp"

namespace hz::storage {
namespace {

// The end of what opens at `at`: a quoted text (a doubled quote only opens the next one), a comment, or one character.
std::size_t end_of(std::string_view s, std::size_t at) {
    const auto after = [&](std::string_view end) {
        const auto found = s.find(end, at + 1);
        return found == std::string_view::npos ? s.size() : found + end.size();
    };
    if (s[at] == '\'') return after("'");
    if (s[at] == '"') return after("\"");
    if (s.substr(at).starts_with("--")) return after("\n");
    if (s.substr(at).starts_with("/*")) return after("*/");
    return at + 1;
}

}  // namespace

std::vector<std::string> statements(std::string_view script) {
    std::vector<std::string> out;
    std::string statement;
    const auto finish = [&] {
        if (const auto trimmed = trim(statement); !trimmed.empty()) out.emplace_back(trimmed);
        statement.clear();
    };
    for (std::size_t at = 0; at < script.size();) {
        const auto end = end_of(script, at);
        const auto piece = script.substr(at, end - at);
        if (piece == ";")
            finish();
        else if (piece.starts_with("--") || piece.starts_with("/*"))
            statement += ' ';
        else
            statement += piece;
        at = end;
    }
    finish();
    return out;
}

std::string for_sqlite(std::string_view statement) {
    constexpr std::string_view ours = "bigint primary key", theirs = "integer primary key";
    std::string out(statement);
    for (auto at = out.find(ours); at != std::string::npos; at = out.find(ours, at))
        out.replace(at, ours.size(), theirs);
    return out;
}

std::string for_postgresql(std::string_view statement) {
    static const std::regex without_rowid(R"(\)\s*without\s+rowid\s*$)", std::regex::icase);
    return std::regex_replace(std::string(statement), without_rowid, ")");
}

}  // namespace hz::storage
