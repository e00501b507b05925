// SPDX-License-Identifier: Apache-2.0
// Running cases to a newer version of their process: which there are, what would stand for what, which could move, and
// moving them. By the permission to save that process. A request looks at a page of cases: who asks goes on.
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/models.hpp"
#include "api/resource/routes.hpp"
#include "api/view/migration_view.hpp"

namespace hz::api {
namespace {

constexpr std::int64_t most_a_page = 50;
constexpr std::uint64_t order_limit = std::uint64_t{1} << 20;  // bytes

struct MappingLine {
    Text<200> from, to;
};
BOOST_DESCRIBE_STRUCT(MappingLine, (), (from, to))

struct PlanMigration : ModelPath {
    struct Body {
        std::int64_t from = 0, to = 0;                    // versions
        std::optional<std::vector<MappingLine>> mapping;  // what is not named keeps its id
    } body;
};
BOOST_DESCRIBE_STRUCT(PlanMigration::Body, (), (from, to, mapping))

struct MigrateCases : ModelPath {
    struct Body {
        std::int64_t from = 0, to = 0;
        std::optional<std::vector<MappingLine>> mapping;
        std::optional<cases::CaseId> cursor;
        std::optional<std::int64_t> limit;  // 1..50
    } body;
};
BOOST_DESCRIBE_STRUCT(MigrateCases::Body, (), (from, to, mapping, cursor, limit))

struct RunMigration : ModelPath {
    struct Body {
        std::int64_t from = 0, to = 0;
        std::optional<std::vector<MappingLine>> mapping;
        std::optional<Text<500>> reason;  // for the history of each case
        std::optional<cases::CaseId> cursor;
        std::optional<std::int64_t> limit;  // 1..50
    } body;
};
BOOST_DESCRIBE_STRUCT(RunMigration::Body, (), (from, to, mapping, reason, cursor, limit))

template <class Body>
cases::MigrateCase order_of(const Body& body) {
    cases::MigrateCase out{{}, body.from, body.to, {}, {}};
    if (body.mapping)
        for (const auto& line : *body.mapping) out.mapping[line.from.value] = line.to.value;
    if constexpr (requires { body.reason; })
        if (body.reason) out.reason = body.reason->value;
    return out;
}

template <class Body>
std::size_t page_of(const Body& body) {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(body.limit.value_or(most_a_page), 1, most_a_page));
}

Result<pack::StoredDefinition> stored_model(storage::Session& s, const ModelPath::Path& path) {
    auto stored = pack::find_definition(s, path.kind.value, path.code.value);
    if (!stored) return no_such_model(path);
    return std::move(*stored);
}

// The processes of both versions, for who may save this one.
struct Versions {
    pack::DefinitionPtr from, to;
};
Result<Versions> must_design(Platform& p, storage::Session& s, const identity::Actor& actor,
                             const ModelPath::Path& path, const cases::MigrateCase& order) {
    const auto stored = stored_model(s, path);
    if (!stored) return stored.error();
    const auto decision = service::may_design(s, p.identity, actor, stored->body);
    if (auto permitted = decision.result(service::design_permission); !permitted) return permitted.error();
    auto from = definition_of(p, s, path, order.from);
    if (!from) return from.error();
    auto to = definition_of(p, s, path, order.to);
    if (!to) return to.error();
    if (!(*from)->process || !(*to)->process) return no_such_model(path);
    return Versions{std::move(*from), std::move(*to)};
}

Result<ProcessRunning> running(Platform& p, const Asked<ModelPath>& asked) {
    return p.store.read([&](storage::Session& s) -> Result<ProcessRunning> {
        const auto stored = stored_model(s, asked.path);
        if (!stored) return stored.error();
        return running_view(cases::running_versions(s, asked.path.code.value), stored->version);
    });
}

Result<MigrationPlan> plan(Platform& p, const Asked<PlanMigration>& asked) {
    return p.store.read([&](storage::Session& s) -> Result<MigrationPlan> {
        const auto order = order_of(asked.body);
        const auto versions = must_design(p, s, asked.actor(), asked.path, order);
        if (!versions) return versions.error();
        const MigrationView view{p, asked.actor(), *versions->from->process, *versions->to->process};
        return view.plan(cases::running_versions(s, asked.path.code.value), order.from, order.mapping);
    });
}

Result<MigrationPage> check(Platform& p, const Asked<MigrateCases>& asked) {
    return p.store.read([&](storage::Session& s) -> Result<MigrationPage> {
        const auto order = order_of(asked.body);
        const auto versions = must_design(p, s, asked.actor(), asked.path, order);
        if (!versions) return versions.error();
        const auto answers =
            cases::check_migration(s, p.cases, asked.path.code.value, order, page_of(asked.body), asked.body.cursor);
        if (!answers) return answers.error();
        return MigrationView{p, asked.actor(), *versions->from->process, *versions->to->process}.page(*answers);
    });
}

Result<MigrationPage> run(Platform& p, const Asked<RunMigration>& asked) {
    const auto order = order_of(asked.body);
    const auto versions =
        p.store.read([&](storage::Session& s) { return must_design(p, s, asked.actor(), asked.path, order); });
    if (!versions) return versions.error();
    const auto answers = cases::run_migration(p.store, p.cases, asked.actor(), asked.path.code.value, order,
                                              page_of(asked.body), asked.body.cursor);
    if (!answers) return answers.error();
    return MigrationView{p, asked.actor(), *versions->from->process, *versions->to->process}.page(*answers);
}

http::Spec designing(std::string pattern, std::string operation_id, std::string summary) {
    auto out = sending_model(std::move(pattern), std::move(operation_id), std::move(summary));
    out.permission = service::design_permission;
    out.body_limit = order_limit;
    return out;
}

}  // namespace

Routes process_migration_routes(Platform& p) {
    const std::string one = "/api/v1/processes/{kind}/{code}";
    Routes routes;
    routes.push_back(slow<ModelPath, ProcessRunning>(
        p, reading_model(one + "/running", "get_running_cases", "Which versions of a process still have running cases"),
        [&p](const Asked<ModelPath>& asked) { return running(p, asked); }));
    routes.push_back(slow<PlanMigration, MigrationPlan>(
        p,
        designing(one + "/migration/plan", "plan_migration",
                  "Where the running cases of a version stand, and what of a newer version takes its place"),
        [&p](const Asked<PlanMigration>& asked) { return plan(p, asked); }));
    routes.push_back(slow<MigrateCases, MigrationPage>(
        p,
        designing(one + "/migration/check", "check_migration",
                  "Which running cases of a version could go on by a newer one, and why not the others; keeps nothing"),
        [&p](const Asked<MigrateCases>& asked) { return check(p, asked); }));
    auto moving = designing(one + "/migration/run", "run_migration",
                            "Moves a page of running cases to a newer version, each by itself; answers for each");
    moving.cost = 5;
    routes.push_back(slow<RunMigration, MigrationPage>(
        p, std::move(moving), [&p](const Asked<RunMigration>& asked) { return run(p, asked); }));
    return routes;
}

}  // namespace hz::api
