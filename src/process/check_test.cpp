// SPDX-License-Identifier: Apache-2.0
// Every finding, at its place; and what must not be found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> findings(const std::string& body) { return findings_of(document(body)); }

const std::string simple = start() + end() + flow("s", "a") + flow("a", "e");

TEST(Check, structure) {
    EXPECT_THAT(findings(task("a") + end() + flow("a", "e")), ElementsAre("p process.no_start"));
    EXPECT_THAT(findings(simple + task("a") + start("s2") + flow("s2", "a")), ElementsAre("s2 process.several_starts"));
    EXPECT_THAT(findings(start() + task("a") + flow("s", "a")), ElementsAre("p process.no_end"));
    EXPECT_THAT(findings(simple + task("a") + task("b") + flow("b", "e")), ElementsAre("b process.unreachable"));
    EXPECT_THAT(findings(simple + task("a") + task("b") + flow("a", "b")), ElementsAre("b process.no_way_to_end"));
    EXPECT_THAT(findings(simple + task("a") + flow("a", "nobody")), ElementsAre("a_nobody process.flow_end_missing"));
    EXPECT_THAT(findings(simple + task("a") + flow("ghost", "a")), ElementsAre("ghost_a process.flow_end_missing"));
    EXPECT_THAT(findings(simple + task("a") + task("a")), ElementsAre("a process.duplicate_id"));
    EXPECT_THAT(findings(simple + task("a") + flow("e", "a")), Contains("e_a process.flow_not_allowed"));
    EXPECT_THAT(findings(simple + task("a") + flow("a", "s")), ElementsAre("a_s process.flow_not_allowed"));
    EXPECT_THAT(findings(simple + "<userTask hz:posts='x'/>" + task("a")), Contains("p process.missing_id"));
}

TEST(Check, a_loop_of_tasks_never_ends_even_beside_an_end) {
    EXPECT_THAT(findings(start() + node("exclusiveGateway", "g", "default='g_e'") + task("a") + task("b") + end() +
                         flow("s", "g") + flow("g", "a", "form.x") + flow("g", "e") + flow("a", "b") + flow("b", "a")),
                ElementsAre("a process.no_way_to_end", "b process.no_way_to_end"));
}

TEST(Check, gateways) {
    const auto split = [](const std::string& gateway, const std::string& flows) {
        return start() + gateway + task("a") + end() + flow("s", "g") + flow("a", "e") + flows;
    };
    const auto x = [](const std::string& more = "") { return node("exclusiveGateway", "g", more); };
    EXPECT_THAT(findings(split(x(), flow("g", "a") + flow("g", "e"))),
                ElementsAre("g_a process.condition_missing", "g_e process.condition_missing"));
    EXPECT_THAT(findings(split(x("default='g_e'"), flow("g", "a", "form.x") + flow("g", "e"))), IsEmpty());
    EXPECT_THAT(findings(split(x("default='g_e'"), flow("g", "a", "form.x") + flow("g", "e", "form.y"))),
                ElementsAre("g_e process.condition_misplaced"));
    EXPECT_THAT(findings(split(x("default='s_g'"), flow("g", "a", "form.x") + flow("g", "e", "form.y"))),
                ElementsAre("g process.default_unknown"));
    EXPECT_THAT(
        findings(split(x("gatewayDirection='Converging'"), flow("g", "a", "form.x") + flow("g", "e", "form.y"))),
        ElementsAre("g process.gateway_direction"));
    EXPECT_THAT(findings(split(node("parallelGateway", "g"), flow("g", "a", "form.x") + flow("g", "e"))),
                ElementsAre("g_a process.condition_misplaced"));
    EXPECT_THAT(findings(split(x(), flow("g", "a") + "<exclusiveGateway id='h'/>" + flow("a", "h"))),
                Contains("h process.gateway_useless"));
}

