// SPDX-License-Identifier: Apache-2.0
// Notes, material, corrections; reopening, archiving; what relates two cases. One route a command.
#include <boost/describe.hpp>

#include "api/resource/case_act_route.hpp"
#include "api/resource/routes.hpp"
#include "service/application.hpp"

namespace hz::api {
namespace {

struct Note : CasePath {
    struct Body {
        Text<4000> text;
        std::optional<bool> to_applicant;
    } body;
};
BOOST_DESCRIBE_STRUCT(Note::Body, (), (text, to_applicant))

struct Urge : CasePath {
    struct Body {
        std::optional<Text<4000>> text;
    } body;
};
BOOST_DESCRIBE_STRUCT(Urge::Body, (), (text))

struct OptionalNote : CasePath {
    struct Body {
        std::optional<Text<4000>> note;
    } body;
};
BOOST_DESCRIBE_STRUCT(OptionalNote::Body, (), (note))

struct Correct : CasePath {
    struct Label {
        Text<60> file;
        Text<100> material;
    };
    struct Body {
        Text<4000> reason;
        std::optional<Json> form;  // the fields to change
        std::optional<std::vector<Label>> labels;
    } body;
};
BOOST_DESCRIBE_STRUCT(Correct::Label, (), (file, material))
BOOST_DESCRIBE_STRUCT(Correct::Body, (), (reason, form, labels))

struct Reopen : CasePath {
    struct Body {
        Text<4000> reason;
        std::optional<Text<100>> element;
    } body;
};
BOOST_DESCRIBE_STRUCT(Reopen::Body, (), (reason, element))

struct Link : CasePath {
    struct Body {
        cases::CaseId other;
        std::optional<Text<2000>> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Link::Body, (), (other, reason))

struct Merge : CasePath {
    struct Body {
        cases::CaseId into;
        Text<2000> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Merge::Body, (), (into, reason))

struct Split : CasePath {
    struct Body {
        std::optional<Text<100>> type;
        std::optional<Json> form;
        Text<2000> reason;
    } body;
};
BOOST_DESCRIBE_STRUCT(Split::Body, (), (type, form, reason))

cases::CorrectCase correction(const Asked<Correct>& asked) {
    cases::CorrectCase command{asked.path.id, asked.body.reason.value, asked.body.form.value_or(Json{}), {}};
    if (asked.body.labels)
        for (const auto& label : *asked.body.labels) command.labels.push_back({label.file.value, label.material.value});
    return command;
}

void add_notes(Platform& p, Routes& routes) {
    const std::string any(signed_in);
    routes.push_back(case_act<Note>(
        p, {"notes", any, "note_case", "A remark for the file, or a message to the applicant"},
        [](const Asked<Note>& asked) {
            return cases::NoteCase{asked.path.id, asked.body.text.value, asked.body.to_applicant.value_or(false)};
        }));
    routes.push_back(
        case_act<Urge>(p, {"urge", any, "urge_case", "Ask to hurry; once a day"}, [](const Asked<Urge>& asked) {
            return cases::UrgeCase{asked.path.id, or_empty(asked.body.text)};
        }));
    routes.push_back(case_change<OptionalNote>(
        p, {"materials", any, "attach_materials", "Attach the material uploaded for this case"},
        [&p](storage::Session& s, const Asked<OptionalNote>& asked) {
            return service::attach_material(s, p.cases, asked.actor(), asked.path.id, or_empty(asked.body.note));
        }));
}

void add_changes(Platform& p, Routes& routes) {
    routes.push_back(case_act<Correct>(
        p, {"correct", "case.correct", "correct_case", "Put right a field of the form, or what a file was filed under"},
        correction));
    routes.push_back(case_act<Reopen>(
        p, {"reopen", "case.reopen", "reopen_case", "Take up a closed case, from the start or from a task"},
        [](const Asked<Reopen>& asked) {
            return cases::ReopenCase{asked.path.id, asked.body.reason.value, or_empty(asked.body.element)};
        }));
    routes.push_back(case_act<OptionalNote>(
        p, {"archive", "case.archive", "archive_case", "Archive a closed case: it can only be read from then on"},
        [](const Asked<OptionalNote>& asked) {
            return cases::ArchiveCase{asked.path.id, or_empty(asked.body.note)};
        }));
}

void add_relations(Platform& p, Routes& routes) {
    routes.push_back(case_change<Link>(
        p, {"links", "case.relate", "link_case", "Link two cases"},
        [&p](storage::Session& s, const Asked<Link>& asked) {
            return p.cases.link(s, asked.actor(), {asked.path.id, asked.body.other, or_empty(asked.body.reason)});
        }));
    routes.push_back(case_change<Merge>(
        p, {"merge", "case.relate", "merge_case", "Close a duplicate and point to the leading case"},
        [&p](storage::Session& s, const Asked<Merge>& asked) {
            return p.cases.merge(s, asked.actor(), {asked.path.id, asked.body.into, asked.body.reason.value});
        }));
    routes.push_back(case_change<Split>(
        p, {"split", "case.relate", "split_case", "Make one part of a case a case of its own; answers with it", 201},
        [&p](storage::Session& s, const Asked<Split>& asked) {
            return p.cases.split(
                s, asked.actor(),
                {asked.path.id, or_empty(asked.body.type), asked.body.form.value_or(Json{}), asked.body.reason.value});
        }));
}

}  // namespace

Routes case_act_routes(Platform& p) {
    Routes routes;
    add_notes(p, routes);
    add_changes(p, routes);
    add_relations(p, routes);
    return routes;
}

}  // namespace hz::api
