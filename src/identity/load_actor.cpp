// SPDX-License-Identifier: Apache-2.0
// From an account to the actor: the posts the person fills now, those the person stands in for, and the bodies the
// person may act for.
#include <algorithm>
#include <limits>

#include "identity/absence.hpp"
#include "identity/directory.hpp"
#include "identity/errors.hpp"
#include "identity/session.hpp"

namespace hz::identity {
namespace {

constexpr std::int64_t for_ever = std::numeric_limits<std::int64_t>::max();

class ActorReader {
  public:
    ActorReader(storage::Session& session, const DirectoryView& directory, std::int64_t now)
        : session_(session), directory_(directory), now_(now) {}

    void read_posts(Actor& actor) {
        session_.each<std::string, std::string, std::int64_t, std::int64_t>(
            "select agency, post, valid_from, valid_until from post_assignment where person = $1 and valid_until > $2",
            [&](const std::string& agency, const std::string& post, std::int64_t from, std::int64_t until) {
                add(actor, agency, post, {}, from, until);
            },
            actor.person, now_);
        // A deputy acts only while the one deputised for still fills the post.
        session_.each<std::string, std::string, PersonId, std::int64_t, std::int64_t>(
            "select d.agency, d.post, d.person, d.valid_from, d.valid_until from delegation d "
            "where d.deputy = $1 and d.valid_until > $2 and exists (select 1 from post_assignment a where a.person = "
            "d.person "
            "and a.agency = d.agency and a.post = d.post and a.valid_from <= $2 and a.valid_until > $2)",
            [&](const std::string& agency, const std::string& post, PersonId person, std::int64_t from,
                std::int64_t until) { add(actor, agency, post, person, from, until); },
            actor.person, now_);
    }

    // The posts of whoever is away and named this person, while they fill them themselves.
    void read_absences(Actor& actor) {
        session_.each<PersonId, std::string, std::int64_t, std::int64_t>(
            "select b.person, p.name, b.valid_from, b.valid_until from absence b join person p on p.id = b.person "
            "where b.deputy = $1 and b.deputy <> 0 and b.valid_until > $2 order by b.id",
            [&](PersonId person, std::string name, std::int64_t from, std::int64_t until) {
                if (within(from, until)) actor.stands_in.push_back({person, std::move(name)});
            },
            actor.person, now_);
        for (const auto& absent : actor.stands_in)
            session_.each<std::string, std::string, std::int64_t, std::int64_t>(
                "select agency, post, valid_from, valid_until from post_assignment where person = $1 and valid_until > "
                "$2 order by agency, post",
                [&](const std::string& agency, const std::string& post, std::int64_t from, std::int64_t until) {
                    if (fits(actor, agency, post)) add(actor, agency, post, absent.person, from, until);
                },
                absent.person, now_);
    }

    void read_companies(Actor& actor) {
        session_.each<std::string, std::int64_t, std::int64_t>(
            "select company, valid_from, valid_until from represents where person = $1 and valid_until > $2 order by "
            "company",
            [&](std::string company, std::int64_t from, std::int64_t until) {
                if (within(from, until)) actor.companies.push_back(std::move(company));
            },
            actor.person, now_);
    }

    // When something read here begins or ends. An actor is kept for five minutes at most, since the end of somebody
    // else's assignment, which a delegation hangs on, is not among it.
    [[nodiscard]] std::int64_t until() const { return std::min(until_, now_ + 300'000); }

  private:
    bool within(std::int64_t from, std::int64_t until) {
        until_ = std::min(until_, from > now_ ? from : until);
        return from <= now_;
    }
    // Nobody gets two roles that exclude each other by standing in.
    [[nodiscard]] bool fits(const Actor& actor, std::string_view agency, std::string_view code) const {
        const auto* post = directory_.post(agency, code);
        if (post == nullptr) return false;
        auto roles = post->roles;
        for (const auto& held : actor.posts) roles.insert(roles.end(), held.roles.begin(), held.roles.end());
        return !directory_.roles->conflict(roles).has_value();
    }
    void add(Actor& actor, const std::string& agency_code, const std::string& post_code, PersonId deputy_for,
             std::int64_t from, std::int64_t until) {
        if (!within(from, until)) return;
        const auto* agency = directory_.agency(agency_code);
        const auto* post = agency == nullptr ? nullptr : agency->post(post_code);
        if (post == nullptr || (deputy_for && actor.in_post(agency_code, post_code))) return;
        actor.posts.push_back(
            {agency_code, agency->name, post_code, post->title, agency->region_path, post->roles, {}, deputy_for});
    }

    storage::Session& session_;
    const DirectoryView& directory_;
    std::int64_t now_;
    std::int64_t until_ = for_ever;
};

}  // namespace

Result<ActorPtr> actor_of_account(storage::Session& session, Context& context, AccountId account,
                                  std::optional<std::int64_t> version) {
    const auto directory = context.directory.get(session, version ? *version : read_version(session));
    const auto now = to_millis(context.clock.now());
    if (auto kept = context.directory.cached_actor(account, directory->version, now)) return kept;
    const auto row = session.row<PersonId, std::string, std::string, std::string>(
        "select a.person, a.login, a.state, p.name from account a join person p on p.id = a.person where a.id = $1",
        account);
    if (!row) return refuse(errors::account_not_found);
    if (std::get<2>(*row) != "active") return refuse(errors::account_disabled);
    auto actor = std::make_shared<Actor>();
    actor->account = account;
    actor->person = std::get<0>(*row);
    actor->login = std::get<1>(*row);
    actor->name = std::get<3>(*row);
    ActorReader reader(session, *directory, now);
    reader.read_posts(*actor);
    reader.read_absences(*actor);
    actor->skills = skills_of(session, actor->person);
    reader.read_companies(*actor);
    resolve(*actor, *directory->roles);
    context.directory.keep_actor(actor, *directory, reader.until());
    return ActorPtr(std::move(actor));
}

Result<ActorPtr> actor_of_login(storage::Session& session, Context& context, std::string_view login) {
    const auto row = session.row<AccountId>("select id from account where login = $1", login);
    if (!row) return refuse(errors::account_not_found);
    return actor_of_account(session, context, std::get<0>(*row));
}

}  // namespace hz::identity
