// SPDX-License-Identifier: Apache-2.0
#include "api/view/rare_event.hpp"

#include <array>

namespace hz::api {
namespace {

using namespace cases;

struct Teller {
    HistoryEntry& line;
    const CaseType* type;
    const pack::Definitions& definitions;
    const calendar::WorkingCalendar& calendar;

    void note(const std::string& text) const {
        if (!text.empty()) line.note = text;
    }
    void title(std::string zh, std::string en) const { line.title = {std::move(zh), std::move(en)}; }

    void operator()(const CaseNoted& e) const {
        note(e.text);
        if (e.kind == "urge")
            title(e.by_applicant ? "申请人催办" : "督促办理", e.by_applicant ? "Urged by the applicant" : "Urged");
        else if (e.by_applicant)
            title("申请人留言", "Note of the applicant");
        else
            title(e.to_applicant ? "告知申请人" : "内部备注",
                  e.to_applicant ? "Message to the applicant" : "Internal note");
    }
    void operator()(const MaterialsAttached& e) const { note(e.note); }
    void operator()(const ApprovalAsked& e) const {
        const auto what = wanted(e.what);
        title("申请" + what.zh, "Approval asked: " + what.en);
        note(e.reason);
    }
    void operator()(const ApprovalDeclined& e) const {
        const auto what = wanted(e.what);
        title("未批准" + what.zh, "Not approved: " + what.en);
        note(e.note);
    }
    void operator()(const CaseSuspended& e) const {
        const auto kind = coded(definitions, "suspension", e.kind).title;
        const auto days = std::to_string(e.days);
        title("特别程序：" + kind.zh + "，预计 " + days + " 个工作日，期间不计入办理时限",
              "Special procedure: " + kind.en + ", expected to take " + days +
                  " working days, which do not count toward the time limit");
        note(e.reason);
    }
    void operator()(const CaseResumed& e) const { note(e.result); }
    void operator()(const CaseExtended& e) const {
        const auto days = std::to_string(e.days);
        const auto* limit = type ? type->find_limit(e.limit) : nullptr;
        const auto unit = unit_words(limit ? limit->unit : calendar::Unit::working_day);
        title("延长办理时限 " + days + " " + unit.zh, "Time limit extended by " + days + " " + unit.en);
        note(e.reason);
    }
    void operator()(const TaskMoved& e) const {
        line.task = task_title(type, e.element);
        if (e.kind == "transfer")
            title("转办任务", "Task transferred");
        else if (e.kind == "return")
            title("退回转来的任务", "Task sent back");
        else if (e.kind == "reassign")
            title("改派任务", "Task reassigned");
        else
            title("交办任务", "Task delegated");
        note(e.reason);
    }
    void operator()(const TaskReturned& e) const {
        const auto to = task_title(type, e.to);
        line.task = task_title(type, e.element);
        title("退回到“" + to.zh + "”", "Returned to \"" + to.en + "\"");
        note(e.reason);
    }
    void operator()(const OpinionAsked& e) const {
        line.task = task_title(type, e.element);
        note(e.question);
    }
    void operator()(const OpinionGiven& e) const {
        line.task = task_title(type, e.element);
        if (e.answer == "recalled")
            title("收回会签", "Request for opinions taken back");
        else if (e.answer == "agree")
            title("会签：同意", "Opinion: agrees");
        else
            title("会签：不同意", "Opinion: disagrees");
        note(e.opinion);
    }
    void operator()(const CaseTerminated& e) const {
        note(e.reasons + "（" + e.legal_basis + "）" + (e.remedies.empty() ? "" : "\n" + e.remedies));
    }
    void operator()(const CaseCorrected& e) const { note(e.reason); }
    void operator()(const CaseReopened& e) const { note(e.reason); }
    void operator()(const CaseArchived& e) const { note(e.note); }
    void operator()(const CaseLinked& e) const {
        const auto kind = link_kind(e.kind).title;
        title(kind.zh + " " + e.number, kind.en + " " + e.number);
        note(e.reason);
    }
    void operator()(const CaseMerged& e) const {
        title("并入办件 " + e.number, "Merged into case " + e.number);
        note(e.reason);
    }
    void operator()(const CaseMigrated& e) const {
        const auto version = std::to_string(e.to);
        title("改按新版流程（第 " + version + " 版）继续办理，已办的环节有效",
              "Goes on by the newer version " + version + " of the process; what was done stands");
        for (const auto& one : e.limits) add(moved(one));
        note(e.reason);
    }
    void operator()(const DeadlinesMoved& e) const {
        if (e.limits.empty())
            title("按新的工作日历调整了待办的时间", "Times of open steps changed with the working calendar");
        for (const auto& one : e.limits) {
            const auto said = moved(one);
            if (&one == e.limits.data())
                line.title = said;
            else
                add(said);
        }
        const auto why = reason(e.because);
        line.title = {line.title.zh + "（" + why.zh + "）", line.title.en + " (" + why.en + ")"};
    }
    template <class Other>
    void operator()(const Other&) const {}

