// SPDX-License-Identifier: Apache-2.0
// For tests: a small place with people, organisations and roles, cheap secrets, and a ledger that keeps entries in a
// plain table. Header only; never included by the product.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "identity/account.hpp"
#include "identity/directory.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"
#include "identity/schema.hpp"
#include "identity/session.hpp"
#include "storage/store.hpp"

namespace hz::identity::testing {

class PlainSecrets final : public Secrets {
  public:
    Result<std::string> hash_password(std::string_view password) override { return "plain:" + std::string(password); }
    bool verify_password(std::string_view hash, std::string_view password) override {
        ++verified;
        return hash == "plain:" + std::string(password);
    }
    std::string_view nobodys_hash() const override { return "nobody"; }
    Bytes digest(std::string_view token) const override { return bytes("d:", token); }
    Bytes lookup_digest(std::string_view number) const override { return bytes("n:", number); }
    Bytes seal(std::string_view plain) override { return bytes("s:", plain); }
    std::optional<std::string> open(BytesView sealed) const override {
        const auto text = as_text(sealed);
        if (!text.starts_with("s:")) return std::nullopt;
        return std::string(text.substr(2));
    }
    int verified = 0;

  private:
    static Bytes bytes(std::string_view head, std::string_view text) {
        const auto joined = std::string(head) + std::string(text);
        const auto view = as_bytes(joined);
        return {view.begin(), view.end()};
    }
};

// No tree, no keys; entries live and die with their transaction, as real ones do.
class PlainLedger final : public ledger::Ledger {
  public:
    explicit PlainLedger(IdSource& ids) : ids_(ids) {}
    static void create(storage::Session& s) {
        s.exec(
            "create table if not exists plain_event (id bigint primary key, type text not null, stream text not null, "
            "actor text not null, post text not null, organisation text not null, purpose text not null, "
            "legal_basis text not null, subject bigint not null, payload text not null, at bigint not null)");
        s.exec("create index if not exists plain_event_by_stream on plain_event (stream, id)");
    }
    ledger::EventId append(storage::Session& s, const ledger::Entry& e) override {
        return append(s, e, canonical(e.payload));
    }
    ledger::EventId append(storage::Session& s, const ledger::Entry& e, std::string_view payload) override {
        const auto id = ids_.make<ledger::EventId>();
        s.exec("insert into plain_event values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", id, e.type, e.stream,
               e.actor, e.post, e.organisation, e.purpose, e.legal_basis, e.subject, payload, to_millis(e.at));
        return id;
    }
    void each(storage::Session& s, std::string_view stream,
              const std::function<void(const ledger::Event&)>& f) override {
        for (const auto& event : select(s, "where stream = $1 and id > $2 order by id limit $3", stream, 0, 1'000'000))
            f(event);
    }
    std::vector<ledger::Event> read(storage::Session& s, std::int64_t from, std::size_t limit) override {
        return select(s, "where stream <> $1 and id > $2 order by id limit $3", "", from, limit);
    }
    std::vector<ledger::Event> about(storage::Session& s, ledger::SubjectId subject, std::string_view type,
                                     std::size_t limit) override {
        return select(s, "where (type = $1 or $1 = '') and subject = $2 order by id desc limit $3", type, subject.value,
                      limit);
    }
    Result<Json> receipt(storage::Session&, ledger::EventId) override { return Json(nullptr); }
    void erase(storage::Session& s, ledger::SubjectId subject, const ledger::Entry& why) override {
        s.exec("update plain_event set payload = 'null' where subject = $1", subject);
        append(s, why);
    }

  private:
    std::vector<ledger::Event> select(storage::Session& s, std::string_view where, std::string_view a, std::int64_t b,
                                      std::size_t limit) {
        using std::string;
        std::vector<ledger::Event> out;
        const auto sql =
            "select id, type, stream, actor, post, organisation, purpose, legal_basis, subject, payload, at from "
            "plain_event " +
            string(where);
        s.each<ledger::EventId, string, string, string, string, string, string, string, ledger::SubjectId, string,
               std::int64_t>(
            sql,
            [&](ledger::EventId id, string type, string stream, string actor, string post, string organisation,
                string purpose, string legal_basis, ledger::SubjectId subject, string payload, std::int64_t at) {
                out.push_back({id,
                               id.value,
                               {type, stream, actor, post, organisation, purpose, legal_basis, subject,
                                parse_json(payload).value(), from_millis(at)},
                               payload == "null" && subject});
            },
            a, b, static_cast<std::int64_t>(limit));
        return out;
    }
    IdSource& ids_;
};

inline const char* const roles_json = R"([
 {"code":"citizen","title":{"zh":"市民","en":"Citizen"},"implicit":true,
  "permissions":["service.read","draft.own","case.submit","case.read@own","record.read@own"]},
 {"code":"clerk","title":{"zh":"办事员","en":"Clerk"},"permissions":["case.handle","case.read@agency","record.read"],"clearance":2},
 {"code":"warden","title":{"zh":"巡查","en":"Warden"},"permissions":["case.read@region"],"clearance":3},
 {"code":"registrar","title":{"zh":"登记员","en":"Registrar"},"permissions":["record.*"],"clearance":4},
 {"code":"sys","title":{"zh":"系统管理员","en":"System"},"permissions":["account.manage"],"exclusive_with":["sec","aud"]},
 {"code":"sec","title":{"zh":"安全管理员","en":"Security"},"permissions":["role.manage"],"exclusive_with":["sys","aud"]},
 {"code":"aud","title":{"zh":"审计员","en":"Auditor"},"permissions":["audit.read"],"exclusive_with":["sys","sec"]}])";

