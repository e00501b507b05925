// SPDX-License-Identifier: Apache-2.0
// What the tests of this module share: one small process over a real ledger, on a virtual clock.
#pragma once
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json_fields.hpp"
#include "cases/case_store.hpp"
#include "cases/cases.hpp"
#include "cases/errors.hpp"
#include "cases/operation.hpp"
#include "cases/runner.hpp"
#include "cases/schema.hpp"
#include "cases/state_check.hpp"
#include "identity/schema.hpp"
#include "ledger/log.hpp"
#include "ledger/schema.hpp"
#include "storage/migration.hpp"
#include "storage/testing/stores.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::cases {

// accept (clerk) -> decide (chief, not who accepted) -> job -> delivered; decide may ask for a supplement, once, which
// pauses the clock and is overdue after ten days.
inline const char* const walk_bpmn = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:hz="urn:huizheng:bpmn:1" id="d" targetNamespace="urn:t">
 <bpmn:process id="walk" isExecutable="true">
  <bpmn:startEvent id="received" hz:milestone="received"/>
  <bpmn:userTask id="accept" name="Accept" hz:posts="clerk" hz:outcomes="accept refuse"/>
  <bpmn:exclusiveGateway id="accepted_or_not" default="refuses"/>
  <bpmn:exclusiveGateway id="starts" hz:milestone="accepted" hz:clock="start"/>
  <bpmn:userTask id="decide" name="Decide" hz:posts="chief" hz:outcomes="granted denied supplement" hz:fourEyes="accept"/>
  <bpmn:exclusiveGateway id="decided" default="denies"/>
  <bpmn:userTask id="supply" hz:applicant="true" hz:milestone="supplement_requested" hz:clock="pause"/>
  <bpmn:boundaryEvent id="overdue" attachedToRef="supply">
   <bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P10D</bpmn:timeDuration></bpmn:timerEventDefinition>
  </bpmn:boundaryEvent>
  <bpmn:exclusiveGateway id="again" hz:milestone="supplemented" hz:clock="resume"/>
  <bpmn:serviceTask id="issue" hz:job="test.job" hz:milestone="granted" hz:clock="stop"/>
  <bpmn:endEvent id="delivered" hz:milestone="delivered"/>
  <bpmn:endEvent id="denied" hz:milestone="denied" hz:clock="stop"/>
  <bpmn:endEvent id="not_accepted" hz:milestone="not_accepted"/>
  <bpmn:endEvent id="lapsed" hz:milestone="withdrawn" hz:clock="stop"/>
  <bpmn:sequenceFlow id="f1" sourceRef="received" targetRef="accept"/>
  <bpmn:sequenceFlow id="f2" sourceRef="accept" targetRef="accepted_or_not"/>
  <bpmn:sequenceFlow id="accepts" sourceRef="accepted_or_not" targetRef="starts">
   <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">accept.outcome = "accept"</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="refuses" sourceRef="accepted_or_not" targetRef="not_accepted"/>
  <bpmn:sequenceFlow id="f3" sourceRef="starts" targetRef="decide"/>
  <bpmn:sequenceFlow id="f4" sourceRef="decide" targetRef="decided"/>
  <bpmn:sequenceFlow id="grants" sourceRef="decided" targetRef="issue">
   <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">decide.outcome = "granted"</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="asks" sourceRef="decided" targetRef="supply">
   <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">decide.outcome = "supplement"</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="denies" sourceRef="decided" targetRef="denied"/>
  <bpmn:sequenceFlow id="f5" sourceRef="supply" targetRef="again"/>
  <bpmn:sequenceFlow id="f6" sourceRef="again" targetRef="decide"/>
  <bpmn:sequenceFlow id="f7" sourceRef="overdue" targetRef="lapsed"/>
  <bpmn:sequenceFlow id="f8" sourceRef="issue" targetRef="delivered"/>
 </bpmn:process>
</bpmn:definitions>)";

