// SPDX-License-Identifier: Apache-2.0
// Decisions, calls, messages and signals of real cases.
#include "cases/test_hosted.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

INSTANTIATE_TEST_SUITE_P(Engines, HostedTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(HostedTest, a_decision_of_its_own_rules_chooses_the_way) {
    auto rules = rules::dmn::load(tail_rules);
    ASSERT_TRUE(rules);
    types.walk->rules = *rules;
    use(process("walk",
                start + "<bpmn:businessRuleTask id=\"rule\" hz:decision=\"kind\" hz:result=\"tail_kind\"/>" +
                    "<bpmn:exclusiveGateway id=\"g\" default=\"g_brief\"/>" + step("inspect") + step("brief") + end +
                    flows({"start", "rule", "g"}) + flows({"g", "brief", "end"}) + flows({"inspect", "end"}) +
                    "<bpmn:sequenceFlow id=\"is_long\" sourceRef=\"g\" targetRef=\"inspect\"><bpmn:conditionExpression "
                    "xsi:type=\"bpmn:tFormalExpression\">tail_kind = \"long\"</bpmn:conditionExpression>"
                    "</bpmn:sequenceFlow>"));
    const auto with_long = submit({{"tail", 30}});
    const auto with_short = submit({{"tail", 3}});
    run_all();
    EXPECT_EQ(get(with_long).tasks.at(0).element, "inspect");
    EXPECT_EQ(get(with_short).tasks.at(0).element, "brief");
    expect_replayed(with_long);

    // What cannot be decided waits for an operator at once, and goes on when the data is right.
    const auto stuck = submit({{"tail", nullptr}});
    run_all();
    auto found = waiting();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].what.element, "rule");
    EXPECT_TRUE(found[0].what.problem.starts_with("case.decision_failed")) << found[0].what.problem;
    ASSERT_TRUE(act(head, CorrectCase{stuck, "Measured.", {{"tail", 12}}, {}}));
    ASSERT_TRUE(write([&](auto& s) { return cases->retry_incident(s, head, stuck, found[0].what.token); }));
    run_all();
    EXPECT_EQ(get(stuck).tasks.at(0).element, "inspect");
    EXPECT_TRUE(waiting().empty());
    expect_replayed(stuck);
    expect_as_told();
}

TEST_P(HostedTest, a_called_process_lives_in_the_case) {
    const auto called = process(
        "look", "<bpmn:startEvent id=\"look_start\"/>" + step("look_at_it") + "<bpmn:endEvent id=\"look_end\"/>" +
                    "<bpmn:boundaryEvent id=\"too_long\" attachedToRef=\"look_at_it\"><bpmn:timerEventDefinition "
                    "id=\"t\"><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P3D</bpmn:timeDuration>"
                    "</bpmn:timerEventDefinition></bpmn:boundaryEvent>" +
                    flows({"look_start", "look_at_it", "look_end"}) + flows({"too_long", "look_end"}));
    use(process("walk", start + "<bpmn:callActivity id=\"call\" calledElement=\"look\"/>" + step("after") + end +
                            flows({"start", "call", "after", "end"})),
        {{"look", called}});
    const auto id = submit();
    ASSERT_EQ(get(id).tasks.size(), 1U);
    EXPECT_EQ(get(id).tasks[0].element, "look_at_it");
    ASSERT_EQ(get(id).timers.size(), 1U);
    ASSERT_TRUE(complete(clerk, task(id, "look_at_it"), "done"));
    EXPECT_EQ(get(id).tasks.at(0).element, "after");
    EXPECT_TRUE(get(id).timers.empty());

    const auto late = submit();
    clock.advance(24h * 3);
    run_all();
    EXPECT_EQ(get(late).tasks.at(0).element, "after") << "its timers run";
    const auto gone = submit();
    ASSERT_TRUE(write([&](auto& s) { return cases->withdraw(s, ada, {gone, "no wind"}); }));
    EXPECT_TRUE(get(gone).tasks.empty());
    EXPECT_TRUE(get(gone).timers.empty());
    for (const auto one : {id, late, gone}) expect_replayed(one);
    expect_as_told();
}

TEST_P(HostedTest, a_message_reaches_the_one_case_that_waits_for_its_key) {
    use_waiting();
    const auto blue = submit({{"kite", "blue"}});
    const auto red = submit({{"kite", "red"}});
    ASSERT_EQ(get(blue).waits.size(), 1U);
    EXPECT_EQ(count("case_wait"), 2);
    expect_as_told();
    const SendMessage first{"m-1", "kite_ready", "red", JsonObject{{"metres", 4}}, 0};
    const auto sent = send(first, head);
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->case_id, red);
    EXPECT_EQ(get(red).tasks.at(0).element, "after");
    EXPECT_TRUE(get(blue).tasks.empty());
    EXPECT_EQ(events(red).back(), "message_received");

    const auto again = send(first, head);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(again->case_id, red);
    EXPECT_EQ(events(red).size(), 2U) << "nothing was done twice";
    EXPECT_TRUE(send({"m-1", "kite_ready", "blue", {}, 0}, head).error().is(errors::message_id_reused));
    EXPECT_TRUE(
        send({"m-1", "kite_ready", "red", JsonObject{{"metres", 5}}, 0}, head).error().is(errors::message_id_reused));
    EXPECT_EQ(count("case_message where data <> ''"), 0) << "what came is in the case alone";
    EXPECT_TRUE(send({"m-2", "kite_ready", "red", {}, 0}, head).error().is(errors::nobody_waits));
    EXPECT_TRUE(send({"m-3", "kite_ready", {}, {}, 0}, head).error().is(errors::nobody_waits));
    const auto other = submit({{"kite", "blue"}});
    EXPECT_TRUE(send({"m-4", "kite_ready", "blue", {}, 0}, head).error().is(errors::message_ambiguous));
    ASSERT_TRUE(write([&](auto& s) { return cases->withdraw(s, ada, {other, "no wind"}); }));
    EXPECT_TRUE(send({"m-4", "kite_ready", "blue", {}, 0}, head)) << "what was refused may come again";
    expect_replayed(red);
    expect_as_told();
}

