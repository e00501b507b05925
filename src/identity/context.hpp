// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "identity/secrets.hpp"
#include "ledger/ledger.hpp"

namespace hz::identity {

class Directory;

// Numbers that differ by place and year; practice, not law (GB/T 22239 8.1.4 names no figures).
struct Settings {
    int failures_before_lock = 5;
    std::chrono::minutes failure_window{10};
    std::chrono::minutes lock_for{15};
    std::chrono::minutes idle_timeout{30};
    std::chrono::minutes session_lifetime{12 * 60};
    std::chrono::seconds touch_every{60};  // a session's last use is written at most this often
    std::size_t password_least = 8;
    std::size_t password_most = 128;
};

// What every function of the module is given. Outlives them all; each part is thread-safe.
struct Context {
    const Clock& clock;
    Random& random;
    IdSource& ids;
    ledger::Ledger& ledger;
    Secrets& secrets;
    Directory& directory;
    Settings settings{};
};

}  // namespace hz::identity
