// SPDX-License-Identifier: Apache-2.0
#include "identity/person.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "identity/directory.hpp"
#include "identity/entry.hpp"
#include "identity/errors.hpp"
#include "identity/policy.hpp"

namespace hz::identity {
namespace {

constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t max_number = 64;

Result<void> check_name(std::string_view name) {
    const auto bad = refuse(errors::bad_name, {{"most", std::to_string(max_name)}});
    if (!is_utf8(name) || trim(name).empty() || length(name) > max_name) return bad;
    // Control characters have no place in a name and would break lists, logs and documents.
    if (std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; })) return bad;
    return {};
}

Result<void> check_phone(std::string_view phone) {
    if (phone.empty()) return {};
    const auto digits = std::ranges::count_if(phone, [](char c) { return c >= '0' && c <= '9'; });
    const bool plain =
        std::ranges::all_of(phone, [](char c) { return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' '; });
    if (!plain || digits < 3 || digits > 20 || phone.size() > 32) return refuse(errors::bad_phone);
    return {};
}

Result<void> may(const Actor& by, std::string_view action, PersonId person) {
    Resource resource;
    resource.kind = "person";
    resource.subject = person;
    resource.platform = true;
    return decide(by, action, resource, "administration").result(action);
}

std::optional<Person> read_person(storage::Session& session, PersonId id) {
    auto row = session.row<std::string, std::string, std::string, std::string>(
        "select name, phone, kind, state from person where id = $1", id);
    if (!row) return std::nullopt;
    auto& [name, phone, kind, state] = *row;
    return Person{id, std::move(name), {}, std::move(phone), std::move(kind), std::move(state)};
}

}  // namespace

Result<PersonId> register_person(storage::Session& session, Context& context, const Actor& by,
                                 const NewPerson& person) {
    const auto name = trim(person.name);
    if (auto ok = check_name(name); !ok) return ok.error();
    if (auto ok = check_phone(person.phone); !ok) return ok.error();
    const auto id = context.ids.make<PersonId>();
    if (auto ok = may(by, "account.manage", id); !ok) return ok.error();
    std::optional<Bytes> digest;
    std::optional<Bytes> sealed;
    if (!person.number.empty()) {
        if (person.number.size() > max_number)
            return refuse(hz::errors::too_long, {{"limit", std::to_string(max_number)}});
        digest = context.secrets.lookup_digest(person.number);
        sealed = context.secrets.seal(person.number);
        if (session.row<PersonId>("select id from person where number_digest = $1", *digest))
            return refuse(errors::number_taken);
    }
    const auto now = context.clock.now();
    session.exec(
        "insert into person (id, name, number_digest, number_sealed, phone, kind, state, created_at) "
        "values ($1, $2, $3, $4, $5, $6, 'active', $7)",
        id, name, digest, sealed, person.phone, person.kind, to_millis(now));
    auto entry = entry_by(by, {}, "person_registered", person_stream(id));
    entry.subject = subject_of(id);
    JsonObject said{{"name", name}, {"kind", person.kind}, {"phone", person.phone}};
    if (digest) said["number"] = {{"digest", to_hex(*digest)}, {"sealed", to_hex(*sealed)}};
    entry.payload = std::move(said);
    entry.at = now;
    context.ledger.append(session, entry);
    return id;
}

Result<void> erase_person(storage::Session& session, Context& context, const Actor& by, PersonId person,
                          std::string_view legal_basis) {
    if (auto ok = may(by, "person.erase", person); !ok) return ok;
    if (!read_person(session, person)) return refuse(errors::person_not_found);
    session.exec("delete from login_session where account in (select id from account where person = $1)", person);
    session.exec("delete from account where person = $1", person);
    session.exec("delete from post_assignment where person = $1", person);
    session.exec("delete from delegation where person = $1 or deputy = $1", person);
    session.exec("delete from represents where person = $1", person);
    session.exec("delete from person_skill where person = $1", person);
    session.exec("delete from absence where person = $1", person);
    session.exec(
        "update person set name = '', number_digest = null, number_sealed = null, phone = '', state = 'erased' where "
        "id = $1",
        person);
    auto entry = entry_by(by, {}, "person_erased", person_stream(person));
    entry.legal_basis = legal_basis;
    context.ledger.erase(session, subject_of(person), entry);
    bump_version(session, context.ids);
    return {};
}

std::optional<Person> find_person(storage::Session& session, PersonId id) { return read_person(session, id); }

std::optional<Person> find_person_by_number(storage::Session& session, const Context& context,
                                            std::string_view number) {
    const auto row =
        session.row<PersonId>("select id from person where number_digest = $1", context.secrets.lookup_digest(number));
    if (!row) return std::nullopt;
    return read_person(session, std::get<0>(*row));
}

std::optional<Person> find_person_with_number(storage::Session& session, const Context& context, PersonId id) {
    auto person = read_person(session, id);
    if (!person) return person;
    const auto row = session.row<Bytes>("select number_sealed from person where id = $1", id);
    if (row && !std::get<0>(*row).empty()) person->number = context.secrets.open(std::get<0>(*row)).value_or("");
    return person;
}

std::string display_name(storage::Session& session, PersonId id) {
    const auto row = session.row<std::string>("select name from person where id = $1", id);
    return row ? std::get<0>(*row) : std::string();
}

Result<void> give_representation(storage::Session& session, Context& context, const Actor& by, PersonId person,
                                 std::string_view company, std::string_view capacity) {
    if (auto ok = may(by, "account.manage", person); !ok) return ok;
    if (!read_person(session, person)) return refuse(errors::person_not_found);
    const auto now = context.clock.now();
    session.exec(
        "insert into represents (person, company, capacity, valid_from, valid_until) values ($1, $2, $3, $4, $5) "
        "on conflict (person, company) do update set capacity = excluded.capacity, valid_from = excluded.valid_from, "
        "valid_until = excluded.valid_until",
        person, company, capacity, to_millis(now), for_ever);
    auto entry = entry_by(by, {}, "representation_given", person_stream(person));
    entry.subject = subject_of(person);
    entry.payload = {{"company", company}, {"capacity", capacity}};
    entry.at = now;
    context.ledger.append(session, entry);
    bump_version(session, context.ids);
    return {};
}

Result<void> end_representation(storage::Session& session, Context& context, const Actor& by, PersonId person,
                                std::string_view company) {
    if (auto ok = may(by, "account.manage", person); !ok) return ok;
    const auto changed = session.change("delete from represents where person = $1 and company = $2", person, company);
    if (changed == 0) return refuse(errors::person_not_found);
    auto entry = entry_by(by, {}, "representation_ended", person_stream(person));
    entry.subject = subject_of(person);
    entry.payload = {{"company", company}};
    context.ledger.append(session, entry);
    bump_version(session, context.ids);
    return {};
}

std::vector<std::string> companies_of(storage::Session& session, const Context& context, PersonId person) {
    std::vector<std::string> out;
    const auto now = to_millis(context.clock.now());
    session.each<std::string>(
        "select company from represents where person = $1 and valid_from <= $2 and valid_until > $2 order by company",
        [&](std::string company) { out.push_back(std::move(company)); }, person, now);
    return out;
}

}  // namespace hz::identity
