// SPDX-License-Identifier: Apache-2.0
// Arguments as libpq wants them.
#pragma once
#include <libpq-fe.h>

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "storage/store.hpp"

namespace hz::storage::postgresql {

// Integers are sent as bigint and reals as double precision, so that `$1 + 1000` is not worked out in 32 bits; text and
// NULL are left for the server to infer. Bytes go binary. Borrows from `args`. Throws Failure where text holds a NUL
// character.
class Parameters {
  public:
    explicit Parameters(std::span<const Value> args);
    [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
    [[nodiscard]] const char* const* values() const { return values_.data(); }
    [[nodiscard]] const int* lengths() const { return lengths_.data(); }
    [[nodiscard]] const int* formats() const { return formats_.data(); }
    [[nodiscard]] std::span<const Oid> types() const { return types_; }
    // Whether a statement prepared for `types` takes these arguments.
    [[nodiscard]] bool fit(std::span<const Oid> types) const;

  private:
    void add(const Value& value);
    void add_text(std::string text, Oid type);

    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
    std::vector<Oid> types_;
    std::deque<std::string> texts_;  // libpq wants a NUL at the end
};

}  // namespace hz::storage::postgresql
