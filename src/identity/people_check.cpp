// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <set>

#include "identity/state_check_parts.hpp"

namespace hz::identity::checking {
namespace {

struct StoredPerson {
    std::string name;
    std::optional<Bytes> number_digest, number_sealed;
    std::string phone, kind, state;
    std::int64_t created_at = 0;
};

struct Representation {
    std::string capacity;
    std::int64_t valid_from = 0, valid_until = 0;
};
using Representations = std::map<std::string, Representation>;  // by company

struct ToldAbsence {
    std::int64_t deputy = 0, valid_from = 0, valid_until = 0;
};
struct Told {
    bool registered = false, erased = false;
    Json said;
    std::int64_t created_at = 0;
    Representations represents;
    std::map<std::int64_t, ToldAbsence> absences;  // by id
    std::set<std::string> skills;
};

void tell_work(Told& told, const ledger::Entry& entry) {
    const auto id = get_int(entry.payload, "absence");
    if (entry.type == "absence_recorded") {
        told.absences[id] = {get_int(entry.payload, "deputy"), get_int(entry.payload, "from"),
                             get_int(entry.payload, "until")};
    } else if (entry.type == "absence_ended") {
        if (const auto found = told.absences.find(id); found != told.absences.end())
            found->second.valid_until = to_millis(entry.at);
    } else if (entry.type == "skills_changed") {
        told.skills.clear();
        for (const auto& skill : get_array(entry.payload, "skills"))
            if (skill.is_string()) told.skills.emplace(skill.get_string());
    }
}

Told tell(Session& session, ledger::Log& log, PersonId id) {
    Told told;
    log.replay(session, person_stream(id), [&](const ledger::Event& event) {
        const auto& entry = event.entry;
        const auto company = std::string(get_text(entry.payload, "company"));
        if (entry.type == "person_registered") {
            told.registered = true;
            told.said = entry.payload;
            told.created_at = to_millis(entry.at);
        } else if (entry.type == "person_erased") {
            told.erased = true;
            told.represents.clear();
            told.absences.clear();
            told.skills.clear();
        } else if (event.erased) {
            return;
        } else if (entry.type == "representation_given") {
            told.represents[company] = {std::string(get_text(entry.payload, "capacity")), to_millis(entry.at),
                                        for_ever};
        } else if (entry.type == "representation_ended") {
            told.represents.erase(company);
        } else {
            tell_work(told, entry);
        }
    });
    return told;
}

std::optional<StoredPerson> read_person(Session& session, PersonId id) {
    using std::string;
    auto row = session.row<string, std::optional<Bytes>, std::optional<Bytes>, string, string, string, std::int64_t>(
        "select name, number_digest, number_sealed, phone, kind, state, created_at from person where id = $1", id);
    if (!row) return std::nullopt;
    return std::apply([](auto... column) { return StoredPerson{std::move(column)...}; }, std::move(*row));
}

std::string hex_of(const std::optional<Bytes>& bytes) { return bytes ? to_hex(*bytes) : "none"; }

// An erased person keeps the row, emptied; of what it was before nothing can be known.
void compare(PersonId id, const StoredPerson& row, const Told& told, StateFindings& out) {
    const auto* number = find(told.said, "number");
    const auto of_number = [&](std::string_view name) {
        return told.erased || !number ? std::string("none") : std::string(get_text(*number, name));
    };
    ledger::RowCompare compare(out, "person", std::to_string(id.value));
    compare.column("name", row.name, told.erased ? "" : get_text(told.said, "name"))
        .column("number_digest", hex_of(row.number_digest), of_number("digest"))
        .column("number_sealed", hex_of(row.number_sealed), of_number("sealed"))
        .column("phone", row.phone, told.erased ? "" : get_text(told.said, "phone"))
        .column("state", row.state, std::string_view(told.erased ? "erased" : "active"))
        .column("created_at", row.created_at, told.created_at);
    if (!told.erased) compare.column("kind", row.kind, get_text(told.said, "kind"));
    if (told.erased) out.count_erased("person");
}

void check_represents(Session& session, PersonId id, const Told& told, StateFindings& out) {
    auto expected = told.represents;
    session.each<std::string, std::string, std::int64_t, std::int64_t>(
        "select company, capacity, valid_from, valid_until from represents where person = $1",
        [&](const std::string& company, const std::string& capacity, std::int64_t from, std::int64_t until) {
            const auto key = std::to_string(id.value) + "/" + company;
            const auto wanted = expected.find(company);
            if (wanted == expected.end()) return out.unexplained("represents", key);
            ledger::RowCompare(out, "represents", key)
                .column("capacity", capacity, wanted->second.capacity)
                .column("valid_from", from, wanted->second.valid_from)
                .column("valid_until", until, wanted->second.valid_until);
            expected.erase(wanted);
            out.count("represents");
        },
        id);
    for (const auto& [company, _] : expected) out.missing("represents", std::to_string(id.value) + "/" + company);
}

void check_absences(Session& session, PersonId id, const Told& told, StateFindings& out) {
    auto expected = told.absences;
    session.each<std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
        "select id, deputy, valid_from, valid_until from absence where person = $1",
        [&](std::int64_t absence, std::int64_t deputy, std::int64_t from, std::int64_t until) {
            const auto wanted = expected.find(absence);
            if (wanted == expected.end()) return out.unexplained("absence", std::to_string(absence));
            ledger::RowCompare(out, "absence", std::to_string(absence))
                .column("deputy", deputy, wanted->second.deputy)
                .column("valid_from", from, wanted->second.valid_from)
                .column("valid_until", until, wanted->second.valid_until);
            expected.erase(wanted);
            out.count("absence");
        },
        id);
    for (const auto& [absence, _] : expected) out.missing("absence", std::to_string(absence));
}

void check_skills(Session& session, PersonId id, const Told& told, StateFindings& out) {
    auto expected = told.skills;
    const auto key_of = [&](const std::string& skill) { return std::to_string(id.value) + "/" + skill; };
    session.each<std::string>(
        "select skill from person_skill where person = $1",
        [&](const std::string& skill) {
            if (expected.erase(skill) == 0) return out.unexplained("person_skill", key_of(skill));
            out.count("person_skill");
        },
        id);
    for (const auto& skill : expected) out.missing("person_skill", key_of(skill));
}

}  // namespace

