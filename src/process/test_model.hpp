// SPDX-License-Identifier: Apache-2.0
// For tests: short ways to write a process and to walk through it.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "process/errors.hpp"
#include "process/process.hpp"

namespace hz::process::testing_model {

inline std::string document(const std::string& body, const std::string& process = R"(id="p" isExecutable="true")") {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:hz="urn:huizheng:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<process )" +
           process + ">" + body + "</process></definitions>";
}

inline std::string flow(const std::string& from, const std::string& to, const std::string& condition = "",
                        const std::string& more = "") {
    const std::string head =
        "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\" " + more;
    if (condition.empty()) return head + "/>";
    return head + "><conditionExpression xsi:type=\"tFormalExpression\"><![CDATA[" + condition +
           "]]></conditionExpression></sequenceFlow>";
}

inline std::string start(const std::string& id = "s") { return "<startEvent id=\"" + id + "\"/>"; }
inline std::string end(const std::string& id = "e") { return "<endEvent id=\"" + id + "\"/>"; }
inline std::string task(const std::string& id, const std::string& more = "hz:posts=\"clerk\" hz:outcomes=\"yes no\"") {
    return "<userTask id=\"" + id + "\" " + more + "/>";
}
inline std::string job(const std::string& id) { return "<serviceTask id=\"" + id + "\" hz:job=\"test.do\"/>"; }
inline std::string node(const std::string& tag, const std::string& id, const std::string& more = "") {
    return "<" + tag + " id=\"" + id + "\" " + more + "/>";
}
inline std::string boundary(const std::string& id, const std::string& host, const std::string& more = "") {
    return "<boundaryEvent id=\"" + id + "\" attachedToRef=\"" + host + "\" " + more +
           "><timerEventDefinition><timeDuration "
           "xsi:type=\"tFormalExpression\">P5D</timeDuration></timerEventDefinition></boundaryEvent>";
}

// Everything that BPMN allows, without the wishes of a host.
inline Options standard() {
    Options out;
    out.hosted = false;
    return out;
}

inline DefinitionPtr compiled_xml(const std::string& xml, const Options& options = {}) {
    auto result = compile(xml, options);
    if (result) return *result;
    for (const auto& field : result.error().fields) {
        ADD_FAILURE() << field.path << ": " << message(*field.code, field.params, "en");
    }
    return nullptr;
}
inline DefinitionPtr compiled(const std::string& body, const Options& options = {}) {
    return compiled_xml(document(body), options);
}

// "path code" of every finding, sorted.
inline std::vector<std::string> findings_of(const std::string& xml, const Options& options = {}) {
    const auto result = compile(xml, options);
    std::vector<std::string> out;
    if (result) return out;
    for (const auto& field : result.error().fields) out.push_back(field.path + " " + std::string(field.code->id));
    std::ranges::sort(out);
    return out;
}

// What an effect says, without token numbers: "+task", "-task", "timer", "-timer", "job", "milestone@x", "end@x".
inline std::string text(const Effect& effect) {
    struct Text {
        std::string operator()(const TaskCreated& e) const { return "+" + e.element; }
        std::string operator()(const TaskCancelled& e) const { return "-" + e.element; }
        std::string operator()(const TimerSet& e) const {
            return "timer " + e.element + " " +
                   (e.working_days > 0 ? std::to_string(e.working_days) + "wd" : e.iso_duration);
        }
        std::string operator()(const TimerCancelled& e) const { return "-timer " + e.element; }
        std::string operator()(const JobRequested& e) const { return "job " + e.element + " " + e.type; }
        std::string operator()(const Reached& e) const {
            return "reached " + e.element + " " + e.milestone + "/" + e.clock;
        }
        std::string operator()(const Ended& e) const { return "ended " + e.element; }
        std::string operator()(const MessageExpected& e) const { return "expects " + e.message; }
        std::string operator()(const SignalExpected& e) const { return "listens " + e.signal; }
        std::string operator()(const SubscriptionCancelled& e) const { return "-expects " + e.element; }
        std::string operator()(const MessageSent& e) const { return "sends " + e.message; }
        std::string operator()(const SignalThrown& e) const { return "signals " + e.signal; }
        std::string operator()(const CallRequested& e) const { return "calls " + e.called; }
        std::string operator()(const DecisionRequested& e) const { return "decides " + e.decision; }
        std::string operator()(const ScriptRequested& e) const { return "script " + e.script; }
        std::string operator()(const EscalationRaised& e) const { return "escalates " + e.code; }
        std::string operator()(const ErrorRaised& e) const { return "error " + e.code; }
    };
    return std::visit(Text{}, effect);
}

// A running instance under test.
struct Walk {
    DefinitionPtr definition;
    State state;
    JsonObject variables;
    std::vector<std::string> effects;  // of the last step
    std::vector<std::string> passed;   // of the last step

    explicit Walk(DefinitionPtr of) : definition(std::move(of)) {}
    explicit Walk(const std::string& body) : Walk(compiled(body)) {}

    Result<Step> attempt(const Command& command, Budget budget = {}) const {
        return step(*definition, state, command, variables, budget);
    }
    bool act(const Command& command) {
        auto result = attempt(command);
        if (!result) {
            ADD_FAILURE() << message(*result.error().code, result.error().params, "en");
            return false;
        }
        const auto back = state_from_json(*definition, to_json(*definition, result->state));
        EXPECT_TRUE(back && *back == result->state) << to_string(to_json(*definition, result->state));
        state = result->state;
        passed = result->passed;
        effects.clear();
        for (const auto& effect : result->effects) effects.push_back(text(effect));
        return true;
    }
    [[nodiscard]] std::int64_t token(const std::string& element) const {
        for (const auto& t : state.tokens) {
            if (element_of(*definition, t) == element && (t.role == Role::plain || t.role == Role::handler))
                return t.id;
        }
        return 0;
    }
    [[nodiscard]] std::vector<std::string> at() const {
        std::vector<std::string> out;
        for (const auto& t : state.tokens) out.push_back(element_of(*definition, t));
        return out;
    }
    bool begin() { return definition != nullptr && act(Start{}); }
    bool complete(const std::string& element, const std::string& outcome = "yes") {
        variables[element] = JsonObject{{"outcome", outcome}};
        return act(CompleteTask{token(element)});
    }
    bool job_done(const std::string& element) { return act(CompleteJob{token(element)}); }
    bool fire(const std::string& element) { return act(FireTimer{token(element)}); }
};

inline std::string holding(const std::string& tag, const std::string& id, const std::string& inside,
                           const std::string& more = "") {
    return "<" + tag + " id=\"" + id + "\" " + more + ">" + inside + "</" + tag + ">";
}
inline std::string formal(const std::string& tag, const std::string& text) {
    return "<" + tag + " xsi:type=\"tFormalExpression\"><![CDATA[" + text + "]]></" + tag + ">";
}
inline std::string script(const std::string& id, const std::string& text) {
    return holding("scriptTask", id, "<script><![CDATA[" + text + "]]></script>");
}
// start and end of their own, around the tasks given in order
inline std::string sequence(const std::string& prefix, const std::vector<std::string>& between) {
    std::string out = start(prefix + "s") + end(prefix + "e");
    std::string last = prefix + "s";
    for (const auto& id : between) {
        out += flow(last, id);
        last = id;
    }
    return out + flow(last, prefix + "e");
}

inline Walk walk(const std::string& body, const std::string& roots = "") {
    auto xml = document(body);
    xml.insert(xml.find("<process"), roots);
    return Walk(compiled_xml(xml, standard()));
}

}  // namespace hz::process::testing_model
