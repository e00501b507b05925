// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/api_description.hpp"
#include "app/command/commands.hpp"
#include "app/command/common.hpp"

namespace hz::app {

void add_openapi(CLI::App& program, int& exit_code) {
    auto* command = program.add_subcommand("openapi", "Prints the OpenAPI 3.1 description of the API.");
    auto target = std::make_shared<Target>();
    add_language(*command, *target);
    command->callback([target, &exit_code] {
        SystemClock clock;
        const auto api = ApiDescription::open(clock);
        if (!api) {
            exit_code = target->fail(api.error());
            return;
        }
        std::cout << (*api)->document() << std::endl;
    });
}

}  // namespace hz::app
