// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/backup.hpp"

#include <fstream>
#include <iterator>

#include "base/json.hpp"
#include "storage/errors.hpp"
#include "storage/manifest.hpp"
#include "storage/postgresql/copier.hpp"

namespace hz::storage::postgresql {
namespace {

namespace fs = std::filesystem;

constexpr const char* schema_file = "schema.json";
constexpr std::size_t largest_schema = std::size_t{64} << 20;

// Tables as `create table` without keys, and the columns that COPY takes (a generated one is worked out again).
constexpr const char* tables_sql = R"(
select quote_ident(c.relname),
       'create table ' || quote_ident(c.relname) || ' (' || string_agg(
           quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attcollation <> t.typcollation then ' collate ' || quote_ident(l.collname) else '' end
           || case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                   when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
           || case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum) || ')',
       string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attgenerated = '')
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_collation l on l.oid = a.attcollation
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
group by c.oid, c.relname order by c.relname)";

// Keys and checks, then references, then the other indexes: after the rows, which is quicker and needs no order of
// tables.
constexpr const char* after_sql = R"(
select 'alter table ' || quote_ident(c.relname) || ' add constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
from pg_constraint k join pg_class c on c.oid = k.conrelid
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and k.contype in ('p', 'u', 'c', 'x', 'f')
order by k.contype = 'f', c.relname, k.conname)";
constexpr const char* indexes_sql = R"(
select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid
where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
  and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
order by c.relname, i.indexrelid)";

std::string copy_sql(const Json& table, std::string_view direction) {
    return "copy " + std::string(get_text(table, "name")) + " (" + std::string(get_text(table, "columns")) + ") " +
           std::string(direction);
}

Json read_schema(Copier& copier) {
    JsonArray tables;
    const auto found = copier.run(tables_sql);
    for (int i = 0; i < PQntuples(found.get()); ++i) {
        const auto value = [&](int column) { return std::string(PQgetvalue(found.get(), i, column)); };
        tables.push_back(JsonObject{{"name", value(0)},
                                    {"create", value(1)},
                                    {"columns", value(2)},
                                    {"file", "table_" + std::to_string(i) + ".copy"}});
    }
    JsonArray after;
    for (const char* sql : {after_sql, indexes_sql}) {
        const auto lines = copier.run(sql);
        for (int i = 0; i < PQntuples(lines.get()); ++i) after.emplace_back(PQgetvalue(lines.get(), i, 0));
    }
    return JsonObject{{"tables", std::move(tables)}, {"after", std::move(after)}};
}

}  // namespace

void write_backup(const std::string& url, const fs::path& folder) {
    Copier copier(url);
    copier.run("begin isolation level repeatable read read only");
    const Json schema = read_schema(copier);
    std::ofstream out(folder / schema_file, std::ios::binary);
    if (!(out << to_string(schema)).flush()) throw cannot_write(folder / schema_file, "write");
    for (const auto& table : get_array(schema, "tables"))
        copier.copy_out(copy_sql(table, "to stdout"), folder / std::string(get_text(table, "file")));
    copier.run("commit");
}

void read_backup(const fs::path& folder, const std::string& url) {
    std::ifstream in(folder / schema_file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto schema = parse_json(text, {.bytes = largest_schema});
    if (!schema) throw Failure(refuse(errors::damaged_backup, {{"path", folder.string()}, {"reason", schema_file}}));
    Copier copier(url);
    copier.run("begin");
    const auto present = copier.run(
        "select 1 from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' limit 1");
    if (PQntuples(present.get()) > 0) throw Failure(refuse(errors::not_empty));
    for (const auto& table : get_array(*schema, "tables")) {
        copier.run(std::string(get_text(table, "create")));
        copier.copy_in(copy_sql(table, "from stdin"), folder / std::string(get_text(table, "file")));
    }
    for (const auto& statement : get_array(*schema, "after")) copier.run(std::string(statement.as_string()));
    copier.run("commit");
    copier.run("analyze");
}

}  // namespace hz::storage::postgresql
