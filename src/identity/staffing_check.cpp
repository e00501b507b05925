// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>

#include "identity/state_check_parts.hpp"

namespace hz::identity::checking {
namespace {

struct Delegation {
    std::int64_t deputy = 0, person = 0, valid_from = 0, valid_until = 0;
};
struct Told {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> assignments;  // (person, from) -> until
    std::map<std::int64_t, Delegation> delegations;                             // by id
};

std::int64_t person_of(std::string_view actor) {
    constexpr std::string_view prefix = "person:";
    return actor.starts_with(prefix) ? parse_id(actor.substr(prefix.size())).value_or(0) : 0;
}

// What is said of a person whose events were destroyed is gone, and so are the rows.
Told tell(Session& session, ledger::Log& log, const PostKey& post) {
    Told told;
    log.replay(session, post_stream(post.agency, post.code), [&](const ledger::Event& event) {
        if (event.erased) return;
        const auto& entry = event.entry;
        const auto at = to_millis(entry.at);
        const auto subject = entry.subject.value;
        const auto until = get_int(entry.payload, "until", for_ever);
        const auto id = get_int(entry.payload, "delegation");
        if (entry.type == "post_assigned") {
            told.assignments[{subject, at}] = until;
        } else if (entry.type == "post_unassigned") {
            for (auto& [key, ends] : told.assignments)
                if (key.first == subject && ends > at) ends = at;
        } else if (entry.type == "post_delegated") {
            told.delegations[id] = {subject, person_of(entry.actor), get_int(entry.payload, "from"), until};
        } else if (entry.type == "delegation_ended") {
            if (const auto found = told.delegations.find(id); found != told.delegations.end())
                found->second.valid_until = at;
        }
    });
    return told;
}

bool is_erased(Session& session, std::int64_t person) {
    const auto row = session.row<std::string>("select state from person where id = $1", person);
    return row && std::get<0>(*row) == "erased";
}

void check_assignments(Session& session, const PostKey& post, Told& told, StateFindings& out) {
    const auto key_of = [&](std::int64_t person, std::int64_t from) {
        return std::to_string(person) + "/" + post.agency + "/" + post.code + "/" + std::to_string(from);
    };
    session.each<std::int64_t, std::int64_t, std::int64_t>(
        "select person, valid_from, valid_until from post_assignment where agency = $1 and post = $2",
        [&](std::int64_t person, std::int64_t from, std::int64_t until) {
            const auto wanted = told.assignments.find({person, from});
            if (wanted == told.assignments.end()) return out.unexplained("post_assignment", key_of(person, from));
            if (until != wanted->second) out.differs("post_assignment", key_of(person, from), "valid_until");
            told.assignments.erase(wanted);
            out.count("post_assignment");
        },
        post.agency, post.code);
    for (const auto& [key, until] : told.assignments) out.missing("post_assignment", key_of(key.first, key.second));
}

void check_delegations(Session& session, const PostKey& post, Told& told, StateFindings& out) {
    session.each<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
        "select id, deputy, person, valid_from, valid_until from delegation where agency = $1 and post = $2",
        [&](std::int64_t id, std::int64_t deputy, std::int64_t person, std::int64_t from, std::int64_t until) {
            const auto wanted = told.delegations.find(id);
            if (wanted == told.delegations.end()) return out.unexplained("delegation", std::to_string(id));
            ledger::RowCompare(out, "delegation", std::to_string(id))
                .column("deputy", deputy, wanted->second.deputy)
                .column("person", person, wanted->second.person)
                .column("valid_from", from, wanted->second.valid_from)
                .column("valid_until", until, wanted->second.valid_until);
            told.delegations.erase(wanted);
            out.count("delegation");
        },
        post.agency, post.code);
    for (const auto& [id, delegation] : told.delegations)
        if (!is_erased(session, delegation.person)) out.missing("delegation", std::to_string(id));
}

}  // namespace

std::optional<PostKey> post_of_stream(std::string_view stream) {
    constexpr std::string_view prefix = "post:";
    const auto slash = stream.find('/');
    if (!stream.starts_with(prefix) || slash == std::string_view::npos) return std::nullopt;
    return PostKey{std::string(stream.substr(prefix.size(), slash - prefix.size())),
                   std::string(stream.substr(slash + 1))};
}

void check_post(Session& session, ledger::Log& log, const PostKey& post, StateFindings& out) {
    auto told = tell(session, log, post);
    check_assignments(session, post, told, out);
    check_delegations(session, post, told, out);
}

Result<std::set<PostKey>> check_staffing(ledger::Log& log, StateFindings& out) {
    std::set<PostKey> posts;
    auto done = in_pages(log, [&](Session& session) {
        session.each<std::string, std::string>(
            "select agency, post from post_assignment union select agency, post from delegation order by 1, 2",
            [&](std::string agency, std::string post) {
                posts.insert({std::move(agency), std::move(post)});
            });
        for (const auto& post : posts) check_post(session, log, post, out);
        return false;
    });
    if (!done) return done.error();
    return posts;
}

}  // namespace hz::identity::checking
