// SPDX-License-Identifier: Apache-2.0
// The life of a clock and its record.
#include "calendar/legal_clock.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {

constexpr std::size_t max_pauses = 1'000;
constexpr std::size_t max_reason = 500;
constexpr std::size_t max_code = 64;
constexpr std::size_t max_extensions = 1'000;
constexpr int max_extension = 10'000;

Error wrong_state(const LegalClock& clock) {
    if (clock.stopped) return refuse(errors::clock_stopped);
    if (clock.paused()) return refuse(errors::clock_paused);
    return refuse(clock.started ? errors::clock_running : errors::clock_not_started);
}

// The latest moment the clock has seen.
Time last_change(const LegalClock& clock) {
    Time last = *clock.started;
    for (const auto& pause : clock.pauses) last = std::max(last, pause.to.value_or(pause.from));
    return last;
}

// A time in years 1..9999, so that no later arithmetic can overflow.
std::optional<Time> sane_time(const Json& value) {
    constexpr std::int64_t low = -62'135'596'800'000;
    constexpr std::int64_t high = 253'402'300'799'999;
    if (!value.is_int64() || value.as_int64() < low || value.as_int64() > high) return std::nullopt;
    return from_millis(value.as_int64());
}

// Absent is fine; present and wrong is a finding.
std::optional<Time> read_time(const Json& value, std::string_view key, const std::string& path,
                              std::vector<FieldError>& findings) {
    const Json* found = find(value, key);
    if (found == nullptr || found->is_null()) return std::nullopt;
    const auto time = sane_time(*found);
    if (!time) findings.push_back({path, &hz::errors::wrong_type, {{"expected", "milliseconds"}}});
    return time;
}

void read_pause(const Json& value, const std::string& path, bool last, LegalClock& clock,
                std::vector<FieldError>& findings) {
    const auto from = read_time(value, "from", path + "/from", findings);
    const auto to = read_time(value, "to", path + "/to", findings);
    const auto reason = get_text(value, "reason");
    if (!from) findings.push_back({path + "/from", &hz::errors::missing, {}});
    if (!to && !last) findings.push_back({path + "/to", &hz::errors::missing, {}});
    if (length(reason) > max_reason) {
        findings.push_back({path + "/reason", &hz::errors::too_long, {{"limit", std::to_string(max_reason)}}});
    }
    const auto kind = get_text(value, "kind");
    if (length(kind) > max_code) {
        findings.push_back({path + "/kind", &hz::errors::too_long, {{"limit", std::to_string(max_code)}}});
    }
    if (!from || !clock.started) return;
    if (*from < last_change(clock) || (to && *to < *from)) {
        findings.push_back({path, &errors::clock_order, {}});
    }
    clock.pauses.push_back({*from, to, std::string(reason), std::string(kind)});
}

void read_extension(const Json& value, const std::string& path, LegalClock& clock, std::vector<FieldError>& findings) {
    const auto by = get_int(value, "by", 0);
    if (by < 1 || by > max_extension) {
        findings.push_back(
            {path + "/by", &errors::out_of_range, {{"low", "1"}, {"high", std::to_string(max_extension)}}});
        return;
    }
    const auto at = read_time(value, "at", path + "/at", findings);
    if (!at) findings.push_back({path + "/at", &hz::errors::missing, {}});
    Extension read{std::string(get_text(value, "limit")), static_cast<int>(by), at.value_or(Time{}),
                   std::string(get_text(value, "approved_by")), std::string(get_text(value, "reason"))};
    if (read.limit.empty()) findings.push_back({path + "/limit", &hz::errors::missing, {}});
    for (const auto& [key, text, most] :
         {std::tuple{"/limit", &read.limit, max_code}, std::tuple{"/approved_by", &read.approved_by, max_code},
          std::tuple{"/reason", &read.reason, max_reason}}) {
        if (length(*text) > most)
            findings.push_back({path + key, &hz::errors::too_long, {{"limit", std::to_string(most)}}});
    }
    clock.extensions.push_back(std::move(read));
}

// Units of all extensions together, of every limit: no more than any one may have, so that nothing overflows.
std::int64_t all_extensions(const LegalClock& clock) {
    std::int64_t sum = clock.extension;
    for (const auto& extension : clock.extensions) sum += extension.by;
    return sum;
}

JsonArray to_json(const std::vector<Extension>& extensions) {
    JsonArray out;
    for (const auto& extension : extensions) {
        out.push_back(JsonObject{{"limit", extension.limit},
                                 {"by", extension.by},
                                 {"at", to_millis(extension.at)},
                                 {"approved_by", extension.approved_by},
                                 {"reason", extension.reason}});
    }
    return out;
}

