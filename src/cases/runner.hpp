// SPDX-License-Identifier: Apache-2.0
// Moves cases on without a person: fires timers that are due, runs jobs, delivers messages and signals, in order, each
// a write of its own.
#pragma once
#include <condition_variable>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#include "cases/cases.hpp"
#include "cases/job_handler.hpp"

namespace hz::cases {

// What a failed attempt leaves for an operator: the code and the detail.
[[nodiscard]] std::string problem_text(const Error& why);
// 2 s, 4 s, 8 s ... at most 10 minutes: after so many failures.
[[nodiscard]] std::chrono::milliseconds back_off(int attempts);

class Runner {
  public:
    Runner(storage::Store& store, Cases& cases, const Clock& clock, std::vector<std::shared_ptr<JobHandler>> handlers)
        : store_(store), cases_(cases), clock_(clock), handlers_(std::move(handlers)) {}
    ~Runner();  // waits for handlers that still hang

    // One pass over what is due now, at most `limit` of each kind. Gives how many moved on; for tests and flows.
    std::size_t run_once(std::size_t limit = 200);
    // A thread that passes until stop(); wake() shortens the wait.
    void start();
    void wake();
    void stop();

    // A timer or job failing this often is an incident: it waits for an operator's retry.
    static constexpr int max_attempts = 8;

  private:
    struct Due {
        CaseId id;
        std::int64_t token = 0;
        int attempts = 0;
        std::string type;  // of a job
    };
    struct Attempt;
    using Prepared = Result<std::unique_ptr<JobWork>>;

    // What is to be tried again lies at most so far ahead; further only where the clock was set back since. Then it is
    // due now, rather than when the clock is there again.
    void mind_the_clock();
    std::size_t fire_timers(std::size_t limit);
    // How many of the first ones may be on their way at once: no two of one case, whose second may not exist after the
    // first.
    [[nodiscard]] static std::size_t count_together(std::span<const Due> due);
    [[nodiscard]] std::future<Result<Recorded>> fire_timer(const Due& due);
    std::size_t run_jobs(std::size_t limit);
    bool run_job(const Due& due);
    Prepared prepare(const Due& due);
    // On a thread of its own, given up when the policy's time is over; the thread ends when the handler lets it.
    Prepared prepare_in_time(const Due& due, JobHandler& handler);
    [[nodiscard]] JobHandler* find_handler(std::string_view type) const;
    void note_failure(const Due& due, const Error& why);
    void note_success(const std::string& type);
    std::size_t deliver_messages(std::size_t limit);
    std::size_t deliver_signals(std::size_t limit);
    void postpone_message(const DueMessage& message, const Error& why);
    // Tries again later, or raises an incident after the last try. Nothing where another node was quicker: each attempt
    // counts once.
    void postpone(std::string_view kind, CaseId id, std::int64_t token, int attempts, const Error& why);
    void loop(const std::stop_token& stop);

    storage::Store& store_;
    Cases& cases_;
    const Clock& clock_;
    std::vector<std::shared_ptr<JobHandler>> handlers_;
    std::map<std::string, std::shared_ptr<Attempt>, std::less<>> hanging_;  // by type; used by the runner's thread only
    std::map<std::string, int, std::less<>> failing_;                       // type -> failures in a row
    Time last_pass_ = Time::max();
    std::mutex mutex_;
    std::condition_variable_any waken_;
    bool woken_ = false;
    std::jthread thread_;
};

}  // namespace hz::cases
