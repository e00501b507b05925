// SPDX-License-Identifier: Apache-2.0
// The life of a clock and its record.
#include "base/text.hpp"
#include "calendar/calendar.hpp"
#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {

constexpr std::size_t max_pauses = 1'000;
constexpr std::size_t max_reason = 500;
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
    if (!from || !clock.started) return;
    if (*from < last_change(clock) || (to && *to < *from)) {
        findings.push_back({path, &errors::clock_order, {}});
    }
    clock.pauses.push_back({*from, to, std::string(reason)});
}

}  // namespace

Result<LegalClock> start(LegalClock clock, Time at) {
    if (clock.started) return wrong_state(clock);
    clock.started = at;
    return clock;
}

Result<LegalClock> pause(LegalClock clock, Time at, std::string reason) {
    if (!clock.running()) return wrong_state(clock);
    if (at < last_change(clock)) return refuse(errors::clock_order);
    clock.pauses.push_back({at, std::nullopt, std::move(reason)});
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
    if (by < 1 || by > max_extension - clock.extension) {
        return refuse(errors::out_of_range, {{"low", "1"}, {"high", std::to_string(max_extension - clock.extension)}});
    }
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
        pauses.emplace_back(std::move(entry));
    }
    if (!pauses.empty()) out["pauses"] = std::move(pauses);
    if (clock.extension != 0) out["extension"] = clock.extension;
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
    const auto extension = get_int(value, "extension", 0);
    if (extension < 0 || extension > max_extension) {
        findings.push_back(
            {"/extension", &errors::out_of_range, {{"low", "0"}, {"high", std::to_string(max_extension)}}});
    }
    if (!findings.empty()) return refuse_fields(errors::invalid_clock, std::move(findings));
    clock.extension = static_cast<int>(extension);
    return clock;
}

}  // namespace hz::calendar
