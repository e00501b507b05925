// SPDX-License-Identifier: Apache-2.0
#include "app/seed/demo.hpp"

#include "app/errors.hpp"
#include "app/flow/fixture.hpp"
#include "ledger/receipt.hpp"
#include "ledger/verify.hpp"
#include "storage/backup.hpp"

namespace hz::app {
namespace {

using storage::Session;

// The county with its last plays and the people in them.
class DemoTest : public ::testing::Test {
  protected:
    static constexpr std::size_t plays = 6;
    void SetUp() override {
        for (const auto* id : {"core-cn", "county-demo"}) {
            auto loaded = builtin_pack(id);
            ASSERT_TRUE(loaded) << why(loaded);
            packs.push_back(std::move(*loaded));
        }
        options.data = folder.path() / "data";
        clock.set(*seed_begins(packs.back(), until));
        auto opened = Node::open(options, clock);
        ASSERT_TRUE(opened) << why(opened);
        node = std::move(*opened);
        const auto imported = node->import(packs);
        ASSERT_TRUE(imported) << why(imported);
        SeedOptions how;
        how.until = until;
        how.plays = plays;
        how.people.only_named = true;
        const auto& all = get_array(packs.back().seed.at("cases"), "plays");
        for (auto i = all.size() - plays; i < all.size(); ++i) {
            const auto who = applicant_from(*find(all[i], "applicant"));
            how.people.residents.insert(who.resident);
            how.people.companies.insert(who.company);
        }
        auto seeded = seed_demo(*node, clock, packs.back(), how);
        ASSERT_TRUE(seeded) << why(seeded);
        report = *seeded;
    }
    std::int64_t entries() {
        return *node->store->read([&](Session& s) -> Result<std::int64_t> { return node->ledger->size(s); });
    }
    // Of the first event of this type in the ledger.
    Result<Json> receipt_of(std::string_view type) {
        return node->store->read([&](Session& s) -> Result<Json> {
            for (const auto& event : node->ledger->read(s, 0, 10'000))
                if (event.entry.type == type) return node->ledger->receipt(s, event.id);
            return Json();
        });
    }

    storage::testing::TempFolder folder;
    NodeOptions options;
    Time until = *parse_rfc3339("2026-11-22T12:00:00+08:00");
    VirtualClock clock{until};
    std::vector<pack::Pack> packs;
    std::unique_ptr<Node> node;
    SeedReport report;
};

TEST_F(DemoTest, EveryPlayIsACaseAndTheLedgerIsWhole) {
    EXPECT_EQ(report.cases, plays);
    EXPECT_GT(report.staff, 10U);
    EXPECT_EQ(clock.now(), until);
    EXPECT_TRUE(*is_seeded(*node));
    const auto verified = ledger::verify(*node->ledger);
    ASSERT_TRUE(verified) << why(verified);
    EXPECT_TRUE(verified->whole());
    EXPECT_EQ(verified->size, entries());
}

TEST_F(DemoTest, AReceiptProvesOffline) {
    const auto receipt = receipt_of("case_submitted");
    ASSERT_TRUE(receipt) << why(receipt);
    const auto key = node->ledger->keyring().signing->public_key().spki();
    node.reset();
    const auto verdict = ledger::verify_receipt(*receipt, BytesView(key));
    EXPECT_EQ(verdict.state, ledger::ReceiptState::valid);
    EXPECT_TRUE(verdict.key_trusted);
    auto text = to_string(*receipt);
    const auto at = text.find("case_submitted");
    ASSERT_NE(at, std::string::npos);
    text[at] = 'k';
    const auto altered = ledger::verify_receipt(*parse_json(text, ledger::receipt_limits), BytesView(key));
    EXPECT_EQ(altered.state, ledger::ReceiptState::altered);
}

TEST_F(DemoTest, ABackupRestoresToTheSameLedger) {
    const auto before = entries();
    ASSERT_TRUE(storage::backup(*node->store, folder.path() / "backup"));
    node.reset();
    NodeOptions other;
    other.data = folder.path() / "other";
    std::filesystem::create_directories(other.data);
    const auto restored = storage::restore(folder.path() / "backup", "sqlite:" + (other.data / "huizheng.db").string());
    ASSERT_TRUE(restored) << why(restored);
    std::filesystem::copy_file(options.data / "keyring.json", other.data / "keyring.json");
    auto opened = Node::open(other, clock);
    ASSERT_TRUE(opened) << why(opened);
    node = std::move(*opened);
    const auto verified = ledger::verify(*node->ledger);
    ASSERT_TRUE(verified) << why(verified);
    EXPECT_TRUE(verified->whole());
    EXPECT_EQ(verified->size, before);
}

// One byte of one stored entry is found, and where.
TEST_F(DemoTest, AnAlteredEntryIsLocated) {
    const auto changed = node->store->write_wait([](Session& s) -> Result<std::int64_t> {
        return s.change(
            "update ledger_event set leaf = replace(leaf, '\"actor\":\"s', '\"actor\":\"t') where id = "
            "(select id from ledger_event order by id limit 1 offset 40)");
    });
    ASSERT_TRUE(changed) << why(changed);
    const auto verified = ledger::verify(*node->ledger);
    ASSERT_TRUE(verified) << why(verified);
    ASSERT_FALSE(verified->whole());
    EXPECT_EQ(verified->breaks.front().position, 40);
}

// A store in use that was never seeded is left alone; one that was is not seeded twice.
TEST_F(DemoTest, IsSeededOnce) {
    const auto before = entries();
    node.reset();
    const auto again = seed_demo_once(options, packs, {});
    ASSERT_TRUE(again) << why(again);
    auto opened = Node::open(options, clock);
    ASSERT_TRUE(opened) << why(opened);
    node = std::move(*opened);
    EXPECT_EQ(entries(), before);
}

// What a crash left in the workplace is thrown away; a stop leaves nothing in place; the next start completes it.
TEST_F(DemoTest, AStoppedSeedingIsMadeAnew) {
    node.reset();
    NodeOptions other;
    other.data = folder.path() / "other";
    SeedOptions how;
    how.plays = 1;
    how.people.only_named = true;
    const auto applicant = applicant_from(*find(get_array(packs.back().seed.at("cases"), "plays").back(), "applicant"));
    how.people.residents = {applicant.resident};
    how.people.companies = {applicant.company};
    std::stop_source stop;
    stop.request_stop();
    how.stop = stop.get_token();
    const auto stopped = seed_demo_once(other, packs, how);
    ASSERT_FALSE(stopped);
    EXPECT_TRUE(stopped.error().is(errors::stopped)) << why(stopped);
    EXPECT_TRUE(std::filesystem::exists(other.data / "seeding" / "huizheng.db"));
    EXPECT_FALSE(std::filesystem::exists(other.data / "huizheng.db"));
    how.stop = {};
    const auto done = seed_demo_once(other, packs, how);
    ASSERT_TRUE(done) << why(done);
    EXPECT_FALSE(std::filesystem::exists(other.data / "seeding"));
    // Cut off before the last file of the move.
    std::filesystem::create_directories(other.data / "seeding");
    std::filesystem::rename(other.data / "huizheng.db", other.data / "seeding" / "huizheng.db");
    const auto moved = seed_demo_once(other, packs, how);
    ASSERT_TRUE(moved) << why(moved);
    EXPECT_FALSE(std::filesystem::exists(other.data / "seeding"));
    auto opened = Node::open(other, clock);
    ASSERT_TRUE(opened) << why(opened);
    node = std::move(*opened);
    EXPECT_TRUE(*is_seeded(*node));
    EXPECT_TRUE(ledger::verify(*node->ledger)->whole());
}

TEST(DemoLogins, OnlyThoseShown) {
    const auto pack = builtin_pack("county-demo");
    ASSERT_TRUE(pack) << why(pack);
    const auto logins = demo_logins(*pack);
    ASSERT_FALSE(logins.empty());
    for (const auto& login : logins) {
        EXPECT_NE(login.login, "clerk_li");
        EXPECT_FALSE(login.password.empty());
        EXPECT_FALSE(login.title.zh.empty());
    }
}

}  // namespace
}  // namespace hz::app
