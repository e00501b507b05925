// SPDX-License-Identifier: Apache-2.0
// Somebody who can write to the database file changes it, one place at a time: every table, every column, rows removed
// and rows made up. Verification must name the table and the row. A table that nobody decided about fails.
#include "app/check/attack_fixture.hpp"

namespace hz::app {

// A case that waits for what no flow of these packs waits for.
void Attack::wait_for_a_message(std::vector<pack::Pack> packs) {
    const auto agency = strings("select agency from case_file order by id limit 1").at(0);
    auto waiting = pack::load_files(
        {{"pack.yaml",
          "id: waiting\nversion: 1.0.0\ntitle: {zh: 等待, en: Waiting}\ndepends: []\n"
          "purpose: {zh: 测试, en: Tests}\n"
          "legal_basis: [{law: {zh: 无, en: None}, article: {zh: 无, en: None}}]\n"},
         {"events/waiting/type.yaml", "code: waiting\ntitle: {zh: 等待, en: Waiting}\nagency: \"" + agency +
                                          "\"\napply: {subject: person}\nsearch: []\nlimits:\n  - {code: promised, "
                                          "number: 3, unit: working_day, legal_basis: {zh: 承诺, en: Promised}}\n"},
         {"events/waiting/form.json", R"({"type": "default", "id": "waiting", "schemaVersion": 16, "components": []})"},
         {"events/waiting/process.bpmn",
          R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:hz="urn:huizheng:bpmn:1"
              targetNamespace="urn:t"><message id="word" name="word"/><process id="waiting" isExecutable="true">
              <startEvent id="start"/><receiveTask id="wait" messageRef="word" hz:key="&quot;it's here&quot;"/>
              <endEvent id="end"/><sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
              <sequenceFlow id="b" sourceRef="wait" targetRef="end"/></process></definitions>)"}});
    ASSERT_TRUE(waiting) << why(waiting);
    packs.push_back(std::move(*waiting));
    const auto imported = node->import(packs);
    ASSERT_TRUE(imported) << why(imported);
    auto sent = node->store->write_wait([&](Session& s) {
        cases::SubmitCase command;
        command.type = "waiting";
        command.form = JsonObject{};
        return node->cases->submit(s, *cast.residents.begin()->second, command);
    });
    ASSERT_TRUE(sent) << why(sent);
}

bool Attack::somebody_is_away(Session& s) {
    const auto now = clock.now();
    return std::ranges::any_of(cast.staff, [&](const auto& one) {
        const auto& who = *one.second;
        return identity::record_absence(s, *node->identity, who, who.person, now, now + std::chrono::hours(48))
            .has_value();
    });
}

void Attack::keep(const std::string& table) {
    run("drop table if exists kept");
    run("create table kept as select * from " + table);
}

void Attack::put_back(const std::string& table) {
    run("delete from " + table);
    ASSERT_TRUE(run("insert into " + table + " select * from kept") || rows_of(table).empty()) << table;
}

void Attack::change_each_column(const Table& table, const RowKey& row, const std::set<std::string>& left_out) {
    for (const auto& column : table.columns) {
        if (left_out.contains(column.name)) continue;
        bool took = false;
        for (const auto& value : changes(column)) {
            if (!run("update " + table.name + " set " + column.name + " = " + value + " where " + row.where)) continue;
            took = true;
            // A session that is gone ended, so of one under another token only the new row shows.
            const bool elsewhere = table.name == "login_session" && column.key;
            expect_found(table.name, elsewhere ? "" : row.name, column.name + " := " + value);
            put_back(table.name);
        }
        EXPECT_TRUE(took) << table.name << "." << column.name << " of " << row.name << " could not be changed";
    }
}

void Attack::remove_and_make_up(const Table& table, const RowKey& row) {
    if (table.name != "login_session") {  // sessions end without an event
        ASSERT_TRUE(run("delete from " + table.name + " where " + row.where));
        expect_found(table.name, row.name, "removed");
        put_back(table.name);
    }
    // A copy under another key.
    const auto key = std::ranges::find_if(table.columns, [](const Column& column) { return column.key; });
    for (const auto& value : changes(*key)) {
        std::string names, values;
        for (const auto& column : table.columns) {
            names += (names.empty() ? "" : ", ") + column.name;
            // Unique columns must not stand in the way: every text that is no key gets a new end.
            const bool unique = (table.name == "person" && column.name == "number_digest") ||
                                (table.name == "definition" && column.name == "state");
            const bool longer = (table.name == "case_file" && column.name == "number") ||
                                (table.name == "account" && column.name == "login") ||
                                (table.name == "insight_finding" && column.name == "rule") ||
                                (table.name == "record" && column.name == "key");
            const bool shifted = table.name == "service_licence" && column.name == "record_id";
            const std::string other = unique    ? (column.name == "state" ? "'retired'" : "null")
                                      : longer  ? column.name + " || 'x'"
                                      : shifted ? column.name + " + 1"
                                                : column.name;
            values += (values.empty() ? "" : ", ") + (&column == &*key ? value : other);
        }
        const auto before = strings("select cast(count(*) as text) from " + table.name);
        if (!run("insert into " + table.name + " (" + names + ") select " + values + " from " + table.name + " where " +
                 row.where))
            continue;
        ++attacks_;
        const auto found = findings(table.name);
        const bool named = std::ranges::any_of(
            found.breaks(), [&](const auto& one) { return one.table == table.name && one.key != row.name; });
        EXPECT_TRUE(named) << table.name << " " << row.name << ": a copy was not found; " << all(found);
        put_back(table.name);
        return;
    }
    ADD_FAILURE() << table.name << ": no copy could be made";
}

void Attack::attack(const Table& table, const std::set<std::string>& left_out) {
    const auto rows = rows_of(table);
    EXPECT_FALSE(rows.empty()) << table.name << " is empty: nothing is shown";
    keep(table.name);
    for (const auto& row : rows) {
        change_each_column(table, row, left_out);
        remove_and_make_up(table, row);
        if (HasFatalFailure()) return;
    }
}

TEST_P(Attack, EveryTableIsDecidedAndEveryChangeIsFound) {
    const auto whole = ledger::verify(*node->ledger, state_checks());
    ASSERT_TRUE(whole) << why(whole);
    std::string breaks;
    for (const auto& one : whole->breaks) breaks += "\n  " + one.text("en");
    ASSERT_TRUE(whole->whole()) << breaks;

    std::set<std::string> covered, open;
    std::map<std::string, std::set<std::string>> columns;
    for (const auto& [name, _] : whole->tables) covered.insert(name);
    for (const auto& one : whole->not_covered) {
        if (one.column.empty())
            open.insert(std::string(one.table));
        else
            columns[std::string(one.table)].insert(std::string(one.column));
    }
    // Without an application that went wrong these stay empty.
    const std::set<std::string> may_be_empty{"case_timer", "case_job", "case_incident", "service_licence"};
    for (const auto& table : tables()) {
        const bool index = table.name.starts_with("search_");
        if (table.name == "kept" || table.name.starts_with("ledger_")) continue;  // the ledger's walk has its own test
        if (index || open.contains(table.name)) continue;
        EXPECT_TRUE(covered.contains(table.name))
            << table.name << ": a new table; give it a check, or say in not_covered() why it needs none";
        if (!covered.contains(table.name) || (may_be_empty.contains(table.name) && rows_of(table).empty())) continue;
        attack(table, columns[table.name]);
    }
    EXPECT_GT(attacks_, sqlite() ? 400 : 100);
    const auto after = findings();
    EXPECT_EQ(after.found(), 0) << "everything was put back\n" << all(after);
}

// What is rightly gone is no break: it is counted.
TEST_P(Attack, AnErasedPersonIsNoBreak) {
    const auto person = cast.residents.begin()->second->person;
    const auto by = identity::system_actor("test");
    const auto erased = node->store->write_wait([&](Session& s) -> Result<bool> {
        if (auto records = registry::erase_records(s, *node->registry, by, person, {"", "", "asked for", ""}); !records)
            return records.error();
        if (auto done = identity::erase_person(s, *node->identity, by, person, "the law"); !done) return done.error();
        return true;
    });
    ASSERT_TRUE(erased) << why(erased);
    const auto found = findings();
    EXPECT_EQ(found.found(), 0) << all(found);
    EXPECT_EQ(found.counts().at("person").erased, 1);
    EXPECT_GT(found.counts().at("case_file").erased, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Attack, testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

}  // namespace hz::app
