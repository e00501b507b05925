// SPDX-License-Identifier: Apache-2.0
// Jobs: decisions, and what handlers do. A handler that hangs holds up its own kind of job only.
#include <algorithm>
#include <condition_variable>

#include "cases/case_store.hpp"
#include "cases/decision.hpp"
#include "cases/errors.hpp"
#include "cases/operation.hpp"
#include "cases/runner.hpp"

namespace hz::cases {

using storage::Session;
using namespace std::chrono_literals;

namespace {

class DecisionWork final : public JobWork {
  public:
    explicit DecisionWork(Json result) : result_(std::move(result)) {}
    Result<Json> commit(Session&) override { return result_; }

  private:
    Json result_;
};

constexpr auto longest_pause = 1h;

// Twice as long each time.
std::chrono::milliseconds pause_of(const JobPolicy& policy, int pauses) {
    return std::min<std::chrono::milliseconds>(policy.pause * (std::int64_t{1} << std::min(pauses, 12)), longest_pause);
}

const PendingJob* find_job(const Case& c, std::int64_t token) {
    const auto job = std::ranges::find(c.jobs, token, &PendingJob::token);
    return job == c.jobs.end() ? nullptr : &*job;
}

}  // namespace

// A token is never used again within its case.
std::string job_key(const Case& c, const PendingJob& job) { return to_text(TaskRef{c.id, job.token}); }

struct Runner::Attempt {
    std::mutex mutex;
    std::condition_variable answered;
    bool done = false;
    bool asked = false;  // whether it came as far as the handler
    std::optional<Prepared> result;
    std::jthread thread;  // last: it is joined before the rest is gone
};

Runner::~Runner() { stop(); }

JobHandler* Runner::find_handler(std::string_view type) const {
    for (const auto& handler : handlers_)
        if (handler->type() == type) return handler.get();
    return nullptr;
}

std::size_t Runner::run_jobs(std::size_t limit) {
    const auto now = to_millis(clock_.now());
    std::erase_if(hanging_, [](const auto& one) {
        const std::lock_guard lock(one.second->mutex);
        return one.second->done;
    });
    // What hangs may be a crowd, and must not be all that is seen.
    const auto looked_at = hanging_.empty() ? limit : limit * 50;
    std::map<std::string, int, std::less<>> probing;  // types whose pause is over: one job decides
    const auto due = store_.read([&](Session& s) -> Result<std::vector<Due>> {
        failing_.clear();
        for (const auto& one : failing_job_types(s)) {
            failing_[one.type] = one.failures;
            if (one.pause_until && to_millis(*one.pause_until) <= now) probing[one.type] = 1;
        }
        std::vector<Due> out;
        s.each<CaseId, std::int64_t, int, std::string>(
            "select j.case_id, j.token, j.attempts, j.type from case_job j left join case_job_type t on t.type = "
            "j.type "
            "where j.run_at <= $1 and coalesce(t.pause_until, 0) <= $1 order by j.run_at, j.case_id limit $2",
            [&](CaseId id, std::int64_t token, int attempts, std::string type) {
                if (!hanging_.contains(type)) out.push_back({id, token, attempts, std::move(type)});
                return out.size() < limit;
            },
            now, looked_at);
        return out;
    });
    if (!due) return 0;
    std::size_t moved = 0;
    for (const auto& item : *due) {
        if (hanging_.contains(item.type)) continue;  // since this pass
        const auto failed = failing_.find(item.type);
        const auto* handler = find_handler(item.type);
        const bool pausing = failed != failing_.end() && handler && failed->second >= handler->policy().failures;
        if (pausing && probing[item.type]-- <= 0) continue;
        moved += run_job(item);
    }
    return moved;
}

bool Runner::run_job(const Due& due) {
    auto work = prepare(due);
    if (!work) {
        postpone("job", due.id, due.token, due.attempts, work.error());
        return false;
    }
    const auto done = store_.write_wait([&](Session& s) -> Result<Recorded> {
        auto result = (*work)->commit(s);
        if (!result) return result.error();
        return cases_.complete_job(s, due.id, due.token, std::move(*result));
    });
    if (!done) postpone("job", due.id, due.token, due.attempts, done.error());
    return done.has_value();
}

Runner::Prepared Runner::prepare(const Due& due) {
    std::string type = due.type;
    auto decided = store_.read([&](Session& s) -> Prepared {
        const auto c = find_case(s, due.id);
        if (!c) return refuse(errors::not_found);
        const auto* job = find_job(*c, due.token);
        if (!job) return refuse(errors::job_not_found);
        type = job->type;
        if (type != decision_job) return std::unique_ptr<JobWork>();
        const auto case_type = cases_.type_of(s, *c);
        if (!case_type) return case_type.error();
        const auto calendar = cases_.calendar();
        auto result = decide(*c, *job, Surroundings{**case_type, *calendar, clock_.now()});
        if (!result) return result.error();
        return std::unique_ptr<JobWork>(std::make_unique<DecisionWork>(std::move(*result)));
    });
    if (!decided || *decided) return decided;
    if (auto* handler = find_handler(type)) return prepare_in_time({due.id, due.token, due.attempts, type}, *handler);
    auto error = refuse(errors::process_incident);
    error.detail = "no handler for job type " + type;
    return error;
}

Runner::Prepared Runner::prepare_in_time(const Due& due, JobHandler& handler) {
    const auto attempt = std::make_shared<Attempt>();
    const auto work = [this, box = attempt.get(), due, &handler] {
        bool asked = false;
        auto result = store_.read([&](Session& s) -> Prepared {
            const auto c = find_case(s, due.id);
            if (!c) return refuse(errors::not_found);
            const auto* job = find_job(*c, due.token);
            if (!job) return refuse(errors::job_not_found);
            const auto type = cases_.type_of(s, *c);
            if (!type) return type.error();
            asked = true;
            return handler.prepare(s, *c, **type, *job);
        });
        const std::lock_guard lock(box->mutex);
        box->asked = asked;
        box->result.emplace(std::move(result));
        box->done = true;
        box->answered.notify_all();
    };
    std::chrono::milliseconds left = handler.policy().timeout;
    auto seen = clock_.now();
    attempt->thread = std::jthread(work);
    std::unique_lock lock(attempt->mutex);
    // The clock may be set, by hand or for the whole machine, so it is looked at now and then; back, and the handler
    // has as long as it had.
    while (!attempt->done && left > 0ms) {
        attempt->answered.wait_for(lock, 20ms);
        const auto now = clock_.now();
        left -= std::max(now - seen, 0ms);
        seen = now;
    }
    if (!attempt->done) {
        hanging_[due.type] = attempt;
        lock.unlock();
        const auto seconds = std::to_string(handler.policy().timeout.count());
        auto why = refuse(errors::job_timed_out, {{"type", due.type}, {"seconds", seconds}});
        note_failure(due, why);
        return why;
    }
    auto result = std::move(*attempt->result);
    const bool asked = attempt->asked;
    lock.unlock();
    if (!result && asked)
        note_failure(due, result.error());
    else if (result)
        note_success(due.type);
    return result;
}

// One case that fails again and again says nothing about the others.
void Runner::note_failure(const Due& due, const Error& why) {
    if (why.code->category == Category::unavailable) return;
    const auto* handler = find_handler(due.type);
    if (!handler) return;
    const auto policy = handler->policy();
    const auto problem = problem_text(why);
    const auto now = clock_.now();
    const auto counted = store_.write_wait([&](Session& s) -> Result<int> {
        const auto row =
            s.row<int, CaseId, int>("select failures, last_case, pauses from case_job_type where type = $1", due.type);
        int failures = row ? std::get<0>(*row) : 0;
        int pauses = row ? std::get<2>(*row) : 0;
        const bool open = failures >= policy.failures;
        if (!row || open || std::get<1>(*row) != due.id) ++failures;
        const bool pause = failures >= policy.failures;
        const auto until = pause ? to_millis(now + pause_of(policy, pauses)) : std::int64_t{0};
        if (pause) ++pauses;
        s.exec(
            "insert into case_job_type (type, failures, last_case, pause_until, pauses, problem) "
            "values ($1, $2, $3, $4, $5, $6) on conflict (type) do update set failures = excluded.failures, "
            "last_case = excluded.last_case, pause_until = excluded.pause_until, pauses = excluded.pauses, "
            "problem = excluded.problem",
            due.type, failures, due.id, until, pauses, problem);
        return failures;
    });
    if (counted) failing_[due.type] = *counted;
}

void Runner::note_success(const std::string& type) {
    if (failing_.erase(type) == 0) return;
    (void)store_.write_wait([&](Session& s) -> Result<bool> {
        s.exec("delete from case_job_type where type = $1", type);
        return true;
    });
}

}  // namespace hz::cases
