// SPDX-License-Identifier: Apache-2.0
#include "api/view/dry_run_view.hpp"

#include "api/view/case_view.hpp"
#include "cases/authority.hpp"

namespace hz::api {
namespace {

std::string_view end_text(cases::DryRunEnd end) {
    if (end == cases::DryRunEnd::stands) return "stands";
    return end == cases::DryRunEnd::failed ? "failed" : "ended";
}

std::vector<Named> named(const std::vector<std::string>& posts, const Json* agency) {
    std::vector<Named> out;
    for (const auto& code : posts) {
        Named post{code, same(code)};
        if (agency)
            for (const auto& one : get_array(*agency, "posts"))
                if (get_text(one, "code") == code) post.name = words_from(find(one, "title"), code);
        out.push_back(std::move(post));
    }
    return out;
}

std::optional<Moment> maybe(const Platform& platform, const std::optional<Time>& t) {
    if (!t) return std::nullopt;
    return moment(platform, *t);
}

}  // namespace

DryRunLine DryRunView::line(const cases::DryRun& one, const cases::Case& c) const {
    const auto definitions = platform.definitions.current();
    DryRunLine out;
    out.id = one.id;
    out.number = one.number;
    out.readable = static_cast<bool>(cases::may_read(actor, c));
    out.end = end_text(one.end);
    if (!one.element.empty()) out.element = one.element;
    if (!one.outcome.empty()) out.outcome = coded(*definitions, "outcome", one.outcome);
    if (one.problem)
        out.problem = Words(message(*one.problem->code, one.problem->params, "zh-Hans"),
                            message(*one.problem->code, one.problem->params, "en"));
    out.state_before = state_view(*definitions, one.state_before);
    out.state_after = state_view(*definitions, one.state_after);
    out.ended_before = maybe(platform, one.ended_before);
    out.ended_after = maybe(platform, one.ended_after);
    out.days = one.days;
    for (const auto& other : one.people)
        out.people.push_back({other.element, named(other.before, agency), named(other.after, agency)});
    for (const auto& other : one.decisions) out.decisions.push_back({other.element, other.before, other.after});
    out.not_asked = one.not_asked;
    out.same_person = one.same_person;
    out.assumed = one.assumed;
    return out;
}

DryRunTally tally_of(const cases::DryRunCounts& counts) {
    return {counts.looked_at, counts.same,      counts.otherwise, counts.later,  counts.earlier,
            counts.people,    counts.decisions, counts.steps,     counts.stands, counts.failed};
}

}  // namespace hz::api
