// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace hz::storage::testing {

// A new folder, deleted with everything in it on destruction.
class TempFolder {
  public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

}  // namespace hz::storage::testing
