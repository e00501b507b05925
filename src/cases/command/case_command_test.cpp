// SPDX-License-Identifier: Apache-2.0
// Notes, material, corrections; reopened, archived; related cases; and a random history of everything.
#include <random>

#include "cases/test_cases.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class CaseCommandTest : public CasesTest {
  protected:
    template <class Command>
    Result<Recorded> relate(Result<Recorded> (Cases::*method)(storage::Session&, const Actor&, const Command&),
                            const Actor& by, const Command& command) {
        return write([&](auto& s) { return (*cases.*method)(s, by, command); });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, CaseCommandTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(CaseCommandTest, notes_and_urging_once_a_day) {
    const auto id = submit();
    EXPECT_TRUE(act(ada, NoteCase{id, "The gate is on the left."}));
    EXPECT_TRUE(act(clerk, NoteCase{id, "Thank you.", true}));
    EXPECT_FALSE(act(bob, NoteCase{id, "Me too."}));
    EXPECT_TRUE(act(ada, NoteCase{id, " "}).error().is(hz::errors::missing));
    EXPECT_TRUE(act(ada, UrgeCase{id, "It is urgent."}));
    EXPECT_TRUE(act(ada, UrgeCase{id, "Still."}).error().is(errors::urged_lately));
    EXPECT_TRUE(act(head, UrgeCase{id, ""})) << "each side by itself";
    EXPECT_FALSE(act(clerk, UrgeCase{id, ""}));
    clock.advance(24h);
    EXPECT_TRUE(act(ada, UrgeCase{id, ""}));
    EXPECT_EQ(get(id).annex->urgings, 3);
    EXPECT_EQ(get(id).annex->notes, 5);
    expect_as_told();
}

TEST_P(CaseCommandTest, material_is_added_until_it_is_decided) {
    const auto id = submit();
    EXPECT_TRUE(act(ada, AttachMaterials{id, {}, ""}).error().is(errors::nothing_attached));
    EXPECT_TRUE(act(ada, AttachMaterials{id, {{"map", {"f1"}}}, ""}).error().is(errors::material_unknown));
    EXPECT_FALSE(act(bob, AttachMaterials{id, {{"photo", {"f1"}}}, ""}));
    ASSERT_TRUE(act(ada, AttachMaterials{id, {{"photo", {"f1"}}}, "One."}));
    ASSERT_TRUE(act(clerk, AttachMaterials{id, {{"photo", {"f2"}}}, "At the window."}));
    EXPECT_EQ(get(id).materials, (std::vector<Material>{{"photo", {"f1", "f2"}}}));
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "refuse"));
    EXPECT_TRUE(act(ada, AttachMaterials{id, {{"photo", {"f3"}}}, ""}).error().is(errors::already_closed));
    expect_as_told();
}

TEST_P(CaseCommandTest, corrected_with_what_it_was) {
    types.walk->materials.push_back({"map", "地图", "Map", false});
    const auto id = submit({{"walk", "far"}, {"days", 2}});
    ASSERT_TRUE(act(ada, AttachMaterials{id, {{"photo", {"f1"}}}, ""}));
    EXPECT_FALSE(act(clerk, CorrectCase{id, "x", {{"walk", "near"}}, {}}));
    EXPECT_TRUE(act(head, CorrectCase{id, "x", {{"walk", "far"}}, {}}).error().is(errors::nothing_corrected));
    EXPECT_TRUE(act(head, CorrectCase{id, "x", {}, {{"f9", "map"}}}).error().is(errors::file_not_in_case));
    ASSERT_TRUE(act(head, CorrectCase{id, "A slip of the pen.", {{"walk", "near"}}, {{"f1", "map"}}}));
    const auto c = get(id);
    EXPECT_EQ(c.form, (Json{{"walk", "near"}, {"days", 2}}));
    EXPECT_EQ(c.materials, (std::vector<Material>{{"photo", {}}, {"map", {"f1"}}}));
    const auto told =
        store->read([&](storage::Session& s) -> Result<std::vector<PastEvent>> { return history(s, *log, id); });
    const auto* corrected = std::get_if<CaseCorrected>(&told->back().event);
    ASSERT_NE(corrected, nullptr);
    EXPECT_EQ(corrected->changes.front().before, Json("far"));
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    EXPECT_FALSE(act(head, CorrectCase{id, "x", {{"walk", "far"}}, {}}));
    expect_as_told();
}

