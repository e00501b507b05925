// SPDX-License-Identifier: Apache-2.0
// What a query is likely to answer: kept from the last time, or foreseen.
#pragma once
#include <libpq-fe.h>

#include <cstddef>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/store.hpp"

namespace hz::storage::postgresql {

// Shared between the book and the statements that still wait for the true answer. Never changed.
using KeptResult = std::shared_ptr<const PGresult>;

[[nodiscard]] KeptResult keep(PGresult* owned);
// As the server would give it; one row, or none where `columns` is null.
[[nodiscard]] KeptResult foreseen(const std::span<const Value>* columns);
[[nodiscard]] bool same(const PGresult* a, const PGresult* b);
// Statement and arguments as one text.
[[nodiscard]] std::string guess_key(std::string_view sql, std::span<const Value> args);

// The least recently used go. One thread at a time.
class GuessBook {
  public:
    // Null where there is none.
    [[nodiscard]] KeptResult find(const std::string& key);
    // Large ones are not kept.
    void keep(const std::string& key, KeptResult result);
    void forget(const std::string& key);

  private:
    struct Guess {
        std::string key;
        KeptResult result;
    };
    std::list<Guess> order_;  // newest first
    std::unordered_map<std::string_view, std::list<Guess>::iterator> by_key_;
};

}  // namespace hz::storage::postgresql
