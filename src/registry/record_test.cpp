// SPDX-License-Identifier: Apache-2.0
#include "registry/record.hpp"

#include <gtest/gtest.h>

#include <future>
#include <random>

#include "identity/errors.hpp"
#include "identity/testing/world.hpp"
#include "registry/errors.hpp"
#include "registry/reading.hpp"
#include "registry/schema.hpp"
#include "storage/testing/stores.hpp"

namespace hz::registry {
namespace {

using namespace std::chrono_literals;
using identity::testing::World;

inline const char* const registries_json = R"([
 {"code":"resident","title":{"zh":"居民","en":"Residents"},"subject":"person","keys":["number"],"display":"name",
  "schema":{"type":"object","required":["number","name"],"additionalProperties":false,"properties":{
    "number":{"type":"string","maxLength":40},"name":{"type":"string","maxLength":200},"phone":{"type":"string"},
    "illness":{"type":"string"},"town":{"type":"string"}}},
  "sensitivity":{"number":3,"name":2,"phone":3,"illness":4,"town":1},
  "masks":{"number":{"keep_first":2,"keep_last":2}},
  "identifiers":{"number":"n"},
  "quality":[{"code":"has_phone","feel":"phone != null","title":{"zh":"应有电话","en":"Has a phone"}}],
  "legal_basis":{"zh":"居民登记办法第一条","en":"Residents Order, s. 1"}},
 {"code":"own_office","title":{"zh":"甲局自用","en":"Office A"},"agency":"office-a","share":"none","keys":["n"],
  "schema":{"type":"object","properties":{"n":{"type":"integer"}}},"sensitivity":{"n":1}},
 {"code":"company","title":{"zh":"企业","en":"Companies"},"subject":"company","keys":["code"],"share":"unconditional",
  "schema":{"type":"object","required":["code"],"properties":{"code":{"type":"string"},"name":{"type":"string"}}},
  "sensitivity":{"code":1,"name":1}}])";

Result<void> starts_with_n(std::string_view, std::string_view text) {
    if (text.starts_with("N")) return {};
    return refuse(errors::wrong_pattern);
}

