// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/search.hpp"

#include <set>

#include "base/text.hpp"
#include "storage/tokens.hpp"

namespace hz::storage::postgresql {
namespace {

// An array literal; tokens hold nothing that would need an escape.
std::string array_of(const std::set<std::string, std::less<>>& tokens) {
    std::string out = "{";
    for (const auto& token : tokens) out += (out.size() == 1 ? "\"" : ",\"") + token + "\"";
    return out + "}";
}

// Bigrams, words, and single characters, so that a query of one character is found by the index too.
std::string document_tokens(std::string_view text) {
    std::set<std::string, std::less<>> tokens;
    each_word(text, [&](const Word& word) {
        each_token(word, true, [&](std::string_view token) { tokens.emplace(token); });
        if (!word.cjk) return;
        for (std::string_view rest = word.text; !rest.empty(); rest.remove_prefix(prefix(rest, 1).size()))
            tokens.emplace(prefix(rest, 1));
    });
    return array_of(tokens);
}

}  // namespace

void create_search(Session& session, const std::string& table) {
    session.exec("create table if not exists " + table +
                 " (key bigint primary key, text text not null, tokens text[] not null)");
    // New rows wait in a list that every search reads through: a short one.
    session.exec("create index if not exists " + table + "_tokens on " + table +
                 " using gin (tokens) with (gin_pending_list_limit = 128)");
}

void index_text(Session& session, const std::string& table, std::int64_t key, std::string_view text) {
    session.exec("insert into " + table +
                     " (key, text, tokens) values ($1, $2, $3)"
                     " on conflict (key) do update set text = excluded.text, tokens = excluded.tokens",
                 key, fold(text), document_tokens(text));
}

void remove_text(Session& session, const std::string& table, std::int64_t key) {
    session.exec("delete from " + table + " where key = $1", key);
}

std::vector<std::int64_t> search(Session& session, const std::string& table, std::string_view query, std::size_t limit,
                                 std::int64_t before) {
    std::vector<std::int64_t> keys;
    const auto words = query_words(query);
    if (words.empty()) return keys;
    std::set<std::string, std::less<>> tokens;
    std::vector<Value> args{std::string_view{}, before, static_cast<std::int64_t>(limit)};
    // "offset 0", and the bound outside: or the planner may walk down the keys, which for a rare word is the whole
    // table.
    std::string sql =
        "select key from (select key, text from " + table + " where tokens @> $1 offset 0) found where key < $2";
    for (const auto& word : words) {
        each_token(word, false, [&](std::string_view token) { tokens.emplace(token); });
        if (!word.cjk || word.characters < 3) continue;  // one bigram says it all
        args.emplace_back(std::string_view(word.text));
        sql += " and strpos(text, $" + std::to_string(args.size()) + ") > 0";
    }
    const std::string array = array_of(tokens);
    args.front() = std::string_view(array);
    session.do_query(sql + " order by key desc limit $3", args, [&](const Row& row) {
        keys.push_back(row.integer(0));
        return true;
    });
    return keys;
}

}  // namespace hz::storage::postgresql
