// SPDX-License-Identifier: Apache-2.0
#include "cases/migration.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "cases/case_range.hpp"
#include "cases/case_store.hpp"
#include "cases/errors.hpp"
#include "process/errors.hpp"

namespace hz::cases {

using storage::Session;

namespace {

constexpr CaseId before_all{std::numeric_limits<std::int64_t>::min()};
constexpr std::size_t most_looked_at = 500;  // for one page, of whatever version

struct BothTypes {
    CaseTypePtr from, to;
};

// What can be wrong for every case.
Result<BothTypes> both_types(Session& session, Cases& cases, std::string_view type, const MigrateCase& order) {
    if (order.to <= order.from) return refuse(errors::version_not_newer);
    auto from = cases.find_type(session, type, order.from);
    if (!from) return from.error();
    auto to = cases.find_type(session, type, order.to);
    if (!to) return to.error();
    if (!(*from)->process || !(*to)->process) return refuse(errors::no_such_type);
    auto wrong = process::check_mapping(*(*from)->process, *(*to)->process, order.mapping);
    if (!wrong.empty()) return refuse_fields(process::errors::bad_mapping, std::move(wrong));
    return BothTypes{std::move(*from), std::move(*to)};
}

}  // namespace

Result<Recorded> Cases::migrate(Session& session, const Actor& actor, const MigrateCase& command) {
    const auto before = find_case(session, command.case_id);
    if (!before) return refuse(errors::not_found);
    const auto from = type_of(session, *before);
    if (!from) return from.error();
    const auto to = types_.find(session, before->type, command.to);
    if (!to) return to.error();
    const auto cal = calendar_();
    const auto now = clock_.now();
    const auto event = migrate_case(command, *before, **from, Surroundings{**to, *cal, now, identifiers_});
    if (!event) return event.error();
    auto recorded = record(session, actor, &*before, before->id, *event, (*to)->legal_basis, now);
    distribute(session, &*before, recorded.now, **to, now);
    return recorded;
}

RunningVersions running_versions(Session& session, std::string_view type, std::size_t most) {
    std::map<std::int64_t, RunningVersion, std::greater<>> found;
    std::size_t looked_at = 0;
    RunningVersions out;
    each_running_case(session, type, before_all, most + 1, [&](const Case& c) {
        out.more = ++looked_at > most;
        if (out.more) return false;
        auto& one = found[c.type_version];
        one.version = c.type_version;
        ++one.cases;
        std::set<std::string> places;
        for (const auto& token : get_array(c.process, "tokens")) places.emplace(get_text(token, "element"));
        for (const auto& place : places) ++one.standing[place];
        return true;
    });
    for (auto& [_, one] : found) out.versions.push_back(std::move(one));
    return out;
}

RunningPage running_cases(Session& session, std::string_view type, std::int64_t version, std::size_t limit,
                          std::optional<CaseId> after) {
    RunningPage out;
    std::size_t looked_at = 0;
    CaseId last;
    each_running_case(session, type, after.value_or(before_all), most_looked_at, [&](const Case& c) {
        ++looked_at;
        last = c.id;
        if (c.type_version == version) out.cases.push_back(c);
        return out.cases.size() < limit;
    });
    if (looked_at == most_looked_at || out.cases.size() >= limit) out.next = last;
    return out;
}

Result<MigrationAnswers> check_migration(Session& session, Cases& cases, std::string_view type,
                                         const MigrateCase& order, std::size_t limit, std::optional<CaseId> after) {
    const auto types = both_types(session, cases, type, order);
    if (!types) return types.error();
    const auto calendar = cases.calendar();
    const Surroundings around{*types->to, *calendar, cases.now()};
    auto page = running_cases(session, type, order.from, limit, after);
    MigrationAnswers out;
    out.next = page.next;
    for (auto& c : page.cases) {
        auto command = order;
        command.case_id = c.id;
        auto event = migrate_case(command, c, *types->from, around);
        auto& answer = out.cases.emplace_back(MigrationAnswer{std::move(c), std::nullopt, {}});
        if (event)
            answer.limits = std::get<CaseMigrated>(*event).limits;
        else
            answer.problem = std::move(event).error();
    }
    return out;
}

Result<MigrationAnswers> run_migration(storage::Store& store, Cases& cases, const Actor& actor, std::string_view type,
                                       const MigrateCase& order, std::size_t limit, std::optional<CaseId> after) {
    auto out = store.read([&](Session& session) { return check_migration(session, cases, type, order, limit, after); });
    if (!out) return out;
    for (auto& answer : out->cases) {
        if (answer.problem) continue;
        auto command = order;
        command.case_id = answer.before.id;
        auto moved = store.write_wait([&](Session& session) { return cases.migrate(session, actor, command); });
        if (!moved) answer.problem = moved.error();
    }
    return out;
}

}  // namespace hz::cases
