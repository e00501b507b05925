// SPDX-License-Identifier: Apache-2.0
#include "ledger/verify.hpp"

#include <functional>
#include <map>

#include "ledger/errors.hpp"
#include "ledger/subscription.hpp"
#include "ledger/test_ledger.hpp"

namespace hz::ledger {
namespace {

class VerifyTest : public LedgerTest {
  protected:
    // One of everything: sealed, clear and erased events, several tiles on two levels, heads, a subscription.
    void fill() {
        append_many(100);
        settle(100);
        ASSERT_TRUE(store
                        ->write_wait([&](storage::Session& s) -> Result<int> {
                            log->erase(s, SubjectId{1}, entry("person:1", {{"reason", "asked"}}));
                            return 0;
                        })
                        .has_value());
        append_many(100);
        settle(201);
        Subscription reader(*log, "test");
        ASSERT_TRUE(reader
                        .run(50,
                             [](storage::Session&, const std::vector<Event>&) -> Result<Subscription::Write> {
                                 return [](storage::Session&) -> Result<void> { return {}; };
                             })
                        .has_value());
    }
    struct Column {
        std::string name, type;
    };
    bool sqlite() const { return GetParam() == storage::Engine::sqlite; }
    std::vector<std::string> strings(const std::string& query) {
        return read([&](storage::Session& s) {
            std::vector<std::string> out;
            s.each<std::string>(query, [&](std::string text) { out.push_back(std::move(text)); });
            return out;
        });
    }
    std::vector<std::string> tables() {
        return strings(sqlite()
                           ? "select name from sqlite_master where type = 'table' and name like 'ledger%' order by name"
                           : "select table_name::text from information_schema.tables where table_name like 'ledger%' "
                             "order by table_name");
    }
    std::vector<Column> columns(const std::string& table) {
        const auto query =
            sqlite()
                ? "select name, lower(type) from pragma_table_info('" + table + "')"
                : "select column_name::text, data_type::text from information_schema.columns where table_name = '" +
                      table + "' order by ordinal_position";
        return read([&](storage::Session& s) {
            std::vector<Column> out;
            s.each<std::string, std::string>(query, [&](std::string name, std::string type) {
                out.push_back({std::move(name), type == "blob" ? "bytea" : type == "integer" ? "bigint" : type});
            });
            return out;
        });
    }
    void keep(const std::string& table) {
        run("drop table if exists kept");
        run("create table kept as select * from " + table);
    }
    void put_back(const std::string& table) {
        run("delete from " + table);
        run("insert into " + table + " select * from kept");
    }
    void run(const std::string& text) {
        const auto done =
            store->write_wait([&](storage::Session& s) -> Result<std::int64_t> { return s.change(text); });
        ASSERT_TRUE(done.has_value()) << text << done.error().detail;
    }
    // False where the engine itself refuses the value (a key that is taken).
    template <class T>
    bool set(const std::string& table, const std::string& column, const std::string& key, const std::string& at,
             const T& value) {
        const auto done = store->write_wait([&](storage::Session& s) -> Result<std::int64_t> {
            return s.change("update " + table + " set " + column + " = $1 where cast(" + key + " as text) = $2", value,
                            at);
        });
        return done && *done == 1;
    }
    // Applies every kind of change to one field; `expect` is called after each that took.
    void change_field(const std::string& table, const Column& column, const std::string& key, const std::string& at,
                      const std::function<void(const std::string&)>& expect) {
        const auto where = " from " + table + " where cast(" + key + " as text) = '" + at + "'";
        const auto attempt = [&](const std::string& how, const auto& value) {
            if (!set(table, column.name, key, at, value)) return false;
            expect(table + "." + column.name + " of " + at + ": " + how);
            put_back(table);
            return true;
        };
        if (column.type == "bigint") {
            const auto old = std::get<0>(
                *read([&](storage::Session& s) { return s.row<std::int64_t>("select " + column.name + where); }));
            EXPECT_TRUE(attempt("one more", old + 1) || attempt("much more", old + 100'003))
                << table << "." << column.name;
        } else if (column.type == "text") {
            auto text = std::get<0>(
                *read([&](storage::Session& s) { return s.row<std::string>("select " + column.name + where); }));
            EXPECT_TRUE(attempt("longer", text + "x"));
            text[text.size() / 2] = text[text.size() / 2] == '1' ? '2' : '1';
            EXPECT_TRUE(attempt("another character", text));
        } else {
            ASSERT_EQ(column.type, "bytea") << table << "." << column.name;
            auto bytes =
                std::get<0>(*read([&](storage::Session& s) { return s.row<Bytes>("select " + column.name + where); }));
            auto longer = bytes;
            longer.push_back(std::byte{0});
            EXPECT_TRUE(attempt("longer", longer));
            if (bytes.empty()) return;
            for (const auto byte : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
                auto flipped = bytes;
                flipped[byte] ^= std::byte{4};
                EXPECT_TRUE(attempt("byte " + std::to_string(byte) + " flipped", flipped));
            }
            bytes.pop_back();
            EXPECT_TRUE(attempt("shorter", bytes));
        }
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, VerifyTest, testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(VerifyTest, a_whole_ledger_is_whole) {
    fill();
    const auto report = verified();
    EXPECT_TRUE(report.whole()) << all_breaks(report);
    EXPECT_EQ(report.size, 201);
    EXPECT_EQ(report.erased, 25);
    EXPECT_EQ(report.sealed, 25 + 25 + 75);
    EXPECT_GE(report.heads, 2);
    ASSERT_TRUE(report.head.has_value());
    EXPECT_EQ(report.head->size, 201);
    EXPECT_EQ(report.head->root, report.root);
}

TEST_P(VerifyTest, every_changed_field_of_every_table_is_found_and_located) {
    fill();
    std::map<std::string, std::int64_t> positions;
    for (const auto& event : read([&](storage::Session& s) { return log->read(s, 0, 1000); }))
        positions[std::to_string(event.id.value)] = event.position;
    ASSERT_EQ(tables(), (std::vector<std::string>{"ledger_event", "ledger_head", "ledger_meta", "ledger_subject_key",
                                                  "ledger_subscription", "ledger_tile"}));
    int changes = 0;
    for (const auto& table : tables()) {
        keep(table);
        const auto all = columns(table);
        const auto key = all.front().name;
        const auto rows = strings("select cast(" + key + " as text) from " + table + " order by " + key);
        ASSERT_FALSE(rows.empty()) << table;
        const auto step = std::max<std::size_t>(1, rows.size() / 5);
        for (std::size_t i = 0; i < rows.size(); i += step)
            for (const auto& column : all)
                change_field(table, column, key, rows[i], [&](const std::string& what) {
                    ++changes;
                    const auto report = verified();
                    EXPECT_FALSE(report.whole()) << what << " was not noticed";
                    const auto wanted = table == "ledger_event"  ? positions.at(rows[i])
                                        : table == "ledger_tile" ? std::stoll(rows[i]) % (1LL << 48) * 64
                                                                 : -1;
                    bool located = wanted < 0;
                    for (const auto& b : report.breaks) {
                        EXPECT_EQ(b.text("en").find('{'), std::string::npos) << b.text("en");
                        located = located || b.position == wanted ||
                                  (table == "ledger_tile" && b.position / 64 == wanted / 64);
                    }
                    EXPECT_TRUE(located) << what << " should be located at " << wanted << " but\n"
                                         << all_breaks(report);
                });
    }
    EXPECT_GT(changes, 200);
    const auto report = verified();
    EXPECT_TRUE(report.whole()) << "everything was put back\n" << all_breaks(report);
}

TEST_P(VerifyTest, removed_and_added_rows_are_found) {
    fill();
    for (const std::string table : {"ledger_event", "ledger_tile", "ledger_meta", "ledger_subject_key"}) {
        keep(table);
        const auto key = columns(table).front().name;
        const auto rows = strings("select cast(" + key + " as text) from " + table + " order by " + key);
        const auto step = std::max<std::size_t>(1, rows.size() / 5);
        for (std::size_t i = 0; i < rows.size(); i += step) {
            run("delete from " + table + " where cast(" + key + " as text) = '" + rows[i] + "'");
            EXPECT_FALSE(verified().whole()) << table << " without " << rows[i];
            put_back(table);
        }
    }
    run("insert into ledger_event (id, txid, stream, leaf, payload) select id - 1, txid, stream, leaf, payload from "
        "ledger_event order by id limit 1");
    const auto report = verified();
    EXPECT_FALSE(report.whole());
}

TEST_P(VerifyTest, entries_cut_off_at_the_end_are_missed_by_the_head) {
    fill();
    run("delete from ledger_tile where id in (3, 281474976710656)");
    run("delete from ledger_event where id >= (select first_id from ledger_tile where id = 2)");
    const auto report = verified();
    bool by_head = false;
    for (const auto& b : report.breaks) by_head = by_head || b.what.is(errors::break_head_size);
    EXPECT_TRUE(by_head) << all_breaks(report);
}

TEST_P(VerifyTest, an_empty_ledger_is_whole) {
    const auto report = verified();
    EXPECT_TRUE(report.whole()) << all_breaks(report);
    EXPECT_EQ(report.size, 0);
}

}  // namespace
}  // namespace hz::ledger
