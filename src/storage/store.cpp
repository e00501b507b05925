// SPDX-License-Identifier: Apache-2.0
#include "storage/store.hpp"

#include "storage/engine_store.hpp"
#include "storage/errors.hpp"
#include "storage/postgresql/store.hpp"
#include "storage/sqlite/store.hpp"

namespace hz::storage {

Result<std::unique_ptr<Store>> open(const Options& options) {
    const std::string_view url = options.url;
    try {
        if (url.starts_with("sqlite:")) return sqlite::open_store(options);
        if (url.starts_with("postgresql:") || url.starts_with("postgres:")) return postgresql::open_store(options);
    } catch (const Failure& failure) {
        return failure.error();
    }
    return refuse(errors::cannot_open, {{"reason", "sqlite:PATH | postgresql://..."}});
}

}  // namespace hz::storage
