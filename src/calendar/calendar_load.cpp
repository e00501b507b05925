// SPDX-License-Identifier: Apache-2.0
// Reading the holiday documents: strict, with every finding located.
#include <date/tz.h>

#include <exception>

#include "base/text.hpp"
#include "calendar/calendar.hpp"
#include "calendar/date_text.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {

constexpr std::size_t max_years = 200;
constexpr std::size_t max_days = 400;
constexpr std::size_t max_name = 64;
constexpr std::size_t max_findings = 100;
constexpr int first_year = 1900;
constexpr int last_year = 2200;

using Exceptions = std::map<std::chrono::sys_days, std::pair<bool, std::string>>;

struct Loading {
    Exceptions exceptions;
    std::map<int, bool> years;
    std::vector<FieldError> findings;

    void find(std::string path, const ErrorCode& code, std::map<std::string, std::string> params = {}) {
        if (findings.size() < max_findings) findings.push_back({std::move(path), &code, std::move(params)});
    }
};

// True where the day is of the document's own year.
bool load_day(Loading& out, const Json& entry, int year, const std::string& path) {
    const Json* text = hz::find(entry, "date");
    const Json* off = hz::find(entry, "isOffDay");
    const Json* name = hz::find(entry, "name");
    if (text == nullptr || !text->is_string()) {
        out.find(path + "/date", hz::errors::missing);
        return false;
    }
    const std::string shown{prefix(get_text(entry, "date"), 20)};
    const auto date = date_from_text(get_text(entry, "date"));
    if (!date) {
        out.find(path + "/date", errors::not_a_date, {{"value", shown}});
        return false;
    }
    if (off == nullptr || !off->is_bool()) {
        out.find(path + "/isOffDay", hz::errors::wrong_type, {{"expected", "true/false"}});
        return false;
    }
    if (name != nullptr && (!name->is_string() || length(get_text(entry, "name")) > max_name)) {
        out.find(path + "/name", hz::errors::too_long, {{"limit", std::to_string(max_name)}});
        return false;
    }
    const int of_year = static_cast<int>(date->year());
    // New Year's arrangement may reach into the December before.
    const bool december_before = of_year == year - 1 && static_cast<unsigned>(date->month()) == 12;
    if (of_year != year && !december_before) {
        out.find(path + "/date", errors::other_year, {{"value", shown}, {"year", std::to_string(year)}});
        return false;
    }
    const bool is_off = off->as_bool();
    const auto [at, added] = out.exceptions.try_emplace(std::chrono::sys_days{*date}, is_off, get_text(entry, "name"));
    if (!added && at->second.first != is_off) {
        out.find(path + "/isOffDay", errors::contradiction, {{"value", shown}});
    }
    return of_year == year;
}

void load_year(Loading& out, const Json& document, const std::string& path) {
    const auto year = get_int(document, "year", 0);
    if (year < first_year || year > last_year) {
        out.find(path + "/year", errors::out_of_range,
                 {{"low", std::to_string(first_year)}, {"high", std::to_string(last_year)}});
        return;
    }
    const Json* days = hz::find(document, "days");
    if (days == nullptr || !days->is_array()) {
        out.find(path + "/days", hz::errors::missing);
        return;
    }
    if (days->as_array().size() > max_days) {
        out.find(path + "/days", errors::too_many, {{"limit", std::to_string(max_days)}});
        return;
    }
    bool known = false;
    std::size_t index = 0;
    for (const Json& day : days->as_array()) {
        known |= load_day(out, day, static_cast<int>(year), path + "/days/" + std::to_string(index++));
    }
    if (known && !out.years.emplace(static_cast<int>(year), true).second) {
        out.find(path + "/year", errors::repeated_year, {{"year", std::to_string(year)}});
    }
}

// The library throws for a name it does not know and for a machine without a zone database.
const date::time_zone* find_zone(const std::string& zone) {
    try {
        return date::locate_zone(zone);
    } catch (const std::exception&) {
        return nullptr;
    }
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::from_json(const JsonArray& years, std::string zone, ShiftCalendars shifts) {
    Loading loading;
    if (years.size() > max_years) {
        loading.find("", errors::too_many, {{"limit", std::to_string(max_years)}});
    } else {
        std::size_t index = 0;
        for (const Json& document : years) load_year(loading, document, "/" + std::to_string(index++));
    }
    if (!loading.findings.empty()) {
        auto error = refuse_fields(errors::invalid_calendar, std::move(loading.findings));
        error.params["count"] = std::to_string(error.fields.size());
        return error;
    }
    WorkingCalendar calendar;
    calendar.rules_ = zone.empty() || zone.size() > 64 ? nullptr : find_zone(zone);
    if (calendar.rules_ == nullptr) {
        return refuse(errors::unknown_zone, {{"zone", std::string(prefix(zone, 64))}});
    }
    calendar.zone_ = std::move(zone);
    calendar.years_ = std::move(loading.years);
    calendar.exceptions_ = std::move(loading.exceptions);
    calendar.shifts_ = std::move(shifts);
    return calendar;
}

}  // namespace hz::calendar
