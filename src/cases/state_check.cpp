// SPDX-License-Identifier: Apache-2.0
#include "cases/state_check.hpp"

#include <future>
#include <limits>
#include <mutex>
#include <optional>
#include <vector>

#include "base/json_fields.hpp"
#include "cases/derived_check.hpp"
#include "cases/event.hpp"

namespace hz::cases {
namespace {

using ledger::StateFindings;
using storage::Session;

constexpr std::size_t cases_a_read = 100;

struct StoredCase {
    std::int64_t id = 0;
    std::string number, type, agency;
    std::int64_t applicant = 0;
    std::string state;
    std::int64_t submitted_at = 0;
    std::optional<std::int64_t> closed_at;
    std::int64_t version = 0;
    std::string body;
};

std::vector<StoredCase> read_page(Session& session, std::int64_t after) {
    using std::int64_t, std::string;
    std::vector<StoredCase> out;
    session.each<int64_t, string, string, string, int64_t, string, int64_t, std::optional<int64_t>, int64_t, string>(
        "select id, number, type, agency, applicant, state, submitted_at, closed_at, version, body from case_file "
        "where id > $1 order by id limit $2",
        [&](auto... column) { out.push_back({std::move(column)...}); }, after, cases_a_read);
    return out;
}

void compare(const StoredCase& row, const Case& c, StateFindings& out) {
    const auto closed = c.closed_at ? std::optional(to_millis(*c.closed_at)) : std::nullopt;
    ledger::RowCompare(out, "case_file", std::to_string(row.id))
        .column("number", row.number, c.number)
        .column("type", row.type, c.type)
        .column("agency", row.agency, c.agency)
        .column("applicant", row.applicant, c.applicant.value)
        .column("state", row.state, c.state)
        .column("submitted_at", row.submitted_at, to_millis(c.submitted_at))
        .column("closed_at", row.closed_at, closed)
        .column("version", row.version, c.version)
        .document_text("body", row.body, canonical_fields(c));
}

class Check final : public ledger::StateCheck {
  public:
    explicit Check(Broken* broken) : broken_(broken) {}
    [[nodiscard]] std::vector<std::string_view> tables() const override {
        return {"case_file", "case_work", "case_timer", "case_job", "case_wait", "case_incident", "case_done"};
    }
    [[nodiscard]] std::vector<ledger::NotCovered> not_covered() const override {
        return {
            {"case_draft", "", "草稿是申请人自己的，提交之前不进存证。",
             "A draft is the applicant's own; it is in the ledger once it is submitted."},
            {"case_counter", "", "只给出下一个编号；已发出的编号在事件里，且不能重复。",
             "Only gives the next number; numbers given stand in events and cannot be given twice."},
            {"case_turn", "", "只记录轮到谁；谁办哪项任务在事件里。",
             "Only whose turn it was; who was given which task stands in events."},
            {"case_work_filter", "", "个人保存的列表筛选条件，不影响办件。",
             "How somebody likes to look at their list; nothing of a case."},
            {"case_calendar", "", "只记录工作日历变动后重新计算到了哪里；每次调整都有事件。",
             "Only how far the counting under a changed calendar has come; each change of a deadline is an event."},
            {"case_timer_try", "", "失败的计时器何时再试，属于运行情况。",
             "When a timer that failed is tried again: how it runs, not what was done."},
            {"case_job", "run_at", "何时再试，属于运行情况。",
             "When it is tried again: how it runs, not what was done."},
            {"case_job", "attempts", "试过几次，属于运行情况。", "How often it was tried: how it runs."},
            {"case_job", "type", "重复办件中的作业种类，仅供挑选。",
             "Repeats the kind of the case's job, for picking."},
            {"case_message", "", "消息在途情况；送达的在办件事件里，保留和过期的也已存证。",
             "Messages on their way; delivered ones stand in the case's events, kept and expired ones in the ledger."},
            {"case_signal", "", "信号广播进行到哪里，属于运行情况。", "How far a signal came: how it runs."},
            {"case_job_type", "", "哪类作业暂停，属于运行情况。", "Which kind of job pauses: how it runs."},
            {"case_job", "problem", "上次为何不成，属于运行情况。", "Why the last try failed: how it runs."},
        };
    }

    // Nearly all of the time goes into reading what the events tell, so two threads read: each takes the next page, and
    // holds it against what was told while the other one reads.
    Result<void> rows(ledger::Log& log, StateFindings& out) override {
        DerivedCheck derived(log, broken_);
        std::mutex one_at_a_time;
        auto after = std::numeric_limits<std::int64_t>::min();
        const auto next_page = [&](Session& session) {
            const std::lock_guard lock(one_at_a_time);
            auto page = read_page(session, after);
            if (!page.empty()) after = page.back().id;
            return page;
        };
        const auto one_page = [&](Session& session) -> Result<bool> {
            const auto page = next_page(session);
            std::vector<std::int64_t> ids;
            for (const auto& row : page) ids.push_back(row.id);
            const auto told = tell(session, log, ids);
            const std::lock_guard lock(one_at_a_time);
            for (std::size_t i = 0; i < page.size(); ++i) one_case(page[i], told[i], derived, out);
            return page.size() == cases_a_read;
        };
        const auto all_pages = [&]() -> Result<void> {
            for (;;) {
                const auto more = log.store().read(one_page);
                if (!more) return more.error();
                if (!*more) return {};
            }
        };
        auto beside = std::async(std::launch::async, all_pages);
        const auto here = all_pages();
        const auto there = beside.get();
        if (!here) return here;
        return there ? derived.finish(out) : there;
    }

    void event(Session& session, ledger::Log&, const ledger::EventHead& head, StateFindings& out) override {
        constexpr std::string_view prefix = "case:";
        if (head.entry.type != CaseSubmitted::name || !head.entry.stream.starts_with(prefix)) return;
        const auto id = id_from_text<CaseTag>(std::string_view(head.entry.stream).substr(prefix.size()));
        if (id && !session.row<std::int64_t>("select version from case_file where id = $1", *id)) missing(*id, out);
    }

  private:
    void one_case(const StoredCase& row, const Told& told, DerivedCheck& derived, StateFindings& out) {
        out.count("case_file");
        if (told.erased) return out.count_erased("case_file");
        if (!told.now) return out.unexplained("case_file", std::to_string(row.id));
        const auto found_before = out.found();
        compare(row, *told.now, out);
        if (broken_ && out.found() != found_before) (*broken_)[row.id];
        derived.expect(told);
    }
    void missing(CaseId id, StateFindings& out) {
        out.missing("case_file", std::to_string(id.value));
        if (broken_) (*broken_)[id.value];
    }

    Broken* broken_;
};

}  // namespace

std::unique_ptr<ledger::StateCheck> make_state_check() { return std::make_unique<Check>(nullptr); }

std::unique_ptr<ledger::StateCheck> make_state_check(Broken& broken) { return std::make_unique<Check>(&broken); }

}  // namespace hz::cases
