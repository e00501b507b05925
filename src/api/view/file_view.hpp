// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/json.hpp"
#include "document/file.hpp"

namespace hz::api {

[[nodiscard]] inline Json file_json(const document::File& file) {
    return {{"id", to_text(file.id)},        {"name", file.name},         {"size", file.size},
            {"media_type", file.media_type}, {"material", file.material}, {"offset", file.received},
            {"state", file.state},           {"digest", file.digest}};
}

}  // namespace hz::api
