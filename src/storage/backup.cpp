// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.hpp"

#include "storage/engine.hpp"
#include "storage/errors.hpp"
#include "storage/manifest.hpp"
#include "storage/postgresql/backup.hpp"
#include "storage/sqlite/backup.hpp"

namespace hz::storage {
namespace {

namespace fs = std::filesystem;

// Deletes an unfinished backup.
class Partial {
  public:
    explicit Partial(fs::path path) : path_(std::move(path)) {
        fs::remove_all(path_);
        fs::create_directories(path_);
        fs::permissions(path_, fs::perms::owner_all);  // it holds personal data
    }
    ~Partial() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Partial(const Partial&) = delete;
    Partial& operator=(const Partial&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

Engine engine_of(std::string_view url) { return url.starts_with("sqlite:") ? Engine::sqlite : Engine::postgresql; }

}  // namespace

Result<BackupInfo> backup(const Store& store, const fs::path& folder) try {
    if (fs::exists(folder)) return refuse(errors::backup_exists, {{"path", folder.string()}});
    const fs::path target = fs::absolute(folder);
    const Partial partial(target.parent_path() / (target.filename().string() + ".partial"));
    if (store.engine() == Engine::sqlite)
        sqlite::write_backup(store.url(), partial.path());
    else
        postgresql::write_backup(store.url(), partial.path());
    auto info = write_manifest(partial.path(), store.engine());
    sync_to_disk(partial.path());
    fs::rename(partial.path(), target);
    sync_to_disk(target.parent_path());
    return info;
} catch (const fs::filesystem_error& error) {
    return cannot_write(folder, error.code().message()).error();
} catch (const std::exception& thrown) {
    return failure_of(thrown);
}

Result<BackupInfo> check_backup(const fs::path& folder) { return check_manifest(folder); }

Result<BackupInfo> restore(const fs::path& folder, const std::string& url) try {
    auto info = check_manifest(folder);
    if (!info) return info;
    if (info->engine != engine_of(url))
        return refuse(errors::wrong_engine, {{"from", engine_name(info->engine)}, {"to", engine_name(engine_of(url))}});
    if (info->engine == Engine::sqlite)
        sqlite::read_backup(folder, url);
    else
        postgresql::read_backup(folder, url);
    return info;
} catch (const std::exception& thrown) {
    return failure_of(thrown);
}

}  // namespace hz::storage
