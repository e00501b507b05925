// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "cases/test_cases.hpp"
#include "rules/dmn/dmn.hpp"

// Cases whose process decides, calls, sends and waits. For tests.
namespace hz::cases {

inline std::string definitions(const std::string& inside) {
    return R"(<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:hz="urn:huizheng:bpmn:1" id="d" targetNamespace="urn:t">
  <bpmn:message id="ready" name="kite_ready"/><bpmn:signal id="storm" name="storm"/>)" +
           inside + "</bpmn:definitions>";
}
inline std::string process(const std::string& id, const std::string& inside) {
    return definitions("<bpmn:process id=\"" + id + "\" isExecutable=\"true\">" + inside + "</bpmn:process>");
}
// a -> b -> c ...
inline std::string flows(const std::vector<std::string>& way) {
    std::string out;
    for (std::size_t i = 1; i < way.size(); ++i)
        out += "<bpmn:sequenceFlow id=\"" + way[i - 1] + "_" + way[i] + "\" sourceRef=\"" + way[i - 1] +
               "\" targetRef=\"" + way[i] + "\"/>";
    return out;
}
inline std::string step(const std::string& id) {
    return "<bpmn:userTask id=\"" + id + "\" hz:posts=\"clerk\" hz:outcomes=\"done\"/>";
}
inline const std::string start = "<bpmn:startEvent id=\"start\"/>";
inline const std::string end = "<bpmn:endEvent id=\"end\" hz:milestone=\"resolved\"/>";

// The length of a tail decides: tail in, "long" or "short" out.
inline constexpr const char* tail_rules =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
 namespace="urn:t"><inputData id="i" name="tail"><variable id="v" name="tail" typeRef="number"/></inputData>
 <decision id="kind" name="kind"><variable id="kv" name="kind"/><informationRequirement id="r">
 <requiredInput href="#i"/></informationRequirement>
 <literalExpression id="l"><text>if tail + 0 = null then tail + "x" else if tail &gt; 10 then "long" else "short"</text></literalExpression>
 </decision></definitions>)";

class HostedTest : public CasesTest {
  protected:
    void use(const std::string& xml, std::map<std::string, std::string, std::less<>> library = {}) {
        process::Options options;
        options.messages = options.signals = options.decisions = true;
        options.library = std::move(library);
        auto compiled = process::compile(xml, options);
        std::string why;
        if (!compiled)
            for (const auto& field : compiled.error().fields)
                why += "\n" + field.path + " " + message(*field.code, field.params, "en");
        ASSERT_TRUE(compiled) << why;
        types.walk->process = *compiled;
    }
    void run_all() {
        while (runner->run_once() > 0) {
        }
    }
    Result<SentOutcome> send(const SendMessage& command, const Actor& by) {
        return write([&](auto& s) { return cases->send_message(s, by, command); });
    }
    void expect_replayed(CaseId id) {
        auto same = store->read([&](storage::Session& s) -> Result<bool> {
            const auto told = cases->replay(s, id);
            if (!told) return told.error();
            return canonical(to_fields(*told)) == canonical(to_fields(*find_case(s, id)));
        });
        ASSERT_TRUE(same);
        EXPECT_TRUE(*same);
    }
    std::int64_t count(const std::string& from) {
        auto found = store->read([&](storage::Session& s) -> Result<std::int64_t> {
            return std::get<0>(*s.row<std::int64_t>("select count(*) from " + from));
        });
        EXPECT_TRUE(found);
        return found ? *found : -1;
    }
    // Waits for kite_ready with the key of its form.
    void use_waiting() {
        use(process("walk", start + "<bpmn:receiveTask id=\"wait\" messageRef=\"ready\" hz:key=\"form.kite\"/>" +
                                step("after") + end + flows({"start", "wait", "after", "end"})));
    }
};

}  // namespace hz::cases
