// SPDX-License-Identifier: Apache-2.0
#include "ledger/sequencer.hpp"

namespace hz::ledger {
namespace {

// Between two rounds: under load one round serves many commits.
constexpr std::chrono::milliseconds pace{20};

}  // namespace

Sequencer::Sequencer(Log& log, std::chrono::milliseconds every, OnDone on_done)
    : log_(log),
      every_(every),
      on_done_(std::move(on_done)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Sequencer::notify() {
    {
        const std::lock_guard lock(mutex_);
        asked_ = true;
    }
    wake_.notify_one();
}

void Sequencer::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto done = log_.run_once();
        const bool changed = done && (done->entries > 0 || done->head_signed);
        if (on_done_ && (!done || changed)) on_done_(done);
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, pace, [] { return false; });
        wake_.wait_for(lock, stop, every_ - pace, [this] { return asked_; });
        asked_ = false;
    }
}

}  // namespace hz::ledger
