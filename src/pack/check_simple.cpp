// SPDX-License-Identifier: Apache-2.0
// Packs, identifiers, roles, regions, agencies, code lists, registries, flows: members of members and references.
#include <set>

#include "calendar/calendar.hpp"
#include "calendar/warning.hpp"
#include "pack/checker.hpp"
#include "pack/shape.hpp"

namespace hz::pack {

namespace {

std::string at(std::string_view member, std::size_t index) {
    return "/" + std::string(member) + "/" + std::to_string(index);
}

std::string said(const Error& error) {
    auto out = message(*error.code, error.params, "en");
    for (const auto& field : error.fields) out += " " + field.path + ": " + message(*field.code, field.params, "en");
    return out;
}

void check_identifier(Checker& c, const Json& body) {
    auto scheme = identifier_from_json(body);
    if (!scheme)
        return c.add(fail(
            findings::invalid_code,
            {{"name", "scheme"}, {"value", std::string(get_text(body, "code"))}, {"reason", said(scheme.error())}}));
    for (const auto& part : scheme->parts) {
        if (!part.scheme.empty()) c.refers("identifier", part.scheme, "parts", "/parts");
        if (!part.list.empty()) c.refers("code_list", part.list, "parts", "/parts");
    }
    const auto example = get_text(body, "example");
    if (example.empty()) return;
    const auto valid = c.identifiers().check(scheme->code, example);
    if (!valid)
        c.add(fail(findings::invalid_code,
                   {{"name", "example"}, {"value", std::string(example)}, {"reason", said(valid.error())}},
                   "/example"));
}

void check_agency(Checker& c, const Json& body) {
    c.refers("region", get_text(body, "region"), "region", "/region");
    std::set<std::string_view> seen;
    const auto& posts = get_array(body, "posts");
    for (std::size_t i = 0; i < posts.size(); ++i) {
        std::vector<Finding> found;
        check_shape(posts[i], members_of("post"), at("posts", i), found);
        c.add_all(std::move(found));
        if (!seen.insert(get_text(posts[i], "code")).second) {
            c.add(fail(findings::repeated_code, {{"code", std::string(get_text(posts[i], "code"))}}, at("posts", i)));
        }
        for (const auto& role : get_array(posts[i], "roles")) {
            if (role.is_string()) c.refers("role", role.as_string(), "roles", at("posts", i));
        }
    }
    const auto* rules = c.find("setting", "item");
    const auto* schemes = rules == nullptr ? nullptr : find(*rules, "identifiers");
    const auto scheme = schemes == nullptr ? std::string_view() : get_text(*schemes, "agency");
    if (scheme.empty()) return;
    const auto valid = c.identifiers().check(scheme, get_text(body, "code"));
    if (!valid)
        c.add(fail(findings::invalid_code,
                   {{"name", "code"}, {"value", std::string(get_text(body, "code"))}, {"reason", said(valid.error())}},
                   "/code"));
}

void check_role(Checker& c, const Json& body) {
    for (const auto& other : get_array(body, "exclusive_with")) {
        if (other.is_string()) c.refers("role", other.as_string(), "exclusive_with", "/exclusive_with");
    }
}

void check_region(Checker& c, const Json& body) {
    const auto parent = get_text(body, "parent");
    if (parent.empty()) return;
    c.refers("region", parent, "parent", "/parent");
    const auto* above = c.find("region", parent);
    if (above != nullptr && get_int(*above, "level") >= get_int(body, "level")) {
        c.add(fail(findings::parts_differ, {{"name", "level"}, {"other", "parent"}}, "/level"));
    }
}

void check_code_list(Checker& c, const Json& body) {
    std::set<std::string_view> seen;
    const auto& entries = get_array(body, "entries");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto code = get_text(entries[i], "code");
        if (code.empty())
            c.add(fail(findings::missing_member, {{"name", "code"}}, at("entries", i)));
        else if (!seen.insert(code).second)
            c.add(fail(findings::repeated_code, {{"code", std::string(code)}}, at("entries", i)));
    }
}

void check_registry(Checker& c, const Json& body) {
    const auto* schema = find(body, "schema");
    if (schema == nullptr) return;
    if (const auto keeper = get_text(body, "agency"); !keeper.empty()) c.refers("agency", keeper, "agency", "/agency");
    const auto& fields = get_object(*schema, "properties");
    const auto known = [&](std::string_view field, const std::string& member) {
        if (!fields.contains(field))
            c.add(fail(findings::dangling,
                       {{"name", member}, {"value", std::string(field)}, {"kind", "schema.properties"}}, "/" + member));
    };
    for (const std::string_view member : {"titles", "sensitivity", "masks", "identifiers", "code_lists"}) {
        for (const auto& entry : get_object(body, member)) known(entry.key(), std::string(member));
    }
    for (const auto& key : get_array(body, "keys"))
        if (key.is_string()) known(key.as_string(), "keys");
    known(get_text(body, "display"), "display");
    for (const auto& field : fields) {
        for (const std::string member : {"titles", "sensitivity"}) {
            if (get_object(body, member).contains(field.key())) continue;
            c.add(fail(findings::missing_member, {{"name", field.key()}}, "/" + member));
        }
    }
    for (const auto& entry : get_object(body, "sensitivity")) {
        const auto* grade = entry.value().if_int64();
        if (grade != nullptr && *grade >= 1 && *grade <= 4) continue;
        c.add(fail(findings::wrong_value,
                   {{"name", entry.key()}, {"value", to_string(entry.value())}, {"expected", "1..4"}}, "/sensitivity"));
    }
    for (const auto& entry : get_object(body, "identifiers"))
        if (entry.value().is_string()) c.refers("identifier", entry.value().as_string(), "identifiers", "/identifiers");
    for (const auto& entry : get_object(body, "code_lists"))
        if (entry.value().is_string() && entry.value().as_string() != "region")  // the regions are no list of codes
            c.refers("code_list", entry.value().as_string(), "code_lists", "/code_lists");
    const auto& quality = get_array(body, "quality");
    for (std::size_t i = 0; i < quality.size(); ++i) c.check_feel(get_text(quality[i], "feel"), at("quality", i));
}

void each_field(Checker& c, const Error& error, const ErrorCode& code, const std::string& place) {
    for (const auto& field : error.fields)
        c.add(fail(code,
                   {{"reason_zh", message(*field.code, field.params, "zh-Hans")},
                    {"reason_en", message(*field.code, field.params, "en")}},
                   place + field.path));
}

void check_setting(Checker& c, const Definition& d) {
    if (d.code == "warning") {
        const auto* grades = find(d.body, "grades");
        const auto rules = calendar::warning_rules_from_json(grades == nullptr ? Json(nullptr) : *grades);
        if (!rules) each_field(c, rules.error(), findings::warnings, "/grades");
    }
    if (d.code == "shifts") {
        const auto* list = find(d.body, "shifts");
        const auto shifts = calendar::shifts_from_json(list == nullptr ? Json(nullptr) : *list);
        if (!shifts) each_field(c, shifts.error(), findings::shifts, "/shifts");
    }
    if (d.code == "site") c.refers("region", get_text(d.body, "region"), "region", "/region");
    if (d.code != "item") return;
    for (const auto& entry : get_object(d.body, "identifiers"))
        if (entry.value().is_string()) c.refers("identifier", entry.value().as_string(), "identifiers", "/identifiers");
    for (const auto& entry : get_object(d.body, "code_lists"))
        if (entry.value().is_string()) c.refers("code_list", entry.value().as_string(), "code_lists", "/code_lists");
    const auto& quality = get_array(d.body, "quality");
    for (std::size_t i = 0; i < quality.size(); ++i) c.check_feel(get_text(quality[i], "feel"), at("quality", i));
}

void check_supervision(Checker& c, const Json& body) {
    c.check_feel(get_text(body, "condition"), "/condition");
    const auto grade = calendar::grade_from_text(get_text(body, "grade"));
    if (!grade || *grade == calendar::Grade::normal)
        c.add(fail(
            findings::wrong_value,
            {{"name", "grade"}, {"value", std::string(get_text(body, "grade"))}, {"expected", "reminder, yellow, red"}},
            "/grade"));
    const auto days = get_int(body, "answer_days");
    if (days < 1 || days > 100)
        c.add(fail(findings::wrong_value,
                   {{"name", "answer_days"}, {"value", std::to_string(days)}, {"expected", "1..100"}}, "/answer_days"));
}

// They become the names of a folder and a file (archive).
void check_pack(Checker& c, const Json& body) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    for (const std::string_view name : {"id", "version"}) {
        const auto value = get_text(body, name);
        if (value.find_first_not_of(plain) == value.npos && !value.starts_with('.')) continue;
        c.add(fail(findings::wrong_value,
                   {{"name", std::string(name)}, {"value", std::string(value)}, {"expected", "A-Z a-z 0-9 . _ -"}},
                   "/" + std::string(name)));
    }
    for (const auto& other : get_array(body, "depends"))
        if (other.is_string()) c.refers("pack", other.as_string(), "depends", "/depends");
}

}  // namespace

void check_simple(Checker& c, const Definition& d) {
    if (d.kind == "pack")
        check_pack(c, d.body);
    else if (d.kind == "identifier")
        check_identifier(c, d.body);
    else if (d.kind == "role")
        check_role(c, d.body);
    else if (d.kind == "region")
        check_region(c, d.body);
    else if (d.kind == "agency")
        check_agency(c, d.body);
    else if (d.kind == "code_list")
        check_code_list(c, d.body);
    else if (d.kind == "registry")
        check_registry(c, d.body);
    else if (d.kind == "setting")
        check_setting(c, d);
    else if (d.kind == "supervision")
        check_supervision(c, d.body);
    else if (d.kind == "calendar") {
        const auto calendar = calendar::WorkingCalendar::from_json(JsonArray{d.body}, "Etc/UTC");
        if (!calendar)
            c.add(fail(findings::wrong_value, {{"name", "days"}, {"value", ""}, {"expected", said(calendar.error())}}));
    } else if (d.kind == "flow") {
        const bool service = !get_text(d.body, "service").empty();
        c.refers(service ? "service" : "event_type", get_text(d.body, service ? "service" : "event"),
                 service ? "service" : "event", "");
    }
}

}  // namespace hz::pack
