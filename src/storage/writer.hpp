// SPDX-License-Identifier: Apache-2.0
// Group commit: many jobs, each of which can fail alone, share one durable commit. Private to this module.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "storage/engine.hpp"
#include "storage/job_queue.hpp"

namespace hz::storage {

struct Hooks {
    std::function<void(Session&)> before_commit;
    std::function<void()> after_commit;
};

// One thread over one connection. It ends once the queue is closed and drained; destruction waits for that.
class Writer {
  public:
    // `queue` and `hooks` outlive the writer.
    Writer(std::unique_ptr<EngineConnection> connection, JobQueue& queue, const Hooks& hooks, const Options& options);

  private:
    struct Entry {
        std::unique_ptr<Job> job;
        std::optional<Error> failure{};
        enum { waiting, kept, dropped } state = waiting;
    };
    using Batch = std::vector<Entry>;

    void run();
    // `grow`: add what arrives while the batch runs. `boldly`: see EngineConnection::begin.
    void serve(Batch batch, bool grow, bool boldly);
    void attempt_all(Batch& batch, bool grow);
    void attempt(Entry& entry);
    void finish(const Batch& batch);
    void serve_again(Batch batch, Error failure);
    // Whether the next batch takes chances, and how the last one that did went.
    [[nodiscard]] bool bold_now();
    void learn(bool went_well);
    static void fail(Batch& batch, const Error& failure);
    static void tell(Batch& batch);

    std::unique_ptr<EngineConnection> connection_;
    JobQueue& queue_;
    const Hooks& hooks_;
    const Options options_;
    int cautious_ = 0;  // so many batches to come take no chances
    int caution_ = 1;   // how many it will be after the next mistake
    std::jthread thread_;
};

}  // namespace hz::storage
