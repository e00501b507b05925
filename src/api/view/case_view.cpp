// SPDX-License-Identifier: Apache-2.0
#include "api/view/case_view.hpp"

#include <algorithm>
#include <array>

#include "cases/authority.hpp"
#include "cases/case_state.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

using cases::Case;
using cases::CaseType;

// The limit's basis as the definition words it; the case type keeps one language for the ledger.
Words basis_of(const CaseType& type, const calendar::Limit& limit) {
    for (const auto& stated : get_array(type.definition, "limits"))
        if (get_text(stated, "code") == limit.code) return words_from(find(stated, "legal_basis"), limit.legal_basis);
    return same(limit.legal_basis);
}

Coded item_of(const Case& c, const CaseType* type) {
    return {c.type, type ? Words(type->title_zh, type->title_en) : same(c.type)};
}

std::vector<SupplementItem> items_of(const Json& items) {
    std::vector<SupplementItem> out;
    const auto text = [](const Json& item, std::string_view key) {
        const auto value = get_text(item, key);
        return value.empty() ? std::nullopt : std::optional(std::string(value));
    };
    if (const auto* list = items.if_array())
        for (const auto& item : *list)
            out.push_back({text(item, "material"), text(item, "field"), std::string(get_text(item, "note"))});
    return out;
}

std::optional<Supplement> supplement_of(const CaseViewer& view, const Case& c) {
    if (!c.supplement) return std::nullopt;
    Supplement out{moment(view.platform, c.supplement->requested_at),
                   identity::display_name(view.session, c.supplement->by),
                   items_of(c.supplement->items),
                   {},
                   {}};
    if (c.supplement->supplied_at)
        out.supplied_at = moment(view.platform, *c.supplement->supplied_at);
    else if (!c.timers.empty())
        out.due = moment(view.platform, c.timers.front().due);
    return out;
}

std::optional<LicenceLink> licence_of(const Case& c) {
    const auto* results = c.results.if_object();
    if (!results) return std::nullopt;
    for (const auto& [element, result] : *results)
        if (const auto* made = find(result, "licence"))
            return LicenceLink{std::string(get_text(*made, "id")), std::string(get_text(*made, "number")),
                               std::string(get_text(*made, "identifier")), words_from(find(*made, "title"))};
    return std::nullopt;
}

}  // namespace

std::optional<Words> remedies_of(const pack::Definitions& definitions, const CaseType* type) {
    const auto* remedies = type ? find(type->definition, "remedies") : nullptr;
    if (remedies) return words_from(remedies);
    const auto setting = definitions.find("setting", "decision");
    remedies = setting ? find(setting->body, "remedies") : nullptr;
    if (!remedies) return std::nullopt;
    return words_from(remedies);
}

Coded state_view(const pack::Definitions& definitions, std::string_view code) {
    const auto& text = cases::state_text(code);
    const auto* title = definitions.find_code("case_state", code);
    return {std::string(code), title ? words_from(title) : Words(std::string(text.zh), std::string(text.en))};
}

Words task_title(const CaseType* type, std::string_view element) {
    const auto* info = type && type->process ? process::find_task(*type->process, element) : nullptr;
    if (!info) return same(element);
    return {info->name, info->name_en.empty() ? info->name : info->name_en};
}

calendar::WarningRules warning_rules(const pack::Definitions& definitions) {
    const auto setting = definitions.find("setting", "warning");
    const auto* grades = setting ? find(setting->body, "grades") : nullptr;
    auto rules = calendar::warning_rules_from_json(grades ? *grades : Json(JsonArray{}));
    return rules ? std::move(*rules) : calendar::WarningRules{};
}

std::vector<Deadline> CaseViewer::deadlines(const Case& c, const CaseType* type) const {
    std::vector<Deadline> out;
    if (!type || c.closed()) return out;
    const auto cal = platform.cases.calendar();
    const auto definitions = platform.definitions.current();
    const auto rules = warning_rules(*definitions);
    auto clock = calendar::clock_from_json(c.clock);
    const bool running = clock.has_value() && clock->started.has_value();
    for (const auto& limit : type->limits) {
        const bool acceptance = limit.code == "acceptance";
        if (acceptance == running) continue;
        calendar::LegalClock mine;
        if (acceptance)
            mine.started = c.received_at();
        else
            mine = *clock;
        const auto found = calendar::deadline(*cal, limit, mine, platform.now());
        if (!found) continue;
        const bool paused = running && clock->paused();
        Deadline line;
        line.code = limit.code;
        line.title = coded(*definitions, "limit", limit.code).title;
        line.due = moment(platform, found->due);
        line.certain = found->certain;
        line.remaining = found->remaining;
        line.unit = limit.unit;
        line.number = limit.number;
        line.legal_basis = basis_of(*type, limit);
        line.paused = paused;
        if (!paused) line.grade = calendar::grade(limit, *found, rules);
        out.push_back(std::move(line));
    }
    return out;
}

