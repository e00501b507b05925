// SPDX-License-Identifier: Apache-2.0
#include "app/command/common.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "app/errors.hpp"

namespace hz::app {
namespace {

// The last number: serving processes count from 0.
constexpr unsigned command_node = 63;

std::string_view environment_language() {
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const auto* value = std::getenv(name); value && *value) return value;
    return {};
}

}  // namespace

bool Target::chinese() const { return lang.empty() ? environment_language().starts_with("zh") : lang == "zh"; }

std::string Target::text(const Error& error) const {
    auto out = message(*error.code, error.params, locale());
    for (const auto& field : error.fields)
        out += "\n  " + field.path + "  " + message(*field.code, field.params, locale());
    if (!error.detail.empty()) out += "\n  " + error.detail;
    return out;
}

std::string Target::url() const {
    return db.empty() ? "sqlite:" + (std::filesystem::path(data) / "huizheng.db").string() : db;
}

bool Target::has_store() const {
    return !db.empty() || std::filesystem::exists(std::filesystem::path(data) / "huizheng.db");
}

int Target::fail(const Error& error) const {
    std::cerr << text(error) << '\n';
    return exit_failed;
}

Result<std::unique_ptr<Node>> Target::open(Clock& clock, bool create, bool activate) const {
    if (!create && !has_store()) return refuse(errors::no_store, {{"path", data}});
    NodeOptions options;
    options.data = data;
    options.db = db;
    options.node = command_node;
    options.activate = activate;
    return Node::open(options, clock);
}

void add_language(CLI::App& command, Target& target) {
    command.add_option("--lang", target.lang, "zh or en; as the environment says where it is left out")
        ->check(CLI::IsMember({"zh", "en"}));
}

void add_target(CLI::App& command, Target& target) {
    command.add_option("--data", target.data, "Folder of the keyring and the database")->capture_default_str();
    command.add_option("--db", target.db, "postgresql://... instead of the embedded database");
    add_language(command, target);
}

std::string readable(Time t) {
    auto text = format_rfc3339(t);
    text[10] = ' ';
    return text.substr(0, 19) + " UTC";
}

}  // namespace hz::app
