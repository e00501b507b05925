// SPDX-License-Identifier: Apache-2.0
// What every command shares: where the store is, in which language to speak, how to say an error.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "app/node.hpp"

namespace CLI {
class App;
}

namespace hz::app {

// Exit codes: 0 done and well, 1 done and something is wrong, 2 could not be done.
inline constexpr int exit_wrong = 1;
inline constexpr int exit_failed = 2;

struct Target {
    std::string data = "data";
    std::string db;
    std::string lang;  // "zh", "en"; empty: as the environment says

    [[nodiscard]] bool chinese() const;
    [[nodiscard]] std::string_view locale() const { return chinese() ? "zh-Hans" : "en"; }
    [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const { return chinese() ? zh : en; }
    [[nodiscard]] std::string text(const Error& error) const;  // with its fields and detail, on several lines
    [[nodiscard]] std::string url() const;
    [[nodiscard]] bool has_store() const;  // of SQLite: the file is there
    // Prints to stderr; gives exit_failed.
    [[nodiscard]] int fail(const Error& error) const;
    // An existing store; `create`: or a new one. Uses a node number of its own, so that the serving process is not
    // disturbed. Without `activate` no pack takes effect: only to look at what is stored.
    [[nodiscard]] Result<std::unique_ptr<Node>> open(Clock& clock, bool create = false, bool activate = true) const;
};

// --data, --db, --lang.
void add_target(CLI::App& command, Target& target);
void add_language(CLI::App& command, Target& target);

// "2026-11-22 10:15:30 UTC"
[[nodiscard]] std::string readable(Time t);

}  // namespace hz::app
