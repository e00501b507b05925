// SPDX-License-Identifier: Apache-2.0
// A store whose n-th call to the database fails, or is the last thing its process does: so that a test can show, for
// every n, that nothing is left half done.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>

#include "storage/errors.hpp"
#include "storage/store.hpp"

namespace hz::storage::testing {

// Which call fails, counting statements and commits of writes from 1. Thread-safe.
class FaultPlan {
  public:
    // `lasting`: every call from the n-th on fails, as when the disk is gone. 0: none fails.
    // `what`: the failure, as errors::full of a full disk.
    void fail_at(std::int64_t call, bool lasting = false, const ErrorCode& what = errors::failed);
    // As kill -9 at that moment: nothing of this process runs any more.
    void kill_at(std::int64_t call);
    // Whether the planned call was reached.
    [[nodiscard]] bool struck() const { return calls_ >= at_ && at_ > 0; }
    [[nodiscard]] std::int64_t calls() const { return calls_; }
    // One call. Throws Failure where it is its turn.
    void count();

  private:
    std::atomic<std::int64_t> calls_{0};
    std::atomic<std::int64_t> at_{0};
    std::atomic<bool> lasting_{false};
    std::atomic<bool> kills_{false};
    std::atomic<const ErrorCode*> what_{&errors::failed};
};

// `inner` may be used no more by itself; `plan` outlives the store. Reads are passed on untouched.
[[nodiscard]] std::unique_ptr<Store> with_faults(std::unique_ptr<Store> inner, FaultPlan& plan);

}  // namespace hz::storage::testing