  private:
    void add(const Words& said) const { line.title = {line.title.zh + "；" + said.zh, line.title.en + "; " + said.en}; }
    [[nodiscard]] Words moved(const MovedLimit& one) const {
        const auto name = coded(definitions, "limit", one.limit).title;
        const bool same_day = day(one.before) == day(one.after);
        const auto from = same_day ? minute(one.before) : day(one.before);
        const auto to = same_day ? minute(one.after) : day(one.after);
        return {name.zh + "的截止日由 " + from + " 改为 " + to, name.en + ": now due on " + to + " instead of " + from};
    }
    [[nodiscard]] std::string day(Time t) const { return minute(t).substr(0, 10); }
    [[nodiscard]] std::string minute(Time t) const {
        auto text = format_rfc3339(t, calendar.offset_minutes(t)).substr(0, 16);
        text[10] = ' ';
        return text;
    }
    // "calendar/2027" and the like, in plain words.
    static Words reason(const std::vector<std::string>& because) {
        constexpr std::string_view years = "calendar/";
        std::string all;
        bool hours = false;
        for (const auto& one : because)
            if (one.starts_with(years))
                all += (all.empty() ? "" : ", ") + one.substr(years.size());
            else
                hours = true;
        if (all.empty()) return {"工作时间安排有变", "the working hours changed"};
        if (hours)
            return {all + " 年放假安排和工作时间有变",
                    "the public holidays of " + all + " and the working hours changed"};
        return {all + " 年放假安排有变", "the public holidays of " + all + " changed"};
    }
    static Words wanted(std::string_view what) {
        if (what == "suspend") return {"特别程序（暂停计时）", "a special procedure"};
        if (what == "extend") return {"延长时限", "more time"};
        return {"终止办理", "termination"};
    }
    static Words unit_words(calendar::Unit unit) {
        if (unit == calendar::Unit::working_day) return {"个工作日", "working days"};
        if (unit == calendar::Unit::natural_day) return {"个自然日", "days"};
        return {"小时", "hours"};
    }
};

}  // namespace

void tell_rare_event(HistoryEntry& line, const Event& event, const CaseType* type, const pack::Definitions& definitions,
                     const calendar::WorkingCalendar& calendar) {
    std::visit(Teller{line, type, definitions, calendar}, event);
}

bool is_internal(const Event& event) {
    if (const auto* noted = std::get_if<CaseNoted>(&event)) return !noted->by_applicant && !noted->to_applicant;
    if (const auto* linked = std::get_if<CaseLinked>(&event))
        return linked->kind == "related" || linked->kind == "duplicate";
    return std::holds_alternative<ApprovalAsked>(event) || std::holds_alternative<ApprovalDeclined>(event) ||
           std::holds_alternative<TaskMoved>(event) || std::holds_alternative<TaskReturned>(event) ||
           std::holds_alternative<OpinionAsked>(event) || std::holds_alternative<OpinionGiven>(event);
}

}  // namespace hz::api
