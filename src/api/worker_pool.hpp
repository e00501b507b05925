// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hz::api {

// A few threads and a bounded queue. Thread-safe; destruction finishes what was taken.
class WorkerPool {
  public:
    WorkerPool(std::size_t threads, std::size_t queue);
    ~WorkerPool() { stop(); }
    // False when the queue is full or the pool is stopping; then nothing will run.
    [[nodiscard]] bool post(std::function<void()> work);
    void stop();

  private:
    void loop();

    std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable some_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace hz::api
