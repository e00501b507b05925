// SPDX-License-Identifier: Apache-2.0
#include "storage/postgresql/failure.hpp"

#include <string>

#include "storage/errors.hpp"

namespace hz::storage::postgresql {
namespace {

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const ErrorCode& kind_of(std::string_view state) {
    if (state == "40001" || state == "40P01") return errors::collision;  // serialisation, deadlock
    if (state == "0A000" || state == "26000") return errors::collision;  // a cached plan that no longer fits
    if (state == "53100") return errors::full;
    if (state == "57014") return errors::too_slow;
    if (state == "55P03") return errors::locked;
    if (state == "25006") return errors::read_only;
    if (state.starts_with("08") || state.starts_with("57P") || state == "53300") return errors::unavailable;
    if (state == "XX001" || state == "XX002") return errors::damaged;
    return errors::failed;
}

}  // namespace

Error error_of(const PGresult* result, std::string_view sql) {
    const auto field = [&](int code) {
        const char* text = PQresultErrorField(result, code);
        return std::string(text == nullptr ? "" : text);
    };
    const std::string state = field(PG_DIAG_SQLSTATE);
    if (state.empty()) return lost(PQresultErrorMessage(result));
    std::string detail = "postgresql " + state + ": ";
    // Class 22 messages quote the value at fault.
    if (!state.starts_with("22")) detail += field(PG_DIAG_MESSAGE_PRIMARY);
    for (const int code : {PG_DIAG_TABLE_NAME, PG_DIAG_COLUMN_NAME, PG_DIAG_CONSTRAINT_NAME})
        if (const auto name = field(code); !name.empty()) detail += " [" + name + "]";
    return Error{&kind_of(state), {}, {}, detail + " in: " + std::string(sql)};
}

Error lost(std::string_view reason) {
    return Error{&errors::unavailable, {}, {}, "postgresql: " + std::string(reason)};
}

}  // namespace hz::storage::postgresql
