// SPDX-License-Identifier: Apache-2.0
#include "app/seed/people.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <vector>

#include "app/errors.hpp"
#include "identity/absence.hpp"
#include "identity/account.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"
#include "identity/session.hpp"
#include "registry/record.hpp"

namespace hz::app {
namespace {

using identity::PersonId;
using storage::Session;

constexpr std::string_view person_registry = "person";
constexpr std::string_view company_registry = "company";
constexpr std::size_t group = 50;  // people a transaction

struct Row {
    int number = 0;
    int representative = 0;
    JsonObject body;  // fields of the register
};

int number_of(const Json& row, std::string_view key) {
    const auto text = get_text(row, key);
    int out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out != 0 ? out : static_cast<int>(get_int(row, key));
}

const Json& seed_of(const pack::Pack& pack, const std::string& name) {
    static const Json none;
    const auto found = pack.seed.find(name);
    return found == pack.seed.end() ? none : found->second;
}

std::vector<Row> rows_of(const Json& table) {
    std::vector<Row> out;
    if (!table.is_array()) return out;
    for (const auto& json : table.get_array()) {
        Row row{number_of(json, "number"), number_of(json, "representative"), {}};
        for (const auto& [key, value] : json.get_object())
            if (key != "number" && key != "representative" && value.is_string() && !value.get_string().empty())
                row.body[key] = value;
        if (row.number > 0) out.push_back(std::move(row));
    }
    return out;
}

registry::Change from_file(const std::string& name) { return {"import:seed/" + name, {}, {}, {}}; }

identity::Actor seeding() { return identity::system_actor("demo"); }

class Loader {
  public:
    Loader(Node& node, const pack::Pack& pack, const PeopleOptions& options)
        : node_(node), pack_(pack), options_(options) {}

    Result<Cast> load() {
        choose();
        if (auto done = load_residents(); !done) return done.error();
        if (auto done = load_companies(); !done) return done.error();
        make_actors();
        if (auto done = load_accounts(); !done) return done.error();
        return std::move(cast_);
    }

  private:
    void choose() {
        residents_ = rows_of(seed_of(pack_, "residents"));
        companies_ = rows_of(seed_of(pack_, "companies"));
        if (!options_.only_named) return;
        auto people = options_.residents;
        std::erase_if(companies_, [&](const Row& row) { return !options_.companies.contains(row.number); });
        for (const auto& row : companies_) people.insert(row.representative);
        for (const auto& citizen : get_array(seed_of(pack_, "staff"), "citizens"))
            people.insert(number_of(citizen, "resident"));
        std::erase_if(residents_, [&](const Row& row) { return !people.contains(row.number); });
    }

    // The field that names a record of the register: its first key.
    Result<std::string> key_of(std::string_view registry) const {
        const auto found = node_.definitions->current()->find("registry", registry);
        if (found)
            for (const auto& key : get_array(found->body, "keys"))
                if (key.is_string()) return std::string(key.get_string());
        return refuse(errors::bad_seed, {{"reason", "there is no register " + std::string(registry) + " with a key"}});
    }

    Result<void> load_residents() {
        if (residents_.empty()) return {};
        const auto key = key_of(person_registry);
        if (!key) return key.error();
        return in_groups("residents", residents_.size(),
                         [&](Session& s, std::size_t from, std::size_t to) -> Result<Ids> {
                             Ids out;
                             std::vector<registry::NewRecord> records;
                             for (std::size_t i = from; i < to; ++i) {
                                 const Json body = residents_[i].body;
                                 const auto id = identity::register_person(
                                     s, *node_.identity, seeding(),
                                     {std::string(get_text(body, "name")), std::string(get_text(body, *key)),
                                      std::string(get_text(body, "phone"))});
                                 if (!id) return in_row(id.error(), "residents", residents_[i].number);
                                 out.push_back({residents_[i].number, *id});
                                 records.push_back({body, *id, {}, {}, {}});
                             }
                             auto made = registry::import_records(s, *node_.registry, seeding(), person_registry,
                                                                  records, from_file("residents.csv"));
                             if (!made) return in_row(made.error(), "residents", residents_[from].number);
                             return out;
                         });
    }

    Result<void> load_companies() {
        if (companies_.empty()) return {};
        const auto key = key_of(company_registry);
        if (!key) return key.error();
        for (const auto& row : companies_) cast_.companies[row.number] = get_text(Json(row.body), *key);
        return in_groups("companies", companies_.size(),
                         [&](Session& s, std::size_t from, std::size_t to) -> Result<Ids> {
                             std::vector<registry::NewRecord> records;
                             for (std::size_t i = from; i < to; ++i) {
                                 const auto& row = companies_[i];
                                 const auto& code = cast_.companies.at(row.number);
                                 records.push_back({row.body, {}, code, {}, {}});
                                 const auto who = people_.find(row.representative);
                                 if (who == people_.end()) continue;
                                 const auto given = identity::give_representation(
                                     s, *node_.identity, seeding(), who->second, code, "legal_representative");
                                 if (!given) return in_row(given.error(), "companies", row.number);
                             }
                             auto made = registry::import_records(s, *node_.registry, seeding(), company_registry,
                                                                  records, from_file("companies.csv"));
                             if (!made) return in_row(made.error(), "companies", companies_[from].number);
                             return Ids{};
                         });
    }

