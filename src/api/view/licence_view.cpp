// SPDX-License-Identifier: Apache-2.0
#include "api/view/licence_view.hpp"

#include "cases/case_store.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

Json title_json(const service::Licence& licence) {
    auto title = parse_json(licence.title);
    return title ? std::move(*title) : Json(licence.title);
}

Json issuer_of(Platform& p, storage::Session& s, const service::Licence& licence) {
    const auto c = cases::find_case(s, licence.case_id);
    const auto directory = p.identity.directory.get(s);
    const auto* agency = c ? directory->agency(c->agency) : nullptr;
    return agency ? identity::to_json(agency->name) : Json("");
}

std::string holder_of(storage::Session& s, const service::Licence& licence) {
    const auto c = cases::find_case(s, licence.case_id);
    if (c && !c->company_name.empty()) return c->company_name;
    return identity::display_name(s, licence.holder);
}

void add_dates(JsonObject& out, const registry::Record& record) {
    for (const auto* key : {"issued_on", "valid_until"})
        if (const auto* value = find(record.body, key)) out[key] = *value;
}

}  // namespace

Json licence_json(Platform& p, storage::Session& s, const service::Licence& licence) {
    JsonObject out{{"id", to_text(licence.record)}, {"number", licence.number}, {"identifier", licence.identifier}};
    out["title"] = title_json(licence);
    out["holder"] = holder_of(s, licence);
    out["issuer"] = issuer_of(p, s, licence);
    out["case_id"] = to_text(licence.case_id);
    const auto record = registry::find_record(s, licence.record);
    if (record) {
        add_dates(out, *record);
        const auto state = registry::state_at(*record, p.now());
        out["state"] = state == "active" ? "valid" : std::string(state);
    }
    out["verify_path"] = "/verify/" + licence.identifier + "?d=" + licence.content_digest.substr(0, 16);
    return out;
}

Json verification_json(Platform& p, storage::Session& s, const service::Verification& v) {
    const auto cal = p.cases.calendar();
    JsonObject out{{"state", std::string(service::to_text(v.state))}};
    out["checked_at"] = format_rfc3339(p.now(), cal->offset_minutes(p.now()));
    if (!v.licence || !v.record) return out;
    JsonObject licence{{"number", v.licence->number}, {"identifier", v.licence->identifier}};
    licence["title"] = title_json(*v.licence);
    const auto holder = holder_of(s, *v.licence);
    licence["holder"] =
        v.licence->company.empty() ? identity::mask_text({.keep_first = 1, .keep_last = 0}, holder) : holder;
    licence["issuer"] = issuer_of(p, s, *v.licence);
    add_dates(licence, *v.record);
    out["licence"] = std::move(licence);
    return out;
}

}  // namespace hz::api
