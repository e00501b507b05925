// SPDX-License-Identifier: Apache-2.0
// A service as people look for it, and its guide: the elements of GB/T 39046 table 4 with the names of codes beside
// them.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/view/words.hpp"
#include "identity/directory.hpp"

namespace hz::api {

// One line of the catalogue.
struct ItemSummary {
    std::string code;
    Words title;
    Named agency;
    Coded kind;
    std::string handling;  // a code of list `handling`
    std::optional<std::int64_t> promised_days, statutory_days;
    bool online = false;      // may be applied for here
    bool guide_only = false;  // only told about here
    std::int64_t visits = 0;
};
BOOST_DESCRIBE_STRUCT(ItemSummary, (),
                      (code, title, agency, kind, handling, promised_days, statutory_days, online, guide_only, visits))

struct ItemLine : ItemSummary {
    std::vector<std::string> themes;
};
BOOST_DESCRIBE_STRUCT(ItemLine, (ItemSummary), (themes))

struct ItemPage {
    std::vector<ItemLine> items;
    std::optional<std::string> next_cursor;
};
BOOST_DESCRIBE_STRUCT(ItemPage, (), (items, next_cursor))

struct LegalBasis {
    Words law;
    std::optional<Words> article, text;
};
BOOST_DESCRIBE_STRUCT(LegalBasis, (), (law, article, text))

struct TimeLimit {
    std::string code;
    Words title;
    std::int64_t number = 0;
    std::string unit;
    std::optional<Words> legal_basis;
};
BOOST_DESCRIBE_STRUCT(TimeLimit, (), (code, title, number, unit, legal_basis))

struct MaterialRule {
    std::string code;
    Words title;
    bool required = false;
    std::string kind;
    std::optional<Words> source, note;
    std::optional<std::string> shared_from;  // the registry it is fetched from, so that the applicant need not give it
    std::vector<std::string> types;
    std::optional<std::int64_t> max_mb;
};
BOOST_DESCRIBE_STRUCT(MaterialRule, (), (code, title, required, kind, source, note, shared_from, types, max_mb))

struct Fee {
    bool charged = false;
    std::optional<Words> amount, basis, standard, note;
    std::optional<bool> online_payment;
};
BOOST_DESCRIBE_STRUCT(Fee, (), (charged, amount, basis, standard, note, online_payment))

struct Office {
    std::optional<Words> place, hours;
    std::optional<std::string> phone;
};
BOOST_DESCRIBE_STRUCT(Office, (), (place, hours, phone))

struct GuideStep {
    std::string code;
    Words title;
    std::int64_t days = 0;
    std::optional<Words> by, standard;
};
BOOST_DESCRIBE_STRUCT(GuideStep, (), (code, title, days, by, standard))

struct Question {
    Words question, answer;
};
BOOST_DESCRIBE_STRUCT(Question, (), (question, answer))

struct GuideResult {
    std::optional<Words> title, sample, delivery;
    std::optional<std::string> type;
};
BOOST_DESCRIBE_STRUCT(GuideResult, (), (title, sample, delivery, type))

struct GuideApply {
    std::optional<std::string> subject;  // who applies: person, company
};
BOOST_DESCRIBE_STRUCT(GuideApply, (), (subject))

struct Guide : ItemSummary {
    std::vector<Coded> themes, audience, channels;
    std::optional<Words> summary;
    std::optional<std::string> basic_code, implementation_code;
    std::optional<Coded> level, agency_kind, handle_area;
    std::vector<LegalBasis> legal_basis;
    std::vector<TimeLimit> limits;
    std::vector<Words> special_procedures, acceptance_conditions, rights;
    std::vector<MaterialRule> materials;
    Fee fee;
    std::optional<Words> visit_reason, quantity_limit, remedies;
    Office office;
    std::optional<std::string> consult_phone, complaint_phone;
    std::vector<GuideStep> steps;
    std::vector<Question> faq;
    GuideResult result;
    std::optional<GuideApply> apply;
    bool self_check = false;  // whether one may ask the rules before applying
    std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(Guide, (ItemSummary),
                      (themes, audience, channels, summary, basic_code, implementation_code, level, agency_kind,
                       handle_area, legal_basis, limits, special_procedures, acceptance_conditions, rights, materials,
                       fee, visit_reason, quantity_limit, remedies, office, consult_phone, complaint_phone, steps, faq,
                       result, apply, self_check, version))

[[nodiscard]] ItemLine item_summary(const pack::CompiledDefinition& item, const pack::Definitions& definitions,
                                    const identity::DirectoryView& directory);
[[nodiscard]] Guide item_guide(const pack::CompiledDefinition& item, const pack::Definitions& definitions,
                               const identity::DirectoryView& directory);

}  // namespace hz::api
