// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/describe.hpp>
#include <optional>

#include "document/file.hpp"

namespace hz::api {

enum class FileState { uploading, stored };
BOOST_DESCRIBE_ENUM(FileState, uploading, stored)

struct StoredFile {
    document::FileId id;
    std::string name;
    std::int64_t size = 0;
    std::string media_type, material;
    std::int64_t offset = 0;  // bytes that are safely stored
    FileState state = FileState::uploading;
    std::string digest;  // hex; empty until stored
};
BOOST_DESCRIBE_STRUCT(StoredFile, (), (id, name, size, media_type, material, offset, state, digest))

[[nodiscard]] inline StoredFile file_view(const document::File& file) {
    return {file.id,
            file.name,
            file.size,
            file.media_type,
            file.material,
            file.received,
            file.state == "stored" ? FileState::stored : FileState::uploading,
            file.digest};
}

}  // namespace hz::api
