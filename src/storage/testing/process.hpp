// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace hz::storage::testing {

// Starts a program that dies with this process. When this process is root it runs as `user`.
[[nodiscard]] pid_t spawn(const std::vector<std::string>& command, const std::string& log, const std::string& user);
// Its exit code, -1 where a signal ended it.
int wait_for(pid_t process);

}  // namespace hz::storage::testing
