// SPDX-License-Identifier: Apache-2.0
#include "storage/search.hpp"

#include <algorithm>
#include <limits>

#include "base/check.hpp"
#include "storage/postgresql/search.hpp"
#include "storage/sqlite/search.hpp"

namespace hz::storage {
namespace {

// The table of an index. Names are constants of the program; anything else is a bug.
std::string table_of(std::string_view name) {
    check(!name.empty() && std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }),
          "the name of a search index is [a-z_]+");
    return "search_" + std::string(name);
}

}  // namespace

void create_search(Session& session, std::string_view name) {
    if (session.engine() == Engine::sqlite) return sqlite::create_search(session, table_of(name));
    return postgresql::create_search(session, table_of(name));
}

void index_text(Session& session, std::string_view name, std::int64_t key, std::string_view text) {
    if (session.engine() == Engine::sqlite) return sqlite::index_text(session, table_of(name), key, text);
    return postgresql::index_text(session, table_of(name), key, text);
}

void remove_text(Session& session, std::string_view name, std::int64_t key) {
    if (session.engine() == Engine::sqlite) return sqlite::remove_text(session, table_of(name), key);
    return postgresql::remove_text(session, table_of(name), key);
}

std::vector<std::int64_t> search(Session& session, std::string_view name, std::string_view query, std::size_t limit,
                                 std::int64_t before) {
    if (before == 0) before = std::numeric_limits<std::int64_t>::max();
    if (session.engine() == Engine::sqlite) return sqlite::search(session, table_of(name), query, limit, before);
    return postgresql::search(session, table_of(name), query, limit, before);
}

}  // namespace hz::storage
