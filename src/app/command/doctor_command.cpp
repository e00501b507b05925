// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/doctor.hpp"

namespace hz::app {
namespace {

int examine(const Patient& patient) {
    const auto& t = patient.target;
    SystemClock clock;
    std::size_t bad = 0;
    std::size_t notes = 0;
    for (const auto& found : diagnose(patient, clock)) {
        bad += found.grade == Grade::serious;
        notes += found.grade == Grade::note;
        std::cout << (found.grade == Grade::fine   ? t.say("正常  ", "fine     ")
                      : found.grade == Grade::note ? t.say("注意  ", "note     ")
                                                   : t.say("故障  ", "SERIOUS  "))
                  << t.say(found.zh, found.en) << '\n';
    }
    std::cout << t.say("故障 ", "serious ") << bad << t.say("，注意 ", ", notes ") << notes << std::endl;
    return bad == 0 ? 0 : exit_wrong;
}

}  // namespace

void add_doctor(CLI::App& program, int& exit_code) {
    auto patient = std::make_shared<Patient>();
    auto* command = program.add_subcommand(
        "doctor",
        "What is wrong around the program, and what to do; exit 1 if serious.  huizheng doctor --data data/demo");
    add_target(*command, patient->target);
    command->add_option("--address", patient->address, "Address that serve would listen on")->capture_default_str();
    command->add_option("--port", patient->port, "Port that serve would listen on")->capture_default_str();
    command->callback([patient, &exit_code] { exit_code = examine(*patient); });
}

}  // namespace hz::app
