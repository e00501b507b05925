// SPDX-License-Identifier: Apache-2.0
// For the attack test: a store with something in every table, and the means to alter it one place at a time.
#pragma once
#include <algorithm>
#include <map>
#include <set>

#include "app/check/state_checks.hpp"
#include "app/flow/fixture.hpp"
#include "app/flow/flow.hpp"
#include "app/flow/player.hpp"
#include "cases/draft.hpp"
#include "document/file.hpp"
#include "identity/absence.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"
#include "identity/session.hpp"

namespace hz::app {

using ledger::StateFindings;
using storage::Session;

// On SQLite the county with a real licence issued; on PostgreSQL the kites, to keep it short.
class Attack : public NodeTest {
  protected:
    struct Column {
        std::string name, type;
        bool key = false;
    };
    struct Table {
        std::string name;
        std::vector<Column> columns;
    };

    void SetUp() override {
        if (const auto reason = storage::testing::why_not(GetParam()); !reason.empty())
            GTEST_SKIP() << "SKIPPED: " << reason;
        options.data = folder.path() / "data";
        options.db = storage::testing::fresh_url(GetParam());
        open();
        if (sqlite())
            play_the_county();
        else
            play_the_kites();
        add_what_flows_leave_out();
    }
    [[nodiscard]] bool sqlite() const { return GetParam() == storage::Engine::sqlite; }

    void import_and_play(const std::vector<pack::Pack>& packs, const std::set<std::string>& flows) {
        const auto imported = node->import(packs);
        ASSERT_TRUE(imported) << why(imported);
        auto all = flows_of(packs.back());
        ASSERT_TRUE(all) << why(all);
        PeopleOptions people;
        people.only_named = true;
        for (const auto& flow : *all)
            if (flows.contains(flow.code)) {
                people.residents.insert(flow.applicant.resident);
                if (flow.applicant.company > 0) people.companies.insert(flow.applicant.company);
            }
        auto loaded = load_people(*node, packs.back(), people);
        ASSERT_TRUE(loaded) << why(loaded);
        cast = std::move(*loaded);
        for (const auto& flow : *all) {
            if (!flows.contains(flow.code)) continue;
            PlayOptions how;
            how.check = false;
            Player player(*node, clock, cast, flow, how);
            const auto played = player.play_alone();
            ASSERT_TRUE(played) << flow.code << ": " << why(played);
            ++played_;
        }
        // And some that are left half way: open tasks, a timer that runs.
        for (const auto& flow : *all)
            for (int acts = 1; flows.contains(flow.code) && acts <= 2; ++acts) {
                PlayOptions how;
                how.check = false;
                how.acts = acts;
                Player player(*node, clock, cast, flow, how);
                ASSERT_TRUE(player.play_alone());
            }
        wait_for_a_message(packs);
    }
    void play_the_county() {
        std::vector<pack::Pack> packs;
        for (const auto* id : {"core-cn", "county-demo"}) {
            auto loaded = builtin_pack(id);
            ASSERT_TRUE(loaded) << why(loaded);
            packs.push_back(std::move(*loaded));
        }
        import_and_play(packs, {"food_business_licence/approved", "food_business_licence/supplement_early"});
    }
    void play_the_kites() {
        auto loaded = pack::load(std::string(HZ_SOURCE_DIR) + "/packs/_fixture/kite-licence");
        ASSERT_TRUE(loaded) << why(loaded);
        const std::vector<pack::Pack> packs{std::move(*loaded)};
        import_and_play(packs, {"kite_licence/approved"});
    }

