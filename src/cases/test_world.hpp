// SPDX-License-Identifier: Apache-2.0
// What the tests of faults share: nodes over one store, and an outside world that counts what it is asked to do.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "cases/draft.hpp"
#include "cases/message.hpp"
#include "cases/test_day_types.hpp"
#include "ledger/verify.hpp"
#include "storage/testing/fault.hpp"

namespace hz::cases {

// `make soak`: everything instead of a part of it.
[[nodiscard]] inline bool soaking() { return std::getenv("HZ_SOAK") != nullptr; }

[[nodiscard]] inline Json json_text(std::string_view text) { return boost::json::string(text.data(), text.size()); }

// Somebody else's system: what it was asked, by key. A file, so that it outlives whoever asks.
class Outside {
  public:
    explicit Outside(std::filesystem::path path) : path_(std::move(path)) {}
    void ask(const std::string& key) const { append(key); }
    void append(const std::string& text) const {
        const auto line = text + "\n";
        const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        EXPECT_EQ(::write(file, line.data(), line.size()), static_cast<ssize_t>(line.size()));
        ::close(file);
    }
    [[nodiscard]] std::vector<std::string> lines() const {
        std::vector<std::string> out;
        std::ifstream in(path_);
        for (std::string line; std::getline(in, line);) out.push_back(line);
        return out;
    }
    // How often each key was asked.
    [[nodiscard]] std::map<std::string, int> asked() const {
        std::map<std::string, int> out;
        for (const auto& line : lines()) ++out[line];
        return out;
    }

  private:
    std::filesystem::path path_;
};

// Asks the outside under the job's key; what it writes is counted by the store.
class OutsideJob final : public JobHandler {
  public:
    explicit OutsideJob(const Outside& outside) : outside_(outside) {}
    [[nodiscard]] std::string_view type() const override { return "test.job"; }
    Result<std::unique_ptr<JobWork>> prepare(storage::Session&, const Case& c, const CaseType&,
                                             const PendingJob& job) override {
        outside_.ask(job_key(c, job));
        return std::unique_ptr<JobWork>(std::make_unique<Work>());
    }

  private:
    class Work final : public JobWork {
      public:
        Result<Json> commit(storage::Session& session) override {
            return Json{{"serial", next_count(session, "issued")}};
        }
    };
    const Outside& outside_;
};

// One node over a store that others may use as well.
class World {
  public:
    // `plan`: faults of its writes, none yet while it opens.
    World(const std::string& url, const std::filesystem::path& keyring, Clock& clock, unsigned node, DayTypes& types,
          std::shared_ptr<const calendar::WorkingCalendar> calendar, std::vector<std::shared_ptr<JobHandler>> handlers,
          storage::testing::FaultPlan* plan = nullptr)
        : ids_(clock, node), random_(node) {
        auto opened = storage::open({.url = url, .readers = 2});
        EXPECT_TRUE(opened);
        store = plan ? storage::testing::with_faults(std::move(*opened), *plan) : std::move(*opened);
        auto ledger = ledger::open_ledger(*store, {.keyring = keyring, .suite = "intl"}, clock, ids_, random_);
        EXPECT_TRUE(ledger);
        log = std::move(*ledger);
        cases = std::make_unique<Cases>(*log, clock, ids_, types, [calendar] { return calendar; });
        runner = std::make_unique<Runner>(*store, *cases, clock, std::move(handlers));
    }
    ~World() {
        runner.reset();
        store->close();
    }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    template <class F>
    auto write(F f) {
        return store->write_wait([&](storage::Session& s) { return f(s); });
    }
    Case get(CaseId id) {
        auto found = store->read([&](storage::Session& s) -> Result<std::optional<Case>> { return find_case(s, id); });
        EXPECT_TRUE(found && *found);
        return found && *found ? std::move(**found) : Case{};
    }
    std::int64_t count(const std::string& from) {
        auto found = store->read([&](storage::Session& s) -> Result<std::int64_t> {
            return std::get<0>(*s.row<std::int64_t>("select count(*) from " + from));
        });
        EXPECT_TRUE(found) << (found ? "" : found.error().detail);
        return found ? *found : -1;
    }
    std::int64_t issued() {
        auto found = store->read([&](storage::Session& s) -> Result<std::int64_t> {
            const auto row = s.row<std::int64_t>("select last from case_counter where name = 'issued'");
            return row ? std::get<0>(*row) : 0;
        });
        return found ? *found : -1;
    }
    Result<Recorded> submit(const Actor& by, const std::string& type, Json form) {
        SubmitCase command;
        command.type = type;
        command.applicant_name = by.name;
        command.form = std::move(form);
        return write([&](auto& s) { return cases->submit(s, by, command); });
    }
    Result<Recorded> complete(const Actor& by, CaseId id, std::string_view element, const std::string& outcome,
                              const Json& data = JsonObject{}) {
        return write([&](auto& s) -> Result<Recorded> {
            const auto c = find_case(s, id);
            if (!c) return refuse(errors::not_found);
            const auto task = std::ranges::find(c->tasks, element, &OpenTask::element);
            if (task == c->tasks.end()) return refuse(errors::task_not_found);
            return cases->complete(s, by, {{id, task->token}, outcome, "because", data});
        });
    }
    // What happened to it, as the ledger has it.
    std::vector<std::string> events(CaseId id) {
        std::vector<std::string> out;
        (void)store->read([&](storage::Session& s) -> Result<bool> {
            log->each(s, stream_of(id), [&](const ledger::Event& e) { out.push_back(e.entry.type); });
            return true;
        });
        return out;
    }
    void expect_replayed(CaseId id) {
        const auto told = store->read([&](storage::Session& s) { return cases->replay(s, id); });
        ASSERT_TRUE(told);
        EXPECT_EQ(canonical(to_fields(*told)), canonical(to_fields(get(id))));
    }
    // The ledger is whole, and every row of every case is what it says.
    void expect_whole() {
        for (auto round = log->run_once(); round && round->entries > 0;) round = log->run_once();
        std::vector<std::unique_ptr<ledger::StateCheck>> checks;
        checks.push_back(make_state_check());
        const auto report = ledger::verify(*log, checks);
        ASSERT_TRUE(report);
        std::string all;
        for (const auto& one : report->breaks) all += "\n" + one.table + " " + one.key + " " + one.text("en");
        EXPECT_TRUE(report->whole()) << all;
        EXPECT_EQ(report->pending, 0);
    }

    std::unique_ptr<storage::Store> store;
    std::unique_ptr<ledger::Log> log;
    std::unique_ptr<Cases> cases;
    std::unique_ptr<Runner> runner;

  private:
    IdSource ids_;
    SeededRandom random_;
};

// A store that is ready; each test opens what nodes it wants.
class WorldTest : public CasesTest {
  protected:
    void SetUp() override {
        CasesTest::SetUp();
        if (!store) return;
        url = store->url();
        runner.reset();
        cases.reset();
        store->close();
        log.reset();
        store.reset();
    }
    std::unique_ptr<World> open(unsigned node, Clock& on, storage::testing::FaultPlan* plan = nullptr) {
        return std::make_unique<World>(url, folder.path() / "k", on, node, day_types, calendar,
                                       std::vector<std::shared_ptr<JobHandler>>{outside_job}, plan);
    }

    std::string url;
    DayTypes day_types;
    Outside outside{folder.path() / "outside"};
    std::shared_ptr<JobHandler> outside_job = std::make_shared<OutsideJob>(outside);
};

}  // namespace hz::cases
