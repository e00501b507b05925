// SPDX-License-Identifier: Apache-2.0
// What may be wrong around the program, in words, each with what to do. Changes nothing.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/command/common.hpp"

namespace hz::app {

enum class Grade { fine, note, serious };

struct Diagnosis {
    Grade grade = Grade::fine;
    std::string zh, en;  // what was found, and what to do
};

struct Patient {
    Target target;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
};

// Everything below, in an order in which it makes sense to mend it.
[[nodiscard]] std::vector<Diagnosis> diagnose(const Patient& patient, const Clock& clock);

[[nodiscard]] Diagnosis check_data_folder(const Target& target);
[[nodiscard]] Diagnosis check_disk(const Target& target);
[[nodiscard]] Diagnosis judge_space(std::uintmax_t bytes_left);
[[nodiscard]] Diagnosis check_keyring(const Target& target);
// Reachable, version, encoding, and not written by a newer program.
[[nodiscard]] Diagnosis check_database(const Target& target);
// Against the program's own file, the newest ledger entry, and the database file.
[[nodiscard]] Diagnosis check_clock(const Target& target, const Clock& clock);
// Of the calendar that is published in the store.
[[nodiscard]] Diagnosis check_calendar(const Target& target, const Clock& clock);
[[nodiscard]] Diagnosis check_fonts();
[[nodiscard]] Diagnosis check_port(const std::string& address, std::uint16_t port);

}  // namespace hz::app
