// SPDX-License-Identifier: Apache-2.0
#include "calendar/limit.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {

constexpr std::int64_t max_number = 10'000;
constexpr std::int64_t max_times = 100;
constexpr std::size_t max_text = 500;
constexpr std::size_t max_code = 64;
constexpr std::size_t max_list = 50;
constexpr std::array units{Unit::working_day, Unit::natural_day, Unit::hour, Unit::working_hour};

using Findings = std::vector<FieldError>;

void too_long(Findings& out, std::string path, std::size_t most) {
    out.push_back({std::move(path), &hz::errors::too_long, {{"limit", std::to_string(most)}}});
}

// Absent is the empty text.
std::string read_text(const Json& value, std::string_view key, const std::string& at, std::size_t most, Findings& out) {
    const Json* found = find(value, key);
    const auto path = at + "/" + std::string(key);
    if (found == nullptr) return {};
    if (!found->is_string()) {
        out.push_back({path, &hz::errors::wrong_type, {{"expected", "text"}}});
        return {};
    }
    const auto text = get_text(value, key);
    if (length(text) > most) too_long(out, path, most);
    return std::string(text);
}

// One text, or {zh, en}, of which the official language is kept.
std::string read_basis(const Json& value, const std::string& at, Findings& out) {
    const Json* found = find(value, "legal_basis");
    if (found != nullptr && found->is_object()) return read_text(*found, "zh", at + "/legal_basis", max_text, out);
    return read_text(value, "legal_basis", at, max_text, out);
}

int read_number(const Json& value, std::string_view key, std::int64_t fallback, std::int64_t most,
                const std::string& at, Findings& out) {
    const Json* found = find(value, key);
    const auto number = get_int(value, key, found == nullptr ? fallback : 0);
    if (number < 1 || number > most) {
        out.push_back(
            {at + "/" + std::string(key), &errors::out_of_range, {{"low", "1"}, {"high", std::to_string(most)}}});
        return 1;
    }
    return static_cast<int>(number);
}

std::vector<std::string> read_codes(const Json& value, std::string_view key, Findings& out) {
    std::vector<std::string> codes;
    const Json* found = find(value, key);
    const auto path = "/" + std::string(key);
    if (found == nullptr) return codes;
    if (!found->is_array()) {
        out.push_back({path, &hz::errors::wrong_type, {{"expected", "list"}}});
        return codes;
    }
    if (found->as_array().size() > max_list) {
        out.push_back({path, &errors::too_many, {{"limit", std::to_string(max_list)}}});
        return codes;
    }
    for (const Json& entry : found->as_array()) {
        const auto place = path + "/" + std::to_string(codes.size());
        codes.emplace_back(entry.is_string() ? std::string_view(entry.as_string()) : "");
        if (codes.back().empty()) out.push_back({place, &hz::errors::wrong_type, {{"expected", "text"}}});
        if (length(codes.back()) > max_code) too_long(out, place, max_code);
    }
    return codes;
}

ExtensionRule read_extension(const Json& value, const std::string& at, Findings& out) {
    if (!value.is_object()) {
        out.push_back({at, &hz::errors::wrong_type, {{"expected", "map"}}});
        return {};
    }
    ExtensionRule rule;
    rule.number = read_number(value, "number", 0, max_number, at, out);
    rule.times = read_number(value, "times", 1, max_times, at, out);
    rule.post = read_text(value, "post", at, max_code, out);
    rule.permission = read_text(value, "permission", at, max_code, out);
    rule.legal_basis = read_basis(value, at, out);
    if (rule.post.empty() == rule.permission.empty()) out.push_back({at + "/post", &errors::one_approver, {}});
    return rule;
}

void read_extensions(const Json& value, Limit& limit, Findings& out) {
    const Json* found = find(value, "extensions");
    if (found == nullptr) return;
    if (!found->is_array()) {
        out.push_back({"/extensions", &hz::errors::wrong_type, {{"expected", "list"}}});
    } else if (found->as_array().size() > max_list) {
        out.push_back({"/extensions", &errors::too_many, {{"limit", std::to_string(max_list)}}});
    } else {
        for (const Json& entry : found->as_array())
            limit.extensions.push_back(
                read_extension(entry, "/extensions/" + std::to_string(limit.extensions.size()), out));
    }
}

void check_unit(const Json& value, Limit& limit, Findings& out) {
    const auto unit = unit_from_text(get_text(value, "unit"));
    if (!unit) {
        out.push_back({"/unit",
                       &errors::unknown_choice,
                       {{"value", std::string(prefix(get_text(value, "unit"), 40))},
                        {"choices", "working_day, natural_day, hour, working_hour"}}});
    }
    limit.unit = unit.value_or(Unit::working_day);
    if (!limit.shifts.empty() && limit.unit != Unit::working_hour)
        out.push_back({"/shifts", &errors::shifts_without_hours, {}});
}

JsonArray texts(const std::vector<std::string>& list) { return JsonArray(list.begin(), list.end()); }

}  // namespace

std::string_view to_text(Unit unit) {
    switch (unit) {
        case Unit::working_day:
            return "working_day";
        case Unit::natural_day:
            return "natural_day";
        case Unit::hour:
            return "hour";
        case Unit::working_hour:
            return "working_hour";
    }
    return "";
}

std::optional<Unit> unit_from_text(std::string_view text) {
    const auto found = std::find_if(units.begin(), units.end(), [&](Unit unit) { return to_text(unit) == text; });
    return found == units.end() ? std::nullopt : std::optional(*found);
}

Result<Limit> limit_from_json(const Json& value) {
    Findings findings;
    if (!value.is_object()) findings.push_back({"", &hz::errors::wrong_type, {{"expected", "object"}}});
    Limit limit;
    limit.code = read_text(value, "code", "", max_code, findings);
    if (limit.code.empty()) findings.push_back({"/code", &hz::errors::missing, {}});
    limit.number = read_number(value, "number", 0, max_number, "", findings);
    limit.legal_basis = read_basis(value, "", findings);
    limit.starts = read_text(value, "starts", "", max_code, findings);
    limit.within = read_text(value, "within", "", max_code, findings);
    limit.shifts = read_text(value, "shifts", "", max_code, findings);
    limit.stops = read_codes(value, "stops", findings);
    if (find(value, "pauses") != nullptr) limit.pauses = read_codes(value, "pauses", findings);
    read_extensions(value, limit, findings);
    check_unit(value, limit, findings);
    if (!findings.empty()) return refuse_fields(errors::invalid_limit, std::move(findings));
    return limit;
}

Json to_json(const Limit& limit) {
    JsonObject out{{"code", limit.code},
                   {"number", limit.number},
                   {"unit", to_text(limit.unit)},
                   {"legal_basis", limit.legal_basis}};
    if (!limit.starts.empty()) out["starts"] = limit.starts;
    if (!limit.stops.empty()) out["stops"] = texts(limit.stops);
    if (!limit.within.empty()) out["within"] = limit.within;
    if (limit.pauses) out["pauses"] = texts(*limit.pauses);
    if (!limit.shifts.empty()) out["shifts"] = limit.shifts;
    JsonArray extensions;
    for (const auto& rule : limit.extensions) {
        JsonObject entry{{"number", rule.number}, {"times", rule.times}, {"legal_basis", rule.legal_basis}};
        if (!rule.post.empty()) entry["post"] = rule.post;
        if (!rule.permission.empty()) entry["permission"] = rule.permission;
        extensions.emplace_back(std::move(entry));
    }
    if (!extensions.empty()) out["extensions"] = std::move(extensions);
    return out;
}

}  // namespace hz::calendar
