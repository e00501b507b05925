// SPDX-License-Identifier: Apache-2.0
#include "http/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

namespace hz::http {

Spool::~Spool() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool Spool::open(const std::string& folder) {
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor_ >= 0) return true;
    std::string name = folder + "/huizheng-upload-XXXXXX";  // a file system without O_TMPFILE
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ >= 0) ::unlink(name.c_str());
    return descriptor_ >= 0;
}

bool Spool::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto done = ::write(descriptor_, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(done));
        size_ += static_cast<std::uint64_t>(done);
    }
    return true;
}

std::shared_ptr<const SpooledFile> Spool::finish() {
    return std::make_shared<SpooledFile>(std::exchange(descriptor_, -1), size_);
}

}  // namespace hz::http
