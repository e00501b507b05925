// SPDX-License-Identifier: Apache-2.0
#include "insight/supervision.hpp"

#include "cases/test_cases.hpp"
#include "insight/errors.hpp"
#include "insight/facts.hpp"
#include "insight/schema.hpp"
#include "insight/state_check.hpp"

namespace hz::insight {
namespace {

using namespace std::chrono_literals;

Rule rule(std::string_view code, std::string_view condition, const JsonArray& on = {}) {
    auto made = rule_from_json(JsonObject{{"code", code},
                                          {"title", {{"zh", "规则"}, {"en", "Rule"}}},
                                          {"on", on},
                                          {"condition", condition},
                                          {"grade", "yellow"},
                                          {"post", "chief"},
                                          {"answer_days", 3},
                                          {"legal_basis", {{"zh", "法"}, {"en", "Act"}}}});
    EXPECT_TRUE(made);
    return *made;
}

class SupervisionTest : public cases::CasesTest {
  protected:
    void SetUp() override {
        cases::CasesTest::SetUp();
        if (!log) return;
        ASSERT_TRUE(storage::migrate(*store, std::vector<storage::Schema>{schema()}));
        rules = std::make_shared<Rules>(
            Rules{rule("overdue", "count(case.overdue) > 0"),
                  rule("sitting", "not(case.closed) and case.idle_days >= 3 and not(case.waiting_for_applicant)"),
                  rule("supplement", "case.supplements > 0"),
                  rule("fee", "case.fee.charged = true and case.fee.basis = null", {"case_submitted"}),
                  rule("by_chief", "event.post = \"chief\"", {"task_completed"})});
        supervision = make();
    }
    std::unique_ptr<Supervision> make() {
        return std::make_unique<Supervision>(
            *log, types, clock, ids, [this] { return std::shared_ptr<const Rules>(rules); },
            [this] { return calendar; });
    }
    void follow(std::size_t limit = 500) {
        while (log->run_once().value().entries > 0) {
        }
        for (auto passed = supervision->follow(limit); passed && *passed > 0; passed = supervision->follow(limit)) {
        }
    }
    void days_pass(int days) {
        clock.advance(days * 24h);
        for (auto seen = supervision->sweep(2); seen && *seen > 0; seen = supervision->sweep(2)) {
        }
        follow();
    }
    Actor staff(std::int64_t id, const std::string& post, const std::string& permission,
                std::string agency = "office") {
        const auto roles = identity::RoleSet::load(
            Json(JsonArray{{{"code", "staff"},
                            {"title", {{"en", "Staff"}}},
                            {"permissions", JsonArray{"supervision.read@agency", permission}}}}));
        EXPECT_TRUE(roles);
        Actor actor;
        actor.person = {id};
        identity::ActorPost held;
        held.agency = std::move(agency);
        held.code = post;
        held.region_path = "/r/";
        held.roles = {"staff"};
        actor.posts.push_back(std::move(held));
        identity::resolve(actor, *roles);
        return actor;
    }
    FindingPage list(const FindingQuery& query = {}) { return list(monitor, query); }
    FindingPage list(const Actor& who, const FindingQuery& query) {
        auto out = store->read(
            [&](storage::Session& s) -> Result<FindingPage> { return list_findings(s, who, query, clock.now()); });
        EXPECT_TRUE(out);
        return out ? *out : FindingPage{};
    }
    std::vector<std::string> found() {
        std::vector<std::string> out;
        for (const auto& f : list().items) out.push_back(f.rule);
        std::sort(out.begin(), out.end());
        return out;
    }
    Result<Finding> answer(const Actor& who, FindingId id, std::string_view text) {
        return write([&](storage::Session& s) { return answer_finding(s, *log, who, id, text, clock.now()); });
    }
    Result<Finding> close(const Actor& who, FindingId id, bool accepted, std::string_view text) {
        return write([&](storage::Session& s) {
            return close_finding(s, *log, who, id, accepted, text, *calendar, clock.now());
        });
    }
    void expect_told() {
        const auto check = make_state_check();
        ledger::StateFindings breaks;
        ASSERT_TRUE(ledger::check_state(*log, {check.get()}, breaks));
        std::string all;
        for (const auto& one : breaks.breaks()) all += "\n" + message(*one.what.code, one.what.params, "en");
        EXPECT_EQ(breaks.found(), 0) << all;
    }
    using Codes = std::vector<std::string>;

