// SPDX-License-Identifier: Apache-2.0
// Read connections, opened as they are needed. Private to this module.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "storage/engine.hpp"

namespace hz::storage {

// Thread-safe.
class ReadPool {
  public:
    ReadPool(Connect connect, const Options& options) : connect_(std::move(connect)), options_(options) {}
    // On the caller's thread; errors::busy when no connection comes free in Options::read_wait.
    [[nodiscard]] std::optional<Error> read(const std::function<void(Session&)>& work);

  private:
    [[nodiscard]] std::unique_ptr<EngineConnection> take();
    void give_back(std::unique_ptr<EngineConnection> connection);

    const Connect connect_;
    const Options options_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<EngineConnection>> idle_;
    std::size_t taken_ = 0;
};

}  // namespace hz::storage
