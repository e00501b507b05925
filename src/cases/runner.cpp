// SPDX-License-Identifier: Apache-2.0
#include "cases/runner.hpp"

#include <algorithm>

#include "cases/case_store.hpp"
#include "cases/errors.hpp"

namespace hz::cases {
namespace {

using storage::Session;
using namespace std::chrono_literals;

struct Due {
    CaseId id;
    std::int64_t token = 0;
    int attempts = 0;
};

// 2 s, 4 s, 8 s ... at most 10 minutes.
std::chrono::milliseconds back_off(int attempts) {
    return std::min<std::chrono::milliseconds>(1s * (1 << std::min(attempts, 10)), 10min);
}

}  // namespace

std::size_t Runner::run_once(std::size_t limit) { return fire_timers(limit) + run_jobs(limit); }

std::size_t Runner::fire_timers(std::size_t limit) {
    const auto now = to_millis(clock_.now());
    const auto due = store_.read([&](Session& s) -> Result<std::vector<Due>> {
        std::vector<Due> out;
        s.each<CaseId, std::int64_t>(
            "select case_id, token from case_timer where due_at <= $1 order by due_at, case_id, token limit $2",
            [&](CaseId id, std::int64_t token) {
                out.push_back({id, token});
            },
            now, limit);
        return out;
    });
    if (!due) return 0;
    std::size_t moved = 0;
    for (const auto& item : *due) {
        const auto fired = store_.write_wait([&](Session& s) { return cases_.fire_timer(s, item.id, item.token); });
        moved += fired.has_value();
    }
    return moved;
}

std::size_t Runner::run_jobs(std::size_t limit) {
    const auto now = to_millis(clock_.now());
    const auto due = store_.read([&](Session& s) -> Result<std::vector<Due>> {
        std::vector<Due> out;
        s.each<CaseId, std::int64_t, int>(
            "select case_id, token, attempts from case_job where run_at <= $1 order by run_at, case_id limit $2",
            [&](CaseId id, std::int64_t token, int attempts) {
                out.push_back({id, token, attempts});
            },
            now, limit);
        return out;
    });
    if (!due) return 0;
    std::size_t moved = 0;
    for (const auto& item : *due) moved += run_job(item.id, item.token, item.attempts);
    return moved;
}

bool Runner::run_job(CaseId id, std::int64_t token, int attempts) {
    auto work = store_.read([&](Session& s) -> Result<std::unique_ptr<JobWork>> {
        const auto c = find_case(s, id);
        if (!c) return refuse(errors::not_found);
        const auto job =
            std::find_if(c->jobs.begin(), c->jobs.end(), [&](const PendingJob& j) { return j.token == token; });
        if (job == c->jobs.end()) return refuse(errors::job_not_found);
        const auto type = cases_.type_of(s, *c);
        if (!type) return type.error();
        for (const auto& handler : handlers_)
            if (handler->type() == job->type) return handler->prepare(s, *c, **type, *job);
        auto error = refuse(errors::process_incident);
        error.detail = "no handler for job type " + job->type;
        return error;
    });
    if (!work) {
        postpone(id, token, attempts, work.error());
        return false;
    }
    const auto done = store_.write_wait([&](Session& s) -> Result<Recorded> {
        auto result = (*work)->commit(s);
        if (!result) return result.error();
        return cases_.complete_job(s, id, token, std::move(*result));
    });
    if (!done && !done.error().is(errors::job_not_found)) postpone(id, token, attempts, done.error());
    return done.has_value();
}

void Runner::postpone(CaseId id, std::int64_t token, int attempts, const Error& why) {
    const int now_attempts = attempts + 1;
    const auto at = now_attempts >= max_attempts ? no_due : to_millis(clock_.now() + back_off(now_attempts));
    const auto problem = std::string(why.code->id) + (why.detail.empty() ? "" : ": " + why.detail);
    (void)store_.write_wait([&](Session& s) -> Result<bool> {
        s.exec("update case_job set run_at = $1, attempts = $2, problem = $3 where case_id = $4 and token = $5", at,
               now_attempts, problem, id, token);
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

std::vector<Incident> incidents(Session& session, std::size_t limit) {
    std::vector<Incident> out;
    session.each<CaseId, std::int64_t, int, std::string>(
        "select case_id, token, attempts, problem from case_job where run_at = $1 order by case_id limit $2",
        [&](CaseId id, std::int64_t token, int attempts, std::string problem) {
            out.push_back({id, token, attempts, std::move(problem)});
        },
        no_due, limit);
    return out;
}

Result<void> retry_job(Session& session, CaseId id, std::int64_t token) {
    if (session.change("update case_job set run_at = 0, attempts = 0 where case_id = $1 and token = $2", id, token) ==
        0)
        return refuse(errors::job_not_found);
    return {};
}

}  // namespace hz::cases