TEST_P(CaseCommandTest, reopened_from_the_start_or_from_a_task) {
    const auto id = accepted();
    EXPECT_TRUE(act(head, ReopenCase{id, "x", ""}).error().is(errors::not_closed_yet));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "denied"));
    clock.advance(24h * 30);
    EXPECT_FALSE(act(clerk, ReopenCase{id, "x", ""}));
    EXPECT_TRUE(act(head, ReopenCase{id, "x", "supply"}).error().is(errors::not_handled_before));
    ASSERT_TRUE(act(head, ReopenCase{id, "On review.", "decide"}));
    auto c = get(id);
    EXPECT_EQ(c.state, "accepted");
    EXPECT_FALSE(c.decided());
    ASSERT_EQ(c.tasks.size(), 1U);
    EXPECT_GT(c.tasks.front().due, clock.now()) << "the time counts anew";
    ASSERT_TRUE(complete(chief, task(id, "decide"), "denied"));
    ASSERT_TRUE(act(head, ReopenCase{id, "Court order.", ""}));
    c = get(id);
    EXPECT_EQ(c.state, "submitted");
    EXPECT_GT(c.tasks.front().due, clock.now());
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "accept"));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "granted"));
    runner->run_once();
    EXPECT_TRUE(act(head, ReopenCase{id, "x", ""}).error().is(errors::cannot_reopen)) << "a licence is revoked";
    expect_as_told();
}

TEST_P(CaseCommandTest, archived_is_only_read) {
    const auto id = accepted();
    EXPECT_TRUE(act(head, ArchiveCase{id, ""}).error().is(errors::not_closed_yet));
    ASSERT_TRUE(complete(chief, task(id, "decide"), "denied"));
    EXPECT_FALSE(act(clerk, ArchiveCase{id, ""}));
    ASSERT_TRUE(act(head, ArchiveCase{id, "Box 7."}));
    EXPECT_TRUE(act(head, ReopenCase{id, "x", ""}).error().is(errors::archived));
    EXPECT_TRUE(act(ada, NoteCase{id, "x"}).error().is(errors::archived));
    EXPECT_TRUE(write([&](auto& s) { return cases->rate(s, ada, {id, 1, {}, ""}); }).error().is(errors::archived));
    expect_as_told();
}

TEST_P(CaseCommandTest, linked_merged_and_split) {
    const auto one = submit(), other = submit(), duplicate = submit();
    EXPECT_FALSE(relate(&Cases::link, clerk, LinkCases{one, other, ""}));
    ASSERT_TRUE(relate(&Cases::link, head, LinkCases{one, other, "Same gate."}));
    EXPECT_TRUE(relate(&Cases::link, head, LinkCases{one, other, ""}).error().is(errors::linked_already));
    EXPECT_TRUE(relate(&Cases::link, head, LinkCases{one, one, ""}).error().is(errors::same_case));
    EXPECT_EQ(get(other).annex->links.front(), (CaseLink{"related", one, get(one).number}));
    EXPECT_TRUE(relate(&Cases::merge, head, MergeCase{duplicate, duplicate, "x"}).error().is(errors::same_case));
    ASSERT_TRUE(relate(&Cases::merge, head, MergeCase{duplicate, one, "Twice."}));
    EXPECT_EQ(get(duplicate).state, "merged");
    EXPECT_TRUE(get(duplicate).tasks.empty());
    EXPECT_EQ(get(duplicate).annex->links.front(), (CaseLink{"merged_into", one, get(one).number}));
    EXPECT_EQ(get(one).annex->links.back(), (CaseLink{"duplicate", duplicate, get(duplicate).number}));
    EXPECT_TRUE(relate(&Cases::merge, head, MergeCase{one, duplicate, "x"}).error().is(errors::cannot_merge));
    const auto part = relate(&Cases::split, head, SplitCase{one, "", {{"walk", "up"}}, "Two walks."});
    ASSERT_TRUE(part);
    EXPECT_EQ(part->now.applicant, ada.person);
    EXPECT_EQ(part->now.form, (Json{{"walk", "up"}}));
    EXPECT_EQ(get(one).annex->links.back().kind, "part");
    EXPECT_EQ(get(part->now.id).annex->links.front(), (CaseLink{"part_of", one, get(one).number}));
    expect_as_told();
}

