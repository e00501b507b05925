// SPDX-License-Identifier: Apache-2.0
// For the tests of migration: the process of the tests in a second version.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "cases/migration.hpp"
#include "cases/test_cases.hpp"

namespace hz::cases {

using Changes = std::vector<std::pair<std::string, std::string>>;

class MigrationTest : public CasesTest {
  protected:
    // The process of the tests with some text replaced everywhere, as version 2 beside version 1; new cases get 1
    // still.
    void publish(const Changes& changes) {
        std::string xml = walk_bpmn;
        for (const auto& [from, to] : changes) {
            EXPECT_NE(xml.find(from), std::string::npos) << from;
            for (auto at = xml.find(from); at != std::string::npos; at = xml.find(from, at + to.size()))
                xml.replace(at, from.size(), to);
        }
        auto compiled = process::compile(xml);
        if (!compiled)
            for (const auto& field : compiled.error().fields) ADD_FAILURE() << field.path << " " << field.code->id;
        ASSERT_TRUE(compiled);
        auto newer = std::make_shared<CaseType>(*types.walk);
        newer->version = 2;
        newer->process = *compiled;
        types.others[2] = newer;
    }
    Result<Recorded> migrate(CaseId id, const process::Mapping& mapping = {}, std::int64_t from = 1,
                             std::int64_t to = 2) {
        return write([&](auto& s) { return cases->migrate(s, head, {id, from, to, mapping, "Renewed."}); });
    }
    static std::vector<std::string> findings(const Result<Recorded>& refused) {
        std::vector<std::string> out;
        if (refused) return out;
        for (const auto& one : refused.error().fields) out.push_back(one.path + " " + std::string(one.code->id));
        return out;
    }
    void expect_replayed(CaseId id) {
        const auto told = store->read([&](storage::Session& s) { return cases->replay(s, id); });
        ASSERT_TRUE(told);
        EXPECT_EQ(canonical(to_fields(*told)), canonical(to_fields(get(id))));
        expect_as_told();
    }
    const Changes intake{{"\"accept\"", "\"intake\""},
                         {"accept.outcome", "intake.outcome"},
                         {"intake.outcome = \"intake\"", "intake.outcome = \"accept\""}};
    const Changes another_step{{"<bpmn:sequenceFlow id=\"f3\" sourceRef=\"starts\" targetRef=\"decide\"/>",
                                "<bpmn:userTask id=\"visit\" hz:posts=\"clerk\" hz:outcomes=\"done\"/>"
                                "<bpmn:sequenceFlow id=\"f3\" sourceRef=\"starts\" targetRef=\"visit\"/>"
                                "<bpmn:sequenceFlow id=\"f30\" sourceRef=\"visit\" targetRef=\"decide\"/>"}};
};

}  // namespace hz::cases
