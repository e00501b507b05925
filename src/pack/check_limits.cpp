// SPDX-License-Identifier: Apache-2.0
// The limits of items and event types: how they are written, what they name, that each fits into its parent.
#include <algorithm>
#include <set>

#include "calendar/calendar.hpp"
#include "pack/checker.hpp"
#include "pack/shape.hpp"

namespace hz::pack {

namespace {

std::string at(std::size_t index) { return "/limits/" + std::to_string(index); }

Finding limit_finding(const FieldError& field, const std::string& place) {
    return fail(findings::limit,
                {{"reason_zh", message(*field.code, field.params, "zh-Hans")},
                 {"reason_en", message(*field.code, field.params, "en")}},
                place + field.path);
}

void check_shapes(Checker& c, const Json& limit, const std::string& place) {
    std::vector<Finding> found;
    check_shape(limit, members_of("limit"), place, found);
    const auto& extensions = get_array(limit, "extensions");
    for (std::size_t i = 0; i < extensions.size(); ++i)
        check_shape(extensions[i], members_of("extension"), place + "/extensions/" + std::to_string(i), found);
    c.add_all(std::move(found));
}

// Events are milestones, where the packs list these; what happens before there is a case's process is always known.
void check_event(Checker& c, std::string_view code, const std::string& name, const std::string& place) {
    if (code.empty() || code == "submitted" || c.find("code_list", "milestone") == nullptr) return;
    if (c.has_code("milestone", code)) return;
    c.add(fail(findings::dangling, {{"name", name}, {"value", std::string(code)}, {"kind", "milestone"}}, place));
}

void check_names(Checker& c, const calendar::Limit& limit, const Json& body, const std::string& place) {
    check_event(c, limit.starts, "starts", place + "/starts");
    for (const auto& code : limit.stops) check_event(c, code, "stops", place + "/stops");
    if (limit.unit == calendar::Unit::working_hour) {
        const std::string wanted = limit.shifts.empty() ? "default" : limit.shifts;
        const auto* setting = c.find("setting", "shifts");
        const auto& known = setting == nullptr ? JsonArray{} : get_array(*setting, "shifts");
        if (std::ranges::none_of(known, [&](const Json& s) { return get_text(s, "code") == wanted; }))
            c.add(fail(findings::dangling, {{"name", "shifts"}, {"value", wanted}, {"kind", "setting shifts"}},
                       place + "/shifts"));
    }
    const auto* agency = c.find("agency", get_text(body, "agency"));
    for (std::size_t i = 0; agency != nullptr && i < limit.extensions.size(); ++i) {
        const auto& post = limit.extensions[i].post;
        const auto& posts = get_array(*agency, "posts");
        if (!post.empty() && std::ranges::none_of(posts, [&](const Json& p) { return get_text(p, "code") == post; }))
            c.add(fail(findings::dangling, {{"name", "post"}, {"value", post}, {"kind", "agency"}},
                       place + "/extensions/" + std::to_string(i) + "/post"));
    }
}

// A promise over the law has a finding of its own.
Finding nesting_finding(const FieldError& field, const std::string& place) {
    const auto& p = field.params;
    if (field.code->id == "calendar.exceeds_parent" && p.at("code") == "promised" && p.at("parent") == "statutory")
        return fail(findings::promised_over_statutory, {{"promised", p.at("number")}, {"statutory", p.at("most")}},
                    "/limits");
    return limit_finding(field, place);
}

}  // namespace

void check_limits(Checker& c, const Definition& d) {
    const auto& limits = get_array(d.body, "limits");
    std::vector<calendar::Limit> read;
    std::vector<std::size_t> places;
    std::set<std::string_view> codes;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        check_shapes(c, limits[i], at(i));
        if (const auto code = get_text(limits[i], "code"); !codes.insert(code).second)
            c.add(fail(findings::repeated_code, {{"code", std::string(code)}}, at(i)));
        if (get_int(limits[i], "number", -1) == 0) continue;  // at once
        const auto limit = calendar::limit_from_json(limits[i]);
        if (!limit) {
            for (const auto& field : limit.error().fields) c.add(limit_finding(field, at(i)));
            continue;
        }
        check_names(c, *limit, d.body, at(i));
        read.push_back(*limit);
        places.push_back(i);
    }
    for (auto field : calendar::check_nesting(read)) {
        if (field.code->id == "calendar.repeated_code") continue;  // said above
        const auto slash = field.path.find('/', 1);
        const auto index = places[std::stoul(field.path.substr(1, slash - 1))];
        field.path.erase(0, slash);
        c.add(nesting_finding(field, at(index)));
    }
}

}  // namespace hz::pack
