// SPDX-License-Identifier: Apache-2.0
// Needs no network and no server; no database but for dry runs.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
#include "base/codec_traits.hpp"
#include "cases/dry_run.hpp"
#include "cases/errors.hpp"
#include "pack/definition.hpp"
#include "process/process.hpp"
#include "process/suite/suite.hpp"

namespace hz::app {
namespace {

constexpr std::size_t most_bytes = 16 << 20;

Result<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in || std::filesystem::is_directory(path)) return refuse(errors::cannot_read, {{"path", path}});
    std::string out(most_bytes + 1, '\0');
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad() || out.size() > most_bytes) return refuse(errors::cannot_read, {{"path", path}});
    return out;
}

// "file: element: what is wrong and what to do" for every finding.
int check(const Target& t, const std::vector<std::string>& files, bool hosted) {
    int code = 0;
    process::Options options;
    options.hosted = hosted;
    for (const auto& file : files) {
        const auto text = read_file(file);
        if (!text) return t.fail(text.error());
        const auto compiled = process::compile(*text, options);
        if (compiled) {
            std::cout << file << ": " << t.say("可用", "fine") << '\n';
            continue;
        }
        code = exit_wrong;
        for (const auto& field : compiled.error().fields) {
            std::cout << file << ": " << (field.path.empty() ? "-" : field.path) << ": "
                      << message(*field.code, field.params, t.locale()) << " [" << field.code->id << "]\n";
        }
    }
    std::cout << std::flush;
    return code;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += (out.empty() ? "" : " ") + line;
    return out;
}

int suite(const Target& t, const std::string& cases_file, const std::string& folder) {
    const auto text = read_file(cases_file);
    if (!text) return t.fail(text.error());
    const auto cases = parse_json(*text, {.bytes = most_bytes, .depth = 32});
    if (!cases) return t.fail(cases.error());
    const auto read = [&](const std::string& category, const std::string& process) {
        for (const auto& path : {std::filesystem::path(folder) / category / (process + ".bpmn"),
                                 std::filesystem::path(folder) / (process + ".bpmn")}) {
            if (auto model = read_file(path.string())) return std::move(*model);
        }
        return std::string();
    };
    int code = 0;
    std::cout << "category,process,case,status,expected,actual\n";
    for (const auto& result : process::run_suite(*cases, read)) {
        if (!result.passed) code = exit_wrong;
        std::cout << result.category << ',' << result.process << ',' << result.number << ','
                  << (result.passed ? "passed" : "failed") << ',' << joined(result.expected) << ','
                  << joined(result.actual) << '\n';
    }
    std::cout << std::flush;
    return code;
}

struct DryRunOptions {
    std::string file, type, from, to;
    std::size_t most = 200;
};

Result<std::optional<calendar::Date>> day_of(const std::string& text) {
    if (text.empty()) return std::optional<calendar::Date>{};
    const auto day = codec::parse_date(text);
    if (!day) return refuse(errors::bad_day, {{"value", text}});
    return std::optional(calendar::Date{*day});
}

std::string codes(const std::vector<std::string>& list) { return list.empty() ? "-" : joined(list); }

// "number: difference; difference"
void print_case(const Target& t, const cases::DryRun& one) {
    std::vector<std::string> said;
    if (one.end == cases::DryRunEnd::stands)
        said.push_back(
            std::string(t.say("停在 ", "stands at ")) + one.element +
            (one.outcome.empty() ? "" : std::string(t.say("，不再有结果 ", ", which offers no more ")) + one.outcome));
    if (one.end == cases::DryRunEnd::failed) said.push_back(t.text(*one.problem));
    if (one.otherwise()) said.push_back(one.state_before + " -> " + one.state_after);
    if (one.days != 0)
        said.push_back(std::to_string(std::abs(one.days)) +
                       std::string(one.days > 0 ? t.say(" 个工作日更晚", " working days later")
                                                : t.say(" 个工作日更早", " working days earlier")));
    for (const auto& other : one.people)
        said.push_back(other.element + ": " + codes(other.before) + " -> " + codes(other.after));
    for (const auto& other : one.decisions)
        said.push_back(other.element + ": " + to_string(other.before) + " -> " + to_string(other.after));
    if (!one.not_asked.empty())
        said.push_back(std::string(t.say("不再办理 ", "no longer asked ")) + joined(one.not_asked));
    if (!one.same_person.empty())
        said.push_back(std::string(t.say("同一人不得办理 ", "one person may not do ")) + joined(one.same_person));
    std::cout << one.number;
    for (std::size_t i = 0; i < said.size(); ++i) std::cout << (i == 0 ? ": " : "; ") << said[i];
    std::cout << '\n';
}

// A process calls what the published one does; rules import what the published ones do.
Result<cases::Change> read_change(storage::Session& s, const std::string& type, bool is_rules, const std::string& xml) {
    for (const std::string_view kind : {"service", "event_type"}) {
        const auto stored = pack::find_definition(s, kind, type);
        if (!stored) continue;
        cases::Change out;
        if (is_rules) {
            auto rules = pack::load_rules(s, *stored, xml);
            if (!rules) return rules.error();
            out.rules = std::move(*rules);
        } else {
            auto process = process::compile(xml, pack::process_options(stored->body));
            if (!process) return process.error();
            out.process = std::move(*process);
        }
        return out;
    }
    return refuse(cases::errors::no_such_type);
}