CaseSummary CaseViewer::summary(const Case& c) const {
    const auto type = platform.cases.type_of(session, c);
    const auto* t = type ? type->get() : nullptr;
    CaseSummary out;
    out.id = c.id;
    out.number = c.number;
    out.item = item_of(c, t);
    out.state = state_view(*platform.definitions.current(), c.state);
    out.submitted_at = moment(platform, c.submitted_at);
    if (c.closed_at) out.closed_at = moment(platform, *c.closed_at);
    out.applicant_name = c.company_name.empty() ? c.applicant_name : c.company_name;
    out.deadlines = deadlines(c, t);
    out.can = can(c);
    if (c.annex && c.annex->urgings > 0) out.urgings = c.annex->urgings;
    return out;
}

std::vector<CaseAct> CaseViewer::can(const Case& c) const {
    std::vector<CaseAct> out;
    if (!cases::must_be_applicant(actor, c)) return out;
    if (!c.closed() && !c.decided()) out.push_back(CaseAct::withdraw);
    if (c.state == "awaiting_supplement") out.push_back(CaseAct::supply);
    if (c.closed() && !c.rating && c.state != "withdrawn" && c.state != "merged" && !c.archived())
        out.push_back(CaseAct::rate);
    return out;
}

std::vector<TaskLink> CaseViewer::tasks(const Case& c) const {
    std::vector<TaskLink> out;
    if (!actor.staff()) return out;
    const auto type = platform.cases.type_of(session, c);
    if (!type) return out;
    for (const auto& task : c.tasks)
        if (cases::may_handle(actor, c, task, **type))
            out.push_back({cases::to_text({c.id, task.token}), task.element});
    return out;
}

std::vector<CaseMaterial> CaseViewer::materials(const Case& c, const CaseType* type) const {
    std::vector<CaseMaterial> out;
    if (!type) return out;
    for (const auto& wanted : type->materials) {
        CaseMaterial line{wanted.code, {wanted.title_zh, wanted.title_en}, wanted.required, {}};
        for (const auto& given : c.materials)
            if (given.code == wanted.code)
                for (const auto& id : given.files)
                    if (const auto file_id = id_from_text<document::FileTag>(id))
                        if (const auto file = document::get_file(session, *file_id))
                            line.files.push_back(file_view(*file));
        out.push_back(std::move(line));
    }
    return out;
}

CaseDetail CaseViewer::detail(const Case& c) const {
    const auto type = platform.cases.type_of(session, c);
    const auto* t = type ? type->get() : nullptr;
    CaseDetail out;
    static_cast<CaseSummary&>(out) = summary(c);
    out.applicant = {c.applicant_name, c.company, c.company_name};
    out.form = {t ? get_object(t->definition, "form") : JsonObject{}, c.form};
    out.materials = materials(c, t);
    out.history = history(c, t);
    out.supplement = supplement_of(*this, c);
    if (c.decision) {
        out.decision = Decision{c.decision->outcome, c.decision->reasons, moment(platform, c.decision->at), {}};
        if (c.decision->outcome != "granted") out.decision->remedies = remedies_of(*platform.definitions.current(), t);
    }
    out.licence = licence_of(c);
    if (c.rating)
        out.rating = Rating{c.rating->level, c.rating->reasons, c.rating->text, moment(platform, c.rating->at)};
    out.annex = annex_view(platform, session, c, cases::must_be_applicant(actor, c).has_value());
    if (t)
        for (const auto act : can_besides(c, *t)) out.can.push_back(act);
    out.version = c.version;
    return out;
}

CaseProcess process_view(const cases::Case& c, const cases::CaseType& type) {
    CaseProcess out;
    for (const auto& [element, name, name_en] : process::element_names(*type.process))
        out.names.push_back({element, {name.empty() ? name_en : name, name_en.empty() ? name : name_en}});
    for (const auto& task : c.tasks) out.active.push_back(task.element);
    for (const auto& job : c.jobs) out.active.push_back(job.element);
    for (const auto& wait : c.waits) out.active.push_back(wait.element);
    out.passed = c.passed;
    out.bpmn_xml = process::bpmn_xml(*type.process);
    return out;
}

}  // namespace hz::api
