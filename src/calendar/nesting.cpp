// SPDX-License-Identifier: Apache-2.0
// Limits inside limits: a step within the promise, the promise within the law.
#include <algorithm>

#include "calendar/critical_path.hpp"
#include "calendar/errors.hpp"
#include "calendar/limit.hpp"

namespace hz::calendar {

namespace {

constexpr std::size_t max_limits = 100;

const Limit* find_limit(const std::vector<Limit>& limits, std::string_view code) {
    const auto found = std::find_if(limits.begin(), limits.end(), [&](const Limit& l) { return l.code == code; });
    return found == limits.end() ? nullptr : &*found;
}

// Null where it has none, or names one that does not exist.
const Limit* parent(const std::vector<Limit>& limits, const Limit& limit) {
    if (!limit.within.empty()) return find_limit(limits, limit.within);
    return limit.code == "promised" ? find_limit(limits, "statutory") : nullptr;
}

bool in_a_ring(const std::vector<Limit>& limits, const Limit& limit) {
    const Limit* at = parent(limits, limit);
    for (std::size_t steps = 0; at != nullptr && steps <= limits.size(); ++steps) {
        if (at == &limit) return true;
        at = parent(limits, *at);
    }
    return false;
}

// The finest calendar unit that is surely no longer than the unit's own day or hour, as hours; an hour is 1, a day 24.
int hours(Unit unit) { return unit == Unit::hour || unit == Unit::working_hour ? 1 : 24; }

bool counts_every_day(Unit unit) { return unit == Unit::natural_day || unit == Unit::hour; }

// One limit follows another where it starts with an event that stops the other. Those of one unit only: the calendar
// tells how the others compare.
std::vector<Part> parts_of(const std::vector<Limit>& limits, const Limit& outer) {
    std::vector<const Limit*> inner;
    for (const Limit& limit : limits)
        if (parent(limits, limit) == &outer && limit.unit == outer.unit) inner.push_back(&limit);
    std::vector<Part> out;
    for (const Limit* limit : inner) {
        Part part{limit->code, limit->number, {}};
        for (const Limit* before : inner)
            if (!limit->starts.empty() &&
                std::find(before->stops.begin(), before->stops.end(), limit->starts) != before->stops.end())
                part.after.push_back(before->code);
        out.push_back(std::move(part));
    }
    return out;
}

// Where steps follow one another, all of them together must fit, along the longest chain.
void check_chains(const std::vector<Limit>& limits, std::vector<FieldError>& out) {
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const Limit& outer = limits[i];
        const auto chain = critical_path(parts_of(limits, outer));
        if (!chain || chain->path.size() < 2 || chain->length <= outer.number) continue;
        std::string path;
        for (const auto& code : chain->path) path += (path.empty() ? "" : " → ") + code;
        out.push_back({"/" + std::to_string(i) + "/number",
                       &errors::parts_exceed_whole,
                       {{"code", outer.code},
                        {"most", std::to_string(outer.number)},
                        {"number", std::to_string(chain->length)},
                        {"path", path}}});
    }
}

}  // namespace

bool exceeds(const Limit& inner, const Limit& outer) {
    if (inner.unit == outer.unit) return inner.number > outer.number;
    // What a calendar may stretch has no upper bound that data can promise.
    if (!counts_every_day(outer.unit)) return false;
    // Days end with their last hour, and the day they start on is not counted: up to a day longer than their number.
    const int slack = hours(outer.unit) == 24 && hours(inner.unit) == 1 ? 24 : 0;
    return inner.number * hours(inner.unit) > outer.number * hours(outer.unit) + slack;
}

std::vector<FieldError> check_nesting(const std::vector<Limit>& limits) {
    std::vector<FieldError> out;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const Limit& limit = limits[i];
        const auto at = "/" + std::to_string(i);
        if (find_limit(limits, limit.code) != &limit)
            out.push_back({at + "/code", &errors::repeated_limit, {{"code", limit.code}}});
        const Limit* outer = parent(limits, limit);
        if (!limit.within.empty() && outer == nullptr)
            out.push_back({at + "/within", &errors::unknown_parent, {{"code", limit.within}}});
        if (outer == nullptr) continue;
        if (in_a_ring(limits, limit)) {
            out.push_back({at + "/within", &errors::ring_of_limits, {{"code", limit.code}}});
        } else if (exceeds(limit, *outer)) {
            out.push_back({at + "/number",
                           &errors::exceeds_parent,
                           {{"code", limit.code},
                            {"number", std::to_string(limit.number)},
                            {"parent", outer->code},
                            {"most", std::to_string(outer->number)}}});
        }
    }
    if (out.empty()) check_chains(limits, out);
    return out;
}

Result<std::vector<Limit>> limits_from_json(const Json& list) {
    std::vector<FieldError> findings;
    std::vector<Limit> limits;
    if (!list.is_array())
        findings.push_back({"", &hz::errors::wrong_type, {{"expected", "list"}}});
    else if (list.as_array().size() > max_limits)
        findings.push_back({"", &errors::too_many, {{"limit", std::to_string(max_limits)}}});
    if (!findings.empty()) return refuse_fields(errors::invalid_limit, std::move(findings));
    std::size_t index = 0;
    for (const Json& entry : list.as_array()) {
        const auto at = "/" + std::to_string(index++);
        auto limit = limit_from_json(entry);
        if (limit) {
            limits.push_back(std::move(*limit));
            continue;
        }
        for (auto& field : limit.error().fields) {
            field.path = at + field.path;
            findings.push_back(field);
        }
    }
    if (findings.empty()) findings = check_nesting(limits);
    if (!findings.empty()) return refuse_fields(errors::invalid_limit, std::move(findings));
    return limits;
}

}  // namespace hz::calendar
