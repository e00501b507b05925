// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/guess.hpp"

#include <cstring>
#include <utility>
#include <vector>

#include "storage/postgresql/types.hpp"

namespace hz::storage::postgresql {
namespace {

constexpr std::size_t most_guesses = 4096;
constexpr std::size_t largest_guess = 32'768;

struct Printed {
    bool null = false;
    Oid type = inferred_type;
    std::string text{};
};

Printed print(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return {false, bigint_type, std::to_string(*number)};
    if (const auto* real = std::get_if<double>(&value)) return {false, double_type, std::to_string(*real)};
    if (const auto* text = std::get_if<std::string_view>(&value)) return {false, text_type, std::string(*text)};
    if (const auto* bytes = std::get_if<BytesView>(&value)) return {false, bytea_type, "\\x" + to_hex(*bytes)};
    return {true};
}

}  // namespace

KeptResult keep(PGresult* owned) {
    return {owned, [](const PGresult* result) { PQclear(const_cast<PGresult*>(result)); }};
}

KeptResult foreseen(const std::span<const Value>* columns) {
    auto* result = PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK);
    auto kept = keep(result);
    if (columns == nullptr || result == nullptr) return kept;
    std::vector<Printed> values;
    for (const auto& column : *columns) values.push_back(print(column));
    std::string no_name;
    std::vector<PGresAttDesc> attributes;
    for (const auto& value : values) attributes.push_back({no_name.data(), 0, 0, 0, value.type, -1, -1});
    bool made = PQsetResultAttrs(result, static_cast<int>(attributes.size()), attributes.data()) == 1;
    for (std::size_t i = 0; i < values.size(); ++i)
        made = made && PQsetvalue(result, 0, static_cast<int>(i), values[i].null ? nullptr : values[i].text.data(),
                                  values[i].null ? -1 : static_cast<int>(values[i].text.size())) == 1;
    return made ? kept : nullptr;
}

bool same(const PGresult* a, const PGresult* b) {
    if (PQntuples(a) != PQntuples(b)) return false;
    if (PQntuples(a) == 0) return true;
    if (PQnfields(a) != PQnfields(b)) return false;
    for (int row = 0; row < PQntuples(a); ++row)
        for (int column = 0; column < PQnfields(a); ++column) {
            const auto length = PQgetlength(a, row, column);
            if (PQgetisnull(a, row, column) != PQgetisnull(b, row, column) || length != PQgetlength(b, row, column) ||
                std::memcmp(PQgetvalue(a, row, column), PQgetvalue(b, row, column), static_cast<std::size_t>(length)) !=
                    0)
                return false;
        }
    return true;
}

std::string guess_key(std::string_view sql, std::span<const Value> args) {
    std::string key(sql);
    for (const auto& arg : args) {
        const auto printed = print(arg);
        key += '\0';
        key += printed.null ? "null" : std::to_string(printed.text.size());
        key += ':';
        key += printed.text;
    }
    return key;
}

KeptResult GuessBook::find(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->result;
}

void GuessBook::keep(const std::string& key, KeptResult result) {
    forget(key);
    if (!result || PQresultMemorySize(result.get()) > largest_guess) return;
    order_.push_front({key, std::move(result)});
    by_key_[order_.front().key] = order_.begin();
    if (order_.size() > most_guesses) forget(std::string(order_.back().key));
}

void GuessBook::forget(const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    const auto at = found->second;
    by_key_.erase(found);
    order_.erase(at);
}

}  // namespace hz::storage::postgresql
