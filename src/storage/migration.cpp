// SPDX-License-Identifier: Apache-2.0
#include "storage/migration.hpp"

#include <algorithm>
#include <map>

#include "storage/errors.hpp"
#include "storage/script.hpp"

namespace hz::storage {
namespace {

constexpr std::string_view create_table =
    "create table if not exists schema_migration ("
    "module text not null, file text not null, content text not null, primary key (module, file))";
// Any constant: nodes that start together take turns.
constexpr std::int64_t lock_key = 0x4855495A48454E47;

// A file to run, under the name both engines record: "0001_name.sql".
struct Step {
    std::string_view module;
    std::string name;
    std::string_view content;
};

// Runs `work` in one write that Options::write_limit does not bind.
class Migration final : public Job {
  public:
    using Work = std::function<Result<void>(Session&)>;
    Migration(Work work, std::promise<Result<void>>& promise) : work_(std::move(work)), promise_(promise) {}
    bool run(Session& session) override {
        result_ = work_(session);
        return result_.has_value();
    }
    [[nodiscard]] bool unlimited() const override { return true; }
    void done(std::optional<Error> failure) noexcept override {
        promise_.set_value(failure ? Result<void>(std::move(*failure)) : std::move(result_));
    }

  private:
    Work work_;
    std::promise<Result<void>>& promise_;
    Result<void> result_;
};

Result<void> write(Store& store, Migration::Work work) {
    std::promise<Result<void>> promise;
    auto future = promise.get_future();
    store.submit(std::make_unique<Migration>(std::move(work), promise));
    return future.get();
}

// The steps of this engine in order; a file of another engine is left out.
std::vector<Step> steps_of(const Schema& schema, Engine engine) {
    const std::string_view ours = engine == Engine::sqlite ? ".sqlite.sql" : ".postgresql.sql";
    const std::string_view theirs = engine == Engine::sqlite ? ".postgresql.sql" : ".sqlite.sql";
    std::vector<Step> steps;
    for (const auto& file : schema.files) {
        if (file.path.ends_with(theirs)) continue;
        const auto suffix = file.path.ends_with(ours) ? ours : std::string_view(".sql");
        steps.push_back(
            {schema.module, std::string(file.path.substr(0, file.path.size() - suffix.size())) + ".sql", file.content});
    }
    std::ranges::sort(steps, {}, &Step::name);
    return steps;
}

Error about(const ErrorCode& code, std::string_view module, std::string_view file) {
    return refuse(code, {{"module", std::string(module)}, {"file", std::string(file)}});
}

// The names that already ran, each checked against what we have.
Result<void> check_applied(Session& session, std::string_view module, const std::vector<Step>& steps) {
    Result<void> result;
    session.each<std::string, std::string>(
        "select file, content from schema_migration where module = $1 order by file",
        [&](const std::string& file, const std::string& content) {
            const auto found = std::ranges::find(steps, file, &Step::name);
            if (found == steps.end())
                result = about(errors::newer_schema, module, file);
            else if (found->content != content)
                result = about(errors::changed_migration, module, file);
            return result.has_value();
        },
        module);
    return result;
}

Result<void> apply(Session& session, const Step& step) {
    const bool postgresql = session.engine() == Engine::postgresql;
    if (postgresql) session.exec("select pg_advisory_xact_lock($1)", lock_key);
    // Another node may have been here since the check.
    if (session.row<std::int64_t>("select 1 from schema_migration where module = $1 and file = $2", step.module,
                                  step.name))
        return {};
    for (const auto& statement : statements(step.content))
        session.exec(postgresql ? for_postgresql(statement) : for_sqlite(statement));
    session.exec("insert into schema_migration (module, file, content) values ($1, $2, $3)", step.module, step.name,
                 step.content);
    return {};
}

}  // namespace

Result<void> migrate(Store& store, std::span<const Schema> schemas) {
    auto result = write(store, [](Session& session) -> Result<void> {
        if (session.engine() == Engine::postgresql) session.exec("select pg_advisory_xact_lock($1)", lock_key);
        session.exec(create_table);
        return {};
    });
    std::vector<Step> pending;
    for (const auto& schema : schemas) {
        if (!result) return result;
        const auto steps = steps_of(schema, store.engine());
        result = store.read([&](Session& session) { return check_applied(session, schema.module, steps); });
        pending.insert(pending.end(), steps.begin(), steps.end());
    }
    for (const auto& step : pending) {
        if (!result) return result;
        result = write(store, [&](Session& session) { return apply(session, step); });
    }
    return result;
}

Result<void> check_schemas(Store& store, std::span<const Schema> schemas) {
    for (const auto& schema : schemas) {
        const auto steps = steps_of(schema, store.engine());
        auto result = store.read([&](Session& session) { return check_applied(session, schema.module, steps); });
        if (!result) return result;
    }
    return {};
}

}  // namespace hz::storage
