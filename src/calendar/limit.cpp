// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "calendar/calendar.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {
constexpr std::int64_t max_number = 10'000;
constexpr std::size_t max_text = 500;
}  // namespace

std::string_view to_text(Unit unit) {
    switch (unit) {
        case Unit::working_day:
            return "working_day";
        case Unit::natural_day:
            return "natural_day";
        case Unit::hour:
            return "hour";
    }
    return "";
}

std::optional<Unit> unit_from_text(std::string_view text) {
    for (const Unit unit : {Unit::working_day, Unit::natural_day, Unit::hour}) {
        if (to_text(unit) == text) return unit;
    }
    return std::nullopt;
}

Result<Limit> limit_from_json(const Json& value) {
    std::vector<FieldError> findings;
    if (!value.is_object()) findings.push_back({"", &hz::errors::wrong_type, {{"expected", "object"}}});
    Limit limit;
    limit.code = get_text(value, "code");
    limit.legal_basis = get_text(value, "legal_basis");
    if (limit.code.empty()) findings.push_back({"/code", &hz::errors::missing, {}});
    for (const auto& [path, text] : {std::pair{"/code", &limit.code}, std::pair{"/legal_basis", &limit.legal_basis}}) {
        if (length(*text) > max_text)
            findings.push_back({path, &hz::errors::too_long, {{"limit", std::to_string(max_text)}}});
    }
    const auto number = get_int(value, "number", 0);
    if (number < 1 || number > max_number) {
        findings.push_back({"/number", &errors::out_of_range, {{"low", "1"}, {"high", std::to_string(max_number)}}});
    }
    const auto unit = unit_from_text(get_text(value, "unit"));
    if (!unit) {
        findings.push_back({"/unit",
                            &errors::unknown_choice,
                            {{"value", std::string(prefix(get_text(value, "unit"), 40))},
                             {"choices", "working_day, natural_day, hour"}}});
    }
    if (!findings.empty()) return refuse_fields(errors::invalid_limit, std::move(findings));
    limit.number = static_cast<int>(number);
    limit.unit = *unit;
    return limit;
}

Json to_json(const Limit& limit) {
    return JsonObject{{"code", limit.code},
                      {"number", limit.number},
                      {"unit", to_text(limit.unit)},
                      {"legal_basis", limit.legal_basis}};
}

}  // namespace hz::calendar
