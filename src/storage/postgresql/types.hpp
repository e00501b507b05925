// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <libpq-fe.h>

namespace hz::storage::postgresql {

// Object ids of the types we name; fixed for ever in pg_type.dat.
inline constexpr Oid inferred_type = 0;
inline constexpr Oid boolean_type = 16;
inline constexpr Oid bytea_type = 17;
inline constexpr Oid bigint_type = 20;
inline constexpr Oid text_type = 25;
inline constexpr Oid double_type = 701;

}  // namespace hz::storage::postgresql
