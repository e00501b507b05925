// SPDX-License-Identifier: Apache-2.0
#include "ledger/log.hpp"

#include "base/json.hpp"
#include "ledger/errors.hpp"
#include "ledger/test_ledger.hpp"

namespace hz::ledger {
namespace {

constexpr ErrorCode refused{"test.refused", Category::conflict, "不行", "No"};

class LogTest : public LedgerTest {};
INSTANTIATE_TEST_SUITE_P(Engines, LogTest, testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(LogTest, an_event_is_read_back_as_it_was_written) {
    auto written = entry("case:1", {{"name", "张三"}, {"note", nullptr}, {"n", 1.5}}, SubjectId{42});
    written.post = "window";
    const auto id = append(written);
    settle(1);
    const auto event = read([&](storage::Session& s) { return log->find(s, id); });
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(event->position, 0);
    EXPECT_FALSE(event->erased);
    EXPECT_EQ(event->entry.type, "case_submitted");
    EXPECT_EQ(event->entry.stream, "case:1");
    EXPECT_EQ(event->entry.actor, "person:1");
    EXPECT_EQ(event->entry.post, "window");
    EXPECT_EQ(event->entry.purpose, written.purpose);
    EXPECT_EQ(event->entry.subject, SubjectId{42});
    EXPECT_EQ(event->entry.payload, written.payload);
    EXPECT_EQ(event->entry.at, from_millis(1'760'000'000'000));
}

TEST_P(LogTest, personal_payload_is_not_stored_in_clear) {
    append(entry("case:1", {{"name", "secretname"}}, SubjectId{42}));
    const auto payload =
        read([&](storage::Session& s) { return std::get<0>(*s.row<Bytes>("select payload from ledger_event")); });
    EXPECT_EQ(as_text(payload).find("secretname"), std::string_view::npos);
}

TEST_P(LogTest, the_leaf_is_canonical_json) {
    append(entry("case:\"quoted\"\n", {}, SubjectId{42}));
    append(entry("case:1", {}));
    read([&](storage::Session& s) {
        s.each<std::string>("select leaf from ledger_event",
                            [](const std::string& leaf) { EXPECT_EQ(leaf, canonical(parse_json(leaf).value())); });
        return 0;
    });
}

TEST_P(LogTest, streams_subjects_and_positions_are_in_order) {
    append_many(300);
    settle(300);
    int seen = 0;
    read([&](storage::Session& s) {
        log->each(s, "case:2", [&](const Event& e) {
            EXPECT_EQ(get_int(e.entry.payload, "n"), 2 + 5 * seen++);
            EXPECT_EQ(e.position, get_int(e.entry.payload, "n"));
        });
        return 0;
    });
    EXPECT_EQ(seen, 60);
    const auto about = read([&](storage::Session& s) { return log->about(s, SubjectId{1}, "case_submitted", 10); });
    ASSERT_EQ(about.size(), 10U);
    EXPECT_EQ(about[0].position, 297);
    EXPECT_EQ(about[9].position, 297 - 4 * 9);
    EXPECT_TRUE(read([&](storage::Session& s) { return log->about(s, SubjectId{1}, "other", 10); }).empty());
    for (const std::int64_t from : {0, 1, 63, 64, 130, 299, 300, 1000}) {
        const auto events = read([&](storage::Session& s) { return log->read(s, from, 100); });
        ASSERT_EQ(static_cast<std::int64_t>(events.size()), std::clamp<std::int64_t>(300 - from, 0, 100)) << from;
        for (std::size_t i = 0; i < events.size(); ++i)
            EXPECT_EQ(events[i].position, from + static_cast<std::int64_t>(i));
    }
}

TEST_P(LogTest, many_streams_are_replayed_as_each_would_be) {
    std::vector<std::string> streams;
    for (int i = 0; i < 57; ++i) streams.push_back("case:" + std::to_string(1000 + i));
    for (int n = 0; n < 3; ++n)
        for (const auto& stream : streams) append(entry(stream, {{"n", n}}, SubjectId{n + 1}));
    append(entry("case:1", {{"n", 9}}));
    std::map<std::string, std::vector<std::int64_t>> heard;
    read([&](storage::Session& s) {
        log->replay(s, streams, [&](std::string_view stream, const Event& event) {
            EXPECT_EQ(event.entry.stream, stream);
            heard[std::string(stream)].push_back(get_int(event.entry.payload, "n"));
        });
        log->replay(s, std::span<const std::string>{}, [](std::string_view, const Event&) { ADD_FAILURE(); });
        return 0;
    });
    ASSERT_EQ(heard.size(), streams.size());
    for (const auto& stream : streams) EXPECT_EQ(heard[stream], (std::vector<std::int64_t>{0, 1, 2})) << stream;
}

TEST_P(LogTest, what_is_rolled_back_leaves_no_trace) {
    const auto bad = store->write_wait([&](storage::Session& s) -> Result<int> {
        log->append(s, entry("case:1", {{"n", 1}}, SubjectId{5}));
        log->append(s, entry("case:1", {{"n", 2}}, SubjectId{5}));
        return refuse(refused);
    });
    EXPECT_TRUE(bad.has_error());
    // The subject's key went with it; a new one is made.
    const auto id = append(entry("case:1", {{"n", 3}}, SubjectId{5}));
    settle(1);
    EXPECT_EQ(get_int(read([&](storage::Session& s) { return log->find(s, id); })->entry.payload, "n"), 3);
    const auto report = verified();
    EXPECT_TRUE(report.whole()) << all_breaks(report);
    EXPECT_EQ(report.size, 1);
}

TEST_P(LogTest, erasing_makes_payloads_unreadable_and_keeps_the_proofs) {
    const auto id = append(entry("case:1", {{"name", "张三"}}, SubjectId{5}));
    const auto other = append(entry("case:1", {{"name", "李四"}}, SubjectId{6}));
    settle(2);
    const auto erased = store->write_wait([&](storage::Session& s) -> Result<int> {
        log->erase(s, SubjectId{5}, entry("person:5", {{"reason", "asked"}}));
        return 0;
    });
    ASSERT_TRUE(erased.has_value());
    settle(3);
    const auto event = read([&](storage::Session& s) { return log->find(s, id); });
    EXPECT_TRUE(event->erased);
    EXPECT_TRUE(event->entry.payload.is_null());
    EXPECT_EQ(event->entry.stream, "case:1");
    EXPECT_FALSE(read([&](storage::Session& s) { return log->find(s, other); })->erased);
    const auto about = read([&](storage::Session& s) { return log->about(s, SubjectId{5}, "", 10); });
    ASSERT_EQ(about.size(), 2U);
    EXPECT_EQ(get_text(about[0].entry.payload, "reason"), "asked");
    auto report = verified();
    EXPECT_TRUE(report.whole()) << all_breaks(report);
    EXPECT_EQ(report.erased, 1);
    EXPECT_EQ(report.sealed, 1);
    // The person comes back: a new key, and the old data stays gone.
    const auto again = append(entry("case:2", {{"name", "张三"}}, SubjectId{5}));
    settle(4);
    EXPECT_EQ(get_text(read([&](storage::Session& s) { return log->find(s, again); })->entry.payload, "name"), "张三");
    EXPECT_TRUE(read([&](storage::Session& s) { return log->find(s, id); })->erased);
    report = verified();
    EXPECT_TRUE(report.whole()) << all_breaks(report);
}

TEST_P(LogTest, heads_are_signed_once_a_second_and_are_consistent) {
    std::vector<TreeHead> heads;
    for (const int count : {1, 2, 70, 200}) {
        append_many(count);
        const auto size = (heads.empty() ? 0 : heads.back().size) + count;
        settle(size);
        heads.push_back(*read([&](storage::Session& s) { return log->head(s); }));
        append_many(0);
        const auto again = log->run_once();
        ASSERT_TRUE(again.has_value());
        EXPECT_FALSE(again->head_signed);
    }
    for (const auto& from : heads)
        for (const auto& to : heads) {
            if (from.size > to.size) continue;
            const auto path =
                read([&](storage::Session& s) { return log->consistency(s, from.size, to.size).value(); });
            EXPECT_TRUE(verify_consistency(log->suite(), from.size, to.size, from.root, to.root, path));
        }
    const auto refusal = store->read([&](storage::Session& s) { return log->consistency(s, 1, 274); });
    EXPECT_TRUE(refusal.error().is(errors::no_such_size));
}

TEST_P(LogTest, opens_again_with_its_keyring_only) {
    const auto id = append(entry("case:1", {{"n", 1}}, SubjectId{5}));
    settle(1);
    log = open(*store, "");
    EXPECT_EQ(get_int(read([&](storage::Session& s) { return log->find(s, id); })->entry.payload, "n"), 1);
    const auto other = folder.path() / "other.key";
    const auto wrong_suite =
        open_ledger(*store, {.keyring = folder.path() / "ledger.key", .suite = "gm"}, clock, ids, random);
    EXPECT_TRUE(wrong_suite.error().is(errors::suite_differs));
    const auto missing = open_ledger(*store, {.keyring = other, .suite = ""}, clock, ids, random);
    EXPECT_TRUE(missing.error().is(errors::keyring_missing));
    ASSERT_TRUE(save_keyring(make_keyring(log->suite(), clock, random), other).has_value());
    const auto foreign = open_ledger(*store, {.keyring = other, .suite = ""}, clock, ids, random);
    EXPECT_TRUE(foreign.error().is(errors::other_log));
}

TEST_P(LogTest, goes_on_when_the_clock_was_set_back) {
    append_many(5);
    settle(5);
    VirtualClock earlier(from_millis(1'700'000'000'000));
    IdSource earlier_ids(earlier, 1);
    auto opened =
        open_ledger(*store, {.keyring = folder.path() / "ledger.key", .suite = ""}, earlier, earlier_ids, random);
    ASSERT_TRUE(opened.has_value());
    log = std::move(*opened);
    append_many(5);
    settle(10);
    const auto report = verified();
    EXPECT_TRUE(report.whole()) << all_breaks(report);
    EXPECT_EQ(report.size, 10);
}

TEST(Keyring, is_kept_from_others) {
    storage::testing::TempFolder folder;
    const auto path = folder.path() / "key";
    SeededRandom random(1);
    VirtualClock clock(from_millis(5));
    for (const char* suite : {"intl", "gm"}) {
        std::filesystem::remove(path);
        const auto made = make_keyring(crypto::suite_by_name(suite), clock, random);
        ASSERT_TRUE(save_keyring(made, path).has_value());
        EXPECT_EQ(std::filesystem::status(path).permissions(),
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        const auto loaded = load_keyring(path);
        ASSERT_TRUE(loaded.has_value());
        EXPECT_EQ(loaded->master, made.master);
        EXPECT_EQ(loaded->key_id(), made.key_id());
        EXPECT_EQ(loaded->log, made.log);
        EXPECT_TRUE(save_keyring(made, path).error().is(errors::keyring_unreadable)) << "never overwritten";
    }
    std::filesystem::permissions(path, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
    EXPECT_TRUE(load_keyring(path).error().is(errors::keyring_exposed));
    EXPECT_TRUE(load_keyring(folder.path() / "none").error().is(errors::keyring_missing));
}

}  // namespace
}  // namespace hz::ledger
