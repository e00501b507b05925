// SPDX-License-Identifier: Apache-2.0
#include "cases/decision.hpp"

#include "cases/errors.hpp"
#include "rules/dmn/dmn.hpp"

namespace hz::cases {
namespace {

namespace dmn = rules::dmn;

Error failed(const PendingJob& job, std::string zh, std::string en) {
    auto error = refuse(errors::decision_failed, {{"name", job.decision}, {"reason_zh", zh}, {"reason_en", en}});
    error.detail = job.decision + ": " + std::move(en);
    return error;
}

// Fields of the form are known by their own names, too; what the process calls so hides them.
JsonObject names_of(const Case& c, const PendingJob& job, const Surroundings& around) {
    JsonObject out;
    if (const auto* given = job.input.if_object()) {
        out = *given;
    } else {
        if (const auto* form = c.form.if_object()) out = *form;
        auto variables = process_variables(c);
        if (const auto state = process::state_from_json(*around.type.process, c.process); state.has_value())
            variables = process::variables_at(*around.type.process, *state, job.token, variables);
        for (const auto& [name, value] : variables.as_object()) out[name] = value;
    }
    const auto now = format_rfc3339(around.now, around.calendar.offset_minutes(around.now));
    out["today"] = now.substr(0, 10);
    out["now"] = now;
    return out;
}

}  // namespace

Result<Json> decide(const Case& c, const PendingJob& job, const Surroundings& around) {
    if (!around.type.rules) return failed(job, "没有规则文件 rules.dmn。", "there is no rules.dmn.");
    dmn::Findings diagnostics;
    dmn::Options options;
    options.diagnostics = &diagnostics;
    auto result = dmn::evaluate(*around.type.rules, job.decision, Json(names_of(c, job, around)), options);
    if (!result) {
        const auto& why = result.error();
        return failed(job, message(*why.code, why.params, "zh-Hans"), message(*why.code, why.params, "en"));
    }
    // Null without a reason is an answer: no rule applies.
    if (result->is_null() && !diagnostics.empty())
        return failed(job, diagnostics.front().text("zh-Hans"), diagnostics.front().text("en"));
    return result;
}

}  // namespace hz::cases
