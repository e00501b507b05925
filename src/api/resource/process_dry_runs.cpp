// SPDX-License-Identifier: Apache-2.0
// A changed process over past cases, before it is published. One request looks at a page of them and keeps nothing:
// who asks goes on for as long as they like.
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/models.hpp"
#include "api/resource/routes.hpp"
#include "api/view/dry_run_view.hpp"
#include "cases/case_store.hpp"

namespace hz::api {
namespace {

constexpr std::int64_t most_counted = 1'000;
constexpr std::int64_t most_a_page = 50;

struct RunDry : ModelPath {
    struct Body {
        Text<longest_model> xml;
        std::optional<Text<10>> from, to;  // civil days of submission, both included
        std::optional<cases::CaseId> cursor;
        std::optional<std::int64_t> limit;  // 1..50
    } body;
};
BOOST_DESCRIBE_STRUCT(RunDry::Body, (), (xml, from, to, cursor, limit))

Result<std::optional<Time>> day_of(Platform& p, const std::optional<Text<10>>& text, const char* path, int days) {
    if (!text || text->value.empty()) return std::optional<Time>{};
    const auto utc = parse_rfc3339(text->value + "T00:00:00Z");
    if (!utc) return refuse_fields(hz::errors::wrong_type, {{path, &hz::errors::wrong_type, {{"expected", "date"}}}});
    const auto day = std::chrono::floor<std::chrono::days>(*utc) + std::chrono::days{days};
    return std::optional(p.cases.calendar()->start_of(calendar::Date{day}));
}

Result<cases::PastCases> choice_of(Platform& p, const Asked<RunDry>& asked) {
    const auto from = day_of(p, asked.body.from, "/from", 0);
    if (!from) return from.error();
    const auto to = day_of(p, asked.body.to, "/to", 1);
    if (!to) return to.error();
    return cases::PastCases{asked.path.code.value, *from, *to};
}

// Its own cases: by the permission to change this very process.
Result<Json> must_design(Platform& p, storage::Session& s, const Asked<RunDry>& asked) {
    auto stored = pack::find_definition(s, asked.path.kind.value, asked.path.code.value);
    if (!stored) return no_such_model(asked.path);
    const auto decision = service::may_design(s, p.identity, asked.actor(), stored->body);
    if (auto permitted = decision.result(service::design_permission); !permitted) return permitted.error();
    const auto agency = pack::find_definition(s, "agency", get_text(stored->body, "agency"));
    return agency ? agency->body : Json();
}

Result<DryRunPage> run_dry(Platform& p, const Asked<RunDry>& asked) {
    const auto which = choice_of(p, asked);
    if (!which) return which.error();
    return p.store.read([&](storage::Session& s) -> Result<DryRunPage> {
        const auto agency = must_design(p, s, asked);
        if (!agency) return agency.error();
        auto process = process::compile(asked.body.xml.value);
        if (!process) return process.error();
        const auto limit =
            static_cast<std::size_t>(std::clamp<std::int64_t>(asked.body.limit.value_or(most_a_page), 1, most_a_page));
        const DryRunView view{p, asked.actor(), agency->is_null() ? nullptr : &*agency};
        DryRunPage out;
        if (!asked.body.cursor) out.total = cases::count_past_cases(s, *which, most_counted);
        cases::DryRunCounts counts;
        const auto ids = cases::past_cases(s, *which, limit, asked.body.cursor);
        for (const auto id : ids) {
            const auto c = cases::find_case(s, id);
            const auto type = c ? p.cases.type_of(s, *c) : Result<cases::CaseTypePtr>(no_such_model(asked.path));
            if (!type) continue;
            const auto one = cases::dry_run(id, cases::history(s, p.ledger, id), cases::with_process(**type, *process),
                                            *p.cases.calendar());
            counts.add(one);
            if (one.differs()) out.items.push_back(view.line(one, *c));
        }
        out.tally = tally_of(counts);
        if (ids.size() == limit) out.next_cursor = ids.back();
        return out;
    });
}

}  // namespace

Routes process_dry_run_routes(Platform& p) {
    Routes routes;
    routes.push_back(slow<RunDry, DryRunPage>(
        p,
        sending_model("/api/v1/processes/{kind}/{code}/dry-run", "dry_run_process",
                      "What a changed process would have made of past cases, the latest first; keeps nothing"),
        [&p](const Asked<RunDry>& asked) { return run_dry(p, asked); }));
    return routes;
}

}  // namespace hz::api
