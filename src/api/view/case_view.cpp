// SPDX-License-Identifier: Apache-2.0
#include "api/view/case_view.hpp"

#include <algorithm>
#include <array>

#include "api/view/file_view.hpp"
#include "cases/authority.hpp"
#include "cases/case_state.hpp"
#include "document/file.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

using cases::Case;
using cases::CaseType;

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
    EventTitle{"case_rated", "评价服务", "Service rated"},
};

struct LimitTitle {
    std::string_view code, zh, en;
};
constexpr std::array limit_titles{LimitTitle{"acceptance", "受理时限", "Time to accept"},
                                  LimitTitle{"promised", "承诺时限", "Promised time"},
                                  LimitTitle{"statutory", "法定时限", "Statutory time"}};

std::string_view unit_text(calendar::Unit unit) {
    switch (unit) {
        case calendar::Unit::natural_day:
            return "natural_day";
        case calendar::Unit::hour:
            return "hour";
        default:
            return "working_day";
    }
}

Json item_json(const Case& c, const CaseType* type) {
    return {{"code", c.type}, {"title", type ? two(type->title_zh, type->title_en) : Json(c.type)}};
}

std::string element_name(const CaseType* type, std::string_view element) {
    const auto* info = type && type->process ? process::find_task(*type->process, element) : nullptr;
    return info ? info->name : std::string(element);
}

Json outcome_title(const Platform& p, std::string_view code) {
    const auto* title = p.definitions.current()->find_code("outcome", code);
    return title ? *title : Json(std::string(code));
}

// What an applicant may do about a refusal (行政许可法 art. 38: the reasons, and the right to review or suit). From the
// definition, since it is law of the place.
Json remedies_of(const CaseType* type) {
    const auto* remedies = type ? find(type->definition, "remedies") : nullptr;
    if (remedies) return *remedies;
    return two("对决定不服的，可以在收到决定之日起六十日内依法申请行政复议，或者在六个月内依法提起行政诉讼。",
               "If you disagree you may apply for administrative reconsideration within sixty days of receiving the "
               "decision, or "
               "bring an administrative lawsuit within six months.");
}

// Opinions between colleagues stay inside; those that go with what the applicant is told do not.
bool told_to_applicant(std::string_view outcome) {
    return outcome == "refuse" || outcome == "supplement" || outcome == "granted" || outcome == "denied";
}

}  // namespace

Json two(std::string_view zh, std::string_view en) { return {{"zh", std::string(zh)}, {"en", std::string(en)}}; }

Json state_json(std::string_view code) {
    const auto& text = cases::state_text(code);
    return {{"code", std::string(code)}, {"title", two(text.zh, text.en)}};
}

std::string CaseViewer::time(Time t) const { return format_rfc3339(t, platform.cases.calendar()->offset_minutes(t)); }

Json CaseViewer::deadlines(const Case& c, const CaseType* type) const {
    JsonArray out;
    if (!type || c.closed()) return out;
    const auto cal = platform.cases.calendar();
    auto clock = calendar::clock_from_json(c.clock);
    const bool running = clock.has_value() && clock->started.has_value();
    for (const auto& limit : type->limits) {
        const bool acceptance = limit.code == "acceptance";
        if (acceptance == running) continue;
        calendar::LegalClock mine;
        if (acceptance)
            mine.started = c.submitted_at;
        else
            mine = *clock;
        const auto found = calendar::deadline(*cal, limit, mine, platform.now());
        if (!found) continue;
        const bool paused = running && clock->paused();
        const std::string_view grade = paused                  ? "normal"
                                       : found->remaining < 0  ? (limit.code == "statutory" ? "red" : "yellow")
                                       : found->remaining <= 1 ? "reminder"
                                                               : "normal";
        JsonObject line{
            {"code", limit.code}, {"certain", found->certain}, {"remaining", found->remaining}, {"paused", paused}};
        const auto title =
            std::find_if(limit_titles.begin(), limit_titles.end(), [&](const auto& t) { return t.code == limit.code; });
        line["title"] = title == limit_titles.end() ? Json(limit.code) : two(title->zh, title->en);
        line["due"] = time(found->due);
        line["unit"] = std::string(unit_text(limit.unit));
        line["number"] = limit.number;
        line["legal_basis"] = limit.legal_basis;
        line["grade"] = std::string(grade);
        out.push_back(std::move(line));
    }
    return out;
}

Json CaseViewer::summary(const Case& c) const {
    const auto type = platform.cases.type_of(session, c);
    const auto* t = type ? type->get() : nullptr;
    JsonObject out{{"id", to_text(c.id)}, {"number", c.number}};
    out["item"] = item_json(c, t);
    out["state"] = state_json(c.state);
    out["submitted_at"] = time(c.submitted_at);
    if (c.closed_at) out["closed_at"] = time(*c.closed_at);
    out["applicant_name"] = c.company_name.empty() ? c.applicant_name : c.company_name;
    out["deadlines"] = deadlines(c, t);
    out["can"] = can(c);
    return out;
}

JsonArray CaseViewer::can(const Case& c) const {
    JsonArray out;
    if (!cases::must_be_applicant(actor, c)) return out;
    if (!c.closed() && !c.decided()) out.push_back("withdraw");
    if (c.state == "awaiting_supplement") out.push_back("supply");
    if (c.closed() && !c.rating && c.state != "withdrawn") out.push_back("rate");
    return out;
}

