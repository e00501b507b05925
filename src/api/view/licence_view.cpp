// SPDX-License-Identifier: Apache-2.0
#include "api/view/licence_view.hpp"

#include "cases/case_store.hpp"
#include "identity/person.hpp"

namespace hz::api {
namespace {

Words title_of(const service::Licence& licence) {
    const auto title = parse_json(licence.title);
    return title ? words_from(&*title) : same(licence.title);
}

Words issuer_of(Platform& p, storage::Session& s, const service::Licence& licence) {
    const auto c = cases::find_case(s, licence.case_id);
    const auto directory = p.identity.directory.get(s);
    const auto* agency = c ? directory->agency(c->agency) : nullptr;
    return agency ? Words(agency->name) : Words();
}

std::string holder_of(storage::Session& s, const service::Licence& licence) {
    const auto c = cases::find_case(s, licence.case_id);
    if (c && !c->company_name.empty()) return c->company_name;
    return identity::display_name(s, licence.holder);
}

std::optional<std::string> date_of(const registry::Record& record, std::string_view field) {
    const auto date = get_text(record.body, field);
    return date.empty() ? std::nullopt : std::optional(std::string(date));
}

}  // namespace

LicenceView licence_view(Platform& p, storage::Session& s, const service::Licence& licence) {
    LicenceView out;
    out.id = licence.record;
    out.number = licence.number;
    out.identifier = licence.identifier;
    out.title = title_of(licence);
    out.holder = holder_of(s, licence);
    out.issuer = issuer_of(p, s, licence);
    out.case_id = licence.case_id;
    if (const auto record = registry::find_record(s, licence.record)) {
        out.issued_on = date_of(*record, "issued_on");
        out.valid_until = date_of(*record, "valid_until");
        const auto state = registry::state_at(*record, p.now());
        out.state = state == "active" ? "valid" : std::string(state);
    }
    out.verify_path = "/verify/" + licence.identifier + "?d=" + licence.content_digest.substr(0, 16);
    return out;
}

VerificationView verification_view(Platform& p, storage::Session& s, const service::Verification& v) {
    VerificationView out;
    out.state = v.state;
    out.checked_at = moment(p, p.now());
    if (!v.licence || !v.record) return out;
    auto holder = holder_of(s, *v.licence);
    if (v.licence->company.empty()) holder = identity::mask_text({.keep_first = 1, .keep_last = 0}, holder);
    out.licence = VerificationView::Shown{v.licence->number,
                                          v.licence->identifier,
                                          title_of(*v.licence),
                                          std::move(holder),
                                          issuer_of(p, s, *v.licence),
                                          date_of(*v.record, "issued_on"),
                                          date_of(*v.record, "valid_until")};
    return out;
}

}  // namespace hz::api