    std::shared_ptr<Rules> rules;
    std::unique_ptr<Supervision> supervision;
    Actor responsible = staff(301, "chief", "supervision.answer@agency");
    Actor monitor = staff(302, "monitor", "supervision.close@agency");
};

INSTANTIATE_TEST_SUITE_P(Engines, SupervisionTest, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(SupervisionTest, finds_as_days_pass_and_only_once) {
    const auto id = submit();  // Monday
    follow();
    EXPECT_EQ(found(), Codes{});
    days_pass(2);
    EXPECT_EQ(found(), Codes{});
    days_pass(1);
    EXPECT_EQ(found(), (Codes{"sitting"}));
    days_pass(4);  // the Monday after: the last of five working days
    EXPECT_EQ(found(), (Codes{"sitting"}));
    days_pass(1);
    EXPECT_EQ(found(), (Codes{"overdue", "sitting"}));
    days_pass(7);
    supervision = make();  // as after a restart
    days_pass(1);
    EXPECT_EQ(found(), (Codes{"overdue", "sitting"}));
    const auto first = list().items.back();
    EXPECT_EQ(first.case_id, id);
    EXPECT_EQ(first.rule, "sitting");
    EXPECT_EQ(first.post, "chief");
    EXPECT_EQ(first.answer_due, calendar->end_of(calendar->local_date(*parse_rfc3339("2026-03-10T00:00:00Z"))));
    expect_told();
}

TEST_P(SupervisionTest, finds_what_happens_one_event_at_a_time_or_many) {
    types.walk->definition = JsonObject{{"fee", {{"charged", true}}}};
    const auto id = awaiting_supplement();
    follow(1);
    EXPECT_EQ(found(), (Codes{"by_chief", "fee", "supplement"}));
    days_pass(9);  // the applicant is waited for, and the clock stands
    EXPECT_EQ(found(), (Codes{"by_chief", "fee", "supplement"}));
    std::vector<std::string> told;
    const auto newest = list().items.front();
    (void)store->read([&](storage::Session& s) -> Result<bool> {
        log->each(s, stream_of(newest.id), [&](const ledger::Event& e) { told.push_back(e.entry.type); });
        return true;
    });
    EXPECT_EQ(told, (Codes{"finding_found"}));
    EXPECT_EQ(get(id).state, "awaiting_supplement");  // nothing of the case was touched
    expect_told();
    cases::CasesTest::expect_as_told();
}

TEST_P(SupervisionTest, a_closed_case_is_looked_at_no_more) {
    const auto id = submit();
    follow();
    ASSERT_TRUE(complete(clerk, task(id, "accept"), "refuse", JsonObject{}, "no"));
    follow();
    days_pass(30);
    EXPECT_EQ(found(), Codes{});
    const auto left = store->read([](storage::Session& s) -> Result<std::int64_t> {
        return std::get<0>(*s.row<std::int64_t>("select count(*) from insight_watch"));
    });
    EXPECT_EQ(*left, 0);
}

TEST_P(SupervisionTest, a_finding_is_answered_and_judged) {
    submit();
    follow();
    days_pass(3);
    const auto id = list().items.at(0).id;
    EXPECT_TRUE(close(monitor, id, true, "").error().is(errors::not_answered));
    EXPECT_TRUE(answer(monitor, id, "x").error().is(errors::not_the_responsible));
    EXPECT_TRUE(
        answer(staff(303, "clerk", "supervision.answer@agency"), id, "x").error().is(errors::not_the_responsible));
    EXPECT_TRUE(answer(staff(304, "chief", "supervision.answer@agency", "elsewhere"), id, "x")
                    .error()
                    .is(errors::finding_not_found));
    EXPECT_TRUE(answer(responsible, id, "  ").error().is(errors::text_missing));
    ASSERT_TRUE(answer(responsible, id, " Ada was ill. "));
    EXPECT_TRUE(answer(responsible, id, "again").error().is(errors::already_answered));
    EXPECT_TRUE(close(responsible, id, true, "").error().code->category == Category::forbidden);
    EXPECT_TRUE(close(monitor, id, false, "").error().is(errors::text_missing));
    clock.advance(24h);
    const auto rejected = close(monitor, id, false, "Who stood in?");
    ASSERT_TRUE(rejected);
    EXPECT_EQ(rejected->state, "rejected");
    EXPECT_EQ(rejected->answer_due, calendar->end_of(calendar->local_date(*parse_rfc3339("2026-03-11T00:00:00Z"))));
    ASSERT_TRUE(answer(responsible, id, "Bob did."));
    auto both = staff(301, "monitor", "supervision.close@agency");
    EXPECT_TRUE(close(both, id, true, "").error().is(errors::own_answer));
    ASSERT_TRUE(close(monitor, id, true, ""));
    EXPECT_TRUE(answer(responsible, id, "more").error().is(errors::closed));
    EXPECT_TRUE(close(monitor, id, false, "no").error().is(errors::closed));
    EXPECT_EQ(list().items.at(0).answer, "Bob did.");
    expect_told();
}

TEST_P(SupervisionTest, board_and_pages) {
    for (int i = 0; i < 5; ++i) submit();
    follow();
    days_pass(3);
    ASSERT_EQ(list().items.size(), 5U);
    ASSERT_TRUE(answer(responsible, list().items.at(4).id, "x"));
    days_pass(7);
    FindingQuery query;
    query.limit = 4;
    auto page = list(monitor, query);
    ASSERT_EQ(page.items.size(), 4U);
    std::size_t seen = page.items.size();
    while (page.next) {
        query.before = *page.next;
        page = list(monitor, query);
        seen += page.items.size();
    }
    EXPECT_EQ(seen, 10U);  // five sitting, five overdue
    EXPECT_EQ(list(monitor, {.agency = "office", .rule = "sitting", .state = "answered"}).items.size(), 1U);
    EXPECT_EQ(list(monitor, {.rule = "sitting", .late = true}).items.size(), 4U);
    EXPECT_EQ(list(monitor, {.grade = "red"}).items.size(), 0U);
    const auto stranger = staff(305, "chief", "supervision.answer@agency", "elsewhere");
    EXPECT_EQ(list(stranger, {}).items.size(), 0U);
    const auto lines = store->read(
        [&](storage::Session& s) -> Result<std::vector<BoardLine>> { return board(s, monitor, clock.now()); });
    ASSERT_TRUE(lines);
    ASSERT_EQ(lines->size(), 2U);
    EXPECT_EQ(lines->at(0).rule, "overdue");
    EXPECT_EQ(lines->at(0).open, 5);
    EXPECT_EQ(lines->at(0).late, 0);
    EXPECT_EQ(lines->at(1).open, 4);
    EXPECT_EQ(lines->at(1).late, 4);
    EXPECT_EQ(lines->at(1).answered, 1);
}

TEST(CaseFacts, people_milestones_and_limits) {
    const Time now = *parse_rfc3339("2026-03-20T10:00:00Z");
    cases::Case c;
    c.submitted_at = *parse_rfc3339("2026-03-02T09:00:00Z");
    const Time accepted = *parse_rfc3339("2026-03-03T09:00:00Z");
    c.milestones = {{"accepted", accepted}, {"supplement_requested", accepted}, {"supplement_requested", accepted}};
    const auto clerk = to_text(cases::PersonId{7});
    c.handled = JsonObject{{"accept", {{"by", clerk}, {"at", to_millis(accepted)}}},
                           {"decide", {{"by", clerk}, {"at", to_millis(now)}}}};
    c.decision = cases::Decision{"granted", "", {7}, now};
    c.clock = calendar::to_json(*calendar::start({}, accepted));
    cases::CaseType type;
    type.limits = {{"acceptance", 5, calendar::Unit::working_day, "", "submitted", {"accepted", "not_accepted"}},
                   {"promised", 8, calendar::Unit::working_day, ""},
                   {"statutory", 20, calendar::Unit::working_day, ""}};
    const Json context = JsonObject{{"case", case_facts(c, type, calendar::WorkingCalendar{}, accepted, now)}};
    for (const auto* holds : {"case.supplements = 2", "case.accepted_by = case.decided_by", "case.idle_days = 13",
                              "not(list contains(case.milestones, \"received\"))", "case.overdue = [\"promised\"]",
                              "case.limits.promised.remaining = -5", "case.limits.statutory.remaining = 7",
                              "case.limits.acceptance.remaining = 4", "case.fee = null", "not(case.closed)"}) {
        const auto answer = rules::holds(*rule("x", holds).condition, context);
        EXPECT_TRUE(answer && *answer) << holds << " " << to_string(context);
    }
}

TEST(SupervisionRule, mistakes_are_located) {
    const auto bad =
        rule_from_json(*parse_json(R"({"code":"x","condition":"case.","grade":"normal","answer_days":0,"on":[5]})"));
    ASSERT_FALSE(bad);
    EXPECT_TRUE(bad.error().is(errors::invalid_rule));
    std::vector<std::string> places;
    for (const auto& field : bad.error().fields) places.push_back(field.path);
    EXPECT_EQ(places, (std::vector<std::string>{"/post", "/on", "/grade", "/answer_days", "/condition"}));
}

}  // namespace
}  // namespace hz::insight
