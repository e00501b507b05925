// SPDX-License-Identifier: Apache-2.0
// A case as a person sees it. Times carry the offset of the place.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/view/annex_view.hpp"
#include "api/view/file_view.hpp"
#include "api/view/words.hpp"
#include "calendar/warning.hpp"
#include "cases/cases.hpp"

namespace hz::calendar {
BOOST_DESCRIBE_ENUM(Grade, normal, reminder, yellow, red)
BOOST_DESCRIBE_ENUM(Unit, working_day, natural_day, hour)
}  // namespace hz::calendar

namespace hz::api {

struct Deadline {
    std::string code;
    Words title;
    Moment due;
    bool certain = true;  // false: the days off of that year are not published yet
    int remaining = 0;    // in `unit`; negative when overdue
    calendar::Unit unit = calendar::Unit::working_day;
    int number = 0;
    Words legal_basis;
    bool paused = false;
    calendar::Grade grade = calendar::Grade::normal;
};
BOOST_DESCRIBE_STRUCT(Deadline, (), (code, title, due, certain, remaining, unit, number, legal_basis, paused, grade))

enum class CaseAct {
    withdraw,
    supply,
    rate,
    // Only in the whole of a case, not in lists:
    note,
    urge,
    attach,
    suspend,
    resume,
    extend,
    terminate,
    ask_approval,
    decide_approval,
    correct,
    reopen,
    archive,
    relate
};
BOOST_DESCRIBE_ENUM(CaseAct, withdraw, supply, rate, note, urge, attach, suspend, resume, extend, terminate,
                    ask_approval, decide_approval, correct, reopen, archive, relate)

struct CaseSummary {
    cases::CaseId id;
    std::string number;
    Coded item, state;
    Moment submitted_at;
    std::optional<Moment> closed_at;
    std::string applicant_name;  // the company's where one applied
    std::vector<Deadline> deadlines;
    std::vector<CaseAct> can;    // what this person may do to it now
    std::optional<int> urgings;  // how often it was urged, where it was
};
BOOST_DESCRIBE_STRUCT(CaseSummary, (),
                      (id, number, item, state, submitted_at, closed_at, applicant_name, deadlines, can, urgings))

struct Applicant {
    std::string name, company, company_name;
};
BOOST_DESCRIBE_STRUCT(Applicant, (), (name, company, company_name))

struct FilledForm {
    JsonObject schema;  // form-js
    Json data;
};
BOOST_DESCRIBE_STRUCT(FilledForm, (), (schema, data))

struct CaseMaterial {
    std::string code;
    Words title;
    bool required = false;
    std::vector<StoredFile> files;
};
BOOST_DESCRIBE_STRUCT(CaseMaterial, (), (code, title, required, files))

struct HistoryEntry {
    Moment at;
    std::string type;
    std::int64_t position = 0;  // in the ledger; -1 until it is there
    Words title;
    std::optional<Words> task;
    std::optional<Coded> outcome;
    std::optional<std::string> note, by;
    std::optional<std::string> for_person;  // who was away; a deputy acted
    std::optional<Words> post, agency;
};
BOOST_DESCRIBE_STRUCT(HistoryEntry, (), (at, type, position, title, task, outcome, note, by, for_person, post, agency))

struct SupplementItem {
    std::optional<std::string> material, field;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(SupplementItem, (), (material, field, note))

struct Supplement {
    Moment requested_at;
    std::string by;
    std::vector<SupplementItem> items;
    std::optional<Moment> supplied_at, due;
};
BOOST_DESCRIBE_STRUCT(Supplement, (), (requested_at, by, items, supplied_at, due))

struct Decision {
    std::string outcome, reasons;
    Moment at;
    std::optional<Words> remedies;  // with what was not granted
};
BOOST_DESCRIBE_STRUCT(Decision, (), (outcome, reasons, at, remedies))

struct LicenceLink {
    std::string id, number, identifier;
    Words title;
};
BOOST_DESCRIBE_STRUCT(LicenceLink, (), (id, number, identifier, title))

struct Rating {
    int level = 0;
    std::vector<std::string> reasons;
    std::string text;
    Moment at;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (level, reasons, text, at))

struct CaseDetail : CaseSummary {
    Applicant applicant;
    FilledForm form;
    std::vector<CaseMaterial> materials;
    std::vector<HistoryEntry> history;
    std::optional<Supplement> supplement;
    std::optional<Decision> decision;
    std::optional<LicenceLink> licence;
    std::optional<Rating> rating;
    std::optional<AnnexView> annex;
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CaseDetail, (CaseSummary),
                      (applicant, form, materials, history, supplement, decision, licence, rating, annex, version))

struct CasePage {
    std::vector<CaseSummary> items;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(CasePage, (), (items, next_cursor))

struct TaskLink {
    std::string id, element;
};
BOOST_DESCRIBE_STRUCT(TaskLink, (), (id, element))

// The picture of a process and where the case stands in it.
struct CaseProcess {
    std::string bpmn_xml;
    struct Name {
        std::string element;
        Words name;
    };
    std::vector<Name> names;
    std::vector<std::string> active, passed;
};
BOOST_DESCRIBE_STRUCT(CaseProcess::Name, (), (element, name))
BOOST_DESCRIBE_STRUCT(CaseProcess, (), (bpmn_xml, names, active, passed))

struct CaseViewer {
    Platform& platform;
    storage::Session& session;
    const identity::Actor& actor;

    [[nodiscard]] CaseSummary summary(const cases::Case& c) const;
    [[nodiscard]] CaseDetail detail(const cases::Case& c) const;
    [[nodiscard]] std::vector<Deadline> deadlines(const cases::Case& c, const cases::CaseType* type) const;
    [[nodiscard]] std::vector<HistoryEntry> history(const cases::Case& c, const cases::CaseType* type) const;
    [[nodiscard]] std::vector<CaseMaterial> materials(const cases::Case& c, const cases::CaseType* type) const;
    [[nodiscard]] std::vector<CaseAct> can(const cases::Case& c) const;
    // The rest of what this person may do: by permission and state; the command has the last word.
    [[nodiscard]] std::vector<CaseAct> can_besides(const cases::Case& c, const cases::CaseType& type) const;
    // Its open tasks that this person may handle: who files and handles need not look them up.
    [[nodiscard]] std::vector<TaskLink> tasks(const cases::Case& c) const;
};

// The words of a pack's code list `case_state` where it has them, else the platform's own.
[[nodiscard]] Coded state_view(const pack::Definitions& definitions, std::string_view code);
[[nodiscard]] CaseProcess process_view(const cases::Case& c, const cases::CaseType& type);
// What somebody may do about a decision that is not in their favour: of the item, or what setting `decision` says for
// the place. It is law of the place, so without either nothing is said.
[[nodiscard]] std::optional<Words> remedies_of(const pack::Definitions& definitions, const cases::CaseType* type);
// What a task of this process is called.
[[nodiscard]] Words task_title(const cases::CaseType* type, std::string_view element);
// The thresholds of setting `warning`.
[[nodiscard]] calendar::WarningRules warning_rules(const pack::Definitions& definitions);

}  // namespace hz::api
