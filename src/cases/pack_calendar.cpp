// SPDX-License-Identifier: Apache-2.0
#include "cases/pack_calendar.hpp"

#include <map>
#include <set>

#include "pack/errors.hpp"

namespace hz::cases {
namespace {

struct Part {
    std::string kind, code;
    std::int64_t version = 0;
};

Part part_of(const Json& entry) {
    const auto* list = entry.if_array();
    if (!list || list->size() != 3 || !(*list)[0].is_string() || !(*list)[1].is_string() || !(*list)[2].is_int64())
        return {};
    return {std::string((*list)[0].get_string()), std::string((*list)[1].get_string()), (*list)[2].get_int64()};
}

std::vector<Part> parts_of(const Json& versions) {
    std::vector<Part> out;
    if (const auto* list = versions.if_array())
        for (const auto& entry : *list) out.push_back(part_of(entry));
    return out;
}

}  // namespace

Json calendar_versions(storage::Session& session) {
    JsonArray out;
    for (const auto& year : pack::list_definitions(session, "calendar"))
        out.push_back(JsonArray{year.kind, year.code, year.version});
    for (const auto* code : {"calendar", "shifts"})
        if (const auto setting = pack::find_definition(session, "setting", code))
            out.push_back(JsonArray{setting->kind, setting->code, setting->version});
    return out;
}

Result<calendar::WorkingCalendar> make_calendar(const JsonArray& years, const Json& setting, const Json& shifts) {
    auto hours = calendar::shifts_from_json(shifts.is_object() ? Json(get_array(shifts, "shifts")) : Json(JsonArray{}));
    if (!hours) return hours.error();
    return calendar::WorkingCalendar::from_json(years, std::string(get_text(setting, "zone", "UTC")),
                                                std::move(*hours));
}

Result<std::shared_ptr<const calendar::WorkingCalendar>> calendar_of(storage::Session& session, const Json& versions) {
    JsonArray years;
    Json setting, shifts;
    for (const auto& part : parts_of(versions)) {
        auto found = pack::find_definition(session, part.kind, part.code, part.version);
        if (!found) return refuse(pack::errors::no_such_definition, {{"kind", part.kind}, {"code", part.code}});
        if (part.kind == "calendar")
            years.push_back(std::move(found->body));
        else if (part.code == "shifts")
            shifts = std::move(found->body);
        else
            setting = std::move(found->body);
    }
    auto made = make_calendar(years, setting, shifts);
    if (!made) return made.error();
    return std::make_shared<const calendar::WorkingCalendar>(std::move(*made));
}

std::vector<std::string> calendar_differences(const Json& before, const Json& after) {
    std::map<std::string, std::set<std::int64_t>> seen;
    for (const auto* side : {&before, &after})
        for (const auto& part : parts_of(*side)) {
            const auto key = part.kind + "/" + part.code;
            // A version that is on both sides is no difference.
            if (!seen[key].insert(part.version).second) seen[key].erase(part.version);
        }
    std::vector<std::string> out;
    for (const auto& [key, versions] : seen)
        if (!versions.empty()) out.push_back(key);
    return out;
}

}  // namespace hz::cases
