// SPDX-License-Identifier: Apache-2.0
#include "app/flow/flow.hpp"

#include <algorithm>

#include "app/errors.hpp"
#include "app/flow/fixture.hpp"
#include "app/flow/player.hpp"
#include "base/json_fields.hpp"
#include "cases/case_store.hpp"
#include "ledger/verify.hpp"
#include "pack/yaml.hpp"

namespace hz::app {
namespace {

Result<Flow> flow_from(std::string_view steps) {
    const auto text =
        "service: kite_licence\nstart: 2026-03-02T09:00:00Z\napplicant: {resident: 1}\nsteps:\n" + std::string(steps);
    const auto body = pack::parse_yaml(text);
    if (!body) return body.error();
    return parse_flow({"flow", "kite_licence/made", *body, "services/kite_licence/tests/made.flow.yaml"}, {});
}

TEST(Flow, ReadsEveryStep) {
    const auto flow = flow_from(
        "  - submit: {form: {kite_name: Blue}}\n"
        "  - {task: accept, as: ann, outcome: accept, expect_refused: case.four_eyes}\n"
        "  - wait: {working_days: 2, hours: 3}\n"
        "  - expect: {state: accepted, deadline: {promised: 2026-03-09}, paused: false}\n"
        "  - withdraw: {reason: No wind.}\n"
        "  - rate: {level: 2, reasons: [speed]}\n"
        "  - {suspend: {kind: test, reason: Wind tunnel., days: 3}, as: bea}\n"
        "  - note: {text: Hello.}\n");
    ASSERT_TRUE(flow) << why(flow);
    ASSERT_EQ(flow->steps.size(), 8U);
    EXPECT_EQ(std::get<ActStep>(flow->steps[6].what).command, "suspend");
    EXPECT_EQ(std::get<ActStep>(flow->steps[6].what).login, "bea");
    EXPECT_EQ(std::get<ActStep>(flow->steps[7].what).login, "") << "the applicant";
    EXPECT_TRUE(flow_from("  - {suspend: {day: 3}, as: bea}\n").error().is(errors::bad_flow)) << "a misspelt member";
    EXPECT_EQ(flow->case_type, "kite_licence");
    EXPECT_EQ(std::get<TaskStep>(flow->steps[1].what).element, "accept");
    EXPECT_EQ(flow->steps[1].refused, "case.four_eyes");
    EXPECT_EQ(std::get<WaitStep>(flow->steps[2].what).hours, 3);
    EXPECT_EQ(std::get<ExpectStep>(flow->steps[3].what).deadlines.at("promised"), "2026-03-09");
    EXPECT_EQ(std::get<RateStep>(flow->steps[5].what).level, 2);
}

// What is misspelt must not pass in silence.
TEST(Flow, RefusesWhatItDoesNotKnow) {
    for (const auto* steps : {"  - dance: {}\n", "  - expect: {stat: granted}\n", "  - {task: accept, as: ann}\n",
                              "  []\n", "  - submit: {files: {photo: nowhere.png}}\n", "  - wait: {weeks: 1}\n"}) {
        const auto flow = flow_from(steps);
        ASSERT_FALSE(flow) << steps;
        EXPECT_TRUE(flow.error().is(errors::bad_flow)) << steps;
    }
}

class FlowPlay : public NodeTest {
  protected:
    // The stored case is the fold of its events.
    Result<void> equals_its_events(cases::CaseId id) {
        return node->store->read([&](storage::Session& s) -> Result<void> {
            const auto stored = cases::find_case(s, id);
            const auto replayed = node->cases->replay(s, id);
            if (!replayed) return replayed.error();
            ++compared;
            EXPECT_EQ(canonical(to_fields(*stored)), canonical(to_fields(*replayed)));
            return {};
        });
    }
    int compared = 0;
};

TEST_P(FlowPlay, EveryFlowOfTheFixture) {
    load_everybody();
    auto flows = flows_of(kites);
    ASSERT_TRUE(flows) << why(flows);
    ASSERT_GE(flows->size(), 7U);
    for (const auto& flow : *flows) {
        PlayOptions how;
        how.after_act = [this](cases::CaseId id) { return equals_its_events(id); };
        Player player(*node, clock, cast, flow, how);
        const auto played = player.play_alone();
        EXPECT_TRUE(played) << flow.code << ": " << why(played);
    }
    EXPECT_GT(compared, 15);
    (void)node->ledger->run_once();
    const auto report = ledger::verify(*node->ledger);
    ASSERT_TRUE(report) << why(report);
    EXPECT_TRUE(report->whole());
    EXPECT_GT(report->size, 40);
}

TEST_P(FlowPlay, AFailingFlowSaysWhere) {
    load_everybody();
    const auto flow = flow_from(
        "  - submit: {form: {holder_name: Ada, kite_name: Blue, tail_metres: 3}}\n"
        "  - expect: {state: granted}\n");
    ASSERT_TRUE(flow) << why(flow);
    Player player(*node, clock, cast, *flow, {});
    const auto played = player.play_alone();
    ASSERT_FALSE(played);
    EXPECT_TRUE(played.error().is(errors::flow_failed));
    EXPECT_EQ(played.error().params.at("step"), "2");
    EXPECT_TRUE(player.done());
}

TEST_P(FlowPlay, ARefusalThatDoesNotComeFails) {
    load_everybody();
    const auto flow = flow_from(
        "  - submit: {form: {holder_name: Ada, kite_name: Blue, tail_metres: 3}}\n"
        "  - {task: accept, as: clerk_ann, outcome: accept, expect_refused: true}\n");
    ASSERT_TRUE(flow) << why(flow);
    Player player(*node, clock, cast, *flow, {});
    const auto played = player.play_alone();
    ASSERT_FALSE(played);
    EXPECT_EQ(played.error().params.at("step"), "2");
}

TEST_P(FlowPlay, StopsAfterSoManyActs) {
    load_everybody();
    const auto flows = flows_of(kites);
    ASSERT_TRUE(flows) << why(flows);
    PlayOptions how;
    how.acts = 1;
    how.check = false;
    const auto approved = std::ranges::find(*flows, "kite_licence/approved", &Flow::code);
    ASSERT_NE(approved, flows->end());
    Player player(*node, clock, cast, *approved, how);
    ASSERT_TRUE(player.play_alone());
    const auto c = node->store->read([&](storage::Session& s) -> Result<std::optional<cases::Case>> {
        return cases::find_case(s, player.case_id());
    });
    ASSERT_TRUE(c && *c);
    EXPECT_EQ((*c)->state, "submitted");
    EXPECT_EQ((*c)->tasks.size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Engines, FlowPlay, testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

}  // namespace
}  // namespace hz::app
