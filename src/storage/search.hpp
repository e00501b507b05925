// SPDX-License-Identifier: Apache-2.0
// Full text by the engine's own index (FTS5, GIN) over one tokeniser: bigrams over runs of CJK, lower-cased words
// elsewhere.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.hpp"

namespace hz::storage {

// A named index of documents by a 63-bit key. `name` is a constant of the module, [a-z_]+.
// create_search is idempotent and is called once at start-up after migrate(), in a write.
void create_search(Session& session, std::string_view name);
void index_text(Session& session, std::string_view name, std::int64_t key, std::string_view text);  // replaces
void remove_text(Session& session, std::string_view name, std::int64_t key);
// Keys of documents that contain every word of `query` (a Chinese word as a substring), newest (largest) key first,
// below `before` (0: no bound).
[[nodiscard]] std::vector<std::int64_t> search(Session& session, std::string_view name, std::string_view query,
                                               std::size_t limit, std::int64_t before = 0);
// The shared tokeniser; tokens in order of appearance.
[[nodiscard]] std::vector<std::string> tokens(std::string_view utf8);

}  // namespace hz::storage
