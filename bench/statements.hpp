// SPDX-License-Identifier: Apache-2.0
// The case-like write of the store benchmark: seven statements over five tables with six secondary indexes. The store
// and the bare C APIs run exactly these texts with exactly these values.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hz::bench {

inline constexpr std::array<std::string_view, 11> tables{
    "create table b_counter (name text not null primary key, last bigint not null)",
    "create table b_case (id bigint primary key, number text not null, type text not null, agency text not null, "
    "applicant bigint not null, state text not null, submitted_at bigint not null, closed_at bigint, body text not "
    "null)",
    "create unique index b_case_number on b_case (number)",
    "create index b_case_applicant on b_case (applicant, id)",
    "create index b_case_open on b_case (agency, state) where closed_at is null",
    "create table b_task (owner text not null, due_at bigint not null, case_id bigint not null, token bigint not null, "
    "primary key (owner, due_at, case_id, token))",
    "create table b_event (id bigint primary key, stream text not null, type text not null, digest bytea not null, "
    "body text not null)",
    "create index b_event_stream on b_event (stream, id)",
    "create table b_audit (id bigint primary key, person bigint not null, at bigint not null, text text not null)",
    "create index b_audit_person on b_audit (person, at)",
    "insert into b_counter (name, last) values ('case', 0)"};

inline constexpr std::string_view next_number = "update b_counter set last = last + 1 where name = $1 returning last";
inline constexpr std::string_view insert_case =
    "insert into b_case (id, number, type, agency, applicant, state, submitted_at, body) values ($1, $2, $3, $4, $5, "
    "$6, $7, $8)";
inline constexpr std::string_view insert_task =
    "insert into b_task (owner, due_at, case_id, token) values ($1, $2, $3, $4)";
inline constexpr std::string_view insert_event =
    "insert into b_event (id, stream, type, digest, body) values ($1, $2, $3, $4, $5)";
inline constexpr std::string_view insert_audit = "insert into b_audit (id, person, at, text) values ($1, $2, $3, $4)";
inline constexpr std::int64_t tasks_per_case = 3;

// The values of write number n; `body` is about 1 KB.
struct Write {
    explicit Write(std::int64_t n)
        : id(n * 2654435761 % 4294967296 * 1'000'000 + n % 1'000'000),
          applicant(n % 5000),
          at(1'700'000'000'000 + n),
          number("20260101-" + std::to_string(n)),
          stream("case:" + std::to_string(id)) {}
    std::int64_t id, applicant, at;
    std::string number, stream;
    static const std::string& body() {
        static const std::string text = [] {
            std::string out = R"({"description":")";
            while (out.size() < 980) out += "灯塔上空有一只红色风筝";
            return out + "\"}";
        }();
        return text;
    }
};

inline constexpr std::array<std::byte, 32> digest{};

// `writes` by the bare C API, `batch` to a transaction, each number of them by one of `first`, `first + 1`, ...
// Gives the seconds it took.
double floor_sqlite(const std::string& path, std::int64_t first, std::int64_t writes, std::int64_t batch);
double floor_postgresql(const std::string& url, std::int64_t first, std::int64_t writes, std::int64_t batch);

}  // namespace hz::bench
