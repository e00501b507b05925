// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/search.hpp"

#include "storage/sqlite/connection.hpp"
#include "storage/tokens.hpp"

namespace hz::storage::sqlite {
namespace {

using OnToken = int (*)(void*, int, const char*, int, int, int);

// The interface of https://www.sqlite.org/fts5.html section 7.1. The tokeniser has no state, so an instance is only a
// mark.
int create_tokeniser(void* mark, const char**, int, Fts5Tokenizer** out) {
    *out = static_cast<Fts5Tokenizer*>(mark);
    return SQLITE_OK;
}
void delete_tokeniser(Fts5Tokenizer*) {}
int tokenise(Fts5Tokenizer*, void* context, int flags, const char* text, int size, OnToken on_token) {
    int code = SQLITE_OK;
    const bool query = (flags & FTS5_TOKENIZE_QUERY) != 0;
    each_word({text, static_cast<std::size_t>(size)}, [&](const Word& word) {
        // Offsets serve FTS5's snippets only, which nobody uses: a token gives its word's.
        each_token(word, !query, [&](std::string_view token) {
            if (code == SQLITE_OK)
                code = on_token(context, 0, token.data(), static_cast<int>(token.size()), static_cast<int>(word.begin),
                                static_cast<int>(word.end));
        });
    });
    return code;
}

fts5_api* find_fts5(sqlite3* handle) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle, "select fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api;
}

// FTS5's query language: every word quoted (words hold no quotes), all of them asked for.
std::string expression(std::string_view query) {
    std::string out;
    for (const auto& word : query_words(query)) {
        out += out.empty() ? "\"" : " \"";
        out += word.text;
        out += word.cjk && word.characters == 1 ? "\"*" : "\"";
    }
    return out;
}

}  // namespace

void register_tokeniser(sqlite3* handle) {
    fts5_api* api = find_fts5(handle);
    if (api == nullptr) throw Failure(error_of(SQLITE_ERROR, "this SQLite was built without FTS5"));
    fts5_tokenizer tokeniser{create_tokeniser, delete_tokeniser, tokenise};
    static char mark;
    if (const int code = api->xCreateTokenizer(api, "huizheng", &mark, &tokeniser, nullptr); code != SQLITE_OK)
        throw Failure(error_of(code, "cannot register the tokeniser"));
}

void create_search(Session& session, const std::string& table) {
    session.exec("create virtual table if not exists " + table + " using fts5(text, tokenize = 'huizheng')");
}

void index_text(Session& session, const std::string& table, std::int64_t key, std::string_view text) {
    session.exec("insert or replace into " + table + " (rowid, text) values ($1, $2)", key, text);
}

void remove_text(Session& session, const std::string& table, std::int64_t key) {
    session.exec("delete from " + table + " where rowid = $1", key);
}

std::vector<std::int64_t> search(Session& session, const std::string& table, std::string_view query, std::size_t limit,
                                 std::int64_t before) {
    std::vector<std::int64_t> keys;
    const std::string match = expression(query);
    if (match.empty()) return keys;
    session.each<std::int64_t>(
        "select rowid from " + table + " where text match $1 and rowid < $2 order by rowid desc limit $3",
        [&](std::int64_t key) { keys.push_back(key); }, match, before, limit);
    return keys;
}

}  // namespace hz::storage::sqlite
