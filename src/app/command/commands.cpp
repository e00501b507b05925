// SPDX-License-Identifier: Apache-2.0
#include "app/command/commands.hpp"

namespace hz::app {

void add_commands(CLI::App& program, int& exit_code) {
    add_doctor(program, exit_code);
    add_pack(program, exit_code);
    add_ledger(program, exit_code);
    add_receipt(program, exit_code);
    add_admin(program, exit_code);
    add_backup(program, exit_code);
    add_openapi(program, exit_code);
    add_rules(program, exit_code);
    add_process(program, exit_code);
}

}  // namespace hz::app