    void wait_for_a_message(std::vector<pack::Pack> packs);
    bool somebody_names_a_deputy(Session& s) {
        const auto now = clock.now();
        for (const auto& [_, holder] : cast.staff)
            for (const auto& [other, deputy] : cast.staff)
                for (const auto& post : holder->posts)
                    if (identity::delegate_post(s, *node->identity, *holder, deputy->person, post.agency, post.code,
                                                now, now + std::chrono::hours(48)))
                        return true;
        return false;
    }
    bool somebody_is_away(Session& s);
    // Rows of tables that a flow does not reach.
    void add_what_flows_leave_out() {
        auto& context = *node->identity;
        auto done = node->store->write_wait([&](Session& s) -> Result<bool> {
            EXPECT_TRUE(somebody_names_a_deputy(s));
            auto ticket = identity::begin_sign_in(s, context, cast.staff.begin()->first, "");
            if (!ticket) return ticket.error();
            ticket->verified = true;  // knows the password
            if (auto in = identity::finish_sign_in(s, context, *ticket); !in) return in.error();
            ticket->verified = false;
            if (auto in = identity::finish_sign_in(s, context, *ticket); !in) return in.error();
            const auto person = cast.residents.begin()->second->person;
            return identity::give_representation(s, context, identity::system_actor("test"), person, "C-1", "clerk")
                .has_value();
        });
        ASSERT_TRUE(done) << why(done);
        // What is open is overdue one day, and supervision says so.
        clock.advance(std::chrono::hours(24 * 90));
        ASSERT_TRUE(node->store->write_wait([&](Session& s) -> Result<bool> { return somebody_is_away(s); }).value());
        (void)node->ledger->run_once();
        auto followed = node->supervision->follow();
        while (followed && *followed > 0) followed = node->supervision->follow();
        ASSERT_TRUE(followed) << why(followed);
        const auto swept = node->supervision->sweep();
        ASSERT_TRUE(swept) << why(swept);
        (void)node->ledger->run_once();
    }

    template <class F>
    auto read(const F& f) {
        using T = std::invoke_result_t<const F&, Session&>;
        auto out = node->store->read([&](Session& s) -> Result<T> { return f(s); });
        EXPECT_TRUE(out) << why(out);
        return out ? std::move(*out) : T{};
    }
    std::vector<std::string> strings(const std::string& query) {
        return read([&](Session& s) {
            std::vector<std::string> out;
            s.each<std::string>(query, [&](std::string text) { out.push_back(std::move(text)); });
            return out;
        });
    }
    std::vector<Table> tables() {
        std::vector<Table> out;
        const auto names =
            strings(sqlite() ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order "
                               "by name"
                             : "select table_name::text from information_schema.tables where table_schema = "
                               "current_schema() order by table_name");
        for (const auto& name : names) {
            Table table{name, {}};
            const auto columns =
                sqlite() ? "select name, lower(type), pk > 0 from pragma_table_info('" + name + "')"
                         : "select c.column_name::text, c.data_type::text, exists (select 1 from "
                           "information_schema.key_column_usage k join information_schema.table_constraints t using "
                           "(constraint_name, table_schema) where t.constraint_type = 'PRIMARY KEY' and k.table_name = "
                           "c.table_name and k.column_name = c.column_name and k.table_schema = c.table_schema)::int "
                           "from information_schema.columns c where c.table_schema = current_schema() and c.table_name "
                           "= '" +
                               name + "' order by c.ordinal_position";
            read([&](Session& s) {
                s.each<std::string, std::string, bool>(columns, [&](std::string column, std::string type, bool key) {
                    table.columns.push_back({std::move(column), type == "blob" ? "bytea" : type, key});
                });
                return true;
            });
            out.push_back(std::move(table));
        }
        return out;
    }

    // A row by its key: as SQL finds it, and as verification names it.
    struct RowKey {
        std::string where, name;
        auto operator<=>(const RowKey&) const = default;
    };
    [[nodiscard]] std::string hex(const std::string& column) const {
        return sqlite() ? "lower(hex(" + column + "))" : "encode(" + column + ", 'hex')";
    }
    [[nodiscard]] std::string as_text(const Column& column) const {
        return column.type == "bytea" ? hex(column.name) : "cast(" + column.name + " as text)";
    }
    // A few rows of the table: the first, the last and some between.
    std::vector<RowKey> rows_of(const Table& table) {
        std::string name, where;
        for (const auto& column : table.columns) {
            if (!column.key) continue;
            name += (name.empty() ? "" : " || '/' || ") + as_text(column);
            where += (where.empty() ? "" : " || ' and ' || ") +
                     ("'" + as_text_sql(column) + " = ''' || replace(" + as_text(column) + ", '''', '''''') || ''''");
        }
        const auto all = read([&](Session& s) {
            std::vector<RowKey> out;
            s.each<std::string, std::string>("select " + where + ", " + name + " from " + table.name + " order by 2",
                                             [&](std::string at, std::string key) {
                                                 out.push_back({std::move(at), std::move(key)});
                                             });
            return out;
        });
        std::set<RowKey> some;
        const std::size_t wanted = sqlite() ? 3 : 1;
        for (std::size_t i = 0; i < wanted && !all.empty(); ++i) some.insert(all[i * (all.size() - 1) / 2]);
        return {some.begin(), some.end()};
    }
    std::vector<RowKey> rows_of(const std::string& name) {
        for (const auto& table : tables())
            if (table.name == name) return rows_of(table);
        return {};
    }
    [[nodiscard]] std::string as_text_sql(const Column& column) const {
        auto text = as_text(column);
        std::string out;
        for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
        return out;
    }

