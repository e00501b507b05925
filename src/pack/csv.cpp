// SPDX-License-Identifier: Apache-2.0
#include "pack/csv.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "pack/errors.hpp"

namespace hz::pack {

namespace {

class Reader {
  public:
    Reader(std::string_view text, CsvLimits limits) : text_(text), limits_(limits) {}

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] std::size_t line() const { return line_; }
    [[nodiscard]] Error malformed(std::string reason) const {
        return refuse(errors::malformed_csv, {{"line", std::to_string(line_)}, {"reason", std::move(reason)}});
    }

    Result<std::vector<std::string>> row() {
        std::vector<std::string> cells;
        for (;;) {
            auto cell = next() == '"' ? quoted() : plain();
            if (!cell) return cell.error();
            if (cell->size() > limits_.cell) return malformed("a cell is too long");
            cells.push_back(std::move(*cell));
            if (cells.size() > limits_.columns) return malformed("too many cells");
            if (at_end()) return cells;
            if (text_[at_] == ',') {
                ++at_;
                if (at_end()) {
                    cells.emplace_back();
                    return cells;
                }
                continue;
            }
            if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
            if (text_[at_] != '\n') return malformed("text after a closing quote");
            ++at_;
            ++line_;
            return cells;
        }
    }

  private:
    [[nodiscard]] char next() const { return at_end() ? char{0} : text_[at_]; }

    Result<std::string> plain() {
        const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        std::string cell(text_.substr(at_, end - at_));
        if (cell.find('"') != std::string::npos) return malformed("a quote inside a cell that is not quoted");
        at_ = end;
        return cell;
    }

    Result<std::string> quoted() {
        std::string cell;
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\n') ++line_;
            if (c != '"') {
                cell.push_back(c);
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell.push_back('"');
                ++at_;
            } else {
                ++at_;
                return cell;
            }
        }
        return malformed("a quote is not closed");
    }

    std::string_view text_;
    CsvLimits limits_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

Result<JsonArray> parse_csv(std::string_view text, CsvLimits limits) {
    if (text.size() > limits.bytes) {
        return refuse(errors::too_large, {{"what", "bytes"}, {"limit", std::to_string(limits.bytes)}});
    }
    if (!is_utf8(text)) return refuse(hz::errors::not_utf8);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    Reader reader(text, limits);
    JsonArray rows;
    if (reader.at_end()) return rows;
    auto header = reader.row();
    if (!header) return header.error();
    std::set<std::string> seen;
    for (const auto& name : *header) {
        if (name.empty() || !seen.insert(name).second) return reader.malformed("an empty or repeated column name");
    }
    while (!reader.at_end()) {
        const auto line = reader.line();
        auto cells = reader.row();
        if (!cells) return cells.error();
        if (cells->size() != header->size()) {
            return refuse(errors::malformed_csv, {{"line", std::to_string(line)},
                                                  {"reason", std::to_string(header->size()) + " cells expected, " +
                                                                 std::to_string(cells->size()) + " found"}});
        }
        if (rows.size() >= limits.rows) {
            return refuse(errors::too_large, {{"what", "rows"}, {"limit", std::to_string(limits.rows)}});
        }
        JsonObject row;
        for (std::size_t i = 0; i < header->size(); ++i) row.emplace((*header)[i], (*cells)[i]);
        rows.emplace_back(std::move(row));
    }
    return rows;
}

}  // namespace hz::pack
