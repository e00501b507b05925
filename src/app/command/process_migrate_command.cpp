// SPDX-License-Identifier: Apache-2.0
// Running cases to a newer version of their process. Checks, and moves only when told to.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
#include "cases/migration.hpp"

namespace hz::app {
namespace {

using storage::Session;

constexpr std::size_t a_page = 50;

struct MigrateOptions {
    std::string type, reason;
    std::int64_t from = 0, to = 0;     // 0: not given
    std::vector<std::string> mapping;  // "old=new"
    bool run = false;
    std::size_t most = 10'000;
};

Result<cases::MigrateCase> order_of(const MigrateOptions& given) {
    cases::MigrateCase out{{}, given.from, given.to, {}, given.reason};
    for (const auto& line : given.mapping) {
        const auto sign = line.find('=');
        if (sign == 0 || sign == std::string::npos || sign + 1 == line.size())
            return refuse(errors::bad_mapping_line, {{"value", line}});
        out.mapping[line.substr(0, sign)] = line.substr(sign + 1);
    }
    return out;
}

int list(const Target& t, Node& node, const MigrateOptions& given, std::int64_t newest) {
    const auto running = node.store->read([&](Session& s) -> Result<cases::RunningVersions> {
        return cases::running_versions(s, given.type, given.most);
    });
    if (!running) return t.fail(running.error());
    for (const auto& one : running->versions) {
        std::cout << t.say("第 ", "version ") << one.version << t.say(" 版：在办 ", ": running cases ") << one.cases;
        if (one.version == newest) std::cout << t.say("（现行）", " (in force)");
        for (const auto& [element, many] : one.standing) std::cout << "  " << element << ' ' << many;
        std::cout << '\n';
    }
    if (running->versions.empty()) std::cout << t.say("没有在办的办件", "no running cases") << '\n';
    if (running->more) std::cout << t.say("还有更多，未全部计入", "there are more, not all are counted") << '\n';
    std::cout << std::flush;
    return 0;
}

// "number: element: why [code]", a line for each reason.
void print_refused(const Target& t, const cases::MigrationAnswer& answer) {
    const auto& problem = *answer.problem;
    for (const auto& field : problem.fields)
        std::cout << answer.before.number << ": " << (field.path.empty() ? "-" : field.path) << ": "
                  << message(*field.code, field.params, t.locale()) << " [" << field.code->id << "]\n";
    if (problem.fields.empty())
        std::cout << answer.before.number << ": -: " << message(*problem.code, problem.params, t.locale()) << " ["
                  << problem.code->id << "]\n";
}

struct Counts {
    std::size_t looked_at = 0, moves = 0, other_dues = 0;
};

Result<Counts> go_through(const Target& t, Node& node, const MigrateOptions& given, const cases::MigrateCase& order) {
    Counts out;
    std::optional<cases::CaseId> after;
    do {
        const auto limit = std::min(a_page, given.most - out.looked_at);
        const auto page = given.run
                              ? cases::run_migration(*node.store, *node.cases, identity::system_actor("command_line"),
                                                     given.type, order, limit, after)
                              : node.store->read([&](Session& s) {
                                    return cases::check_migration(s, *node.cases, given.type, order, limit, after);
                                });
        if (!page) return page.error();
        for (const auto& answer : page->cases) {
            ++out.looked_at;
            out.moves += answer.problem ? 0 : 1;
            out.other_dues += answer.limits.empty() ? 0 : 1;
            if (answer.problem) print_refused(t, answer);
        }
        after = page->next;
    } while (after && out.looked_at < given.most);
    return out;
}

int migrate(const Target& t, MigrateOptions given) {
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto type = (*node)->store->read([&](Session& s) { return (*node)->case_types->find(s, given.type, 0); });
    if (!type) return t.fail(type.error());
    if (given.from == 0) return list(t, **node, given, (*type)->version);
    if (given.to == 0) given.to = (*type)->version;
    const auto order = order_of(given);
    if (!order) return t.fail(order.error());
    const auto done = go_through(t, **node, given, *order);
    if (!done) return t.fail(done.error());
    std::cout << t.say("看过 ", "looked at ") << done->looked_at
              << (given.run ? t.say("，已转 ", ", moved ") : t.say("，可转 ", ", can move ")) << done->moves
              << t.say("，不能转 ", ", cannot ") << done->looked_at - done->moves;
    if (done->other_dues > 0) std::cout << t.say("，截止日有变 ", ", due on another day ") << done->other_dues;
    std::cout << std::endl;
    return done->moves == done->looked_at ? 0 : exit_wrong;
}

}  // namespace

void add_process_migrate(CLI::App& group, int& exit_code) {
    struct Given {
        Target target;
        MigrateOptions options;
    };
    auto given = std::make_shared<Given>();
    auto& options = given->options;
    auto* command = group.add_subcommand(
        "migrate",
        "Running cases to a newer version: without --from which versions have some; with it which can move and why the "
        "others cannot; --run moves them. 0 all, 1 some cannot.  huizheng process migrate --service CODE --from 3");
    command->add_option("--service", options.type, "Code of the service or event type")->required();
    command->add_option("--from", options.from, "The version by which the cases go")->check(CLI::PositiveNumber);
    command->add_option("--to", options.to, "The newer version; left out: the one in force")
        ->check(CLI::PositiveNumber);
    command->add_option("--map", options.mapping, "old=new: an element of the old version and what takes its place");
    command->add_flag("--run", options.run, "Moves them; left out: only checks");
    command->add_option("--reason", options.reason, "For the history of each case");
    command->add_option("--most", options.most, "At most so many cases")
        ->check(CLI::Range(1, 10'000'000))
        ->capture_default_str();
    add_target(*command, given->target);
    command->callback([given, &exit_code] { exit_code = migrate(given->target, given->options); });
}

}  // namespace hz::app
