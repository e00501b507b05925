// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "http/request.hpp"

// A body on its way to a nameless temporary file. Private to http/.
namespace hz::http {

class Spool {
  public:
    Spool() = default;
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    // False when the disk refuses.
    [[nodiscard]] bool open(const std::string& folder);
    [[nodiscard]] bool write(std::string_view bytes);
    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
    [[nodiscard]] std::shared_ptr<const SpooledFile> finish();

  private:
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace hz::http
