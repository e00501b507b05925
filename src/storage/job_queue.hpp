// SPDX-License-Identifier: Apache-2.0
// A bounded queue of writes, shared by the writers. Private to this module.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

#include "storage/store.hpp"

namespace hz::storage {

// Thread-safe.
class JobQueue {
  public:
    explicit JobQueue(std::size_t limit) : limit_(limit) {}
    // Refuses (job->done is called here) when full or closed.
    void push(std::unique_ptr<Job> job);
    // Waits for a job; empty once closed and drained.
    [[nodiscard]] std::unique_ptr<Job> wait();
    // A job if there is one now.
    [[nodiscard]] std::unique_ptr<Job> poll();
    void close();

  private:
    [[nodiscard]] std::unique_ptr<Job> take();

    const std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable some_;
    std::deque<std::unique_ptr<Job>> jobs_;
    bool closed_ = false;
};

}  // namespace hz::storage
