// SPDX-License-Identifier: Apache-2.0
// What the tests of this module share: a ledger over a fresh store of either engine, on a virtual clock.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "ledger/log.hpp"
#include "ledger/schema.hpp"
#include "ledger/verify.hpp"
#include "storage/testing/stores.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::ledger {

class LedgerTest : public storage::testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (!store) return;
        const auto schemas = schema();
        const auto migrated = storage::migrate(*store, std::span(&schemas, 1));
        ASSERT_TRUE(migrated.has_value()) << migrated.error().detail;
        log = open(*store, "intl");
    }
    void TearDown() override {
        if (store) store->close();
    }
    std::unique_ptr<Log> open(storage::Store& s, const std::string& suite) {
        auto opened = open_ledger(s, {.keyring = folder.path() / "ledger.key", .suite = suite}, clock, ids, random);
        EXPECT_TRUE(opened.has_value()) << message(*opened.error().code, opened.error().params, "en");
        return opened ? std::move(*opened) : nullptr;
    }
    static Entry entry(const std::string& stream, Json payload, SubjectId subject = {}) {
        return {.type = "case_submitted",
                .stream = stream,
                .actor = "person:1",
                .post = "",
                .organisation = "",
                .purpose = "办理\"申请\"",
                .legal_basis = "行政许可法",
                .subject = subject,
                .payload = std::move(payload),
                .at = {}};
    }
    template <class F>
    auto read(F f) {
        using T = std::invoke_result_t<F&, storage::Session&>;
        auto out = store->read([&](storage::Session& s) -> Result<T> { return f(s); });
        EXPECT_TRUE(out.has_value()) << out.error().detail;
        return out ? std::move(*out) : T{};
    }
    EventId append(const Entry& e) {
        const auto id = store->write_wait([&](storage::Session& s) -> Result<EventId> { return log->append(s, e); });
        EXPECT_TRUE(id.has_value()) << id.error().detail << message(*id.error().code, id.error().params, "en");
        return id ? *id : EventId{};
    }
    void append_many(int count, std::int64_t subjects = 3) {
        const auto done = store->write_wait([&](storage::Session& s) -> Result<void> {
            for (int i = 0; i < count; ++i)
                log->append(s, entry("case:" + std::to_string(i % 5), {{"n", i}},
                                     SubjectId{subjects > 0 ? i % (subjects + 1) : 0}));
            return {};
        });
        ASSERT_TRUE(done.has_value()) << done.error().detail;
    }
    // Sequences everything committed, and signs. Background work of the database server may hold back a round.
    void settle(std::int64_t size) {
        clock.advance(std::chrono::seconds(2));
        for (int i = 0; i < 1000; ++i) {
            ASSERT_TRUE(log->run_once().has_value());
            const auto head = read([&](storage::Session& s) { return log->head(s); });
            if (head && head->size == size) return;
            clock.advance(std::chrono::seconds(2));
        }
        FAIL() << "not sequenced";
    }
    Json receipt(EventId id) {
        auto out = store->read([&](storage::Session& s) { return log->receipt(s, id); });
        EXPECT_TRUE(out.has_value());
        return out ? *out : Json{};
    }
    VerifyReport verified() {
        auto out = verify(*log);
        EXPECT_TRUE(out.has_value()) << out.error().detail;
        return out ? *out : VerifyReport{};
    }
    static std::string all_breaks(const VerifyReport& report) {
        std::string out;
        for (const auto& b : report.breaks) out += std::to_string(b.position) + ": " + b.text("en") + "\n";
        return out;
    }

    storage::testing::TempFolder folder;
    VirtualClock clock{from_millis(1'760'000'000'000)};
    IdSource ids{clock, 1};
    SeededRandom random{7};
    std::unique_ptr<Log> log;
};

}  // namespace hz::ledger
