// SPDX-License-Identifier: Apache-2.0
// The disk under SQLite, with faults: the n-th write to it fails half done, or is the last thing its process does.
#pragma once
#include <atomic>
#include <cstdint>

namespace hz::storage::testing {

// One a process, under every SQLite file opened after the first use. Writes, truncations and syncs count alike, in the
// order they come. Thread-safe.
class FaultyDisk {
  public:
    [[nodiscard]] static FaultyDisk& instance();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    enum class Fault { io_error, full, kill };
    // Counts from 1 again. `lasting`: every call from the n-th on. 0: none fails.
    void fail_at(std::int64_t call, Fault fault = Fault::io_error, bool lasting = false);
    [[nodiscard]] std::int64_t calls() const { return calls_; }
    [[nodiscard]] bool struck() const { return calls_ >= at_ && at_ > 0; }
    // One call: SQLite's code for what happens to it, 0 where nothing does. `half` writes the first half of what is
    // being written; called before a process is killed, and before a write fails.
    template <class Half>
    int count(int failure, Half half) {
        if (!due()) return 0;
        half();
        die_if_told();
        return failure;
    }
    [[nodiscard]] bool full() const { return fault_ == Fault::full; }

  private:
    FaultyDisk();
    [[nodiscard]] bool due();
    void die_if_told() const;

    std::atomic<std::int64_t> calls_{0};
    std::atomic<std::int64_t> at_{0};
    std::atomic<bool> lasting_{false};
    std::atomic<Fault> fault_{Fault::io_error};
};

}  // namespace hz::storage::testing
