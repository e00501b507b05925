// SPDX-License-Identifier: Apache-2.0
// Time zones by name, from the system's zone database (read once, when the first name is met). Private to rules.
#pragma once
#include <cstdint>
#include <string_view>

namespace hz::rules {

// 0 where there is no zone of that name. The name is kept as written ("Etc/UTC" is not turned into "UTC").
[[nodiscard]] std::uint32_t find_zone(std::string_view name);
[[nodiscard]] std::string_view zone_name(std::uint32_t zone);
// Seconds east of UTC at a local second since 1970. In a gap the offset before it; in an overlap the earlier moment.
[[nodiscard]] std::int32_t offset_at_local(std::uint32_t zone, std::int64_t local_seconds);
[[nodiscard]] std::int32_t offset_at(std::uint32_t zone, std::int64_t utc_seconds);

}  // namespace hz::rules