Result<cases::DryRunCounts> run_dry(const Target& t, Node& node, cases::PastCases which, const DryRunOptions& given,
                                    const std::string& xml) {
    constexpr std::size_t a_page = 50;
    const auto change = node.store->read([&](storage::Session& s) -> Result<cases::Change> {
        return read_change(s, which.type, given.file.ends_with(".dmn"), xml);
    });
    if (!change) return change.error();
    const auto most = given.most;
    cases::DryRunCounts counts;
    while (static_cast<std::size_t>(counts.looked_at) < most) {
        const auto limit = std::min(a_page, most - static_cast<std::size_t>(counts.looked_at));
        const auto tell = [&](const cases::Case&, const cases::DryRun& one) {
            counts.add(one);
            if (one.differs()) print_case(t, one);
        };
        const auto last = node.store->read([&](storage::Session& s) -> Result<std::optional<cases::CaseId>> {
            return cases::dry_run_page(s, *node.cases, *node.ledger, which, limit, *change, tell);
        });
        if (!last) return last.error();
        if (!*last) break;
        which.before = *last;
    }
    return counts;
}

// Every past case that would have gone another way, then how many of which.
int dry_run(const Target& t, const DryRunOptions& given) {
    const auto text = read_file(given.file);
    if (!text) return t.fail(text.error());
    const auto from = day_of(given.from), to = day_of(given.to);
    if (!from) return t.fail(from.error());
    if (!to) return t.fail(to.error());
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto calendar = (*node)->calendar();
    cases::PastCases which{given.type};
    if (*from) which.from = calendar->start_of(**from);
    if (*to) which.to = calendar->end_of(**to);
    const auto counts = run_dry(t, **node, which, given, *text);
    if (!counts) return t.fail(counts.error());
    const auto& n = *counts;
    std::cout << t.say("看过 ", "looked at ") << n.looked_at << t.say("，相同 ", ", same ") << n.same
              << t.say("，结果不同 ", ", ended otherwise ") << n.otherwise << t.say("，更晚 ", ", later ") << n.later
              << t.say("，更早 ", ", earlier ") << n.earlier << t.say("，由他人办理 ", ", other people ") << n.people
              << t.say("，裁决不同 ", ", other decisions ") << n.decisions << t.say("，少环节 ", ", fewer steps ")
              << n.steps << t.say("，停住 ", ", stand ") << n.stands << t.say("，走不下去 ", ", cannot go on ")
              << n.failed << std::endl;
    return n.same == n.looked_at ? 0 : exit_wrong;
}

}  // namespace

void add_process(CLI::App& program, int& exit_code) {
    struct Given {
        Target target;
        std::vector<std::string> files;
        bool hosted = false;
        std::string cases, folder;
        DryRunOptions dry;
    };
    auto given = std::make_shared<Given>();
    auto* group = program.add_subcommand("process", "BPMN processes.  huizheng process check process.bpmn");
    group->require_subcommand(1);
    auto* checking = group->add_subcommand(
        "check",
        "0 fine, 1 refused (every finding with its element), 2 unreadable.  huizheng process check a.bpmn b.bpmn");
    checking->add_option("file", given->files, "BPMN 2.0 files")->required();
    checking->add_flag("--hosted", given->hosted,
                       "Also what the process of a case needs: posts, jobs, joins that open");
    add_language(*checking, given->target);
    checking->callback([given, &exit_code] { exit_code = check(given->target, given->files, given->hosted); });
    auto* playing = group->add_subcommand(
        "suite", "Plays a conformance suite and prints CSV.  huizheng process suite cases.json folder");
    playing->add_option("cases", given->cases, "The cases (JSON)")->required();
    playing->add_option("folder", given->folder, "Where the models are: <category>/<process>.bpmn")->required();
    add_language(*playing, given->target);
    playing->callback([given, &exit_code] { exit_code = suite(given->target, given->cases, given->folder); });
    auto* dry = group->add_subcommand(
        "dry-run",
        "What a changed process, or changed rules, would have made of past cases; writes nothing. 0 all "
        "the same, 1 some differ.  huizheng process dry-run p.bpmn --service CODE --data data");
    dry->add_option("file", given->dry.file, "The changed process (.bpmn) or rules (.dmn)")->required();
    dry->add_option("--service", given->dry.type, "Code of the service or event type")->required();
    dry->add_option("--from", given->dry.from, "Submitted on this day or later (2026-01-31)");
    dry->add_option("--to", given->dry.to, "Submitted on this day or earlier");
    dry->add_option("--most", given->dry.most, "At most so many, the latest first")
        ->check(CLI::Range(1, 100'000))
        ->capture_default_str();
    add_target(*dry, given->target);
    dry->callback([given, &exit_code] { exit_code = dry_run(given->target, given->dry); });
    add_process_migrate(*group, exit_code);
}

}  // namespace hz::app
