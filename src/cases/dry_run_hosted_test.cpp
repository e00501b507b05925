// SPDX-License-Identifier: Apache-2.0
// Past cases that decided and waited, under other rules or another process.
#include "cases/dry_run.hpp"
#include "cases/test_hosted.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

using DryRunHostedTest = HostedTest;
INSTANTIATE_TEST_SUITE_P(Engines, DryRunHostedTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

// Past cases under other rules: what was decided otherwise, and where that leads.
TEST_P(DryRunHostedTest, changed_rules_over_past_cases) {
    types.walk->rules = *rules::dmn::load(tail_rules);
    use(process("walk", start + "<bpmn:businessRuleTask id=\"rule\" hz:decision=\"kind\"/>" +
                            "<bpmn:exclusiveGateway id=\"g\" default=\"g_brief\"/>" + step("inspect") + step("brief") +
                            end + flows({"start", "rule", "g"}) + flows({"g", "brief", "end"}) +
                            flows({"inspect", "end"}) +
                            "<bpmn:sequenceFlow id=\"is_long\" sourceRef=\"g\" targetRef=\"inspect\">"
                            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">rule = \"long\""
                            "</bpmn:conditionExpression></bpmn:sequenceFlow>"));
    const auto with_long = submit({{"tail", 30}}), with_middle = submit({{"tail", 15}});
    run_all();
    for (const auto id : {with_long, with_middle}) ASSERT_TRUE(complete(clerk, task(id, "inspect"), "done"));
    std::string stricter = tail_rules;
    stricter.replace(stricter.find("&gt; 10"), 7, "&gt; 20");
    const auto run = [&](CaseId id, const Change& change) {
        return store
            ->read([&](storage::Session& s) -> Result<DryRun> {
                return dry_run(id, history(s, *log, id), with(*types.walk, change), *calendar);
            })
            .value();
    };
    for (const auto id : {with_long, with_middle}) EXPECT_FALSE(run(id, {}).differs());
    const Change change{nullptr, *rules::dmn::load(stricter)};
    EXPECT_FALSE(run(with_long, change).differs());
    const auto other = run(with_middle, change);
    EXPECT_EQ(other.decisions, (std::vector<OtherResult>{{"rule", "long", "short"}}));
    EXPECT_EQ(other.end, DryRunEnd::stands);
    EXPECT_EQ(other.element, "brief");
}

TEST_P(DryRunHostedTest, messages_come_again_in_a_dry_run) {
    use_waiting();
    const auto id = submit({{"kite", "blue"}});
    clock.advance(2h);
    ASSERT_TRUE(send({"m-1", "kite_ready", "blue", {}, 0}, head));
    ASSERT_TRUE(complete(clerk, task(id, "after"), "done"));
    const auto run = [&](const CaseType& type) {
        return store
            ->read([&](storage::Session& s) -> Result<DryRun> {
                return dry_run(id, history(s, *log, id), type, *calendar);
            })
            .value();
    };
    EXPECT_FALSE(run(*types.walk).differs());
    use(process("walk", start + step("after") + end + flows({"start", "after", "end"})));
    const auto other = run(*types.walk);
    EXPECT_EQ(other.end, DryRunEnd::ended);
    EXPECT_EQ(other.not_asked, std::vector<std::string>{"wait"});
}

}  // namespace
}  // namespace hz::cases
