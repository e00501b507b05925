// SPDX-License-Identifier: Apache-2.0
#include "cases/work_list.hpp"

#include <algorithm>

#include "cases/authority.hpp"
#include "cases/test_cases.hpp"
#include "cases/work_filter.hpp"

namespace hz::cases {
namespace {

// Whoever the test says is there.
class TestStaff final : public Staff {
  public:
    std::vector<identity::ActorPtr> present(storage::Session&, std::string_view agency,
                                            std::string_view post) override {
        std::vector<identity::ActorPtr> out;
        for (const auto& actor : people)
            if (actor.in_post(agency, post)) out.push_back(std::make_shared<const Actor>(actor));
        return out;
    }
    std::vector<Actor> people;
};

class WorkLists : public CasesTest {
  protected:
    void SetUp() override {
        CasesTest::SetUp();
        if (!cases) return;
        cases->give_to(staff);
        staff.people = {clerk, second_clerk, chief, head};
    }
    // `walk` with attributes more on one task.
    void model(const std::string& element, const std::string& attributes) {
        std::string text(walk_bpmn);
        const auto at = text.find("<bpmn:userTask id=\"" + element + "\"");
        ASSERT_NE(at, std::string::npos);
        text.insert(at + std::string_view("<bpmn:userTask").size(), " " + attributes);
        auto compiled = process::compile(text);
        ASSERT_TRUE(compiled);
        types.walk->process = *compiled;
    }
    std::optional<PersonId> holder(CaseId id, std::string_view element) {
        const auto c = get(id);
        for (const auto& task : c.tasks)
            if (task.element == element) return task.assignee;
        return std::nullopt;
    }
    WorkPage list(const Actor& actor, WorkView view, std::size_t limit = 50, std::string_view after = {}) {
        auto page = store->read(
            [&](storage::Session& s) -> Result<WorkPage> { return work_list(s, actor, view, limit, after); });
        EXPECT_TRUE(page);
        return page ? *page : WorkPage{};
    }
    Actor skilled(Actor actor, std::vector<std::string> skills) {
        actor.skills = std::move(skills);
        return actor;
    }
    Actor deputy(Actor actor, const Actor& absent) {
        actor.stands_in.push_back({absent.person, absent.name});
        for (auto post : absent.posts)
            if (!actor.in_post(post.agency, post.code)) {
                post.deputy_for = absent.person;
                actor.posts.push_back(post);
            }
        return actor;
    }
    TestStaff staff;
};
INSTANTIATE_TEST_SUITE_P(Engines, WorkLists, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(WorkLists, without_a_rule_a_task_waits_to_be_claimed) {
    const auto id = submit();
    EXPECT_FALSE(holder(id, "accept"));
    EXPECT_EQ(events(id), (std::vector<std::string>{"case_submitted"}));
    EXPECT_EQ(list(clerk, WorkView::open).items.size(), 1U);
}

TEST_P(WorkLists, by_turns) {
    model("accept", "hz:assign='round_robin'");
    EXPECT_EQ(holder(submit(), "accept"), clerk.person);
    EXPECT_EQ(holder(submit(), "accept"), second_clerk.person);
    const auto third = submit();
    EXPECT_EQ(holder(third, "accept"), clerk.person);
    EXPECT_EQ(events(third), (std::vector<std::string>{"case_submitted", "task_given"}));
    EXPECT_EQ(list(clerk, WorkView::mine).items.size(), 2U);
    EXPECT_TRUE(list(clerk, WorkView::open).items.empty());
    expect_as_told();
}

TEST_P(WorkLists, who_is_away_is_passed_over_and_gets_no_pile_later) {
    model("accept", "hz:assign='round_robin'");
    EXPECT_EQ(holder(submit(), "accept"), clerk.person);
    staff.people = {clerk};
    EXPECT_EQ(holder(submit(), "accept"), clerk.person);
    EXPECT_EQ(holder(submit(), "accept"), clerk.person);
    staff.people = {clerk, second_clerk};
    EXPECT_EQ(holder(submit(), "accept"), second_clerk.person);
    EXPECT_EQ(holder(submit(), "accept"), clerk.person);
}

TEST_P(WorkLists, to_who_has_least_in_hand) {
    model("accept", "hz:assign='least_loaded'");
    const auto first = submit();
    EXPECT_EQ(holder(first, "accept"), clerk.person);
    EXPECT_EQ(holder(submit(), "accept"), second_clerk.person);
    EXPECT_EQ(holder(submit(), "accept"), clerk.person);
    const auto second = submit();
    EXPECT_EQ(holder(second, "accept"), second_clerk.person);
    EXPECT_TRUE(complete(second_clerk, task(second, "accept"), "accept"));
    EXPECT_EQ(holder(submit(), "accept"), second_clerk.person);
}

TEST_P(WorkLists, nobody_there_or_nobody_allowed_leaves_it_open) {
    model("decide", "hz:assign='round_robin'");
    staff.people = {};
    const auto nobody = submit();
    EXPECT_TRUE(complete(clerk, task(nobody, "accept"), "accept"));
    EXPECT_FALSE(holder(nobody, "decide"));
    // Who accepted holds both posts, and is the only one there: four eyes.
    auto both = clerk;
    both.posts.push_back(chief.posts.front());
    staff.people = {both};
    const auto barred = submit();
    EXPECT_TRUE(complete(both, task(barred, "accept"), "accept"));
    EXPECT_FALSE(holder(barred, "decide"));
    staff.people = {both, chief};
    const auto other = submit();
    EXPECT_TRUE(complete(both, task(other, "accept"), "accept"));
    EXPECT_EQ(holder(other, "decide"), chief.person);
}

TEST_P(WorkLists, nobody_is_given_their_own_application) {
    model("accept", "hz:assign='round_robin'");
    auto own = clerk;
    own.person = ada.person;
    staff.people = {own};
    EXPECT_FALSE(holder(submit(), "accept"));
}

TEST_P(WorkLists, given_back_it_is_open_to_all) {
    model("accept", "hz:assign='round_robin'");
    const auto id = submit();
    EXPECT_TRUE(write([&](auto& s) { return cases->release(s, clerk, {task(id, "accept")}); }));
    EXPECT_FALSE(holder(id, "accept"));
    EXPECT_TRUE(complete(second_clerk, task(id, "accept"), "accept"));
}

TEST_P(WorkLists, a_skill_is_a_list_of_its_own) {
    model("accept", "hz:skill='climbing'");
    const auto climber = skilled(second_clerk, {"climbing", "diving"});
    const auto id = submit();
    EXPECT_TRUE(list(clerk, WorkView::open).items.empty());
    EXPECT_EQ(list(climber, WorkView::open).items.size(), 1U);
    const auto claim = [&](const Actor& by) {
        return write([&](auto& s) { return cases->claim(s, by, {task(id, "accept")}); });
    };
    EXPECT_TRUE(claim(clerk).error().is(errors::skill_missing));
    EXPECT_TRUE(complete(clerk, task(id, "accept"), "accept").error().is(errors::skill_missing));
    EXPECT_TRUE(claim(climber));
    expect_as_told();
}

TEST_P(WorkLists, a_skill_and_a_rule) {
    model("accept", "hz:skill='climbing' hz:assign='round_robin'");
    staff.people = {clerk, skilled(second_clerk, {"climbing"})};
    EXPECT_EQ(holder(submit(), "accept"), second_clerk.person);
    EXPECT_EQ(holder(submit(), "accept"), second_clerk.person);
    staff.people = {clerk};
    EXPECT_FALSE(holder(submit(), "accept"));
}

TEST_P(WorkLists, sent_elsewhere_those_there_need_no_skill) {
    model("accept", "hz:skill='climbing'");
    const auto climber = skilled(clerk, {"climbing"});
    const auto id = submit();
    EXPECT_TRUE(act(climber, TransferTask{task(id, "accept"), "harbour", "clerk", "theirs"}));
    const auto harbour = person(301, "clerk", "officer", "harbour");
    EXPECT_EQ(list(harbour, WorkView::open).items.size(), 1U);
    EXPECT_TRUE(complete(harbour, task(id, "accept"), "accept"));
    expect_as_told();
}

TEST_P(WorkLists, a_deputy_acts_for_who_is_away) {
    const auto id = submit();
    const auto ref = task(id, "accept");
    EXPECT_TRUE(write([&](auto& s) { return cases->claim(s, clerk, {ref}); }));
    EXPECT_TRUE(complete(second_clerk, ref, "accept").error().is(errors::taken));
    const auto stand_in = deputy(chief, clerk);
    const auto mine = list(stand_in, WorkView::mine);
    ASSERT_EQ(mine.items.size(), 1U);
    EXPECT_EQ(mine.items.front().for_person, clerk.person);
    EXPECT_EQ(acting_for(stand_in, get(id), get(id).tasks.front()), clerk.person);
    EXPECT_TRUE(complete(stand_in, ref, "accept"));
    const auto past =
        store->read([&](storage::Session& s) -> Result<std::vector<PastEvent>> { return history(s, *log, id); });
    ASSERT_TRUE(past);
    const auto* done = std::get_if<TaskCompleted>(&past->back().event);
    ASSERT_NE(done, nullptr);
    EXPECT_EQ(done->by, chief.person);
    EXPECT_EQ(done->for_person, clerk.person);
    // Having acted counts as having handled.
    EXPECT_TRUE(complete(stand_in, task(id, "decide"), "granted").error().is(errors::four_eyes));
    expect_as_told();
}

TEST_P(WorkLists, a_deputy_takes_or_gives_back_what_the_absent_have) {
    const auto id = submit();
    const auto ref = task(id, "accept");
    const auto stand_in = deputy(second_clerk, clerk);
    const auto claim = [&](const Actor& by) { return write([&](auto& s) { return cases->claim(s, by, {ref}); }); };
    EXPECT_TRUE(claim(clerk));
    EXPECT_TRUE(claim(stand_in));
    EXPECT_EQ(holder(id, "accept"), second_clerk.person);
    EXPECT_TRUE(claim(clerk).error().is(errors::taken));
    EXPECT_TRUE(write([&](auto& s) { return cases->release(s, stand_in, {ref}); }));
    EXPECT_TRUE(claim(clerk));
    EXPECT_TRUE(write([&](auto& s) { return cases->release(s, stand_in, {ref}); }));
    EXPECT_FALSE(holder(id, "accept"));
}

TEST_P(WorkLists, what_somebody_has_as_an_applicant_is_no_deputys) {
    const auto id = awaiting_supplement();
    auto stand_in = clerk;
    stand_in.stands_in.push_back({ada.person, ada.name});
    const auto c = get(id);
    ASSERT_EQ(c.tasks.size(), 1U);
    EXPECT_FALSE(acting_for(stand_in, c, c.tasks.front()));
    EXPECT_FALSE(write([&](auto& s) { return cases->claim(s, stand_in, {task(id, "supply")}); }));
    EXPECT_FALSE(write([&](auto& s) { return cases->release(s, stand_in, {task(id, "supply")}); }));
}

TEST_P(WorkLists, pages_follow_each_other_over_every_list) {
    constexpr std::size_t open = 7;
    for (std::size_t i = 0; i < open; ++i) submit();
    std::vector<std::int64_t> seen;
    std::string after;
    do {
        const auto page = list(clerk, WorkView::open, 3, after);
        for (const auto& item : page.items) seen.push_back(item.task.case_id.value);
        after = page.next;
    } while (!after.empty());
    std::ranges::sort(seen);
    EXPECT_EQ(seen.size(), open);
    EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
}

TEST_P(WorkLists, counts) {
    submit();
    const auto mine = submit();
    EXPECT_TRUE(write([&](auto& s) { return cases->claim(s, clerk, {task(mine, "accept")}); }));
    const auto counts = store->read([&](storage::Session& s) -> Result<WorkCounts> {
        const auto now = clock.now();
        return work_counts(s, deputy(second_clerk, clerk), now, now + std::chrono::hours(24 * 30), now);
    });
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->open, 1);
    EXPECT_EQ(counts->mine, 1);
    EXPECT_EQ(counts->due_soon, 2);
    const auto states =
        store->read([&](storage::Session& s) -> Result<std::vector<std::pair<std::string, std::int64_t>>> {
            return open_by_state(s, "office");
        });
    ASSERT_TRUE(states);
    EXPECT_EQ(*states, (std::vector<std::pair<std::string, std::int64_t>>{{"submitted", 2}}));
}

TEST_P(WorkLists, filters_are_kept_by_name) {
    const auto save = [&](const Actor& by, const std::string& name, const Json& body) {
        return write([&](auto& s) { return save_work_filter(s, by.person, {name, body}); });
    };
    const auto names = [&](const Actor& by) {
        std::vector<std::string> out;
        const auto kept = store->read(
            [&](storage::Session& s) -> Result<std::vector<WorkFilter>> { return work_filters(s, by.person); });
        for (const auto& one : *kept) out.push_back(one.name);
        return out;
    };
    EXPECT_TRUE(save(clerk, "urgent", {{"grade", "red"}}));
    EXPECT_TRUE(save(clerk, "urgent", {{"grade", "yellow"}}));
    EXPECT_TRUE(save(clerk, "north", {{"region", "n"}}));
    EXPECT_EQ(names(clerk), (std::vector<std::string>{"north", "urgent"}));
    EXPECT_TRUE(names(second_clerk).empty());
    EXPECT_TRUE(save(clerk, " ", JsonObject{}).error().is(hz::errors::missing));
    EXPECT_TRUE(save(clerk, std::string(41, 'x'), JsonObject{}).error().is(errors::text_too_long));
    for (std::size_t i = 2; i < most_filters; ++i) EXPECT_TRUE(save(clerk, "f" + std::to_string(i), JsonObject{}));
    EXPECT_TRUE(save(clerk, "one more", JsonObject{}).error().is(errors::too_many_filters));
    EXPECT_TRUE(save(clerk, "north", JsonObject{}));
    EXPECT_TRUE(write([&](auto& s) -> Result<bool> {
        delete_work_filter(s, clerk.person, "north");
        return true;
    }));
    EXPECT_EQ(names(clerk).size(), most_filters - 1);
}

}  // namespace
}  // namespace hz::cases
