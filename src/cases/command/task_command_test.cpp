// SPDX-License-Identifier: Apache-2.0
// Tasks in other hands: transferred, delegated, reassigned, returned; opinions asked for.
#include "cases/test_cases.hpp"
#include "cases/work_list.hpp"

namespace hz::cases {
namespace {

class TaskCommandTest : public CasesTest {
  protected:
    std::size_t list(const Actor& who, WorkView view = WorkView::open) {
        auto page = store->read([&](storage::Session& s) -> Result<WorkPage> { return work_list(s, who, view, 10); });
        EXPECT_TRUE(page);
        return page ? page->items.size() : 99;
    }
    bool reads(const Actor& who, CaseId id) {
        return store->read([&](storage::Session& s) { return cases->get_readable(s, who, id); }).has_value();
    }
    static identity::ActorPtr ptr(const Actor& who) { return std::make_shared<const Actor>(who); }
    Actor abroad = person(301, "desk", "officer", "harbour");
};
INSTANTIATE_TEST_SUITE_P(Engines, TaskCommandTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(TaskCommandTest, transferred_to_another_agency_and_back) {
    const auto id = submit();
    const auto ref = task(id, "accept");
    EXPECT_FALSE(reads(abroad, id));
    EXPECT_TRUE(act(chief, TransferTask{ref, "harbour", "desk", "x"}).error().is(errors::not_your_task));
    EXPECT_TRUE(act(clerk, TransferTask{ref, "office", "clerk", "x"}).error().is(errors::already_there));
    EXPECT_TRUE(act(clerk, ReturnTask{ref, "", "x"}).error().is(errors::nowhere_to_return));
    ASSERT_TRUE(act(clerk, TransferTask{ref, "harbour", "desk", "At the harbour."}));
    EXPECT_EQ(list(clerk), 0U);
    EXPECT_EQ(list(abroad), 1U);
    EXPECT_TRUE(reads(abroad, id)) << "who has a task may read its case";
    EXPECT_FALSE(complete(clerk, ref, "accept"));
    ASSERT_TRUE(act(abroad, ReturnTask{ref, "", "Not ours."}));
    EXPECT_FALSE(reads(abroad, id));
    EXPECT_EQ(list(clerk), 1U);
    ASSERT_TRUE(act(clerk, TransferTask{ref, "harbour", "desk", "It is."}));
    ASSERT_TRUE(complete(abroad, ref, "accept"));
    EXPECT_EQ(list(chief), 1U) << "the next step is the case's own agency's";
    expect_as_told();
}

TEST_P(TaskCommandTest, given_to_one_person) {
    const auto id = accepted();
    const auto ref = task(id, "decide");
    EXPECT_TRUE(act(chief, AssignTask{ref, ptr(second_clerk), "x"}).error().is(errors::cannot_take_it));
    auto both = chief;
    both.person = clerk.person;  // accepted it: four eyes
    EXPECT_TRUE(act(chief, AssignTask{ref, ptr(both), "x"}).error().is(errors::cannot_take_it));
    ASSERT_TRUE(act(chief, AssignTask{ref, ptr(head), "Yours."}));
    EXPECT_EQ(get(id).tasks.front().assignee, head.person);
    EXPECT_EQ(list(head, WorkView::mine), 1U);
    EXPECT_TRUE(complete(chief, ref, "granted").error().is(errors::taken));
    EXPECT_FALSE(act(chief, AssignTask{ref, ptr(chief), "x", true})) << "supervising is a permission";
    ASSERT_TRUE(act(head, AssignTask{ref, ptr(chief), "On leave.", true}));
    EXPECT_EQ(get(id).tasks.front().assignee, chief.person);
    ASSERT_TRUE(act(chief, ReturnTask{ref, "", "No, yours."}));
    EXPECT_EQ(get(id).tasks.front().assignee, head.person);
    ASSERT_TRUE(complete(head, ref, "granted"));
    expect_as_told();
}

TEST_P(TaskCommandTest, returned_to_a_step_before) {
    const auto id = accepted();
    const auto ref = task(id, "decide");
    EXPECT_TRUE(act(chief, ReturnTask{ref, "supply", "x"}).error().is(errors::not_handled_before));
    EXPECT_TRUE(act(chief, ReturnTask{ref, "decide", "x"}).error().is(errors::not_handled_before));
    EXPECT_TRUE(act(clerk, ReturnTask{ref, "accept", "x"}).error().is(errors::not_your_task));
    EXPECT_TRUE(act(chief, ReturnTask{ref, "accept", ""}).error().is(hz::errors::missing));
    ASSERT_TRUE(act(chief, ReturnTask{ref, "accept", "The photo is of another place."}));
    const auto c = get(id);
    ASSERT_EQ(c.tasks.size(), 1U);
    EXPECT_EQ(c.tasks.front().element, "accept");
    EXPECT_TRUE(c.tasks.front().due) << "the clock goes on";
    EXPECT_EQ(list(clerk), 1U);
    EXPECT_TRUE(complete(chief, ref, "granted").error().is(errors::task_not_found));
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    EXPECT_EQ(runner->run_once(), 1U);
    EXPECT_EQ(get(id).state, "granted");
    expect_as_told();
}

TEST_P(TaskCommandTest, not_completed_before_all_opinions_are_there) {
    const auto id = accepted();
    const auto ref = task(id, "decide");
    EXPECT_TRUE(act(chief, AskOpinion{ref, {}, {}, "?"}).error().is(errors::nobody_asked));
    EXPECT_TRUE(act(chief, AskOpinion{ref, {}, {chief.person}, "?"}).error().is(errors::nobody_asked)) << "oneself";
    ASSERT_TRUE(act(chief, AskOpinion{ref, {{"harbour", "desk"}}, {clerk.person}, "Is it safe?"}));
    EXPECT_EQ(list(abroad), 1U);
    EXPECT_EQ(list(clerk, WorkView::mine), 1U);
    EXPECT_TRUE(reads(abroad, id));
    EXPECT_TRUE(complete(chief, ref, "granted").error().is(errors::opinions_open));
    EXPECT_TRUE(act(chief, TransferTask{ref, "harbour", "desk", "x"}).error().is(errors::opinions_open));
    EXPECT_TRUE(act(second_clerk, GiveOpinion{ref, true, ""}).error().is(errors::no_opinion_asked));
    EXPECT_TRUE(act(abroad, GiveOpinion{ref, false, ""}).error().is(hz::errors::missing)) << "no without why";
    ASSERT_TRUE(act(abroad, GiveOpinion{ref, false, "The tide."}));
    EXPECT_FALSE(reads(abroad, id));
    EXPECT_TRUE(complete(chief, ref, "granted").error().is(errors::opinions_open));
    EXPECT_FALSE(act(second_clerk, RecallOpinions{ref}));
    ASSERT_TRUE(act(chief, RecallOpinions{ref}));
    EXPECT_TRUE(act(clerk, GiveOpinion{ref, true, ""}).error().is(errors::no_opinion_asked));
    EXPECT_EQ(list(clerk, WorkView::mine), 0U);
    expect_as_told();
    ASSERT_TRUE(complete(chief, ref, "granted"));
}

}  // namespace
}  // namespace hz::cases
