// SPDX-License-Identifier: Apache-2.0
#include "pack/pack.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "pack/errors.hpp"
#include "pack/layout.hpp"

namespace hz::pack {

namespace fs = std::filesystem;

namespace {

Error too_large(std::string what, std::size_t limit) {
    return refuse(errors::too_large, {{"what", std::move(what)}, {"limit", std::to_string(limit)}});
}

Result<std::string> read_file(const fs::path& path, std::size_t limit) {
    std::error_code failed;
    const auto size = fs::file_size(path, failed);
    if (failed) return refuse(errors::no_such_folder, {{"path", path.string()}});
    if (size > limit) return too_large("bytes", limit);
    std::ifstream in(path, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in.good() && !in.eof()) return refuse(errors::no_such_folder, {{"path", path.string()}});
    return content;
}

Result<std::map<std::string, std::string>> read_folder(const fs::path& folder, const PackLimits& limits) {
    std::error_code failed;
    std::map<std::string, std::string> files;
    std::size_t total = 0;
    fs::recursive_directory_iterator at(folder, failed);
    if (failed) return refuse(errors::no_such_folder, {{"path", folder.string()}});
    for (; at != fs::recursive_directory_iterator(); at.increment(failed)) {
        if (failed) return refuse(errors::no_such_folder, {{"path", folder.string()}});
        if (at->path().filename().string().starts_with(".")) {
            at.disable_recursion_pending();
            continue;
        }
        if (at->is_symlink() || !at->is_regular_file()) continue;
        auto content = read_file(at->path(), limits.file_bytes);
        if (!content) return content.error();
        total += content->size();
        if (total > limits.total_bytes) return too_large("bytes", limits.total_bytes);
        if (files.size() >= limits.files) return too_large("files", limits.files);
        files.emplace(at->path().lexically_relative(folder).generic_string(), std::move(*content));
    }
    return files;
}

// A path that stays below the folder: packs also arrive as uploads.
bool is_inside(const std::string& path) {
    if (path.empty() || path.starts_with('/') || path.find('\\') != std::string::npos) return false;
    return std::ranges::none_of(fs::path(path), [](const fs::path& name) { return name == ".." || name == "."; });
}

}  // namespace

const Definition* Pack::find(std::string_view kind, std::string_view code) const {
    const auto found =
        std::ranges::find_if(definitions, [&](const Definition& d) { return d.kind == kind && d.code == code; });
    return found == definitions.end() ? nullptr : &*found;
}

std::vector<std::string_view> kinds() {
    return {"pack",    "identifier",  "role",     "region",  "agency",     "calendar", "code_list",
            "setting", "supervision", "registry", "service", "event_type", "flow",     "text"};
}

Result<Pack> load(const fs::path& folder, PackLimits limits) {
    auto files = read_folder(folder, limits);
    if (!files) return files.error();
    return load_files(std::move(*files), limits);
}

Result<Pack> load_files(std::map<std::string, std::string> files, PackLimits limits) {
    if (files.size() > limits.files) return too_large("files", limits.files);
    for (const auto& [path, content] : files) {
        if (content.size() > limits.file_bytes) return too_large("bytes", limits.file_bytes);
        if (!is_inside(path)) return refuse(errors::cannot_write, {{"path", path}});
    }
    Pack pack;
    pack.files = std::move(files);
    read_definitions(pack);
    if (pack.id.empty() || pack.version.empty()) return refuse(errors::no_pack_file);
    return pack;
}

Result<void> save(const Pack& pack, const fs::path& folder) {
    for (const auto& [path, content] : pack.files) {
        const auto target = folder / path;
        std::error_code failed;
        fs::create_directories(target.parent_path(), failed);
        std::ofstream out(target, std::ios::binary | std::ios::trunc);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        out.close();
        if (failed || !out) return refuse(errors::cannot_write, {{"path", target.string()}});
    }
    return {};
}

}  // namespace hz::pack