TEST_P(HostedTest, a_message_is_kept_for_whoever_comes_in_time) {
    use_waiting();
    const auto kept = send({"m-1", "kite_ready", "blue", {}, 48}, head);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->state, "kept");
    run_all();
    EXPECT_EQ(count("case_message where state = 'open'"), 1);
    const auto blue = submit({{"kite", "blue"}});
    run_all();
    EXPECT_EQ(get(blue).tasks.at(0).element, "after");
    EXPECT_EQ(count("case_message where state = 'delivered'"), 1);

    ASSERT_TRUE(send({"m-2", "kite_ready", "red", {}, 1}, head));
    clock.advance(1h);
    run_all();
    const auto red = submit({{"kite", "red"}});
    run_all();
    EXPECT_TRUE(get(red).tasks.empty()) << "it came too late";
    const auto late = send({"m-2", "kite_ready", "red", {}, 1}, head);
    ASSERT_TRUE(late);
    EXPECT_EQ(late->state, "expired");
    expect_as_told();
}

TEST_P(HostedTest, one_case_sends_to_another) {
    use_waiting();
    const auto there = submit({{"kite", "blue"}});
    use(process("walk", start + step("make") +
                            "<bpmn:sendTask id=\"tell\" messageRef=\"ready\" hz:key=\"form.kite\"/>" + end +
                            flows({"start", "make", "tell", "end"})));
    const auto from = submit({{"kite", "blue"}});
    const auto nobody = submit({{"kite", "green"}});
    ASSERT_TRUE(complete(clerk, task(from, "make"), "done"));
    ASSERT_TRUE(complete(clerk, task(nobody, "make"), "done"));
    EXPECT_TRUE(get(from).closed());
    use_waiting();
    run_all();
    EXPECT_EQ(get(there).tasks.at(0).element, "after");
    EXPECT_EQ(events(nobody).back(), "message_expired") << "the sender's history says that nobody took it";
    EXPECT_EQ(count("case_message where state = 'open'"), 0);
    for (const auto one : {there, from, nobody}) expect_replayed(one);
    expect_as_told();
}

TEST_P(HostedTest, a_message_that_cannot_be_taken_becomes_an_incident) {
    use_waiting();
    const auto blue = submit({{"kite", "blue"}});
    const auto kept = send({"m-1", "kite_ready", "red", {}, 480}, head);
    ASSERT_TRUE(kept);
    const auto red = submit({{"kite", "red"}});
    types.broken = true;
    for (int i = 0; i < Runner::max_attempts + 1; ++i) {
        (void)runner->run_once();
        clock.advance(11min);
    }
    auto found = waiting();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].case_id, red);
    EXPECT_EQ(found[0].what.kind, "message");
    types.broken = false;
    ASSERT_TRUE(write([&](auto& s) { return cases->retry_incident(s, head, red, found[0].what.token); }));
    run_all();
    EXPECT_EQ(get(red).tasks.at(0).element, "after");
    EXPECT_TRUE(waiting().empty());
    EXPECT_TRUE(get(blue).tasks.empty());
    expect_as_told();
}

TEST_P(HostedTest, a_signal_reaches_every_case_that_listens) {
    use(process("walk", start +
                            "<bpmn:intermediateCatchEvent id=\"wait\"><bpmn:signalEventDefinition id=\"s\" "
                            "signalRef=\"storm\"/></bpmn:intermediateCatchEvent>" +
                            step("after") + end + flows({"start", "wait", "after", "end"})));
    std::vector<CaseId> all;
    for (int i = 0; i < 25; ++i) all.push_back(submit());
    ASSERT_TRUE(write([&](auto& s) { return cases->send_signal(s, head, {"storm", JsonObject{{"force", 9}}}); }));
    clock.advance(1s);
    const auto later = submit();
    EXPECT_EQ(runner->run_once(10), 10U) << "a batch at a time";
    EXPECT_EQ(count("case_wait"), 16);
    run_all();
    for (const auto id : all) EXPECT_EQ(get(id).tasks.size(), 1U);
    EXPECT_TRUE(get(later).tasks.empty()) << "it was not thrown to who came later";
    EXPECT_EQ(count("case_signal"), 0);
    EXPECT_EQ(events(all[0]).back(), "signal_received");
    expect_replayed(all[7]);
    expect_as_told();
}

}  // namespace
}  // namespace hz::cases