// One type; `broken` makes it unreadable, as a damaged definition would be.
class TestTypes final : public CaseTypes {
  public:
    TestTypes() {
        auto type = std::make_shared<CaseType>();
        auto compiled = process::compile(walk_bpmn);
        if (!compiled) {
            std::string why;
            for (const auto& field : compiled.error().fields)
                why += "\n" + field.path + " " + message(*field.code, field.params, "en");
            ADD_FAILURE() << compiled.error().code->id << why;
            return;
        }
        type->code = "walk";
        type->version = 1;
        type->agency = "office";
        type->number_template = "W{date}{serial}";
        type->online = true;
        type->legal_basis = "Walking Act, s. 1";
        type->process = *compiled;
        for (const auto* limit : {R"({"code":"promised","number":8,"unit":"working_day","legal_basis":"x"})",
                                  R"({"code":"acceptance","number":5,"unit":"working_day","starts":"submitted",
                                     "stops":["accepted","not_accepted"],"legal_basis":"x"})"})
            type->limits.push_back(calendar::limit_from_json(parse_json(limit).value()).value());
        type->materials.push_back({"photo", "照片", "Photo", false});
        type->limits.front().extensions = {{5, 1, "", "case.extend", "x"}};
        walk = std::move(type);
    }
    Result<CaseTypePtr> find(storage::Session&, std::string_view, std::int64_t version) override {
        if (broken || !walk) return refuse(errors::no_such_type);
        if (const auto other = others.find(version); other != others.end()) return other->second;
        return walk;
    }
    std::shared_ptr<CaseType> walk;
    std::map<std::int64_t, CaseTypePtr> others;  // by version
    bool broken = false;
};

// Fails while `failing`; counts what was really committed.
class TestJob final : public JobHandler {
  public:
    [[nodiscard]] std::string_view type() const override { return "test.job"; }
    Result<std::unique_ptr<JobWork>> prepare(storage::Session&, const Case&, const CaseType&,
                                             const PendingJob&) override {
        ++prepared;
        if (failing) return refuse(errors::process_incident);
        return std::unique_ptr<JobWork>(std::make_unique<Work>());
    }
    int prepared = 0;
    bool failing = false;

  private:
    class Work final : public JobWork {
      public:
        Result<Json> commit(storage::Session& session) override {
            return Json{{"serial", next_count(session, "issued")}};
        }
    };
};