// Whatever is asked, by whomever: what is stored is the fold of its events.
TEST_P(CaseCommandTest, any_history_of_all_commands_replays) {
    const int rounds = GetParam() == storage::Engine::sqlite ? 20 : 3;
    types.walk->limits.front().extensions = {{10, 3, "", "case.extend", "x"}};
    const auto second_head = person(206, "clerk", "head");
    int moved = 0;
    for (int seed = 1; seed <= rounds; ++seed) {
        std::mt19937 dice(static_cast<unsigned>(seed));
        const auto pick = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
        const auto id = submit({{"walk", seed}});
        const auto other = submit();
        for (int step = 0; step < 25; ++step) {
            const auto now = get(id);
            const Actor& by = pick(2) == 0 ? head : second_head;
            const TaskRef ref{id, now.tasks.empty() ? 1 : now.tasks.front().token};
            const std::string at = pick(2) == 0 ? "accept" : "decide";
            const auto person = std::make_shared<const Actor>(pick(2) == 0 ? chief : clerk);
            const std::vector<CaseAct> acts{
                NoteCase{id, "note", true},
                UrgeCase{id, ""},
                AttachMaterials{id, {{"photo", {"f" + std::to_string(step)}}}, ""},
                SuspendCase{id, "hearing", "x", 1 + pick(9)},
                ResumeCase{id, "done"},
                ExtendCase{id, "x", 1 + pick(4)},
                AskApproval{id, ExtendCase{id, "x", 1 + pick(4)}},
                AskApproval{id, SuspendCase{id, "test", "x", 3}},
                DecideApproval{id, pick(3) > 0, "so"},
                TransferTask{ref, "office", pick(2) == 0 ? "clerk" : "chief", "x"},
                AssignTask{ref, person, "x", pick(2) == 0},
                ReturnTask{ref, pick(2) == 0 ? "" : at, "x"},
                AskOpinion{ref, {{"office", "clerk"}}, {chief.person}, "?"},
                GiveOpinion{ref, pick(2) == 0, "hm"},
                RecallOpinions{ref},
                CorrectCase{id, "x", {{"walk", step}}, {}},
                ReopenCase{id, "x", pick(2) == 0 ? "" : at},
                pick(8) == 0 ? CaseAct{TerminateCase{id, "s", "x", "r"}} : CaseAct{NoteCase{id, "n"}},
            };
            const auto roll = static_cast<std::size_t>(pick(30));
            const auto done =
                roll < acts.size() ? act(roll == 13 ? clerk : by, acts[roll])
                : roll == 29
                    ? relate(&Cases::link, by, LinkCases{id, other, ""})
                    : complete(now.tasks.empty() || now.tasks.front().element == "accept" ? clerk : chief, ref,
                               now.tasks.empty()                       ? "accept"
                               : now.tasks.front().element == "accept" ? "accept"
                                                                       : (pick(2) == 0 ? "denied" : "supplement"),
                               items);
            moved += done.has_value();
            clock.advance(std::chrono::hours(pick(60)));
            moved += static_cast<int>(runner->run_once());
            const auto told = store->read([&](storage::Session& s) { return cases->replay(s, id); });
            ASSERT_TRUE(told);
            ASSERT_EQ(canonical(to_fields(*told)), canonical(to_fields(get(id)))) << "seed " << seed;
        }
    }
    EXPECT_GT(moved, rounds * 6);
    expect_as_told();
}

}  // namespace
}  // namespace hz::cases
