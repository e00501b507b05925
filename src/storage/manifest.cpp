// SPDX-License-Identifier: Apache-2.0
#include "storage/manifest.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/json.hpp"
#include "crypto/suite.hpp"
#include "storage/errors.hpp"

namespace hz::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_name = "manifest.json";
constexpr std::size_t piece_bytes = 1 << 16;

const crypto::Suite& suite() { return crypto::suite_by_name("intl"); }

std::string digest_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    const auto digester = suite().digester();
    std::string piece(piece_bytes, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
        digester->update(as_bytes({piece.data(), static_cast<std::size_t>(in.gcount())}));
    return to_hex(digester->finish());
}

Error damaged(const fs::path& folder, const std::string& reason) {
    return refuse(errors::damaged_backup, {{"path", folder.string()}, {"reason", reason}});
}

BackupInfo info_of(Engine engine, const Json& manifest, const std::string& text) {
    BackupInfo info{engine, 0, 0, to_hex(suite().digest(as_bytes(text)))};
    for (const auto& file : get_array(manifest, "files")) {
        ++info.files;
        info.bytes += static_cast<std::uint64_t>(get_int(file, "bytes"));
    }
    return info;
}

}  // namespace

std::string engine_name(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "postgresql"; }

Failure cannot_write(const fs::path& path, const std::string& reason) {
    return Failure(refuse(errors::cannot_write_backup, {{"path", path.string()}, {"reason", reason}}));
}

void sync_to_disk(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = file >= 0 && fsync(file) == 0;
    const int error = errno;
    if (file >= 0) ::close(file);
    if (!synced) throw cannot_write(path, std::generic_category().message(error));
}

BackupInfo write_manifest(const fs::path& folder, Engine engine) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
    std::ranges::sort(paths);
    JsonArray files;
    for (const auto& path : paths) {
        files.push_back(JsonObject{{"name", path.filename().string()},
                                   {"bytes", static_cast<std::int64_t>(fs::file_size(path))},
                                   {"sha256", digest_of(path)}});
        sync_to_disk(path);
    }
    const Json manifest = JsonObject{{"format", 1}, {"engine", engine_name(engine)}, {"files", std::move(files)}};
    const std::string text = canonical(manifest);
    std::ofstream out(folder / file_name, std::ios::binary);
    if (!(out << text).flush()) throw cannot_write(folder / file_name, "write");
    sync_to_disk(folder / file_name);
    return info_of(engine, manifest, text);
}

Result<BackupInfo> check_manifest(const fs::path& folder) {
    std::ifstream in(folder / file_name, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto manifest = parse_json(text, {.bytes = std::size_t{16} << 20});
    if (!manifest || get_int(*manifest, "format") != 1) return damaged(folder, std::string(file_name));
    for (const auto& file : get_array(*manifest, "files")) {
        const fs::path name = std::string(get_text(file, "name"));
        if (name.empty() || name != name.filename()) return damaged(folder, std::string(file_name));
        std::error_code missing;
        const auto size = fs::file_size(folder / name, missing);
        if (missing || size != static_cast<std::uint64_t>(get_int(file, "bytes")) ||
            digest_of(folder / name) != get_text(file, "sha256"))
            return damaged(folder, name.string());
    }
    const bool sqlite = get_text(*manifest, "engine") == engine_name(Engine::sqlite);
    return info_of(sqlite ? Engine::sqlite : Engine::postgresql, *manifest, text);
}

}  // namespace hz::storage
