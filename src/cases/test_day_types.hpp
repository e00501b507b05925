// SPDX-License-Identifier: Apache-2.0
// The kinds of cases of the tests of faults: between them they use everything that moves a case.
#pragma once
#include <atomic>
#include <map>

#include "cases/test_cases.hpp"

namespace hz::cases {

// accept -> check (may ask for a supplement, ten days) -> inspect, review and a message at the same time -> two hours
// -> job -> a signal to all who listen -> decide.
inline const char* const fair_bpmn = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:hz="urn:huizheng:bpmn:1" id="d" targetNamespace="urn:t">
 <message id="ready" name="kite_ready"/><signal id="storm" name="storm"/>
 <process id="fair" isExecutable="true">
  <startEvent id="start" hz:milestone="received"/>
  <userTask id="accept" hz:posts="clerk" hz:outcomes="accept"/>
  <exclusiveGateway id="accepted" hz:milestone="accepted" hz:clock="start"/>
  <userTask id="check" hz:posts="chief" hz:outcomes="fine supplement"/>
  <exclusiveGateway id="checked" default="is_fine"/>
  <userTask id="supply" hz:applicant="true" hz:milestone="supplement_requested" hz:clock="pause"/>
  <boundaryEvent id="overdue" attachedToRef="supply"><timerEventDefinition id="t1">
   <timeDuration xsi:type="tFormalExpression">P10D</timeDuration></timerEventDefinition></boundaryEvent>
  <endEvent id="lapsed" hz:milestone="withdrawn" hz:clock="stop"/>
  <exclusiveGateway id="again" hz:milestone="supplemented" hz:clock="resume"/>
  <parallelGateway id="fork"/>
  <userTask id="inspect" hz:posts="clerk" hz:outcomes="done"/>
  <userTask id="review" hz:posts="clerk" hz:outcomes="done"/>
  <receiveTask id="wind" messageRef="ready" hz:key="form.kite"/>
  <parallelGateway id="join"/>
  <intermediateCatchEvent id="cool"><timerEventDefinition id="t2">
   <timeDuration xsi:type="tFormalExpression">PT2H</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <serviceTask id="issue" hz:job="test.job"/>
  <intermediateThrowEvent id="call"><signalEventDefinition id="s" signalRef="storm"/></intermediateThrowEvent>
  <userTask id="decide" hz:posts="chief" hz:outcomes="granted denied" hz:fourEyes="accept"/>
  <exclusiveGateway id="decided" default="denies"/>
  <endEvent id="granted" hz:milestone="granted" hz:clock="stop"/>
  <endEvent id="denied" hz:milestone="denied" hz:clock="stop"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="accept"/>
  <sequenceFlow id="f2" sourceRef="accept" targetRef="accepted"/>
  <sequenceFlow id="f3" sourceRef="accepted" targetRef="check"/>
  <sequenceFlow id="f4" sourceRef="check" targetRef="checked"/>
  <sequenceFlow id="asks" sourceRef="checked" targetRef="supply"><conditionExpression
   xsi:type="tFormalExpression">check.outcome = "supplement"</conditionExpression></sequenceFlow>
  <sequenceFlow id="is_fine" sourceRef="checked" targetRef="fork"/>
  <sequenceFlow id="f5" sourceRef="supply" targetRef="again"/>
  <sequenceFlow id="f6" sourceRef="again" targetRef="check"/>
  <sequenceFlow id="f7" sourceRef="overdue" targetRef="lapsed"/>
  <sequenceFlow id="p1" sourceRef="fork" targetRef="inspect"/>
  <sequenceFlow id="p2" sourceRef="fork" targetRef="review"/>
  <sequenceFlow id="p3" sourceRef="fork" targetRef="wind"/>
  <sequenceFlow id="p4" sourceRef="inspect" targetRef="join"/>
  <sequenceFlow id="p5" sourceRef="review" targetRef="join"/>
  <sequenceFlow id="p6" sourceRef="wind" targetRef="join"/>
  <sequenceFlow id="f8" sourceRef="join" targetRef="cool"/>
  <sequenceFlow id="f9" sourceRef="cool" targetRef="issue"/>
  <sequenceFlow id="f10" sourceRef="issue" targetRef="call"/>
  <sequenceFlow id="f11" sourceRef="call" targetRef="decide"/>
  <sequenceFlow id="f12" sourceRef="decide" targetRef="decided"/>
  <sequenceFlow id="grants" sourceRef="decided" targetRef="granted"><conditionExpression
   xsi:type="tFormalExpression">decide.outcome = "granted"</conditionExpression></sequenceFlow>
  <sequenceFlow id="denies" sourceRef="decided" targetRef="denied"/>
 </process></definitions>)";

// Waits for the signal, then for a clerk.
inline const char* const listen_bpmn = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:hz="urn:huizheng:bpmn:1" id="d" targetNamespace="urn:t"><signal id="storm" name="storm"/>
 <process id="listen" isExecutable="true"><startEvent id="start"/>
  <intermediateCatchEvent id="wait"><signalEventDefinition id="s" signalRef="storm"/></intermediateCatchEvent>
  <userTask id="after" hz:posts="clerk" hz:outcomes="done"/><endEvent id="end" hz:milestone="resolved"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="wait"/><sequenceFlow id="f2" sourceRef="wait" targetRef="after"/>
  <sequenceFlow id="f3" sourceRef="after" targetRef="end"/></process></definitions>)";

// A timer, a job, and it is over: nobody is needed.
inline std::string alone_bpmn(const std::string& length) {
    return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:hz="urn:huizheng:bpmn:1" id="d" targetNamespace="urn:t">
 <process id="alone" isExecutable="true"><startEvent id="start" hz:milestone="received" hz:clock="start"/>
  <intermediateCatchEvent id="wait"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">)" +
           length + R"(</timeDuration></timerEventDefinition></intermediateCatchEvent>
  <serviceTask id="issue" hz:job="test.job"/><endEvent id="end" hz:milestone="resolved" hz:clock="stop"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="wait"/><sequenceFlow id="f2" sourceRef="wait" targetRef="issue"/>
  <sequenceFlow id="f3" sourceRef="issue" targetRef="end"/></process></definitions>)";
}

// "fair", "listen", and "alone_<length>" for the lengths that are asked for.
class DayTypes final : public CaseTypes {
  public:
    DayTypes() {
        add("fair", fair_bpmn);
        add("listen", listen_bpmn);
        for (const auto* length : {"PT1H", "P1D", "P2D"}) add(std::string("alone_") + length, alone_bpmn(length));
    }
    Result<CaseTypePtr> find(storage::Session&, std::string_view code, std::int64_t) override {
        const auto found = all_.find(code);
        if (found == all_.end() || broken) return refuse(errors::no_such_type);
        return found->second;
    }
    [[nodiscard]] const CaseType& get(const std::string& code) const { return *all_.at(code); }
    std::atomic<bool> broken = false;

  private:
    void add(const std::string& code, const std::string& bpmn) {
        process::Options options;
        options.messages = options.signals = true;
        const auto compiled = process::compile(bpmn, options);
        std::string why;
        if (!compiled)
            for (const auto& field : compiled.error().fields)
                why += "\n" + field.path + " " + message(*field.code, field.params, "en");
        ASSERT_TRUE(compiled) << code << why;
        auto type = std::make_shared<CaseType>(*TestTypes().walk);
        type->code = code;
        type->number_template = "{code}{date}{serial}";
        type->process = *compiled;
        all_.emplace(code, std::move(type));
    }
    std::map<std::string, CaseTypePtr, std::less<>> all_;
};

}  // namespace hz::cases
