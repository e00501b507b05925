// SPDX-License-Identifier: Apache-2.0
#include "cases/runner.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "cases/case_store.hpp"
#include "cases/errors.hpp"

namespace hz::cases {
namespace {

using storage::Session;
using namespace std::chrono_literals;

// Timers on their way at once: they share a commit, and a person's write waits behind so many at most.
constexpr std::size_t most_together = 16;
constexpr std::chrono::milliseconds longest_back_off = 10min;
constexpr std::chrono::milliseconds longest_pause = 1h;  // of a kind of job

// Of what is tried again: table, where, its column, how far ahead at most.
struct Later {
    std::string_view exists, update;
    std::chrono::milliseconds most;
};
constexpr std::array<Later, 4> tried_later{{
    {"select run_at from case_timer_try where run_at > $1 and run_at < $2 limit 1",
     "update case_timer_try set run_at = $3 where run_at > $1 and run_at < $2", longest_back_off},
    {"select run_at from case_job where run_at > $1 and run_at < $2 limit 1",
     "update case_job set run_at = $3 where run_at > $1 and run_at < $2", longest_back_off},
    {"select run_at from case_message where state = 'open' and attempts > 0 and run_at > $1 and run_at < $2 limit 1",
     "update case_message set run_at = $3 where state = 'open' and attempts > 0 and run_at > $1 and run_at < $2",
     longest_back_off},
    {"select pause_until from case_job_type where pause_until > $1 and pause_until < $2 limit 1",
     "update case_job_type set pause_until = $3 where pause_until > $1 and pause_until < $2", longest_pause},
}};

bool is_there(const Case& c, std::string_view kind, std::int64_t token) {
    if (kind == "job") return std::ranges::find(c.jobs, token, &PendingJob::token) != c.jobs.end();
    return std::ranges::find(c.timers, token, &PendingTimer::token) != c.timers.end();
}

}  // namespace

// 2 s, 4 s, 8 s ...
std::chrono::milliseconds back_off(int attempts) {
    return std::min<std::chrono::milliseconds>(1s * (1 << std::min(attempts, 10)), longest_back_off);
}

std::size_t Runner::run_once(std::size_t limit) {
    mind_the_clock();
    return fire_timers(limit) + run_jobs(limit) + deliver_messages(limit) + deliver_signals(limit);
}

void Runner::mind_the_clock() {
    const auto now = clock_.now();
    const bool back = now < std::exchange(last_pass_, now);
    if (!back) return;
    const auto too_far = store_.read([&](Session& s) -> Result<bool> {
        return std::ranges::any_of(tried_later, [&](const Later& one) {
            return s.row<std::int64_t>(one.exists, to_millis(now + one.most), no_due).has_value();
        });
    });
    if (!too_far) last_pass_ = Time::max();  // the next pass looks again
    if (!too_far || !*too_far) return;
    const auto done = store_.write_wait([now](Session& s) -> Result<bool> {
        for (const auto& one : tried_later) s.exec(one.update, to_millis(now + one.most), no_due, to_millis(now));
        return true;
    });
    if (!done) last_pass_ = Time::max();
}

std::size_t Runner::fire_timers(std::size_t limit) {
    const auto now = to_millis(clock_.now());
    const auto due = store_.read([&](Session& s) -> Result<std::vector<Due>> {
        std::vector<Due> out;
        s.each<CaseId, std::int64_t, int>(
            "select t.case_id, t.token, coalesce(f.attempts, 0) from case_timer t "
            "left join case_timer_try f on f.case_id = t.case_id and f.token = t.token "
            "where t.due_at <= $1 and coalesce(f.run_at, 0) <= $1 order by t.due_at, t.case_id, t.token limit $2",
            [&](CaseId id, std::int64_t token, int attempts) {
                out.push_back({id, token, attempts, {}});
            },
            now, limit);
        return out;
    });
    if (!due) return 0;
    std::size_t moved = 0;
    for (std::span<const Due> rest = *due; !rest.empty();) {
        const auto group = rest.first(count_together(rest));
        std::vector<std::future<Result<Recorded>>> answers;
        for (const auto& item : group) answers.push_back(fire_timer(item));
        for (std::size_t i = 0; i < group.size(); ++i) {
            const auto fired = answers[i].get();
            if (!fired) postpone("timer", group[i].id, group[i].token, group[i].attempts, fired.error());
            moved += fired.has_value();
        }
        rest = rest.subspan(group.size());
    }
    return moved;
}

std::size_t Runner::count_together(std::span<const Due> due) {
    std::set<std::int64_t> seen;
    std::size_t count = 0;
    while (count < std::min(due.size(), most_together) && seen.insert(due[count].id.value).second) ++count;
    return count;
}

std::future<Result<Recorded>> Runner::fire_timer(const Due& due) {
    auto fired = std::make_shared<std::promise<Result<Recorded>>>();
    auto answer = fired->get_future();
    store_.write([this, id = due.id, token = due.token](Session& s) { return cases_.fire_timer(s, id, token); },
                 [fired](Result<Recorded> result) noexcept { fired->set_value(std::move(result)); });
    return answer;
}

std::string problem_text(const Error& why) {
    return std::string(why.code->id) + (why.detail.empty() ? "" : ": " + why.detail);
}

void Runner::postpone(std::string_view kind, CaseId id, std::int64_t token, int attempts, const Error& why) {
    // Not its fault: gone meanwhile, or the store is busy. The next pass sees what is there then.
    if (why.is(errors::job_not_found) || why.code->category == Category::unavailable) return;
    const int now_attempts = attempts + 1;
    // A decision gives the same again until somebody changes something.
    const bool last = now_attempts >= max_attempts || why.is(errors::decision_failed);
    const auto at = last ? no_due : to_millis(clock_.now() + back_off(now_attempts));
    const auto problem = problem_text(why);
    (void)store_.write_wait([&](Session& s) -> Result<bool> {
        const auto c = find_case(s, id);
        if (!c || !is_there(*c, kind, token)) return false;
        const auto counted =
            kind == "job" ? s.change(
                                "update case_job set run_at = $1, attempts = $2, problem = $3 "
                                "where case_id = $4 and token = $5 and attempts = $6",
                                at, now_attempts, problem, id, token, attempts)
                          : s.change(
                                "insert into case_timer_try (case_id, token, run_at, attempts, problem) "
                                "values ($1, $2, $3, $4, $5) on conflict (case_id, token) do update set run_at = "
                                "excluded.run_at, attempts = excluded.attempts, problem = excluded.problem "
                                "where case_timer_try.attempts = $6",
                                id, token, at, now_attempts, problem, attempts);
        if (counted == 0) return false;
        if (!last) return true;
        if (auto raised = cases_.raise_incident(s, id, token, problem, now_attempts); !raised) return raised.error();
        return true;
    });
}

void Runner::start() {
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void Runner::loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        if (run_once() > 0) continue;
        std::unique_lock lock(mutex_);
        waken_.wait_for(lock, stop, 500ms, [this] { return woken_; });
        woken_ = false;
    }
}

void Runner::wake() {
    {
        const std::lock_guard lock(mutex_);
        woken_ = true;
    }
    waken_.notify_one();
}

void Runner::stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace hz::cases
