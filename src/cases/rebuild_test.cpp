// SPDX-License-Identifier: Apache-2.0
#include "cases/rebuild.hpp"

#include "cases/test_cases.hpp"

namespace hz::cases {
namespace {

using namespace std::chrono_literals;

class RebuildTest : public CasesTest {
  protected:
    void alter(std::initializer_list<std::string_view> all) {
        ASSERT_TRUE(write([&](auto& s) -> Result<bool> {
            for (const auto sql : all) s.exec(sql);
            return true;
        }));
    }
    Rebuilt rebuilt() {
        auto out = rebuild(*log, clock.now());
        EXPECT_TRUE(out) << out.error().detail;
        return out ? std::move(*out) : Rebuilt{};
    }
    std::int64_t count(std::string_view sql) {
        auto out = store->read(
            [&](storage::Session& s) -> Result<std::int64_t> { return std::get<0>(*s.row<std::int64_t>(sql)); });
        return out ? *out : -1;
    }
    // One that waits for people, one for the applicant under a timer, one for a job, one that is over.
    void some_of_each() {
        open = accepted();
        awaiting = awaiting_supplement();
        issuing = accepted();
        ASSERT_TRUE(complete(chief, task(issuing, "decide"), "granted"));
        closed = submit();
        ASSERT_TRUE(complete(clerk, task(closed, "accept"), "refuse"));
    }
    CaseId open, awaiting, issuing, closed;
};
INSTANTIATE_TEST_SUITE_P(Engines, RebuildTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(RebuildTest, nothing_to_do_writes_nothing) {
    some_of_each();
    const auto events_before = count("select count(*) from ledger_event");
    const auto done = rebuilt();
    EXPECT_EQ(done.looked_at, 4);
    EXPECT_TRUE(done.mended.empty());
    EXPECT_EQ(count("select count(*) from ledger_event"), events_before);
}

TEST_P(RebuildTest, every_table_lost_is_there_again) {
    some_of_each();
    alter({"delete from case_file", "delete from case_work", "delete from case_timer", "delete from case_job",
           "delete from case_wait", "delete from case_incident", "delete from case_done"});
    const auto done = rebuilt();
    EXPECT_EQ(done.mended.size(), 4U);
    EXPECT_EQ(done.left_in_all, 0);
    expect_as_told();
    EXPECT_EQ(count("select count(*) from case_job"), 1);
    EXPECT_EQ(count("select count(*) from case_timer"), 1);
    EXPECT_EQ(runner->run_once(), 1U) << "the job runs on";
    EXPECT_TRUE(get(issuing).closed());
    clock.advance(24h * 10);
    EXPECT_EQ(runner->run_once(), 1U) << "and so does the timer";
    EXPECT_EQ(get(awaiting).state, "withdrawn");
    EXPECT_TRUE(rebuilt().mended.empty());
}

TEST_P(RebuildTest, what_was_altered_or_added_is_put_right) {
    some_of_each();
    alter({"update case_file set state = 'decided', body = '{}' where closed_at is not null",
           "update case_work set owner = 'person:nobody'", "update case_done set element = 'another'",
           "insert into case_timer (due_at, case_id, token) select 5, id, 77 from case_file",
           "insert into case_done (person, done_at, case_id, token, element) select 9, 9, id, 78, 'x' from case_file"});
    const auto done = rebuilt();
    EXPECT_EQ(done.mended.size(), 4U);
    EXPECT_EQ(done.left_in_all, 0);
    expect_as_told();
    const auto told = store->read([&](storage::Session& s) -> Result<Json> {
        Json out;
        log->each(s, "cases", [&](const ledger::Event& e) {
            EXPECT_EQ(e.entry.type, "cases_rebuilt");
            out = e.entry.payload;
        });
        return out;
    });
    ASSERT_TRUE(told);
    EXPECT_EQ(get_int(*told, "mended"), 4);
    EXPECT_EQ(get_array(*told, "cases").size(), 4U);
}

TEST_P(RebuildTest, a_case_that_no_event_tells_of_is_shown_and_left) {
    some_of_each();
    alter(
        {"insert into case_file (id, number, type, agency, applicant, state, submitted_at, closed_at, version, body) "
         "select 7, 'none', type, agency, 0, state, 1, 2, 1, body from case_file order by id limit 1"});
    const auto done = rebuilt();
    EXPECT_TRUE(done.mended.empty());
    ASSERT_EQ(done.left.size(), 1U);
    EXPECT_EQ(done.left[0].key, "7");
    EXPECT_EQ(count("select count(*) from case_file where id = 7"), 1);
}

}  // namespace
}  // namespace hz::cases
