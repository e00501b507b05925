// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/fault.hpp"

#include <signal.h>
#include <unistd.h>

namespace hz::storage::testing {
namespace {

class FaultySession final : public Session {
  public:
    FaultySession(Session& inner, FaultPlan& plan) : inner_(inner), plan_(plan) {}
    [[nodiscard]] Engine engine() const override { return inner_.engine(); }
    void do_query(std::string_view sql, std::span<const Value> args,
                  const std::function<bool(const Row&)>& f) override {
        plan_.count();
        inner_.do_query(sql, args, f);
    }
    void do_exec(std::string_view sql, std::span<const Value> args) override {
        plan_.count();
        inner_.do_exec(sql, args);
    }
    std::int64_t do_change(std::string_view sql, std::span<const Value> args) override {
        plan_.count();
        return inner_.do_change(sql, args);
    }

  private:
    Session& inner_;
    FaultPlan& plan_;
};

class FaultyJob final : public Job {
  public:
    FaultyJob(std::unique_ptr<Job> inner, FaultPlan& plan) : inner_(std::move(inner)), plan_(plan) {}
    bool run(Session& session) override {
        FaultySession faulty(session, plan_);
        return inner_->run(faulty);
    }
    [[nodiscard]] bool unlimited() const override { return inner_->unlimited(); }
    void done(std::optional<Error> failure) noexcept override { inner_->done(std::move(failure)); }

  private:
    std::unique_ptr<Job> inner_;
    FaultPlan& plan_;
};

class FaultyStore final : public Store {
  public:
    FaultyStore(std::unique_ptr<Store> inner, FaultPlan& plan) : inner_(std::move(inner)), plan_(plan) {
        before_commit({});
    }
    ~FaultyStore() override { inner_->close(); }
    [[nodiscard]] Engine engine() const override { return inner_->engine(); }
    [[nodiscard]] const std::string& url() const override { return inner_->url(); }
    void submit(std::unique_ptr<Job> job) override {
        inner_->submit(std::make_unique<FaultyJob>(std::move(job), plan_));
    }
    std::optional<Error> do_read(const std::function<void(Session&)>& work) override { return inner_->do_read(work); }
    // The commit itself fails at the last moment before it: after the hook.
    void before_commit(std::function<void(Session&)> hook) override {
        inner_->before_commit([this, hook = std::move(hook)](Session& session) {
            FaultySession faulty(session, plan_);
            if (hook) hook(faulty);
            plan_.count();
        });
    }
    void after_commit(std::function<void()> hook) override { inner_->after_commit(std::move(hook)); }
    void close() override { inner_->close(); }

  private:
    std::unique_ptr<Store> inner_;
    FaultPlan& plan_;
};

}  // namespace

void FaultPlan::fail_at(std::int64_t call, bool lasting, const ErrorCode& what) {
    calls_ = 0;
    at_ = call;
    lasting_ = lasting;
    kills_ = false;
    what_ = &what;
}

void FaultPlan::kill_at(std::int64_t call) {
    fail_at(call);
    kills_ = true;
}

void FaultPlan::count() {
    const auto call = ++calls_;
    const auto at = at_.load();
    if (at <= 0 || (call != at && !(lasting_ && call > at))) return;
    if (kills_) kill(getpid(), SIGKILL);
    throw Failure(Error{what_, {}, {}, "an injected fault"});
}

std::unique_ptr<Store> with_faults(std::unique_ptr<Store> inner, FaultPlan& plan) {
    return std::make_unique<FaultyStore>(std::move(inner), plan);
}

}  // namespace hz::storage::testing
