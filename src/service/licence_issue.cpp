// SPDX-License-Identifier: Apache-2.0
#include "service/licence_issue.hpp"

#include <cstdio>

#include "cases/case_store.hpp"
#include "document/file.hpp"
#include "document/licence_page.hpp"
#include "document/signed_pdf.hpp"
#include "identity/directory.hpp"
#include "pack/identifier.hpp"
#include "rules/rules.hpp"
#include "service/errors.hpp"
#include "service/licence.hpp"
#include "service/paper_style.hpp"

namespace hz::service {
namespace {

using calendar::Date;

std::string iso(Date d) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                  static_cast<unsigned>(d.day()));
    return text;
}

// The last day of validity: the day before the anniversary. 29 February counts as 1 March.
Date valid_until(Date issued, int years) {
    const auto anniversary = issued + std::chrono::years{years};
    const std::chrono::sys_days day = anniversary.ok()
                                          ? std::chrono::sys_days{anniversary}
                                          : std::chrono::sys_days{anniversary.year() / std::chrono::March / 1};
    return Date{day - std::chrono::days{1}};
}

void replace(std::string& text, std::string_view what, const std::string& with) {
    if (const auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
}

std::string text_of(const Json& value) {
    if (value.is_null()) return {};
    if (const auto* s = value.if_string()) return std::string(s->data(), s->size());
    return to_string(value);
}

std::string evaluate(std::string_view feel, const Json& context) {
    const auto expression = rules::compile(feel);
    if (!expression) return {};
    const auto value = rules::evaluate(**expression, context);
    return value ? text_of(*value) : std::string();
}

// GB/T 36904 where a scheme `licence_identifier` says so: root, type, issuer, serial, version, check character.
std::string identifier_of(const pack::Definitions& definitions, std::string_view type, std::string_view issuer,
                          std::string_view serial) {
    const auto joined = std::string(type) + "." + std::string(issuer) + "." + std::string(serial) + ".001";
    const auto found = definitions.find("identifier", "licence_identifier");
    if (!found) return joined;
    const auto scheme = pack::identifier_from_json(found->body);
    if (!scheme) return joined;
    const auto whole = scheme->prefix + joined + ".";
    const auto check = pack::check_character(*scheme, whole);
    return check ? whole + *check : joined;
}

struct Draft {
    Licence licence;
    std::string registry;
    registry::NewRecord record;
    Bytes pdf;
    Json title;
    std::string legal_basis;
};

class Work final : public cases::JobWork {
  public:
    Work(LicenceIssuer::Parts& parts, Draft draft) : parts_(parts), draft_(std::move(draft)) {}

    Result<Json> commit(storage::Session& session) override {
        auto licence = draft_.licence;
        const auto source = cases::stream_of(licence.case_id);
        const auto record =
            registry::create_record(session, parts_.registry, identity::system_actor("licence"), draft_.registry,
                                    draft_.record, {source, draft_.legal_basis, "", ""});
        if (!record) return record.error();
        licence.record = *record;
        document::store_document(session, parts_.registry.ledger, parts_.suite, licence.file, licence.holder,
                                 "licence:" + to_text(*record), licence.number + ".pdf", "application/pdf", draft_.pdf,
                                 licence.issued_at);
        insert_licence(session, parts_.registry.ledger, licence);
        JsonObject made{{"id", to_text(*record)}, {"number", licence.number}, {"identifier", licence.identifier}};
        made["title"] = draft_.title;
        return Json{{"licence", std::move(made)}};
    }

  private:
    LicenceIssuer::Parts& parts_;
    Draft draft_;
};

document::LicenceFace face_of(const Json& paper, const Draft& draft, const Json& context, const PaperStyle& style,
                              const identity::Title& issuer, std::string url) {
    document::LicenceFace face;
    face.title = style.official(paper, "title");
    face.subtitle = style.others(paper, "title");
    face.number_label = style.label(paper, "number_title");
    face.number = draft.licence.number;
    for (const auto& field : get_array(paper, "fields")) {
        auto value = evaluate(get_text(field, "value"), context);
        if (get_text(field, "format") == "date") value = style.date(value);
        if (const auto list = get_text(field, "code_list"); !list.empty()) value = style.code(list, value);
        if (!value.empty()) face.lines.push_back({style.label(field, "title"), value});
    }
    face.issuer_label = style.label(paper, "issuer_title");
    face.issuer = style.official(issuer);
    face.issued_label = style.label(paper, "issued_title");
    face.issued_on = style.official_date(get_text(*find(context, "licence"), "issued_on"));
    face.note = style.paragraphs(get_array(paper, "notes"));
    face.qr = std::move(url);
    face.identifier = draft.licence.identifier;
    face.made_at = draft.licence.issued_at;
    return face;
}

}  // namespace