    bool run(const std::string& text) {
        const auto done = node->store->write_wait([&](Session& s) -> Result<std::int64_t> { return s.change(text); });
        return done && *done > 0;
    }
    void keep(const std::string& table);
    void put_back(const std::string& table);

    // What the checks say; the ledger's own walk is tested with the ledger, and what was done to it is not touched.
    // `about`: only the checks that answer for this table, to save time; where files stand is service's.
    StateFindings findings(std::string_view about = "") {
        StateFindings out;
        const auto owned = state_checks();
        std::vector<ledger::StateCheck*> checks;
        for (const auto& check : owned) {
            const auto tables = check->tables();
            const auto answers = [&](std::string_view table) {
                return std::ranges::find(tables, table) != tables.end();
            };
            if (about.empty() || answers(about) || (about == "document_file" && answers("service_licence")))
                checks.push_back(check.get());
        }
        const auto done = ledger::check_state(*node->ledger, checks, out);
        EXPECT_TRUE(done) << why(done);
        return out;
    }
    void expect_found(const std::string& table, const std::string& key, const std::string& what) {
        ++attacks_;
        const auto found = findings(table);
        const bool named = std::ranges::any_of(
            found.breaks(), [&](const auto& one) { return one.table == table && (one.key == key || key.empty()); });
        EXPECT_TRUE(named) << table << " " << key << ": " << what << " was not found; " << all(found);
    }
    static std::string all(const StateFindings& found) {
        std::string out = std::to_string(found.found()) + " breaks";
        for (const auto& one : found.breaks()) out += "\n  " + message(*one.what.code, one.what.params, "en");
        return out;
    }

    // Other values for one field, as SQL expressions over the old one. The engine may refuse some.
    [[nodiscard]] std::vector<std::string> changes(const Column& column) const {
        const auto& name = column.name;
        if (column.type == "bytea")
            return sqlite() ? std::vector<std::string>{"cast(coalesce(" + name + ", x'') || x'00' as blob)",
                                                       "coalesce(cast(case substr(" + name +
                                                           ", 1, 1) when x'07' then x'06' else x'07' end || substr(" +
                                                           name + ", 2) as blob), x'01')"}
                            : std::vector<std::string>{"coalesce(" + name + ", ''::bytea) || '\\x00'::bytea"};
        if (column.type == "bigint" || column.type == "integer")
            // Never beyond the largest number, which many columns hold: SQLite would make it a fraction.
            return {
                "case when coalesce(" + name + ", 0) > 0 then " + name + " - 1 else coalesce(" + name + ", 0) + 1 end",
                "coalesce(" + name + ", 0) - 100003"};
        if (column.type == "json" && !sqlite()) return {"(" + name + "::text || ' ')::json"};
        // One character in the middle is another; and one more at the end.
        const auto old = "coalesce(" + name + ", '')";
        const auto middle = "length(" + old + ") / 2";
        return {"substr(" + old + ", 1, " + middle + ") || case substr(" + old + ", " + middle +
                    " + 1, 1) when '1' then '2' else '1' end || substr(" + old + ", " + middle + " + 2)",
                old + " || 'x'"};
    }
    void attack(const Table& table, const std::set<std::string>& left_out);
    void change_each_column(const Table& table, const RowKey& row, const std::set<std::string>& left_out);
    void remove_and_make_up(const Table& table, const RowKey& row);

    int attacks_ = 0, played_ = 0;
};

}  // namespace hz::app
