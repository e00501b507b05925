// SPDX-License-Identifier: Apache-2.0
#include "base/random.hpp"

#include <sys/random.h>

#include "base/check.hpp"

namespace hz {

void SystemRandom::fill(std::span<std::byte> out) {
    while (!out.empty()) {
        const auto got = getrandom(out.data(), out.size(), 0);
        check(got > 0, "the kernel gives no random bytes");
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

void SeededRandom::fill(std::span<std::byte> out) {
    const std::lock_guard lock(mutex_);
    for (auto& byte : out) byte = static_cast<std::byte>(engine_() & 0xFF);
}

}  // namespace hz
