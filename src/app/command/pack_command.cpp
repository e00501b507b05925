// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
#include "app/flow/trial.hpp"

namespace hz::app {
namespace {

struct Given {
    Target target;
    std::vector<std::string> packs;
    std::string id, folder;
    bool no_flows = false;
};

// The packs, and before them the built-in ones they depend on.
Result<std::vector<pack::Pack>> load_all(const std::vector<std::string>& names) {
    std::vector<pack::Pack> out;
    for (const auto& name : names) {
        auto loaded = load_pack(name);
        if (!loaded) return loaded.error();
        out.push_back(std::move(*loaded));
    }
    for (std::size_t i = 0; i < out.size(); ++i)
        for (const auto& wanted : JsonArray(get_array(out[i].meta, "depends"))) {
            if (!wanted.is_string()) continue;
            const std::string id(wanted.get_string());
            if (std::ranges::find(out, id, &pack::Pack::id) != out.end()) continue;
            if (auto builtin = builtin_pack(id)) out.insert(out.begin(), std::move(*builtin));
        }
    return out;
}

// One line each, "file: place: text". Gives how many are errors.
std::size_t print_findings(const Target& t, const std::vector<pack::Finding>& findings) {
    std::size_t wrong = 0;
    for (const auto& finding : findings) {
        const bool error = finding.severity == pack::Severity::error;
        wrong += error;
        std::cout << finding.pack << '/' << finding.file << ": ";
        if (!finding.place.empty()) std::cout << finding.place << ": ";
        std::cout << (error ? t.say("错误：", "error: ") : t.say("警告：", "warning: "))
                  << t.say(finding.zh, finding.en) << '\n';
    }
    return wrong;
}

int check(const Given& given) {
    const auto& t = given.target;
    const auto packs = load_all(given.packs);
    if (!packs) return t.fail(packs.error());
    const auto wrong = print_findings(t, pack::check(*packs));
    std::size_t failed = 0;
    std::size_t played = 0;
    if (wrong == 0 && !given.no_flows) {
        const auto trials = try_flows(*packs);
        if (!trials) return t.fail(trials.error());
        played = trials->size();
        for (const auto& trial : *trials) {
            std::cout << trial.flow << ": "
                      << (trial.failure ? t.text(*trial.failure) : std::string(t.say("通过", "passed"))) << '\n';
            failed += trial.failure.has_value();
        }
    }
    std::cout << t.say("错误 ", "errors ") << wrong << t.say("，流程 ", ", flows ") << played
              << t.say("，未通过 ", ", failed ") << failed << std::endl;
    return wrong + failed == 0 ? 0 : exit_wrong;
}

int import(const Given& given) {
    const auto& t = given.target;
    const auto packs = load_all(given.packs);
    if (!packs) return t.fail(packs.error());
    if (print_findings(t, pack::check(*packs)) > 0) return exit_wrong;
    SystemClock clock;
    const auto node = t.open(clock, true);
    if (!node) return t.fail(node.error());
    if (auto done = (*node)->import(*packs); !done) return t.fail(done.error());
    for (const auto& pack : *packs) std::cout << pack.id << ' ' << pack.version << '\n';
    std::cout << std::flush;
    return 0;
}

int export_to(const Given& given) {
    const auto& t = given.target;
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto done = (*node)->store->read([&](storage::Session& s) -> Result<bool> {
        if (auto written = pack::export_pack(s, given.id, given.folder); !written) return written.error();
        return true;
    });
    return done ? 0 : t.fail(done.error());
}

int list(const Target& t) {
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto defined = (*node)->definitions->current();
    for (const auto& pack : defined->list("pack")) {
        const auto* title = find(pack->body, "title");
        std::cout << pack->code << ' ' << get_text(pack->body, "version") << "  "
                  << identity::title_from(title).in(t.locale()) << '\n';
    }
    std::cout << std::flush;
    return 0;
}

}  // namespace

void add_pack(CLI::App& program, int& exit_code) {
    auto given = std::make_shared<Given>();
    auto* group = program.add_subcommand("pack", "Scenario packs.  huizheng pack check packs/county-demo");
    group->require_subcommand(1);
    auto* look = group->add_subcommand("check",
                                       "Every error with file and place, then the packs' own flows.  huizheng pack "
                                       "check packs/core-cn packs/county-demo");
    look->add_option("folder", given->packs, "Folders, or ids of built-in packs")->required();
    look->add_flag("--no-flows", given->no_flows, "Do not play the flows");
    add_language(*look, given->target);
    look->callback([given, &exit_code] { exit_code = check(*given); });
    auto* in = group->add_subcommand(
        "import",
        "Check and publish; running cases keep their version.  huizheng pack import packs/county-demo --data data");
    in->add_option("folder", given->packs, "Folders, or ids of built-in packs")->required();
    add_target(*in, given->target);
    in->callback([given, &exit_code] { exit_code = import(*given); });
    auto* out = group->add_subcommand(
        "export",
        "Write a published pack to a folder, byte for byte.  huizheng pack export county-demo out/county-demo");
    out->add_option("id", given->id, "The pack's id")->required();
    out->add_option("folder", given->folder, "Where to")->required();
    add_target(*out, given->target);
    out->callback([given, &exit_code] { exit_code = export_to(*given); });
    auto* all = group->add_subcommand("list", "Published packs.  huizheng pack list --data data");
    add_target(*all, given->target);
    all->callback([given, &exit_code] { exit_code = list(given->target); });
}

}  // namespace hz::app