Result<std::unique_ptr<cases::JobWork>> LicenceIssuer::prepare(storage::Session& reader, const cases::Case& c,
                                                               const cases::CaseType& type, const cases::PendingJob&) {
    const auto& rule = get_object(type.definition, "licence");
    const Json rule_json(rule);
    const Json templates(get_object(type.definition, "templates"));
    const auto* paper = find(templates, get_text(rule_json, "template", "licence"));
    if (rule.empty() || !paper) return refuse(errors::no_licence_definition);

    const auto now = parts_.clock.now();
    const auto today = parts_.calendar()->local_date(now);
    const auto directory = parts_.directory.get(reader);
    const auto* agency = directory->agency(c.agency);
    const auto count = parts_.store.write_wait(
        [&](storage::Session& s) -> Result<std::int64_t> { return cases::next_count(s, "licence:" + type.code); });
    if (!count) return count.error();
    auto serial = std::to_string(*count);
    serial.insert(0, serial.size() < 8 ? 8 - serial.size() : 0, '0');

    Draft draft;
    auto& licence = draft.licence;
    licence.number = get_text(rule_json, "number_template", "{serial}");
    replace(licence.number, "{region}", agency ? agency->region : "");
    replace(licence.number, "{serial}", serial);
    licence.identifier =
        identifier_of(*parts_.definitions.current(), get_text(rule_json, "type_code"), c.agency, serial);
    licence.case_id = c.id;
    licence.file = parts_.ids.make<document::FileId>();
    licence.holder = c.applicant;
    licence.company = c.company;
    licence.issued_at = now;
    const auto* title = find(*paper, "title");
    draft.title = title ? *title : Json(type.title_zh);
    licence.title = to_string(draft.title);
    draft.registry = get_text(rule_json, "registry");
    draft.legal_basis = type.legal_basis;

    const auto until = valid_until(today, static_cast<int>(get_int(rule_json, "valid_years", 1)));
    const auto style = PaperStyle(parts_.definitions.current());
    const auto issuer = agency ? agency->name : identity::Title{c.agency, c.agency};
    JsonObject facts{
        {"number", licence.number}, {"identifier", licence.identifier}, {"issuer_name", style.official(issuer)}};
    facts["issued_on"] = iso(today);
    facts["valid_until"] = iso(until);
    const Json context{
        {"form", c.form},
        {"applicant", {{"name", c.applicant_name}, {"company", c.company}, {"company_name", c.company_name}}},
        {"licence", std::move(facts)}};

    JsonObject body;
    const auto& wanted = get_object(*paper, "record");
    for (const auto& [field, feel] : wanted)
        if (feel.is_string())
            if (auto value = evaluate(std::string_view(feel.get_string()), context); !value.empty())
                body[field] = std::move(value);
    draft.record.body = std::move(body);
    if (c.company.empty())
        draft.record.subject = c.applicant;
    else
        draft.record.company = c.company;
    draft.record.valid_from = now;
    draft.record.valid_until = parts_.calendar()->end_of(until) + std::chrono::milliseconds{1};
    licence.content_digest = to_hex(parts_.suite.digest(as_bytes(canonical(draft.record.body))));

    const auto url = parts_.public_url + "/verify/" + licence.identifier + "?d=" + licence.content_digest.substr(0, 16);
    const auto page = document::render_licence(face_of(*paper, draft, context, style, issuer, url));
    if (!page) return page.error();
    const Json about{
        {"identifier", licence.identifier}, {"number", licence.number}, {"content_digest", licence.content_digest}};
    auto signed_page = document::sign_pdf(*page, about, parts_.suite, parts_.key);
    if (!signed_page) return signed_page.error();
    draft.pdf = std::move(*signed_page);
    return std::unique_ptr<cases::JobWork>(std::make_unique<Work>(parts_, std::move(draft)));
}

}  // namespace hz::service
