// SPDX-License-Identifier: Apache-2.0
// Past cases through a changed process.
#include "cases/dry_run.hpp"

#include "cases/test_cases.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class DryRunTest : public CasesTest {
  protected:
    // The process of the tests with some text replaced.
    CaseType changed(const std::vector<std::pair<std::string, std::string>>& changes) {
        std::string xml = walk_bpmn;
        for (const auto& [from, to] : changes) {
            const auto at = xml.find(from);
            EXPECT_NE(at, std::string::npos) << from;
            if (at != std::string::npos) xml.replace(at, from.size(), to);
        }
        auto compiled = process::compile(xml);
        EXPECT_TRUE(compiled);
        if (!compiled)
            for (const auto& field : compiled.error().fields) ADD_FAILURE() << field.path << " " << field.code->id;
        return with(*types.walk, {compiled ? *compiled : nullptr, nullptr});
    }
    DryRun run(CaseId id, const CaseType& type) {
        auto out = store->read(
            [&](storage::Session& s) -> Result<DryRun> { return dry_run(id, history(s, *log, id), type, *calendar); });
        EXPECT_TRUE(out);
        return out ? std::move(*out) : DryRun{};
    }
    // Accepted on Monday, decided on Wednesday.
    CaseId granted() {
        const auto id = submit();
        clock.advance(3h);
        EXPECT_TRUE(complete(clerk, task(id, "accept"), "accept"));
        clock.advance(48h);
        EXPECT_TRUE(complete(chief, task(id, "decide"), "granted"));
        EXPECT_EQ(runner->run_once(), 1U);
        return id;
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, DryRunTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(DryRunTest, the_same_process_makes_the_same_of_any_past) {
    std::vector<CaseId> all{granted(), awaiting_supplement(), awaiting_supplement()};
    clock.advance(24h * 3);
    ASSERT_TRUE(write([&](auto& s) { return cases->supply(s, ada, {all[1], "here", {}, {}}); }));
    ASSERT_TRUE(complete(chief, task(all[1], "decide"), "denied"));
    clock.advance(24h * 8);
    runner->run_once();  // the third: overdue
    const auto refused = submit();
    ASSERT_TRUE(complete(clerk, task(refused, "accept"), "refuse"));
    const auto withdrawn = submit();
    clock.advance(1h);
    ASSERT_TRUE(write([&](auto& s) { return cases->withdraw(s, ada, {withdrawn, "enough"}); }));
    all.insert(all.end(), {refused, withdrawn});
    for (const auto id : all) {
        const auto one = run(id, changed({}));
        EXPECT_FALSE(one.differs()) << one.number << " " << one.state_before << " " << one.state_after << " "
                                    << one.element << " " << one.days;
        EXPECT_EQ(one.state_after, get(id).state);
    }
    const auto page = [&](const PastCases& which, std::size_t limit) {
        std::size_t seen = 0;
        auto last = store->read([&](storage::Session& s) -> Result<std::optional<CaseId>> {
            return dry_run_page(s, *cases, *log, which, limit, {}, [&](const Case& c, const DryRun& one) {
                EXPECT_EQ(c.number, one.number);
                EXPECT_FALSE(one.differs());
                ++seen;
            });
        });
        EXPECT_TRUE(last);
        return std::pair{seen, last ? *last : std::nullopt};
    };
    const auto first = page({"walk"}, 2);
    EXPECT_EQ(first.first, 2U);
    ASSERT_TRUE(first.second);
    EXPECT_EQ(page({"walk", {}, {}, first.second}, 10), (std::pair{all.size() - 2, std::optional<CaseId>{}}));
    EXPECT_EQ(page({"walk", clock.now() + 1ms}, 10).first, 0U);
    EXPECT_EQ(store->read([&](storage::Session& s) -> Result<std::int64_t> { return count_past_cases(s, {"walk"}, 3); })
                  .value(),
              3);
}

TEST_P(DryRunTest, it_would_have_ended_otherwise) {
    const auto id = granted();
    const auto one = run(id, changed({{"accept.outcome = \"accept\"", "form.walk = \"near\""}}));
    EXPECT_TRUE(one.otherwise());
    EXPECT_EQ(one.state_before, "granted");
    EXPECT_EQ(one.state_after, "not_accepted");
    EXPECT_EQ(one.not_asked, std::vector<std::string>{"decide"});
    EXPECT_EQ(one.days, -2);
    const auto before = events(id).size();
    (void)run(id, changed({}));
    EXPECT_EQ(events(id).size(), before) << "nothing is written";
}

TEST_P(DryRunTest, without_a_step_it_ends_earlier) {
    const auto id = granted();
    const auto one =
        run(id, changed({{"sourceRef=\"starts\" targetRef=\"decide\"", "sourceRef=\"starts\" targetRef=\"issue\""},
                         {"<bpmn:sequenceFlow id=\"f6\" sourceRef=\"again\" targetRef=\"decide\"/>",
                          "<bpmn:sequenceFlow id=\"f6\" sourceRef=\"again\" targetRef=\"decide\"/>"
                          "<bpmn:sequenceFlow id=\"f9\" sourceRef=\"starts\" targetRef=\"decide\">"
                          "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">form.walk = "
                          "\"near\"</bpmn:conditionExpression>"
                          "</bpmn:sequenceFlow>"},
                         {"id=\"starts\"", "id=\"starts\" default=\"f3\""}}));
    EXPECT_FALSE(one.otherwise());
    EXPECT_EQ(one.days, -2);
    EXPECT_EQ(one.not_asked, std::vector<std::string>{"decide"});
}

TEST_P(DryRunTest, other_posts_and_a_question_without_an_answer) {
    const auto id = granted();
    const auto posts = run(id, changed({{"hz:posts=\"chief\"", "hz:posts=\"board\""}}));
    ASSERT_EQ(posts.people.size(), 1U);
    EXPECT_EQ(posts.people[0], (OtherPosts{"decide", {"chief"}, {"board"}}));
    EXPECT_FALSE(posts.otherwise());

    const auto stands = run(id, changed({{"targetRef=\"issue\"", "targetRef=\"check\""},
                                         {"<bpmn:endEvent id=\"delivered\"",
                                          "<bpmn:userTask id=\"check\" hz:posts=\"board\"/>"
                                          "<bpmn:sequenceFlow id=\"f10\" sourceRef=\"check\" targetRef=\"issue\"/>"
                                          "<bpmn:endEvent id=\"delivered\""}}));
    EXPECT_EQ(stands.end, DryRunEnd::stands);
    EXPECT_EQ(stands.element, "check");

    const auto no_more = run(id, changed({{"granted denied supplement", "grant denied supplement"},
                                          {"decide.outcome = \"granted\"", "decide.outcome = \"grant\""}}));
    EXPECT_EQ(no_more.end, DryRunEnd::stands);
    EXPECT_EQ(no_more.element + " " + no_more.outcome, "decide granted");
}

TEST_P(DryRunTest, a_case_that_cannot_go_on_is_told_and_stops_nobody) {
    const auto id = granted();
    const auto one =
        run(id, changed({{"default=\"refuses\"", ""},
                         {"sourceRef=\"accepted_or_not\" targetRef=\"not_accepted\"/>",
                          "sourceRef=\"accepted_or_not\" targetRef=\"not_accepted\">"
                          "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">form.walk = \"nowhere\""
                          "</bpmn:conditionExpression></bpmn:sequenceFlow>"},
                         {"accept.outcome = \"accept\"", "form.walk = \"near\""}}));
    EXPECT_EQ(one.end, DryRunEnd::failed);
    EXPECT_TRUE(one.problem);
    DryRunCounts counts;
    counts.add(one);
    counts.add(run(id, changed({})));
    EXPECT_EQ(counts.looked_at, 2);
    EXPECT_EQ(counts.failed, 1);
    EXPECT_EQ(counts.same, 1);
}

TEST_P(DryRunTest, what_one_person_did_and_may_not_any_more) {
    const CaseType strict = *types.walk;
    types.walk = std::make_shared<CaseType>(changed({{"hz:fourEyes=\"accept\"", ""}}));
    Actor both = clerk;
    both.posts.push_back(chief.posts.front());
    const auto id = submit();
    ASSERT_TRUE(complete(both, task(id, "accept"), "accept"));
    ASSERT_TRUE(complete(both, task(id, "decide"), "granted"));
    runner->run_once();
    const auto one = run(id, strict);
    EXPECT_EQ(one.same_person, std::vector<std::string>{"decide"});
}

}  // namespace
}  // namespace hz::cases
