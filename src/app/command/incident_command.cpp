// SPDX-License-Identifier: Apache-2.0
// What the program could not do by itself, and letting it try again.
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "cases/case_store.hpp"
#include "cases/operation.hpp"

namespace hz::app {
namespace {

using storage::Session;

constexpr std::size_t most = 1000;

int list(const Target& t) {
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto found = (*node)->store->read(
        [](Session& s) -> Result<std::vector<cases::Incident>> { return cases::incidents(s, most); });
    if (!found) return t.fail(found.error());
    for (const auto& one : *found)
        std::cout << cases::to_text(cases::TaskRef{one.case_id, one.what.token}) << "  " << readable(one.what.at)
                  << "  " << one.what.kind << ' ' << one.what.element << "  " << one.what.problem << '\n';
    std::cout << t.say("待处理的异常：", "incidents: ") << found->size() << std::endl;
    return found->empty() ? 0 : exit_wrong;
}

int retry(const Target& t, const std::string& which) {
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto ref = cases::task_from_text(which).value_or(cases::TaskRef{});
    const auto done = (*node)->store->write_wait([&](Session& s) {
        return (*node)->cases->retry_incident(s, identity::system_actor("command_line"), ref.case_id, ref.token);
    });
    if (!done) return t.fail(done.error());
    std::cout << t.say("将马上重试：", "Will be tried again at once: ") << which << std::endl;
    return 0;
}

}  // namespace

void add_incidents(CLI::App& group, int& exit_code) {
    auto target = std::make_shared<Target>();
    auto which = std::make_shared<std::string>();
    auto* show = group.add_subcommand(
        "incidents", "Steps of cases that failed too often and wait; exit 1 if any.  huizheng admin incidents");
    add_target(*show, *target);
    show->callback([target, &exit_code] { exit_code = list(*target); });
    auto* again = group.add_subcommand("retry", "Lets one be tried again.  huizheng admin retry CASE-TOKEN");
    add_target(*again, *target);
    again->add_option("incident", *which, "As incidents shows it")->required();
    again->callback([target, which, &exit_code] { exit_code = retry(*target, *which); });
}

}  // namespace hz::app
