// SPDX-License-Identifier: Apache-2.0
// A changed process, or changed rules, over past cases, before it is published. One request looks at a page of them and
// keeps nothing: who asks goes on for as long as they like.
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
        std::optional<std::chrono::year_month_day> from, to;  // days of submission, both included
        std::optional<cases::CaseId> cursor;
        std::optional<std::int64_t> limit;  // 1..50
    } body;
};
BOOST_DESCRIBE_STRUCT(RunDry::Body, (), (xml, from, to, cursor, limit))

cases::PastCases choice_of(Platform& p, const Asked<RunDry>& asked) {
    const auto cal = p.cases.calendar();
    cases::PastCases out{asked.path.code.value, {}, {}, asked.body.cursor};
    if (asked.body.from) out.from = cal->start_of(*asked.body.from);
    if (asked.body.to) out.to = cal->end_of(*asked.body.to);
    return out;
}

struct Ground {
    Json agency;  // the definition of the item's; null: it has none
    cases::Change change;
};
// Reads what was sent as a model of the stored definition.
using Reader = Result<cases::Change> (*)(storage::Session&, const pack::StoredDefinition&, std::string_view xml);

Result<cases::Change> read_process(storage::Session&, const pack::StoredDefinition& stored, std::string_view xml) {
    auto process = process::compile(xml, pack::process_options(stored.body));
    if (!process) return process.error();
    return cases::Change{std::move(*process), nullptr};
}

Result<cases::Change> read_rules(storage::Session& s, const pack::StoredDefinition& stored, std::string_view xml) {
    auto rules = pack::load_rules(s, stored, xml);
    if (!rules) return rules.error();
    return cases::Change{nullptr, std::move(*rules)};
}

// Its own cases: by the permission to change this very definition.
Result<Ground> must_design(Platform& p, storage::Session& s, const Asked<RunDry>& asked, Reader read) {
    auto stored = pack::find_definition(s, asked.path.kind.value, asked.path.code.value);
    if (!stored) return no_such_model(asked.path);
    const auto decision = service::may_design(s, p.identity, asked.actor(), stored->body);
    if (auto permitted = decision.result(service::design_permission); !permitted) return permitted.error();
    const auto agency = pack::find_definition(s, "agency", get_text(stored->body, "agency"));
    auto change = read(s, *stored, asked.body.xml.value);
    if (!change) return change.error();
    return Ground{agency ? agency->body : Json(), std::move(*change)};
}

Result<DryRunPage> run_dry(Platform& p, const Asked<RunDry>& asked, Reader read) {
    const auto which = choice_of(p, asked);
    return p.store.read([&](storage::Session& s) -> Result<DryRunPage> {
        const auto ground = must_design(p, s, asked, read);
        if (!ground) return ground.error();
        const auto limit =
            static_cast<std::size_t>(std::clamp<std::int64_t>(asked.body.limit.value_or(most_a_page), 1, most_a_page));
        const DryRunView view{p, asked.actor(), ground->agency.is_null() ? nullptr : &ground->agency};
        DryRunPage out;
        if (!asked.body.cursor) out.total = cases::count_past_cases(s, which, most_counted);
        cases::DryRunCounts counts;
        out.next_cursor = cases::dry_run_page(s, p.cases, p.ledger, which, limit, ground->change,
                                              [&](const cases::Case& c, const cases::DryRun& one) {
                                                  counts.add(one);
                                                  if (one.differs()) out.items.push_back(view.line(one, c));
                                              });
        out.tally = tally_of(counts);
        return out;
    });
}

}  // namespace

Routes dry_run_routes(Platform& p) {
    Routes routes;
    const auto add = [&](std::string pattern, std::string operation_id, std::string summary, Reader read) {
        routes.push_back(
            slow<RunDry, DryRunPage>(p, sending_model(std::move(pattern), std::move(operation_id), std::move(summary)),
                                     [&p, read](const Asked<RunDry>& asked) { return run_dry(p, asked, read); }));
    };
    add("/api/v1/processes/{kind}/{code}/dry-run", "dry_run_process",
        "What a changed process would have made of past cases, the latest first; keeps nothing", &read_process);
    add("/api/v1/rules/{kind}/{code}/dry-run", "dry_run_rules",
        "What changed rules would have made of past cases, the latest first; keeps nothing", &read_rules);
    return routes;
}

}  // namespace hz::api