TEST(Check, conditions) {
    const auto with = [](const std::string& condition, const std::string& more = "") {
        return start() + task("a") + node("exclusiveGateway", "g", "default='g_e'") + end() + end("e2") +
               flow("s", "a") + flow("a", "g") + flow("g", "e") + flow("g", "e2", condition) + more;
    };
    EXPECT_THAT(findings(with("= a.outcome = \"yes\"")), IsEmpty());  // a leading = marks FEEL
    EXPECT_THAT(findings(with("a.outcome = \"maybe\"")), ElementsAre("g_e2 process.outcome_not_offered"));
    EXPECT_THAT(findings(with("a.outcome   !=\n\"maybe\"")), ElementsAre("g_e2 process.outcome_not_offered"));
    EXPECT_THAT(findings(with("b.outcome = \"yes\"")), ElementsAre("g_e2 process.condition_unknown_task"));
    EXPECT_THAT(findings(with("form.outcome = \"maybe\" or form.text = \"b.outcome\"")), IsEmpty());
    EXPECT_THAT(findings(with(" ")), ElementsAre("g_e2 process.condition_empty"));
    const auto wrong = findings(with("a.outcome = = 5 ("));
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0].substr(0, 11), "g_e2 rules.");
    EXPECT_THAT(findings(start() + task("a") + end() + flow("s", "a") + flow("a", "e", "form.x")),
                ElementsAre("a_e process.condition_alone"));
    EXPECT_THAT(findings(start() + task("a") + end() + flow("a", "e") +
                         "<sequenceFlow id='f' sourceRef='s' targetRef='a'><conditionExpression "
                         "xsi:type='tFormalExpression' language='http://www.w3.org/1999/XPath'>x"
                         "</conditionExpression></sequenceFlow>"),
                ElementsAre("f process.condition_language", "f process.condition_misplaced"));
}