class CasesTest : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        const std::vector<storage::Schema> schemas{ledger::schema(), identity::schema(), schema()};
        ASSERT_TRUE(storage::migrate(*store, schemas));
        auto opened =
            ledger::open_ledger(*store, {.keyring = folder.path() / "k", .suite = "intl"}, clock, ids, random);
        ASSERT_TRUE(opened);
        log = std::move(*opened);
        auto years = calendar::WorkingCalendar::from_json({}, "UTC");
        ASSERT_TRUE(years);
        calendar = std::make_shared<const calendar::WorkingCalendar>(std::move(*years));
        cases = std::make_unique<Cases>(*log, clock, ids, types, [this] { return calendar; });
        runner = std::make_unique<Runner>(*store, *cases, clock, std::vector<std::shared_ptr<JobHandler>>{job});
    }
    void TearDown() override {
        if (store) store->close();
    }

    Actor person(std::int64_t id, const std::string& post, const std::string& role = "officer",
                 const std::string& agency = "office") {
        const auto roles = identity::RoleSet::load(parse_json(R"([
            {"code":"citizen","title":{"en":"Citizen"},"implicit":true,"permissions":["case.submit","case.read@own"]},
            {"code":"officer","title":{"en":"Officer"},"permissions":["case.handle","case.read@agency"]},
            {"code":"head","title":{"en":"Head"},"permissions":["case.handle","case.read@agency","case.supervise",
             "case.suspend","case.extend","case.terminate","case.correct","case.reopen","case.archive","case.relate"]}
            ])")
                                                       .value());
        EXPECT_TRUE(roles);
        Actor actor;
        actor.person = {id};
        actor.name = "P" + std::to_string(id);
        if (!post.empty()) {
            identity::ActorPost held;
            held.agency = agency;
            held.code = post;
            held.region_path = "/r/";
            held.roles = {role};
            actor.posts.push_back(std::move(held));
        }
        identity::resolve(actor, *roles);
        return actor;
    }
    template <class F>
    auto write(F f) {
        return store->write_wait([&](storage::Session& s) { return f(s); });
    }
    Result<Recorded> act(const Actor& by, const CaseAct& command) {
        return write([&](auto& s) { return cases->act(s, by, command); });
    }
    Case get(CaseId id) {
        auto found = store->read([&](storage::Session& s) -> Result<std::optional<Case>> { return find_case(s, id); });
        EXPECT_TRUE(found && *found);
        return found && *found ? std::move(**found) : Case{};
    }
    CaseId submit(const Json& form = {{"walk", "far"}}) {
        SubmitCase command;
        command.type = "walk";
        command.applicant_name = "Ada";
        command.form = form;
        auto done = write([&](auto& s) { return cases->submit(s, ada, command); });
        EXPECT_TRUE(done) << (done ? "" : done.error().code->id);
        return done ? done->now.id : CaseId{};
    }
    TaskRef task(CaseId id, std::string_view element) {
        for (const auto& one : get(id).tasks)
            if (one.element == element) return {id, one.token};
        return {id, 999};
    }
    Result<Recorded> complete(const Actor& by, const TaskRef& ref, std::string outcome, Json data = JsonObject{},
                              std::string opinion = "because") {
        return write([&](auto& s) {
            return cases->complete(s, by, {ref, std::move(outcome), std::move(opinion), std::move(data)});
        });
    }
    CaseId accepted() {
        const auto id = submit();
        EXPECT_TRUE(complete(clerk, task(id, "accept"), "accept"));
        return id;
    }
    // As far as a supplement that is waited for.
    CaseId awaiting_supplement() {
        const auto id = submit();
        EXPECT_TRUE(complete(clerk, task(id, "accept"), "accept"));
        EXPECT_TRUE(complete(chief, task(id, "decide"), "supplement", items));
        return id;
    }
    std::vector<std::string> events(CaseId id) {
        std::vector<std::string> out;
        (void)store->read([&](storage::Session& s) -> Result<bool> {
            log->each(s, stream_of(id), [&](const ledger::Event& e) { out.push_back(e.entry.type); });
            return true;
        });
        return out;
    }
    // Every stored case, and every row made from one, is what the ledger says.
    void expect_as_told() {
        const auto check = make_state_check();
        ledger::StateFindings found;
        ASSERT_TRUE(ledger::check_state(*log, {check.get()}, found));
        std::string all;
        for (const auto& one : found.breaks()) all += "\n" + message(*one.what.code, one.what.params, "en");
        EXPECT_EQ(found.found(), 0) << all;
    }
    std::vector<Incident> waiting() {
        auto out = store->read([](storage::Session& s) -> Result<std::vector<Incident>> { return incidents(s, 100); });
        EXPECT_TRUE(out);
        return out ? *out : std::vector<Incident>{};
    }

    storage::testing::TempFolder folder;
    VirtualClock clock{*parse_rfc3339("2026-03-02T09:00:00Z")};  // a Monday
    IdSource ids{clock, 1};
    SeededRandom random{7};
    std::unique_ptr<ledger::Log> log;
    TestTypes types;
    std::shared_ptr<TestJob> job = std::make_shared<TestJob>();
    std::shared_ptr<const calendar::WorkingCalendar> calendar;
    std::unique_ptr<Cases> cases;
    std::unique_ptr<Runner> runner;
    Actor ada = person(101, ""), bob = person(102, "");
    Actor clerk = person(201, "clerk"), second_clerk = person(202, "clerk"), chief = person(203, "chief");
    Actor head = person(204, "chief", "head");
    Json items{{"items", JsonArray{{{"material", "photo"}, {"note", "A photo."}}}}};
};

}  // namespace hz::cases