void check_person(Session& session, ledger::Log& log, PersonId id, StateFindings& out) {
    const auto told = tell(session, log, id);
    const auto row = read_person(session, id);
    if (row) out.count("person");
    if (!row)
        out.missing("person", std::to_string(id.value));
    else if (!told.registered)
        out.unexplained("person", std::to_string(id.value));
    else
        compare(id, *row, told, out);
    check_represents(session, id, told, out);
    check_absences(session, id, told, out);
    check_skills(session, id, told, out);
}

Result<void> check_people(ledger::Log& log, StateFindings& out) {
    auto after = lowest;
    auto done = in_pages(log, [&](Session& session) {
        std::vector<std::int64_t> page;
        session.each<std::int64_t>(
            "select id from person where id > $1 order by id limit $2", [&](std::int64_t id) { page.push_back(id); },
            after, rows_a_read);
        for (const auto id : page) check_person(session, log, {after = id}, out);
        return page.size() == rows_a_read;
    });
    if (!done) return done;
    return in_pages(log, [&](Session& session) {
        session.each<std::int64_t, std::string>(
            "select r.person, r.company from represents r left join person p on p.id = r.person where p.id is null "
            "order by r.person, r.company limit $1",
            [&](std::int64_t person, const std::string& company) {
                out.unexplained("represents", std::to_string(person) + "/" + company);
            },
            strays_shown);
        session.each<std::int64_t>(
            "select a.id from absence a left join person p on p.id = a.person where p.id is null order by a.id limit "
            "$1",
            [&](std::int64_t id) { out.unexplained("absence", std::to_string(id)); }, strays_shown);
        session.each<std::int64_t, std::string>(
            "select k.person, k.skill from person_skill k left join person p on p.id = k.person where p.id is null "
            "order by k.person, k.skill limit $1",
            [&](std::int64_t person, const std::string& skill) {
                out.unexplained("person_skill", std::to_string(person) + "/" + skill);
            },
            strays_shown);
        return false;
    });
}

}  // namespace hz::identity::checking
