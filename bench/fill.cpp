// SPDX-License-Identifier: Apache-2.0
// Brings a store up to a number of cases through the same commands as everybody: the kite pack, staff who can sign in,
// reports that are assigned and resolved (19 of 20) or left open, every event in the ledger, the search index up to
// date.
//     bench_fill --data DIR [--db URL] --pack FOLDER --cases N [--staff 16]
#include <cstdio>
#include <cstring>
#include <map>
#include <string>

#include "app/node.hpp"
#include "bench/arguments.hpp"
#include "bench/kites.hpp"
#include "bench/must.hpp"
#include "cases/case_store.hpp"
#include "identity/account.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"
#include "identity/session.hpp"

namespace hz::bench {
namespace {

using storage::Session;
constexpr std::size_t cases_per_write = 100;

struct Settings {
    app::NodeOptions node;
    std::string pack;
    std::int64_t cases = 0;
    std::size_t staff = 16;
};

Settings read_settings(const Arguments& given) {
    Settings out;
    out.node.data = given.text("--data");
    out.node.db = given.text("--db");
    out.pack = given.text("--pack");
    out.cases = static_cast<std::int64_t>(given.number("--cases", 0));
    out.staff = given.count("--staff", out.staff);
    return out;
}

// The same password for all, hashed once.
void make_staff(app::Node& node, std::size_t count) {
    const auto system = identity::system_actor("bench");
    const auto hash = must(node.secrets->hash_password(staff_password), "hash");
    must(node.store->write_wait([&](Session& s) -> Result<bool> {
        for (std::size_t i = 0; i < count; ++i) {
            const auto person = identity::register_person(
                s, *node.identity, system,
                {.name = "Clerk " + std::to_string(i), .number = {}, .phone = {}, .kind = "staff"});
            if (!person) return person.error();
            const auto account = identity::create_account(
                s, *node.identity, system,
                {.login = staff_login(i), .person = *person, .kind = "staff", .password_hash = hash});
            if (!account) return account.error();
            if (auto placed = identity::assign_post(s, *node.identity, system, *person, "kite-office", "clerk");
                !placed)
                return placed.error();
        }
        return true;
    }),
         "staff");
}

std::int64_t stored_cases(app::Node& node) {
    return must(node.store->read([](Session& s) -> Result<std::int64_t> {
        return std::get<0>(*s.row<std::int64_t>("select count(*) from case_file"));
    }),
                "count");
}

Result<void> play_case(Session& s, app::Node& node, const identity::Actor& clerk, std::uint64_t n) {
    cases::SubmitCase report;
    report.type = "kite_sighting";
    report.applicant_name = clerk.name;
    report.form = {{"description", description(n, "f" + std::to_string(n))}, {"place", std::string(place_of(n))}};
    auto now = node.cases->submit(s, clerk, report);
    for (const auto* outcome : {"assign", "resolve"}) {
        if (!now) return now.error();
        if (n % 20 == 0 || now->now.tasks.empty()) return {};
        now = node.cases->complete(s, clerk, {{now->now.id, now->now.tasks.front().token}, outcome, "", JsonObject{}});
    }
    if (!now) return now.error();
    return {};
}

void fill(app::Node& node, std::int64_t from, const Settings& settings) {
    std::vector<identity::ActorPtr> clerks;
    for (std::size_t i = 0; i < settings.staff; ++i)
        clerks.push_back(must(
            node.store->read([&](Session& s) { return identity::actor_of_login(s, *node.identity, staff_login(i)); }),
            "clerk"));
    for (auto n = from; n < settings.cases;) {
        const auto end = std::min<std::int64_t>(settings.cases, n + static_cast<std::int64_t>(cases_per_write));
        must(node.store->write_wait([&](Session& s) -> Result<bool> {
            for (auto i = n; i < end; ++i) {
                const auto number = static_cast<std::uint64_t>(i);
                if (auto played = play_case(s, node, *clerks[number % clerks.size()], number); !played)
                    return played.error();
            }
            return true;
        }),
             "case");
        n = end;
    }
    while (must(node.ledger->run_once(), "sequence").entries > 0) continue;
    while (node.index_some(2000) > 0) continue;
}

int run(const Arguments& given) {
    const auto settings = read_settings(given);
    SystemClock clock;
    const auto node = must(app::Node::open(settings.node, clock), "open");
    const bool fresh = !node->definitions->current()->find("event_type", "kite_sighting");
    if (fresh) {
        must(node->import({must(pack::load(settings.pack), "pack")}), "import");
        make_staff(*node, settings.staff);
    }
    fill(*node, stored_cases(*node), settings);
    std::printf("{\"cases\":%lld}\n", static_cast<long long>(stored_cases(*node)));
    return 0;
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) { return hz::bench::run({count, words}); }
