// SPDX-License-Identifier: Apache-2.0
#include <zip.h>

#include <memory>

#include "pack/errors.hpp"
#include "pack/pack.hpp"

namespace hz::pack {
namespace {

constexpr zip_uint16_t first_day_of_zip = 0x21;  // 1980-01-01

struct Free {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

// What is in `pack` is read only when the archive is closed.
bool write(const Pack& pack, zip_source_t* into) {
    zip_source_keep(into);  // for the archive, which lets go of it
    std::unique_ptr<zip_t, Free> archive(zip_open_from_source(into, ZIP_TRUNCATE, nullptr));
    if (!archive) {
        zip_source_free(into);
        return false;
    }
    for (const auto& [path, content] : pack.files) {
        if (path.starts_with("seed/")) continue;
        auto* source = zip_source_buffer(archive.get(), content.data(), content.size(), 0);
        if (source == nullptr) return false;
        const auto at = zip_file_add(archive.get(), (pack.id + "/" + path).c_str(), source, ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            zip_source_free(source);
            return false;
        }
        zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(at), 0, first_day_of_zip, 0);
    }
    if (zip_close(archive.get()) != 0) return false;
    static_cast<void>(archive.release());
    return true;
}

bool read(zip_source_t* from, std::string& out) {
    zip_stat_t about;
    if (zip_source_stat(from, &about) != 0 || zip_source_open(from) != 0) return false;
    out.resize(about.size);
    const auto got = zip_source_read(from, out.data(), out.size());
    zip_source_close(from);
    return got >= 0 && static_cast<std::size_t>(got) == out.size();
}

}  // namespace

Result<std::string> archive(const Pack& pack) {
    const std::unique_ptr<zip_source_t, Free> memory(zip_source_buffer_create(nullptr, 0, 0, nullptr));
    std::string out;
    if (!memory || !write(pack, memory.get()) || !read(memory.get(), out))
        return refuse(errors::cannot_write, {{"path", pack.id + ".zip"}});
    return out;
}

}  // namespace hz::pack
