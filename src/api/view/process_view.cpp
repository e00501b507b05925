// SPDX-License-Identifier: Apache-2.0
#include "api/view/process_view.hpp"

#include <algorithm>

namespace hz::api {

ProcessWaiting waiting_view(const cases::Waiting& waiting) {
    const auto minutes = [](std::chrono::milliseconds time) {
        return std::chrono::duration_cast<std::chrono::minutes>(time).count();
    };
    ProcessWaiting out{waiting.past, waiting.open, {}};
    for (const auto& one : waiting.elements)
        out.elements.push_back({one.element, one.done, minutes(one.median), minutes(one.ninth), one.open});
    return out;
}

ProcessReading reading_view(const std::vector<pack::Finding>& findings) {
    ProcessReading out;
    for (const auto& finding : findings)
        out.findings.push_back({finding.severity == pack::Severity::error ? "error" : "warning", finding.place,
                                finding.code, Words(finding.zh, finding.en)});
    std::stable_partition(out.findings.begin(), out.findings.end(),
                          [](const ProcessFinding& f) { return f.severity == "error"; });
    return out;
}

ProcessTrial trial_view(const process::Trial& trial, const pack::Definitions& definitions) {
    const auto number = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    ProcessTrial out;
    for (const auto& one : trial.places) out.places.push_back({one.element, number(one.tokens)});
    for (const auto& one : trial.choices) {
        out.choices.push_back({one.token, one.kind, one.element, one.detail, {}, one.for_applicant});
        for (const auto& code : one.outcomes)
            out.choices.back().outcomes.push_back(coded(definitions, "outcome", code));
    }
    out.passed = trial.passed;
    for (const auto& one : trial.told) out.told.push_back({number(one.act), one.kind, one.element, one.detail});
    out.ended = trial.ended;
    out.done = number(trial.done);
    if (const auto& error = trial.stopped)
        out.stopped =
            Words(message(*error->code, error->params, "zh-Hans"), message(*error->code, error->params, "en"));
    return out;
}

}  // namespace hz::api
