// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

#include "base/result.hpp"

namespace hz::app {

// The folder `seeding` of a data folder, where the embedded database of a demo is made: a crash leaves it here, never
// half made in its place. Refusals: errors::cannot_write.
class Workplace {
  public:
    explicit Workplace(std::filesystem::path data) : data_(std::move(data)) {}
    [[nodiscard]] std::filesystem::path folder() const { return data_ / "seeding"; }
    // Whether the data folder has a database; finishes a move that was cut off.
    [[nodiscard]] bool has_store() const;
    [[nodiscard]] Result<void> clear() const;
    // The finished database and its keyring into the data folder. The store must be closed.
    [[nodiscard]] Result<void> move_up() const;

  private:
    std::filesystem::path data_;
};

}  // namespace hz::app
