// SPDX-License-Identifier: Apache-2.0
#include "rules/zone.hpp"

#include <date/tz.h>

#include <algorithm>

#include "rules/temporal.hpp"

namespace hz::rules {
namespace {

// Null where the machine has no zone database.
const date::tzdb* database() {
    static const date::tzdb* const loaded = []() -> const date::tzdb* {
        try {
            return &date::get_tzdb();
        } catch (const std::exception&) {
            return nullptr;
        }
    }();
    return loaded;
}

// The database ends in 2037. A later year has the rules of one before that with the same days of the week.
std::int64_t days_to_a_known_year(std::int64_t seconds) {
    constexpr std::int64_t end_of_known = 2'145'916'800;  // 2038-01-01
    if (seconds < end_of_known) return 0;
    const auto first = [](std::int64_t year) { return day_number(*Date::make(year, 1, 1)); };
    const auto year = std::min<std::int64_t>(date_of(seconds / 86'400).year, max_year);
    for (std::int64_t known = 2010;; ++known)
        if ((first(year) - first(known)) % 7 == 0 && first(year + 1 > max_year ? year : year + 1) - first(year) ==
                                                         first(year + 1 > max_year ? known : known + 1) - first(known))
            return first(year) - first(known);
}

const date::time_zone& at(std::uint32_t zone) { return database()->zones[zone - 1]; }

}  // namespace

std::uint32_t find_zone(std::string_view name) {
    const auto* db = database();
    if (!db) return 0;
    const auto place = std::lower_bound(db->zones.begin(), db->zones.end(), name,
                                        [](const date::time_zone& z, std::string_view n) { return z.name() < n; });
    if (place == db->zones.end() || place->name() != name) return 0;
    return static_cast<std::uint32_t>(place - db->zones.begin()) + 1;
}

std::string_view zone_name(std::uint32_t zone) { return at(zone).name(); }

std::int32_t offset_at_local(std::uint32_t zone, std::int64_t local_seconds) {
    const auto info = at(zone).get_info(
        date::local_seconds{std::chrono::seconds{local_seconds - 86'400 * days_to_a_known_year(local_seconds)}});
    return static_cast<std::int32_t>(info.first.offset.count());
}

std::int32_t offset_at(std::uint32_t zone, std::int64_t utc_seconds) {
    const auto info = at(zone).get_info(
        date::sys_seconds{std::chrono::seconds{utc_seconds - 86'400 * days_to_a_known_year(utc_seconds)}});
    return static_cast<std::int32_t>(info.offset.count());
}

}  // namespace hz::rules