void read_extensions(const Json& value, LegalClock& clock, std::vector<FieldError>& findings) {
    const JsonArray& extensions = get_array(value, "extensions");
    if (extensions.size() > max_extensions) {
        findings.push_back({"/extensions", &errors::too_many, {{"limit", std::to_string(max_extensions)}}});
        return;
    }
    for (std::size_t i = 0; i < extensions.size(); ++i)
        read_extension(extensions[i], "/extensions/" + std::to_string(i), clock, findings);
    const auto extension = get_int(value, "extension", 0);
    if (extension >= 0 && extension <= max_extension) clock.extension = static_cast<int>(extension);
    if (extension < 0 || extension > max_extension || all_extensions(clock) > max_extension) {
        findings.push_back(
            {"/extension", &errors::out_of_range, {{"low", "0"}, {"high", std::to_string(max_extension)}}});
    }
}

}  // namespace

Result<LegalClock> start(LegalClock clock, Time at) {
    if (clock.started) return wrong_state(clock);
    clock.started = at;
    return clock;
}

Result<LegalClock> pause(LegalClock clock, Time at, std::string reason, std::string kind) {
    if (!clock.running()) return wrong_state(clock);
    if (at < last_change(clock)) return refuse(errors::clock_order);
    clock.pauses.push_back({at, std::nullopt, std::move(reason), std::move(kind)});
    return clock;
}

Result<LegalClock> resume(LegalClock clock, Time at) {
    if (clock.stopped || !clock.paused()) return wrong_state(clock);
    if (at < last_change(clock)) return refuse(errors::clock_order);
    clock.pauses.back().to = at;
    return clock;
}

Result<LegalClock> stop(LegalClock clock, Time at) {
    if (!clock.started || clock.stopped) return wrong_state(clock);
    if (at < last_change(clock)) return refuse(errors::clock_order);
    if (clock.paused()) clock.pauses.back().to = at;
    clock.stopped = at;
    return clock;
}

Result<LegalClock> extend(LegalClock clock, int by) {
    if (clock.stopped) return wrong_state(clock);
    const auto most = max_extension - all_extensions(clock);
    if (by < 1 || by > most) return refuse(errors::out_of_range, {{"low", "1"}, {"high", std::to_string(most)}});
    clock.extension += by;
    return clock;
}

Json to_json(const LegalClock& clock) {
    JsonObject out;
    if (clock.started) out["started"] = to_millis(*clock.started);
    if (clock.stopped) out["stopped"] = to_millis(*clock.stopped);
    JsonArray pauses;
    for (const auto& pause : clock.pauses) {
        JsonObject entry{{"from", to_millis(pause.from)}, {"reason", pause.reason}};
        if (pause.to) entry["to"] = to_millis(*pause.to);
        if (!pause.kind.empty()) entry["kind"] = pause.kind;
        pauses.emplace_back(std::move(entry));
    }
    if (!pauses.empty()) out["pauses"] = std::move(pauses);
    if (clock.extension != 0) out["extension"] = clock.extension;
    if (!clock.extensions.empty()) out["extensions"] = to_json(clock.extensions);
    return out;
}

Result<LegalClock> clock_from_json(const Json& value) {
    std::vector<FieldError> findings;
    if (!value.is_object()) findings.push_back({"", &hz::errors::wrong_type, {{"expected", "object"}}});
    LegalClock clock;
    clock.started = read_time(value, "started", "/started", findings);
    clock.stopped = read_time(value, "stopped", "/stopped", findings);
    const JsonArray& pauses = get_array(value, "pauses");
    if (pauses.size() > max_pauses) {
        findings.push_back({"/pauses", &errors::too_many, {{"limit", std::to_string(max_pauses)}}});
        return refuse_fields(errors::invalid_clock, std::move(findings));
    }
    if (!clock.started && (clock.stopped || !pauses.empty()))
        findings.push_back({"/started", &hz::errors::missing, {}});
    for (std::size_t i = 0; i < pauses.size(); ++i) {
        read_pause(pauses[i], "/pauses/" + std::to_string(i), i + 1 == pauses.size() && !clock.stopped, clock,
                   findings);
    }
    if (clock.started && clock.stopped && *clock.stopped < last_change(clock)) {
        findings.push_back({"/stopped", &errors::clock_order, {}});
    }
    read_extensions(value, clock, findings);
    if (!findings.empty()) return refuse_fields(errors::invalid_clock, std::move(findings));
    return clock;
}

}  // namespace hz::calendar
