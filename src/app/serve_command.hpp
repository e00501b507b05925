// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace CLI {
class App;
}

namespace hz::app {

// `huizheng serve`: runs until SIGINT or SIGTERM. `exit_code` is set when the command ran.
void add_serve(CLI::App& program, int& exit_code);

}  // namespace hz::app
