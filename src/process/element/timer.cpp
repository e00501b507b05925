// SPDX-License-Identifier: Apache-2.0
// timerEventDefinition: exactly one of timeDuration, timeDate, timeCycle (ISO 8601, or FEEL after "=") and
// hz:workingDays.
#include <charconv>

#include "base/text.hpp"
#include "process/duration.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"workingDays"};
constexpr int max_working_days = 10'000;

void read_working_days(Reader& reader, pugi::xml_node xml, Timer& timer) {
    const auto text = reader.extension(xml, "workingDays");
    if (text.empty()) return;
    ++timer.given;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), timer.working_days);
    const bool good = error == std::errc{} && end == text.data() + text.size() && timer.working_days >= 1 &&
                      timer.working_days <= max_working_days;
    if (!good) reader.bad_value(xml, "hz:workingDays", text, "1-" + std::to_string(max_working_days));
}

// R4/PT10S, R/P1D
void read_cycle(Reader& reader, pugi::xml_node part, Timer& timer) {
    const std::string text(prefix(trim(part.text().get()), 60));
    if (!is_formal(part)) reader.findings.add(path_of(part), errors::expression_informal, {{"name", "timeCycle"}});
    const auto slash = text.find('/');
    const auto bad = [&] { reader.bad_value(part, "timeCycle", text, "R4/PT10S, R/P1D"); };
    if (!text.starts_with('R') || slash == std::string::npos || !duration_from_iso(text.substr(slash + 1)))
        return bad();
    timer.cycle = true;
    timer.repetitions = -1;
    timer.duration.text = text.substr(slash + 1);
    if (slash == 1) return;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + slash, timer.repetitions);
    if (error != std::errc{} || end != text.data() + slash || timer.repetitions < 1 || timer.repetitions > 100'000)
        bad();
}

}  // namespace

void read_timer(Reader& reader, pugi::xml_node child, Timer& timer) {
    reader.known_extensions(child, attributes, {});
    read_working_days(reader, child, timer);
    for (const auto part : child.children()) {
        if (part.type() != pugi::node_element || resolve(part, part.name()).uri != bpmn_uri) continue;
        const auto name = local_name(part);
        if (name == "documentation" || name == "extensionElements") continue;
        ++timer.given;
        if (!reader.executable) continue;
        if (name == "timeCycle") {
            read_cycle(reader, part, timer);
        } else if (name == "timeDuration") {
            timer.duration = read_expression(reader, part, true);
            if (timer.duration.feel == nullptr && !duration_from_iso(timer.duration.text))
                reader.bad_value(part, "timeDuration", timer.duration.text, "P5D, PT2H, P1W");
        } else if (name == "timeDate") {
            timer.date = read_expression(reader, part, true);
            // A model that is only drawn may leave the date open.
            if (timer.date.feel == nullptr && !timer.date.text.empty() && !is_iso_date_time(timer.date.text))
                reader.bad_value(part, "timeDate", timer.date.text, "2026-01-05T09:00:00+08:00");
        } else {
            reader.unsupported(part, name);
        }
    }
}

}  // namespace hz::process
