// SPDX-License-Identifier: Apache-2.0
#include "app/flow/case_step.hpp"

#include <algorithm>
#include <array>

#include "cases/errors.hpp"

namespace hz::app {
namespace {

using namespace cases;
using Name = std::string_view;

constexpr std::array<Name, 2> note{"text", "to_applicant"};
constexpr std::array<Name, 1> urge{"text"};
constexpr std::array<Name, 3> suspend{"kind", "reason", "days"};
constexpr std::array<Name, 1> resume{"result"};
constexpr std::array<Name, 2> extend{"reason", "days"};
constexpr std::array<Name, 3> terminate{"legal_basis", "reasons", "remedies"};
constexpr std::array<Name, 7> ask_approval{"what", "kind", "reason", "days", "legal_basis", "reasons", "remedies"};
constexpr std::array<Name, 2> decide_approval{"agree", "note"};
constexpr std::array<Name, 4> transfer{"task", "agency", "post", "reason"};
constexpr std::array<Name, 3> assign{"task", "to", "reason"};
constexpr std::array<Name, 4> ask_opinion{"task", "posts", "people", "question"};
constexpr std::array<Name, 3> give_opinion{"task", "agree", "opinion"};
constexpr std::array<Name, 1> recall{"task"};
constexpr std::array<Name, 2> correct{"reason", "form"};
constexpr std::array<Name, 2> reopen{"reason", "element"};
constexpr std::array<Name, 1> archive{"note"};

struct Known {
    Name command;
    std::span<const Name> members;
};
constexpr std::array<Known, 18> known{{{"note", note},
                                       {"urge", urge},
                                       {"suspend", suspend},
                                       {"resume", resume},
                                       {"extend", extend},
                                       {"terminate", terminate},
                                       {"ask_approval", ask_approval},
                                       {"decide_approval", decide_approval},
                                       {"transfer", transfer},
                                       {"delegate", assign},
                                       {"reassign", assign},
                                       {"return", assign},
                                       {"ask_opinion", ask_opinion},
                                       {"give_opinion", give_opinion},
                                       {"recall_opinions", recall},
                                       {"correct", correct},
                                       {"reopen", reopen},
                                       {"archive", archive}}};

struct Builder {
    const ActStep& step;
    const Case& c;
    const FindStaff& find_staff;

    [[nodiscard]] std::string text(Name key) const { return std::string(get_text(step.arguments, key)); }
    [[nodiscard]] int days() const { return static_cast<int>(get_int(step.arguments, "days")); }
    [[nodiscard]] bool flag(Name key) const { return get_bool(step.arguments, key); }
    [[nodiscard]] bool is(Name command) const { return step.command == command; }

    // Of the open task the step names; token 0, which no task has: none.
    [[nodiscard]] TaskRef task() const {
        const auto found = std::ranges::find(c.tasks, text("task"), &OpenTask::element);
        return {c.id, found == c.tasks.end() ? 0 : found->token};
    }
    [[nodiscard]] std::variant<SuspendCase, ExtendCase, TerminateCase> timed(Name what) const {
        if (what == "suspend") return SuspendCase{c.id, text("kind"), text("reason"), days()};
        if (what == "extend") return ExtendCase{c.id, text("reason"), days()};
        return TerminateCase{c.id, text("legal_basis"), text("reasons"), text("remedies")};
    }
    [[nodiscard]] Result<CaseAct> assigned() const {
        auto to = find_staff(text("to"));
        if (!to) return refuse(cases::errors::cannot_take_it);
        return CaseAct{AssignTask{task(), std::move(to), text("reason"), is("reassign")}};
    }
    [[nodiscard]] Result<CaseAct> asked() const {
        AskOpinion command{task(), {}, {}, text("question")};
        for (const auto& post : get_array(step.arguments, "posts"))
            command.posts.emplace_back(get_text(post, "agency"), get_text(post, "post"));
        for (const auto& login : get_array(step.arguments, "people")) {
            const auto who = login.is_string() ? find_staff(std::string_view(login.get_string())) : nullptr;
            if (!who) return refuse(cases::errors::cannot_take_it);
            command.people.push_back(who->person);
        }
        return CaseAct{std::move(command)};
    }
    [[nodiscard]] CaseAct plain() const {
        if (is("note")) return NoteCase{c.id, text("text"), flag("to_applicant")};
        if (is("urge")) return UrgeCase{c.id, text("text")};
        if (is("resume")) return ResumeCase{c.id, text("result")};
        if (is("ask_approval")) return AskApproval{c.id, timed(text("what"))};
        if (is("decide_approval")) return DecideApproval{c.id, flag("agree"), text("note")};
        if (is("transfer")) return TransferTask{task(), text("agency"), text("post"), text("reason")};
        if (is("return")) return ReturnTask{task(), text("to"), text("reason")};
        if (is("give_opinion")) return GiveOpinion{task(), flag("agree"), text("opinion")};
        if (is("recall_opinions")) return RecallOpinions{task()};
        if (is("reopen")) return ReopenCase{c.id, text("reason"), text("element")};
        if (is("archive")) return ArchiveCase{c.id, text("note")};
        if (is("correct")) {
            const auto* form = find(step.arguments, "form");
            return CorrectCase{c.id, text("reason"), form ? *form : Json(), {}};
        }
        return std::visit([](auto command) { return CaseAct{std::move(command)}; }, timed(step.command));
    }
};

}  // namespace

std::span<const std::string_view> members_of(std::string_view command) {
    const auto found = std::ranges::find(known, command, &Known::command);
    return found == known.end() ? std::span<const Name>{} : found->members;
}

std::span<const std::string_view> act_commands() {
    static constexpr auto names = [] {
        std::array<Name, known.size()> out{};
        for (std::size_t i = 0; i < known.size(); ++i) out[i] = known[i].command;
        return out;
    }();
    return names;
}

Result<cases::CaseAct> to_act(const ActStep& step, const cases::Case& c, const FindStaff& find_staff) {
    const Builder build{step, c, find_staff};
    if (build.is("delegate") || build.is("reassign")) return build.assigned();
    if (build.is("ask_opinion")) return build.asked();
    return build.plain();
}

}  // namespace hz::app
