// SPDX-License-Identifier: Apache-2.0
// Needs no database, no network, no server.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
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

}  // namespace

void add_process(CLI::App& program, int& exit_code) {
    struct Given {
        Target target;
        std::vector<std::string> files;
        bool hosted = false;
        std::string cases, folder;
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
}

}  // namespace hz::app