JsonArray CaseViewer::tasks(const Case& c) const {
    JsonArray out;
    if (!actor.staff()) return out;
    const auto type = platform.cases.type_of(session, c);
    if (!type) return out;
    for (const auto& task : c.tasks)
        if (cases::may_handle(actor, c, task, **type))
            out.push_back({{"id", cases::to_text({c.id, task.token})}, {"element", task.element}});
    return out;
}

Json CaseViewer::materials(const Case& c, const CaseType* type) const {
    JsonArray out;
    if (!type) return out;
    for (const auto& wanted : type->materials) {
        JsonArray files;
        for (const auto& given : c.materials)
            if (given.code == wanted.code)
                for (const auto& id : given.files)
                    if (const auto file_id = id_from_text<document::FileTag>(id))
                        if (const auto file = document::get_file(session, *file_id)) files.push_back(file_json(*file));
        out.push_back({{"code", wanted.code},
                       {"title", two(wanted.title_zh, wanted.title_en)},
                       {"required", wanted.required},
                       {"files", std::move(files)}});
    }
    return out;
}

Json CaseViewer::history(const Case& c, const CaseType* type) const {
    JsonArray out;
    const auto directory = platform.identity.directory.get(session);
    const bool applicant = cases::must_be_applicant(actor, c).has_value();
    for (const auto& past : cases::history(session, platform.ledger, c.id)) {
        const auto& entry = past.stored.entry;
        const bool handover = entry.type == "task_claimed" || entry.type == "task_released";
        if (applicant && handover) continue;
        JsonObject line{{"at", time(entry.at)}, {"type", entry.type}, {"position", past.stored.position}};
        const auto title =
            std::find_if(event_titles.begin(), event_titles.end(), [&](const auto& t) { return t.name == entry.type; });
        line["title"] = title == event_titles.end() ? Json(entry.type) : two(title->zh, title->en);
        if (const auto* done = std::get_if<cases::TaskCompleted>(&past.event)) {
            line["task"] = element_name(type, done->element);
            line["outcome"] = {{"code", done->outcome}, {"title", outcome_title(platform, done->outcome)}};
            const auto outcome = outcome_title(platform, done->outcome);
            const auto name = element_name(type, done->element);
            line["title"] = two(name + "：" + std::string(get_text(outcome, "zh", done->outcome)),
                                name + ": " + std::string(get_text(outcome, "en", done->outcome)));
            if (!applicant || told_to_applicant(done->outcome)) line["note"] = done->opinion;
        } else if (const auto* taken = std::get_if<cases::TaskClaimed>(&past.event)) {
            line["task"] = element_name(type, taken->element);
        } else if (const auto* supplied = std::get_if<cases::CaseSupplied>(&past.event)) {
            line["note"] = supplied->note;
        } else if (const auto* withdrawn = std::get_if<cases::CaseWithdrawn>(&past.event)) {
            line["note"] = withdrawn->reason;
        }
        constexpr std::string_view person = "person:";
        if (entry.actor.starts_with(person))
            if (const auto id = id_from_text<identity::PersonTag>(std::string_view(entry.actor).substr(person.size())))
                line["by"] = identity::display_name(session, *id);
        if (const auto* post = directory->post(entry.organisation, entry.post))
            line["post"] = identity::to_json(post->title);
        if (const auto* agency = directory->agency(entry.organisation))
            line["agency"] = identity::to_json(agency->name);
        out.push_back(std::move(line));
    }
    return out;
}

Json CaseViewer::detail(const Case& c) const {
    const auto type = platform.cases.type_of(session, c);
    const auto* t = type ? type->get() : nullptr;
    auto out = summary(c).as_object();
    out["applicant"] = {{"name", c.applicant_name}, {"company", c.company}, {"company_name", c.company_name}};
    const auto* schema = t ? find(t->definition, "form") : nullptr;
    out["form"] = {{"schema", schema ? *schema : Json(JsonObject{})}, {"data", c.form}};
    out["materials"] = materials(c, t);
    out["history"] = history(c, t);
    if (c.supplement) {
        JsonObject supplement{{"requested_at", time(c.supplement->requested_at)}, {"items", c.supplement->items}};
        supplement["by"] = identity::display_name(session, c.supplement->by);
        if (c.supplement->supplied_at)
            supplement["supplied_at"] = time(*c.supplement->supplied_at);
        else if (!c.timers.empty())
            supplement["due"] = time(c.timers.front().due);
        out["supplement"] = std::move(supplement);
    }
    if (c.decision) {
        JsonObject decision{
            {"outcome", c.decision->outcome}, {"reasons", c.decision->reasons}, {"at", time(c.decision->at)}};
        if (c.decision->outcome != "granted") decision["remedies"] = remedies_of(t);
        out["decision"] = std::move(decision);
    }
    if (const auto* results = c.results.if_object())
        for (const auto& [element, result] : *results)
            if (const auto* licence = find(result, "licence")) out["licence"] = *licence;
    if (c.rating) out["rating"] = {{"level", c.rating->level}, {"text", c.rating->text}, {"at", time(c.rating->at)}};
    out["version"] = c.version;
    return out;
}

}  // namespace hz::api