    // Residents act by themselves in a flow, with an account or without.
    void make_actors() {
        std::map<int, std::vector<std::string>> represented;
        for (const auto& row : companies_) represented[row.representative].push_back(cast_.companies.at(row.number));
        const auto roles = node_.directory.roles();
        for (const auto& row : residents_) {
            identity::Actor actor;
            actor.person = people_.at(row.number);
            actor.name = get_text(Json(row.body), "name");
            actor.companies = represented[row.number];
            identity::resolve(actor, *roles);
            cast_.residents.emplace(row.number, std::make_shared<const identity::Actor>(std::move(actor)));
        }
    }

    Result<void> load_accounts() {
        const auto& staff = seed_of(pack_, "staff");
        for (const auto& one : get_array(staff, "staff"))
            if (auto done = load_staff(one); !done) return done;
        for (const auto& one : get_array(staff, "citizens")) {
            if (options_.stop.stop_requested()) return refuse(errors::stopped);
            const auto person = people_.find(number_of(one, "resident"));
            if (person == people_.end())
                return refuse(errors::bad_seed, {{"reason", "staff.yaml: there is no resident for " +
                                                                std::string(get_text(one, "login"))}});
            const auto hash = hash_of(get_text(one, "password"));
            if (!hash) return hash.error();
            auto made = node_.store->write_wait([&](Session& s) {
                return identity::create_account(
                    s, *node_.identity, seeding(),
                    {std::string(get_text(one, "login")), person->second, "resident", *hash});
            });
            if (!made) return made.error();
        }
        for (const auto& one : get_array(staff, "staff")) {
            if (options_.stop.stop_requested()) return refuse(errors::stopped);
            const std::string login(get_text(one, "login"));
            auto actor =
                node_.store->read([&](Session& s) { return identity::actor_of_login(s, *node_.identity, login); });
            if (!actor) return actor.error();
            cast_.staff.emplace(login, std::move(*actor));
        }
        return {};
    }

    Result<void> load_staff(const Json& one) {
        const auto hash = hash_of(get_text(one, "password"));
        if (!hash) return hash.error();
        const std::string login(get_text(one, "login"));
        auto made = node_.store->write_wait([&](Session& s) -> Result<bool> {
            auto& context = *node_.identity;
            const auto person =
                identity::register_person(s, context, seeding(),
                                          {std::string(get_text(one, "name")), std::string(get_text(one, "number")),
                                           std::string(get_text(one, "phone")), "staff"});
            if (!person) return person.error();
            if (auto account = identity::create_account(s, context, seeding(), {login, *person, "staff", *hash});
                !account)
                return account.error();
            for (const auto& post : get_array(one, "posts")) {
                auto assigned = identity::assign_post(s, context, seeding(), *person, get_text(post, "agency"),
                                                      get_text(post, "post"));
                if (!assigned) return assigned.error();
            }
            std::vector<std::string> skills;
            for (const auto& skill : get_array(one, "skills"))
                if (skill.is_string()) skills.emplace_back(skill.get_string());
            if (auto set = identity::set_skills(s, context, seeding(), *person, std::move(skills)); !set)
                return set.error();
            return true;
        });
        if (!made) {
            auto error = made.error();
            error.detail += " (staff.yaml: " + login + ")";
            return error;
        }
        return {};
    }

    // Slow on purpose, so once for each password and not for each person.
    Result<std::string> hash_of(std::string_view password) {
        const auto known = hashes_.find(password);
        if (known != hashes_.end()) return known->second;
        auto hash = node_.secrets->hash_password(password);
        if (hash) hashes_.emplace(password, *hash);
        return hash;
    }

    using Ids = std::vector<std::pair<int, PersonId>>;
    template <class F>
    Result<void> in_groups(std::string_view what, std::size_t count, const F& f) {
        for (std::size_t from = 0; from < count; from += group) {
            if (options_.stop.stop_requested()) return refuse(errors::stopped);
            const auto to = std::min(from + group, count);
            auto ids = node_.store->write_wait([&](Session& s) -> Result<Ids> { return f(s, from, to); });
            if (!ids) return ids.error();
            people_.insert(ids->begin(), ids->end());
            if (options_.progress) options_.progress(what, to, count);
        }
        return {};
    }

    static Error in_row(Error error, std::string_view table, int number) {
        error.detail += " (seed/" + std::string(table) + ".csv, number " + std::to_string(number);
        if (const auto row = error.params.find("row"); row != error.params.end())
            error.detail += ", row " + row->second + " from there";
        for (const auto& field : error.fields) error.detail += ", " + field.path + " " + std::string(field.code->id);
        error.detail += ")";
        return error;
    }

    Node& node_;
    const pack::Pack& pack_;
    const PeopleOptions& options_;
    std::vector<Row> residents_, companies_;
    std::map<int, PersonId> people_;
    std::map<std::string, std::string, std::less<>> hashes_;
    Cast cast_;
};

}  // namespace

Result<Cast> load_people(Node& node, const pack::Pack& pack, const PeopleOptions& options) {
    return Loader(node, pack, options).load();
}

}  // namespace hz::app
