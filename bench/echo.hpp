// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>

namespace hz::bench {

// The floor: a bare Beast server in the manner of its own examples, one io_context a thread, that answers every request
// with `body`. Writes its port to `tell` (a file descriptor) and runs until killed.
[[noreturn]] void serve_echo(std::string body, unsigned threads, int tell);

}  // namespace hz::bench
