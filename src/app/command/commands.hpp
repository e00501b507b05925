// SPDX-License-Identifier: Apache-2.0
// The commands besides `serve`. Each is one file here; a run sets `exit_code`: 0 well, 1 something is wrong, 2 not
// done.
#pragma once

namespace CLI {
class App;
}

namespace hz::app {

// Everything below. `exit_code` outlives the parsing.
void add_commands(CLI::App& program, int& exit_code);

void add_pack(CLI::App& program, int& exit_code);     // pack check | import | export | list
void add_ledger(CLI::App& program, int& exit_code);   // ledger verify | head
void add_receipt(CLI::App& program, int& exit_code);  // receipt verify
void add_admin(CLI::App& program, int& exit_code);    // admin create-account | reset-password
void add_backup(CLI::App& program, int& exit_code);   // backup, restore, migrate
void add_openapi(CLI::App& program, int& exit_code);  // openapi
void add_process(CLI::App& program, int& exit_code);  // process check | suite
void add_doctor(CLI::App& program, int& exit_code);   // doctor
void add_rules(CLI::App& program, int& exit_code);    // rules eval | table | tck

// incidents and retry, into the group admin.
void add_incidents(CLI::App& group, int& exit_code);
// Of `process`.
void add_process_migrate(CLI::App& group, int& exit_code);  // process migrate

}  // namespace hz::app
