// SPDX-License-Identifier: Apache-2.0
#include "app/seed/workplace.hpp"

#include "app/errors.hpp"

namespace hz::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* keyring = "keyring.json";
constexpr const char* log = "huizheng.db-wal";  // left by a closed store too: the last to close may be a reader
constexpr const char* store = "huizheng.db";

Result<void> cannot_write(const fs::path& path, const std::error_code& fault) {
    return refuse(errors::cannot_write, {{"path", path.string()}, {"reason", fault.message()}});
}

}  // namespace

bool Workplace::has_store() const {
    std::error_code ignored;
    if (fs::exists(data_ / store, ignored)) return true;
    const bool cut_off = fs::exists(data_ / keyring, ignored) && fs::exists(folder() / store, ignored) &&
                         !fs::exists(folder() / keyring, ignored);
    return cut_off && move_up();
}

Result<void> Workplace::clear() const {
    std::error_code fault;
    fs::remove_all(folder(), fault);
    if (fault) return cannot_write(folder(), fault);
    return {};
}

// The database last: where it is, all is there.
Result<void> Workplace::move_up() const {
    for (const auto* name : {keyring, log, store}) {
        std::error_code fault;
        if (fs::exists(folder() / name, fault)) fs::rename(folder() / name, data_ / name, fault);
        if (fault) return cannot_write(data_ / name, fault);
    }
    return clear();
}

}  // namespace hz::app
