// SPDX-License-Identifier: Apache-2.0
// What happened to a case, told to whoever may read it.
#include <algorithm>
#include <array>

#include "api/view/case_view.hpp"
#include "api/view/rare_event.hpp"
#include "cases/authority.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

struct EventTitle {
    std::string_view name, zh, en;
};
constexpr std::array event_titles{
    EventTitle{"case_submitted", "提交申请", "Application submitted"},
    EventTitle{"task_claimed", "领取任务", "Task taken"},
    EventTitle{"task_released", "退回任务", "Task given back"},
    EventTitle{"task_completed", "完成环节", "Step completed"},
    EventTitle{"case_supplied", "提交补正", "Supplement supplied"},
    EventTitle{"case_withdrawn", "撤回申请", "Application withdrawn"},
    EventTitle{"timer_fired", "到期处理", "Time limit reached"},
    EventTitle{"job_completed", "系统处理完成", "Done by the system"},
    EventTitle{"message_received", "收到消息", "Message received"},
    EventTitle{"signal_received", "收到通知信号", "Signal received"},
    EventTitle{"case_rated", "评价服务", "Service rated"},
    EventTitle{"materials_attached", "补交材料", "Material added"},
    EventTitle{"approval_declined", "申请未获批准", "Request not approved"},
    EventTitle{"case_resumed", "特别程序结束，恢复计时", "Special procedure over; the clock goes on"},
    EventTitle{"task_returned", "退回环节", "Returned to an earlier step"},
    EventTitle{"opinion_asked", "征求会签意见", "Opinions asked for"},
    EventTitle{"case_terminated", "终止办理", "Case terminated"},
    EventTitle{"case_corrected", "更正内容", "Corrected"},
    EventTitle{"case_reopened", "重新办理", "Case reopened"},
    EventTitle{"case_migrated", "改按新版流程办理", "Goes on by a newer version"},
    EventTitle{"case_archived", "归档", "Archived"},
    EventTitle{"incident_raised", "系统处理遇到问题，等待管理员", "The system needs an operator"},
    EventTitle{"incident_retried", "管理员重新处理", "Tried again by an operator"},
};

Words title_of(std::string_view event) {
    const auto* found =
        std::find_if(event_titles.begin(), event_titles.end(), [&](const auto& title) { return title.name == event; });
    if (found == event_titles.end()) return same(event);
    return {std::string(found->zh), std::string(found->en)};
}

// Opinions between colleagues stay inside; those that go with what the applicant is told do not.
bool told_to_applicant(std::string_view outcome) {
    return outcome == "refuse" || outcome == "supplement" || outcome == "granted" || outcome == "denied";
}

void add_note(HistoryEntry& line, const std::string& note) {
    if (!note.empty()) line.note = note;
}

struct Teller {
    const CaseViewer& view;
    const cases::CaseType* type;
    const pack::Definitions& definitions;
    bool applicant;

    // What the event itself says.
    void tell(HistoryEntry& line, const cases::Event& event) const {
        if (const auto* done = std::get_if<cases::TaskCompleted>(&event)) {
            line.task = task_title(type, done->element);
            line.for_person = name_of(done->for_person);
            line.outcome = coded(definitions, "outcome", done->outcome);
            line.title = {line.task->zh + "：" + line.outcome->title.zh, line.task->en + ": " + line.outcome->title.en};
            if (!applicant || told_to_applicant(done->outcome)) add_note(line, done->opinion);
        } else if (const auto* taken = std::get_if<cases::TaskClaimed>(&event)) {
            line.task = task_title(type, taken->element);
            line.for_person = name_of(taken->for_person);
        } else if (const auto* given = std::get_if<cases::TaskGiven>(&event)) {
            line.task = task_title(type, given->element);
            const auto name = identity::display_name(view.session, given->person);
            line.title = given->rule == "least_loaded"
                             ? Words{"自动派给" + name + "（在办最少）", "Given to " + name + " (fewest in hand)"}
                             : Words{"自动派给" + name + "（轮流）", "Given to " + name + " (by turns)"};
        } else if (const auto* released = std::get_if<cases::TaskReleased>(&event)) {
            line.task = task_title(type, released->element);
            line.for_person = name_of(released->for_person);
        } else if (const auto* supplied = std::get_if<cases::CaseSupplied>(&event)) {
            add_note(line, supplied->note);
        } else if (const auto* withdrawn = std::get_if<cases::CaseWithdrawn>(&event)) {
            add_note(line, withdrawn->reason);
        } else {
            if (const auto* moved = std::get_if<cases::TaskMoved>(&event)) line.for_person = name_of(moved->for_person);
            tell_rare_event(line, event, type, definitions, *view.platform.cases.calendar());
        }
    }
    [[nodiscard]] std::optional<std::string> name_of(const std::optional<identity::PersonId>& person) const {
        if (!person) return std::nullopt;
        return identity::display_name(view.session, *person);
    }
};

}  // namespace

std::vector<HistoryEntry> CaseViewer::history(const cases::Case& c, const cases::CaseType* type) const {
    std::vector<HistoryEntry> out;
    const auto directory = platform.identity.directory.get(session);
    const auto definitions = platform.definitions.current();
    Teller teller{*this, type, *definitions, cases::must_be_applicant(actor, c).has_value()};
    // Steps are called as the version called them by which they were done.
    cases::CaseTypePtr then;
    const auto told_by = [&](std::int64_t version) {
        const auto found = platform.cases.find_type(session, c.type, version);
        if (!found) return;
        then = *found;
        teller.type = then.get();
    };
    const auto events = cases::history(session, platform.ledger, c.id);
    const auto first = std::ranges::find_if(
        events, [](const auto& past) { return std::holds_alternative<cases::CaseMigrated>(past.event); });
    if (first != events.end()) told_by(std::get<cases::CaseMigrated>(first->event).from);
    for (const auto& past : events) {
        if (const auto* moved = std::get_if<cases::CaseMigrated>(&past.event)) told_by(moved->to);
        const auto& entry = past.stored.entry;
        const bool handover =
            entry.type == "task_claimed" || entry.type == "task_released" || entry.type == "task_given";
        if (teller.applicant && (handover || is_internal(past.event))) continue;
        HistoryEntry line;
        line.at = moment(platform, entry.at);
        line.type = entry.type;
        line.position = past.stored.position;
        line.title = title_of(entry.type);
        teller.tell(line, past.event);
        constexpr std::string_view person = "person:";
        if (entry.actor.starts_with(person))
            if (const auto id = id_from_text<identity::PersonTag>(std::string_view(entry.actor).substr(person.size())))
                line.by = identity::display_name(session, *id);
        if (const auto* post = directory->post(entry.organisation, entry.post)) line.post = Words(post->title);
        if (const auto* agency = directory->agency(entry.organisation)) line.agency = Words(agency->name);
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace hz::api
