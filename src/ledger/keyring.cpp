// SPDX-License-Identifier: Apache-2.0
#include "ledger/keyring.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/json.hpp"
#include "ledger/errors.hpp"

namespace hz::ledger {
namespace {

constexpr std::size_t max_file_bytes = 16384;
constexpr std::int64_t version = 1;

class File {
  public:
    explicit File(int handle) : handle_(handle) {}
    ~File() {
        if (handle_ >= 0) ::close(handle_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int handle() const { return handle_; }
    [[nodiscard]] bool good() const { return handle_ >= 0; }

  private:
    int handle_;
};

Error unreadable(const std::filesystem::path& path, const std::string& reason) {
    return refuse(errors::keyring_unreadable, {{"path", path.string()}, {"reason", reason}});
}
Error unreadable(const std::filesystem::path& path) { return unreadable(path, std::generic_category().message(errno)); }

bool write_all(int handle, std::string_view text) {
    while (!text.empty()) {
        const auto n = ::write(handle, text.data(), text.size());
        if (n < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return ::fsync(handle) == 0;
}

Result<std::string> read_file(const std::filesystem::path& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.good()) {
        if (errno == ENOENT) return refuse(errors::keyring_missing, {{"path", path.string()}});
        return unreadable(path);
    }
    struct stat info {};
    if (::fstat(file.handle(), &info) != 0) return unreadable(path);
    if ((info.st_mode & 077) != 0) return refuse(errors::keyring_exposed, {{"path", path.string()}});
    std::string text(max_file_bytes + 1, '\0');
    std::size_t size = 0;
    for (;;) {
        const auto n = ::read(file.handle(), text.data() + size, text.size() - size);
        if (n < 0) return unreadable(path);
        if (n == 0) break;
        size += static_cast<std::size_t>(n);
    }
    text.resize(size);
    return text;
}

}  // namespace

std::string key_id_of(const crypto::Suite& suite, BytesView spki) {
    return to_hex(BytesView(suite.digest(spki)).first(8));
}

std::string Keyring::key_id() const { return key_id_of(*suite, signing->public_key().spki()); }

Hash Keyring::row_seal(std::string_view content) const {
    return suite->hmac(suite->derive(master, {}, "huizheng ledger: row seals", crypto::key_bytes), as_bytes(content));
}

Keyring make_keyring(const crypto::Suite& suite, const Clock& clock, Random& random) {
    Bytes name(8), master(crypto::key_bytes);
    random.fill(name);
    random.fill(master);
    return {&suite, to_hex(name), clock.now(), std::move(master), suite.generate_key(random)};
}

Result<void> save_keyring(const Keyring& keyring, const std::filesystem::path& path) {
    auto secret = keyring.signing->pkcs8();
    if (!secret) return secret.error();
    const Json document = {{"version", version},
                           {"suite", std::string(keyring.suite->name())},
                           {"log", keyring.log},
                           {"created_at", to_millis(keyring.created_at)},
                           {"master_key", to_base64(keyring.master)},
                           {"signing_key", to_base64(*secret)}};
    auto draft = path;
    draft += ".new";
    ::unlink(draft.c_str());
    {
        const File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!file.good() || !write_all(file.handle(), to_string(document) + "\n")) return unreadable(draft);
    }
    // link() fails where the name is taken, rename() would overwrite.
    if (::link(draft.c_str(), path.c_str()) != 0) return unreadable(path);
    ::unlink(draft.c_str());
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const File directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.good() || ::fsync(directory.handle()) != 0) return unreadable(folder);
    return {};
}

Result<Keyring> load_keyring(const std::filesystem::path& path) {
    const auto text = read_file(path);
    if (!text) return text.error();
    const auto json = parse_json(*text, {.bytes = max_file_bytes, .depth = 2});
    if (!json) return unreadable(path, "not valid JSON");
    const auto* suite = crypto::find_suite(get_text(*json, "suite"));
    const auto master = from_base64(get_text(*json, "master_key"));
    const auto secret = from_base64(get_text(*json, "signing_key"));
    const auto log = get_text(*json, "log");
    if (get_int(*json, "version") != version || suite == nullptr || log.empty() || !secret || !master ||
        master->size() != crypto::key_bytes)
        return unreadable(path, "not a key file of this version");
    auto key = suite->import_private(*secret);
    if (!key) return unreadable(path, "the signing key does not fit the suite");
    return Keyring{suite, std::string(log), from_millis(get_int(*json, "created_at")), *master, std::move(*key)};
}

}  // namespace hz::ledger
