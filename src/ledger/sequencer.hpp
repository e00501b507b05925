// SPDX-License-Identifier: Apache-2.0
// Keeps the tree and its heads up to date in the background. Every serving process runs one; on PostgreSQL the
// database's lock lets one of them work at a time, and another goes on when that one dies.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "ledger/log.hpp"

namespace hz::ledger {

// Stops and joins on destruction; destroy before Store::close().
class Sequencer {
  public:
    // `on_done` (may be empty) runs on the sequencer's thread after each round that failed or changed something.
    using OnDone = std::function<void(const Result<Sequenced>&)>;
    Sequencer(Log& log, std::chrono::milliseconds every, OnDone on_done);
    // Something was committed: look now rather than at the next tick. From any thread, quick.
    void notify();

  private:
    void run(const std::stop_token& stop);

    Log& log_;
    const std::chrono::milliseconds every_;
    OnDone on_done_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool asked_ = false;
    std::jthread thread_;
};

}  // namespace hz::ledger