inline const char* const agencies_json = R"([
 {"code":"office-a","name":{"zh":"甲局","en":"Office A"},"region":"a","hours":"9-17","posts":[
   {"code":"clerk","title":{"zh":"办事员","en":"Clerk"},"roles":["clerk"]},
   {"code":"warden","title":{"zh":"巡查","en":"Warden"},"roles":["warden"]},
   {"code":"registrar","title":{"zh":"登记员","en":"Registrar"},"roles":["registrar"]},
   {"code":"sys","title":{"zh":"系","en":"Sys"},"roles":["sys"]},
   {"code":"sec","title":{"zh":"安","en":"Sec"},"roles":["sec"]},
   {"code":"aud","title":{"zh":"审","en":"Aud"},"roles":["aud"]}]},
 {"code":"office-b","name":{"zh":"乙局","en":"Office B"},"region":"b","posts":[
   {"code":"clerk","title":{"zh":"办事员","en":"Clerk"},"roles":["clerk"]}]},
 {"code":"office-a1","name":{"zh":"甲一所","en":"Station A1"},"region":"a1","posts":[
   {"code":"clerk","title":{"zh":"办事员","en":"Clerk"},"roles":["clerk"]}]}])";

// a with a1 and a11 below; b beside it.
inline std::vector<Region> regions() {
    return {{"root", "", 1, {"县", "County"}, ""},
            {"a", "root", 2, {"甲镇", "Town A"}, ""},
            {"b", "root", 2, {"乙镇", "Town B"}, ""},
            {"a1", "a", 3, {"甲一村", "Village A1"}, ""},
            {"a11", "a1", 4, {"甲一一组", "Group A11"}, ""}};
}

struct World {
    explicit World(storage::Store& given) : store(given) {
        const storage::Schema schemas[] = {schema()};
        EXPECT_TRUE(storage::migrate(store, schemas));
        must(store.write_wait([&](storage::Session& s) -> Result<std::size_t> {
            PlainLedger::create(s);
            if (auto ok = load_regions(s, context, regions()); !ok) return ok;
            return load_agencies(s, context, parse_json(agencies_json).value());
        }));
    }
    template <class T>
    static T must(Result<T> result) {
        if (!result) ADD_FAILURE() << result.error().code->id << " " << result.error().detail;
        return std::move(result).value();
    }
    template <class F>
    auto write(F f) {
        return store.write_wait([&](storage::Session& s) { return f(s); });
    }
    template <class F>
    auto read(F f) {
        return must(store.read([&](storage::Session& s) { return Result<decltype(f(s))>(f(s)); }));
    }
    PersonId person(const std::string& name, const std::string& number = "") {
        return must(write([&](auto& s) {
            return register_person(s, context, system, {name, number, "", "resident"});
        }));
    }
    AccountId account(PersonId person, const std::string& login) {
        return must(write([&](auto& s) {
            return create_account(s, context, system, {login, person, "staff", "plain:" + login + "-secret", false});
        }));
    }
    // A person with an account in one post.
    PersonId staff(const std::string& login, const std::string& agency, const std::string& post) {
        const auto id = person(login);
        account(id, login);
        EXPECT_TRUE(write([&](auto& s) { return assign_post(s, context, system, id, agency, post); }));
        return id;
    }
    ActorPtr actor(const std::string& login) {
        return must(store.read([&](storage::Session& s) { return actor_of_login(s, context, login); }));
    }
    SignInOutcome sign_in(const std::string& login, const std::string& password, const std::string& previous = "") {
        auto ticket = must(store.read([&](storage::Session& s) { return begin_sign_in(s, context, login, previous); }));
        check_password(ticket, context, password);
        return must(write([&](auto& s) { return finish_sign_in(s, context, ticket); }));
    }
    Result<SignedActor> load(const std::string& token) {
        return store.read([&](storage::Session& s) { return load_actor(s, context, token); });
    }
    std::vector<std::string> events(const std::string& stream) {
        return read([&](auto& s) {
            std::vector<std::string> types;
            ledger.each(s, stream, [&](const ledger::Event& e) { types.push_back(e.entry.type); });
            return types;
        });
    }

    storage::Store& store;
    VirtualClock clock{from_millis(1'780'000'000'000)};
    SeededRandom random{7};
    IdSource ids{clock, 1};
    PlainLedger ledger{ids};
    PlainSecrets secrets;
    Directory directory{RoleSet::load(parse_json(roles_json).value()).value()};
    Context context{clock, random, ids, ledger, secrets, directory};
    Actor system = system_actor("test");
};

}  // namespace hz::identity::testing
