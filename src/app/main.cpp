// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "app/command/commands.hpp"
#include "app/serve_command.hpp"

int main(int argc, char** argv) {
    CLI::App program{"Huizheng: an open digital-government platform in one program"};
    program.require_subcommand(1);
    int code = 0;
    hz::app::add_serve(program, code);
    hz::app::add_commands(program, code);
    CLI11_PARSE(program, argc, argv);
    return code;
}