class Records : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        world = std::make_unique<World>(*store);
        const storage::Schema schemas[] = {identity::schema(), schema()};
        ASSERT_TRUE(storage::migrate(*store, schemas));
        ASSERT_TRUE(world->write([&](auto& s) -> Result<void> {
            create_indexes(s);
            return {};
        }));
        ASSERT_TRUE(registries.load(parse_json(registries_json).value(), starts_with_n));
        context = std::make_unique<Context>(Context{world->clock, world->ids, world->ledger, registries});
    }
    Result<RecordId> create(const std::string& number, const std::string& name, PersonId subject = {}) {
        NewRecord record{{{"number", number}, {"name", name}, {"illness", "none"}, {"town", "a"}}, subject, "", {}, {}};
        return world->write([&](auto& s) {
            return create_record(s, *context, world->system, "resident", record, {"import:x", "", "", ""});
        });
    }
    Record get(RecordId id) {
        return world->read([&](auto& s) { return find_record(s, id); }).value();
    }
    Result<std::int64_t> correct(RecordId id, std::int64_t version, const Json& body) {
        return world->write([&](auto& s) {
            return correct_record(s, *context, world->system, id, version, body, {"test", "", "wrong before", ""});
        });
    }
    Result<RecordView> read(const std::string& login, RecordId id, const std::string& purpose) {
        const auto actor = world->actor(login);
        return world->write([&](auto& s) { return read_record(s, *context, *actor, id, purpose); });
    }
    void expect_rebuilt(RecordId id) {
        const auto rebuilt = world->read([&](auto& s) { return rebuild(s, *context, id); });
        ASSERT_TRUE(rebuilt);
        EXPECT_EQ(*rebuilt, get(id));
    }
    std::unique_ptr<World> world;
    Registries registries;
    std::unique_ptr<Context> context;
};
INSTANTIATE_TEST_SUITE_P(Engines, Records, ::testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(Records, keep_any_name_whole) {
    std::string long_name;
    for (int i = 0; i < 200; ++i) long_name += "長";
    int n = 0;
    for (const auto& name : {std::string("𠮷野"), std::string("迪力拉·买买提"), std::string("😀👨‍👩‍👧"),
                             long_name, std::string("'; drop table record; --"), std::string("a\\\"b\nc")}) {
        const auto id = create("N" + std::to_string(n++), name);
        ASSERT_TRUE(id) << id.error().code->id;
        EXPECT_EQ(get_text(get(*id).body, "name"), name);
        expect_rebuilt(*id);
    }
    EXPECT_TRUE(create("N99", long_name + "x").error().is(errors::invalid_record));
}

TEST_P(Records, wrong_content_is_explained_by_field) {
    const auto wrong_number = create("X1", "Ann");
    ASSERT_TRUE(wrong_number.has_error());
    ASSERT_EQ(wrong_number.error().fields.size(), 1U);
    EXPECT_EQ(wrong_number.error().fields[0].path, "/number");
    EXPECT_TRUE(create("N1", "Ann"));
    EXPECT_TRUE(create("N1", "Bob").error().is(errors::key_taken));
    EXPECT_TRUE(create("", "Bob").error().is(errors::no_key));
    const auto nothing =
        world->write([&](auto& s) { return create_record(s, *context, world->system, "nothing", {}, {}); });
    EXPECT_TRUE(nothing.error().is(errors::no_registry));
    const auto none =
        world->write([&](auto& s) { return create_record(s, *context, world->system, "resident", {}, {}); });
    EXPECT_TRUE(none.error().is(errors::invalid_record));
    NewRecord late{{{"code", "c1"}}, {}, "c1", from_millis(2000), from_millis(1000)};
    EXPECT_TRUE(world->write([&](auto& s) { return create_record(s, *context, world->system, "company", late, {}); })
                    .error()
                    .is(errors::bad_period));
}

TEST_P(Records, corrections_make_versions_and_never_overwrite_each_other) {
    const auto id = create("N1", "Ann").value();
    EXPECT_EQ(correct(id, 1, {{"number", "N1"}, {"name", "Anne"}}).value(), 2);
    EXPECT_TRUE(correct(id, 1, {{"number", "N1"}, {"name", "Eve"}}).error().is(errors::stale));
    EXPECT_TRUE(correct(id, 2, {{"number", "N2"}, {"name", "Anne"}}).error().is(errors::key_changed));
    EXPECT_TRUE(correct(id, 2, {{"name", "Anne"}}).error().is(errors::invalid_record));
    EXPECT_TRUE(correct({999}, 1, nullptr).error().is(errors::not_found));
    // Eight at once on the same version: one wins.
    std::vector<std::future<Result<std::int64_t>>> all;
    for (int i = 0; i < 8; ++i)
        all.push_back(std::async(std::launch::async, [&, i] {
            return correct(id, 2, {{"number", "N1"}, {"name", "A" + std::to_string(i)}});
        }));
    int won = 0;
    for (auto& one : all) {
        const auto result = one.get();
        if (result)
            ++won;
        else
            EXPECT_TRUE(result.error().is(errors::stale));
    }
    EXPECT_EQ(won, 1);
    const auto versions = world->read([&](auto& s) { return history(s, id); });
    ASSERT_EQ(versions.size(), 3U);
    EXPECT_EQ(get_text(versions[0].body, "name"), "Ann");
    EXPECT_EQ(get_text(versions[1].body, "name"), "Anne");
    expect_rebuilt(id);
}

TEST_P(Records, end_once) {
    const auto id = create("N1", "Ann").value();
    const auto revoke = [&](std::int64_t version, const std::string& reason) {
        return world->write([&](auto& s) {
            return revoke_record(s, *context, world->system, id, version,
                                 {"case:1", "art. 69", reason, "licence.revoke"});
        });
    };
    EXPECT_TRUE(revoke(1, "").error().is(errors::reason_required));
    EXPECT_TRUE(revoke(1, "got by fraud"));
    EXPECT_EQ(get(id).state, "revoked");
    EXPECT_TRUE(revoke(2, "again").error().is(errors::not_active));
    EXPECT_TRUE(correct(id, 2, {{"number", "N1"}, {"name", "Eve"}}).error().is(errors::not_active));
    expect_rebuilt(id);
    EXPECT_EQ(world->events("record:" + to_text(id)), (std::vector<std::string>{"record_created", "record_revoked"}));
}

TEST_P(Records, expire_by_time_alone) {
    NewRecord licence{{{"code", "c1"}}, {}, "c1", {}, world->clock.now() + 1h};
    const auto id = world
                        ->write([&](auto& s) {
                            return create_record(s, *context, world->system, "company", licence, {"t", "", "", ""});
                        })
                        .value();
    EXPECT_EQ(state_at(get(id), world->clock.now()), "active");
    EXPECT_EQ(state_at(get(id), world->clock.now() + 1h), "expired");
}

TEST_P(Records, reading_masks_by_grade_and_is_written_down) {
    const auto ann = world->staff("ann", "office-a", "clerk");  // a clerk, whose clearance is 2
    world->staff("bob", "office-a", "registrar");               // clearance 4
    world->staff("eve", "office-a", "aud");
    const auto zhang = world->person("张三");
    world->account(zhang, "zhang");
    const auto id = create("N123456", "张三", zhang).value();

    EXPECT_TRUE(read("ann", id, "").error().is(identity::errors::purpose_required));
    EXPECT_TRUE(read("eve", id, "x").error().is(identity::errors::out_of_scope));
    const auto seen = read("ann", id, "办理许可");
    ASSERT_TRUE(seen) << seen.error().code->id;
    EXPECT_EQ(to_string(seen->record.body), R"({"number":"N1***56","name":"张三","town":"a"})");
    EXPECT_EQ(seen->left_out, std::vector<std::string>{"illness"});
    EXPECT_TRUE(seen->record.key.empty());  // the key is the masked number
    EXPECT_TRUE(seen->log);
    EXPECT_EQ(get_text(read("bob", id, "核对")->record.body, "illness"), "none");
    EXPECT_EQ(read("bob", id, "核对")->findings.size(), 1U);
    const auto own = read("zhang", id, "");
    ASSERT_TRUE(own);
    EXPECT_FALSE(own->log);
    EXPECT_EQ(get_text(own->record.body, "number"), "N123456");

    const auto log = world->read([&](auto& s) { return access_log(s, *context, zhang); });
    ASSERT_EQ(log.size(), 3U);  // newest first; the refused and the own readings are not among them
    const auto& first = log[2];
    EXPECT_EQ(first.reader_name, "ann");
    EXPECT_EQ(first.post, "clerk");
    EXPECT_EQ(first.agency, "office-a");
    EXPECT_EQ(first.purpose, "办理许可");
    EXPECT_EQ(first.legal_basis, "居民登记办法第一条");
    EXPECT_EQ(first.fields, (std::vector<std::string>{"number", "name", "town"}));
    EXPECT_EQ(first.masked, std::vector<std::string>{"number"});
    EXPECT_EQ(first.record, id);
    expect_rebuilt(id);  // readings change nothing
    (void)ann;
}

TEST_P(Records, of_another_office_are_not_shared_unless_said) {
    world->staff("ann", "office-a", "clerk");
    world->staff("bob", "office-b", "clerk");
    const auto id = world
                        ->write([&](auto& s) {
                            return create_record(s, *context, world->system, "own_office", {{{"n", 1}}, {}, "", {}, {}},
                                                 {"t", "", "", ""});
                        })
                        .value();
    EXPECT_TRUE(read("ann", id, "x"));
    EXPECT_TRUE(read("bob", id, "x").error().is(identity::errors::out_of_scope));
    // Shared data may be read by others, but not changed.
    world->staff("reg", "office-a", "registrar");
    const auto actor = world->actor("reg");
    EXPECT_TRUE(world->write([&](auto& s) {
        return correct_record(s, *context, *actor, id, 1, {{"n", 1}}, {"t", "", "why", ""});
    }));
    const auto clerk = world->actor("ann");
    EXPECT_TRUE(world
                    ->write([&](auto& s) {
                        return correct_record(s, *context, *clerk, id, 2, {{"n", 1}}, {"t", "", "why", ""});
                    })
                    .error()
                    .is(identity::errors::not_permitted));
}

TEST_P(Records, a_company_is_seen_by_who_acts_for_it) {
    const auto zhang = world->person("张三");
    world->account(zhang, "zhang");
    world->account(world->person("李四"), "li");
    const auto id =
        world
            ->write([&](auto& s) {
                return create_record(s, *context, world->system, "company",
                                     {{{"code", "c1"}, {"name", "甲公司"}}, {}, "c1", {}, {}}, {"t", "", "", ""});
            })
            .value();
    EXPECT_TRUE(world->write([&](auto& s) {
        return identity::give_representation(s, world->context, world->system, zhang, "c1", "owner");
    }));
    EXPECT_TRUE(read("zhang", id, ""));
    EXPECT_TRUE(read("li", id, "curious").error().is(identity::errors::out_of_scope));
    const auto zhang_actor = world->actor("zhang");
    EXPECT_EQ(world->read([&](auto& s) { return own_records(s, *context, *zhang_actor); }).size(), 1U);
    const auto li_actor = world->actor("li");
    EXPECT_TRUE(world->read([&](auto& s) { return own_records(s, *context, *li_actor); }).empty());
}

TEST_P(Records, are_found_by_key_and_by_text_but_not_by_hidden_fields) {
    const auto id = create("N123456", "欧阳修文").value();
    create("N7", "司马光").value();
    const auto search = [&](const std::string& text) {
        return world->read([&](auto& s) { return search_records(s, "resident", text, 10); }).size();
    };
    EXPECT_EQ(search("阳修"), 1U);
    EXPECT_EQ(search("N123456"), 0U);  // grade 3
    EXPECT_EQ(search("none"), 0U);     // grade 4
    EXPECT_EQ(world->read([&](auto& s) { return find_record(s, "resident", "N123456"); })->id, id);
    EXPECT_FALSE(world->read([&](auto& s) { return find_record(s, "company", "N123456"); }));
    ASSERT_TRUE(correct(id, 1, {{"number", "N123456"}, {"name", "欧阳询"}}));
    EXPECT_EQ(search("阳修"), 0U);
    EXPECT_EQ(search("阳询"), 1U);
}

TEST_P(Records, erasing_leaves_the_fact_and_not_the_data) {
    const auto zhang = world->person("张三");
    const auto id = create("N123456", "张三丰", zhang).value();
    ASSERT_TRUE(correct(id, 1, {{"number", "N123456"}, {"name", "张三疯"}}));
    const auto count = world->write([&](auto& s) -> Result<std::size_t> {
        auto erased = erase_records(s, *context, world->system, zhang, {"request", "PIPL art. 47", "request", ""});
        if (auto ok = identity::erase_person(s, world->context, world->system, zhang, "PIPL art. 47"); !ok)
            return ok.error();
        return erased;
    });
    EXPECT_EQ(World::must(count), 1U);
    for (const auto& version : world->read([&](auto& s) { return history(s, id); }))
        EXPECT_EQ(to_string(version.body), "{}");
    EXPECT_FALSE(world->read([&](auto& s) { return find_record(s, "resident", "N123456"); }));
    EXPECT_TRUE(world->read([&](auto& s) { return search_records(s, "", "张三", 10); }).empty());
    expect_rebuilt(id);
    EXPECT_TRUE(create("N123456", "another"));
}

TEST_P(Records, state_equals_its_events_after_any_steps) {
    std::mt19937 random(11);
    std::vector<RecordId> ids;
    for (int i = 0; i < 5; ++i) ids.push_back(create("N" + std::to_string(i), "x").value());
    for (int step = 0; step < 60; ++step) {
        const auto id = ids[random() % ids.size()];
        const auto version = get(id).version - static_cast<std::int64_t>(random() % 4 == 0);
        const auto key = get(id).key;
        switch (random() % 4) {
            case 0:
            case 1:
                (void)correct(id, version, {{"number", key}, {"name", std::to_string(step)}});
                break;
            case 2:
                (void)world->write([&](auto& s) {
                    return close_record(s, *context, world->system, id, version, {"t", "", "end", ""});
                });
                break;
            default:
                if (random() % 3 == 0)
                    (void)world->write([&](auto& s) {
                        return revoke_record(s, *context, world->system, id, version, {"t", "", "fraud", ""});
                    });
        }
        world->clock.advance(1s);
        expect_rebuilt(id);
    }
}

TEST_P(Records, import_is_all_or_nothing_and_names_the_row) {
    std::vector<NewRecord> rows;
    for (int i = 0; i < 2300; ++i) {
        const auto n = std::to_string(i);
        rows.push_back({{{"number", "N" + n}, {"name", "居民" + n}}, PersonId{100 + i}, "", {}, {}});
    }
    const auto load = [&] {
        return world->write([&](auto& s) {
            return import_records(s, *context, world->system, "resident", rows, {"import:residents.csv", "", "", ""});
        });
    };
    rows[1234].body = {{"number", "bad"}, {"name", "x"}};
    const auto refused = load();
    ASSERT_TRUE(refused.has_error());
    EXPECT_EQ(refused.error().params.at("row"), "1235");
    EXPECT_EQ(world->read([](auto& s) { return count_records(s, "resident"); }), 0);
    rows[1234].body = {{"number", "N1234"}, {"name", "x"}};
    EXPECT_EQ(World::must(load()).size(), 2300U);
    EXPECT_EQ(world->read([](auto& s) { return records_of(s, PersonId{150}, "resident"); }).size(), 1U);
}

TEST(Registry, bad_definitions_are_explained) {
    const auto refused = [](const std::string& rest) {
        const auto text = R"({"code":"r","keys":["a"],"schema":{"properties":{"a":{"type":"string"}}})" + rest + "}";
        const auto made = registry_from_json(parse_json(text).value());
        return made.has_error() && made.error().is(errors::bad_definition);
    };
    EXPECT_FALSE(refused(""));
    EXPECT_TRUE(refused(R"(,"sensitivity":{"b":1})"));
    EXPECT_TRUE(refused(R"(,"sensitivity":{"a":9})"));
    EXPECT_TRUE(refused(R"(,"masks":{"b":{}})"));
    EXPECT_TRUE(refused(R"(,"identifiers":{"a":1})"));
    EXPECT_TRUE(refused(R"(,"share":"some")"));
    EXPECT_TRUE(refused(R"(,"quality":[{"code":"q","feel":"1 +"}])"));
    EXPECT_TRUE(registry_from_json(nullptr).has_error());
    EXPECT_TRUE(
        registry_from_json({{"code", "r"}, {"keys", JsonArray{"a"}}, {"schema", {{"type", "object"}}}}).has_error());
}

}  // namespace
}  // namespace hz::registry