TEST(Check, tasks_and_our_attributes) {
    const auto with = [](const std::string& attributes) { return findings(simple + task("a", attributes)); };
    EXPECT_THAT(with("hz:posts='clerk chief' hz:form='f'"), IsEmpty());
    EXPECT_THAT(with("hz:applicant='true'"), IsEmpty());
    EXPECT_THAT(with(""), ElementsAre("a process.task_without_handler"));
    EXPECT_THAT(with("hz:applicant='maybe'"), Contains("a process.bad_value"));
    EXPECT_THAT(with("hz:post='clerk' hz:posts='clerk'"), ElementsAre("a process.unknown_attribute"));
    EXPECT_THAT(with("hz:posts='clerk' hz:job='x.y'"), ElementsAre("a process.unknown_attribute"));
    EXPECT_THAT(with("hz:posts='clerk clerk'"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(with("hz:posts='clerk' hz:outcomes='Yes!'"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(with("hz:posts='clerk' hz:milestone='won'"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(with("hz:posts='clerk' hz:clock='hurry'"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(with("hz:posts='clerk' hz:fourEyes='a s'"),
                ElementsAre("a process.four_eyes_unknown", "a process.four_eyes_unknown"));
    EXPECT_THAT(with("hz:posts='clerk' hz:assign='round_robin' hz:skill='food_safety'"), IsEmpty());
    EXPECT_THAT(with("hz:posts='clerk' hz:assign='claim'"), IsEmpty());
    EXPECT_THAT(with("hz:posts='clerk' hz:assign='by_lot'"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(with("hz:posts='clerk' hz:skill='Food safety'"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(with("no:posts='clerk'"), ElementsAre("a process.undeclared_prefix"));
    EXPECT_THAT(with("xmlns:h2='urn:huizheng:bpmn:2' h2:posts='clerk' hz:posts='clerk'"),
                ElementsAre("a process.unknown_attribute"));
    EXPECT_THAT(findings(simple +
                         "<userTask id='a' hz:posts='c'><extensionElements><hz:posts/></extensionElements></userTask>"),
                ElementsAre("a process.unknown_attribute"));
    EXPECT_THAT(findings(simple + node("serviceTask", "a")), ElementsAre("a process.job_missing"));
    EXPECT_THAT(findings(simple + node("serviceTask", "a", "hz:job='Issue it'")), ElementsAre("a process.bad_value"));
}

TEST(Check, timers) {
    const auto with = [](const std::string& definition) {
        return findings(simple + "<intermediateCatchEvent id='a'>" + definition + "</intermediateCatchEvent>");
    };
    const auto lasting = [&](const std::string& text) {
        return with("<timerEventDefinition><timeDuration xsi:type='tFormalExpression'>" + text +
                    "</timeDuration></timerEventDefinition>");
    };
    for (const char* good : {"P5D", "PT2H", "P1Y2M3DT4H5M6S", "P2W", " PT30S "})
        EXPECT_THAT(lasting(good), IsEmpty()) << good;
    for (const char* bad :
         {"", "P", "PT", "5D", "P5H", "PT5D", "P1DT", "P1W2D", "P5", "P-5D", "PT5ST5H", "P5D ago", "P999999D"}) {
        EXPECT_THAT(lasting(bad), ElementsAre("a process.bad_value")) << bad;
    }
    EXPECT_THAT(with("<timerEventDefinition hz:workingDays='10'/>"), IsEmpty());
    EXPECT_THAT(with("<timerEventDefinition hz:workingDays='0'/>"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(with("<timerEventDefinition hz:workingDays='2' hz:days='3'/>"),
                ElementsAre("a process.unknown_attribute"));
    EXPECT_THAT(with("<timerEventDefinition/>"), ElementsAre("a process.timer_missing"));
    EXPECT_THAT(with("<timerEventDefinition hz:workingDays='2'><timeDuration "
                     "xsi:type='tFormalExpression'>P1D</timeDuration></timerEventDefinition>"),
                ElementsAre("a process.timer_missing"));
    EXPECT_THAT(with(""), ElementsAre("a process.event_definition_missing"));
    const auto given = [&](const std::string& tag, const std::string& text) {
        return with("<timerEventDefinition><" + tag + " xsi:type='tFormalExpression'>" + text + "</" + tag +
                    "></timerEventDefinition>");
    };
    EXPECT_THAT(given("timeCycle", "R3/PT1H"), IsEmpty());
    EXPECT_THAT(given("timeCycle", "R/P1D"), IsEmpty());
    EXPECT_THAT(given("timeCycle", "PT1H"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(given("timeCycle", "R0/PT1H"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(given("timeDate", "2026-01-05T09:00:00+08:00"), IsEmpty());
    EXPECT_THAT(given("timeDate", "tomorrow"), ElementsAre("a process.bad_value"));
    EXPECT_THAT(given("timeDuration", "= form.wait"), IsEmpty());
    EXPECT_THAT(with("<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>"),
                ElementsAre("a process.expression_informal"));
    EXPECT_THAT(with("<messageEventDefinition/>"), Contains("a process.not_served"));
}

TEST(Check, boundary_events_need_a_task_that_waits) {
    EXPECT_THAT(findings(simple + task("a") + boundary("b", "nobody") + flow("b", "e")),
                ElementsAre("b process.boundary_without_host"));
    EXPECT_THAT(findings(simple + node("task", "a") + boundary("b", "a") + flow("b", "e")),
                ElementsAre("b process.boundary_without_host"));
    EXPECT_THAT(findings(simple + task("a") + boundary("b", "a")), Contains("b process.no_way_to_end"));
    EXPECT_THAT(findings(simple + task("a") + boundary("b", "a") + flow("b", "e")), IsEmpty());
}

TEST(Check, joins_that_can_wait_for_ever) {
    const auto gateways = [](const std::string& split, const std::string& join, bool conditions) {
        return start() + node(split, "f", conditions ? "default='f_b'" : "") + task("a") + task("b") + node(join, "j") +
               end() + flow("s", "f") + flow("f", "a", conditions ? "form.x" : "") + flow("f", "b") + flow("a", "j") +
               flow("b", "j") + flow("j", "e");
    };
    EXPECT_THAT(findings(gateways("parallelGateway", "parallelGateway", false)), IsEmpty());
    EXPECT_THAT(findings(gateways("exclusiveGateway", "exclusiveGateway", true)), IsEmpty());
    EXPECT_THAT(findings(gateways("parallelGateway", "exclusiveGateway", false)), IsEmpty());
    EXPECT_THAT(findings(gateways("exclusiveGateway", "parallelGateway", true)),
                ElementsAre("j process.join_can_deadlock"));
    // One branch can leave by a boundary timer, and then the join waits for nothing.
    EXPECT_THAT(findings(gateways("parallelGateway", "parallelGateway", false) + boundary("late", "a") + end("e2") +
                         flow("late", "e2")),
                ElementsAre("j process.join_can_deadlock"));
    EXPECT_THAT(findings(gateways("parallelGateway", "parallelGateway", false) +
                         boundary("late", "a", "cancelActivity='false'") + end("e2") + flow("late", "e2")),
                IsEmpty());
}

TEST(Check, what_is_not_supported_is_refused_and_what_is_only_drawn_is_kept) {
    EXPECT_THAT(findings(simple + task("a") + node("invented", "n")), ElementsAre("n process.unsupported"));
    EXPECT_THAT(findings(simple + "<userTask id='a' hz:posts='c'><invented/></userTask>"),
                ElementsAre("a process.unsupported"));
    EXPECT_THAT(findings(simple + "<userTask id='a' hz:posts='c'><multiInstanceLoopCharacteristics/></userTask>"),
                ElementsAre("a process.rule_broken"));
    const auto xml = document(
        simple +
        "<documentation>x</documentation><laneSet id='l'><lane id='l1'/></laneSet>"
        "<textAnnotation id='n'><text>hm</text></textAnnotation><association id='as' sourceRef='a' targetRef='n'/>"
        "<userTask id='a' name='查看' hz:posts='c' xmlns:c='urn:other' c:assignee='x'>"
        "<documentation>y</documentation><extensionElements><c:z/></extensionElements>"
        "</userTask>");
    const auto definition = compile(xml);
    ASSERT_TRUE(definition);
    EXPECT_EQ(bpmn_xml(**definition), xml);
    EXPECT_EQ(process_id(**definition), "p");
    ASSERT_NE(find_task(**definition, "a"), nullptr);
    EXPECT_EQ(find_task(**definition, "a")->name, "查看");
    EXPECT_EQ(find_task(**definition, "s"), nullptr);
    EXPECT_EQ(find_task(**definition, "s_a"), nullptr);
    EXPECT_EQ(tasks(**definition).size(), 1U);
    const auto listed = [](const std::string& s_out, const std::string& a_in) {
        return findings("<startEvent id='s'>" + s_out + "</startEvent>" + end() + flow("s", "a") + flow("a", "e") +
                        "<userTask id='a' hz:posts='c'>" + a_in + "</userTask>");
    };
    EXPECT_THAT(listed("<outgoing>s_a</outgoing>", "<incoming>other</incoming>"),
                Contains("a process.flow_list_differs"));
    EXPECT_THAT(listed("", "<incoming>s_a</incoming>"), Contains("s process.flow_list_differs"));
}

TEST(Check, the_document) {
    const auto body = simple + task("a");
    EXPECT_THAT(findings_of(""), ElementsAre(" process.malformed_xml"));
    EXPECT_THAT(findings_of("<a><b></a>"), ElementsAre(" process.malformed_xml"));
    EXPECT_THAT(findings_of("<definitions/>"), ElementsAre(" process.not_bpmn"));
    EXPECT_THAT(findings_of("\xff\xfe<"), ElementsAre(" text.not_utf8"));
    EXPECT_THAT(findings_of(document(body, "id='p'")), ElementsAre(" process.not_executable"));
    EXPECT_THAT(findings_of(document(body, "id='p' isExecutable='perhaps'")), Contains("p process.bad_value"));
    auto two = document(body);
    two.insert(two.find("</definitions>"), "<process id='q' isExecutable='true'/>");
    EXPECT_THAT(findings_of(two), Contains("q process.several_processes"));
    auto dtd = document(body);
    dtd.insert(dtd.find("<definitions"), "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
    EXPECT_THAT(findings_of(dtd), ElementsAre(" process.doctype"));
    EXPECT_THAT(findings(body + task("b", "hz:posts='c' hz:posts='d'")), Contains("b process.repeated_attribute"));
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<x>";
    for (int i = 0; i < 100; ++i) deep += "</x>";
    EXPECT_THAT(findings(body + deep), ElementsAre(" process.too_large"));
    EXPECT_THAT(findings_of(std::string(3 << 20, ' ')), ElementsAre(" process.too_large"));
    std::string many;
    for (int i = 0; i < 2'100; ++i) many += "<task id='n" + std::to_string(i) + "'/>";
    EXPECT_THAT(findings(body + many), Contains("p process.too_large"));
}

TEST(Check, the_prefix_does_not_matter_only_the_namespace) {
    std::string xml = document(simple + task("a"));
    for (const char* prefix : {"bpmn", "semantic", "b2"}) {
        std::string other;
        for (std::size_t i = 0; i < xml.size(); ++i) {
            other += xml[i];
            if (xml[i] == '<' && xml[i + 1] != '?' && xml[i + 1] != '/') other += std::string(prefix) + ":";
            if (xml[i] == '/' && xml[i - 1] == '<') other += std::string(prefix) + ":";
        }
        other.replace(other.find("xmlns="), 5, "xmlns:" + std::string(prefix));
        EXPECT_THAT(findings_of(other), IsEmpty()) << other;
    }
    xml.replace(xml.find("20100524"), 8, "19990101");
    EXPECT_THAT(findings_of(xml), ElementsAre(" process.not_bpmn"));
}

}  // namespace
}  // namespace hz::process
