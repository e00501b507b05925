// SPDX-License-Identifier: Apache-2.0
#include "ledger/receipt.hpp"

#include <functional>

#include "ledger/errors.hpp"
#include "ledger/test_ledger.hpp"

namespace hz::ledger {
namespace {

class ReceiptTest : public LedgerTest {
  protected:
    Bytes trusted() { return log->keyring().signing->public_key().spki(); }
};
INSTANTIATE_TEST_SUITE_P(Engines, ReceiptTest, testing::ValuesIn(storage::testing::engines()),
                         storage::testing::engine_name);

TEST_P(ReceiptTest, proves_entry_and_content_offline) {
    append_many(100);
    const auto id = append(entry("case:7", {{"number", "惠2026-1"}}, SubjectId{42}));
    settle(101);
    append_many(30);
    settle(131);
    // As a file: written and read again.
    const auto file = parse_json(to_string(receipt(id)), receipt_limits).value();
    const auto verdict = verify_receipt(file, trusted());
    EXPECT_EQ(verdict.state, ReceiptState::valid) << message(*verdict.reason, verdict.params, "en");
    EXPECT_TRUE(verdict.good() && verdict.key_trusted && verdict.content_disclosed);
    EXPECT_EQ(verdict.position, 100);
    EXPECT_EQ(verdict.event_type, "case_submitted");
    EXPECT_EQ(verdict.tree_size, 101);
    EXPECT_EQ(get_text(*find(*find(file, "disclosed"), "payload"), "number"), "惠2026-1");
    const auto shared = verify_receipt(without_disclosure(file));
    EXPECT_EQ(shared.state, ReceiptState::valid);
    EXPECT_FALSE(shared.content_disclosed || shared.key_trusted);
}

TEST_P(ReceiptTest, is_a_signed_promise_before_the_entry_has_a_head) {
    append_many(1);
    const auto id = append(entry("case:7", {{"n", 1}}));
    const auto early = receipt(id);
    ASSERT_EQ(get_text(early, "kind"), "promise");
    const auto verdict = verify_receipt(early, trusted());
    EXPECT_EQ(verdict.state, ReceiptState::promised);
    EXPECT_TRUE(verdict.reason->id == errors::receipt_promised.id);
    settle(2);
    EXPECT_EQ(verify_receipt(receipt(id), trusted()).state, ReceiptState::valid);
}

TEST_P(ReceiptTest, survives_erasure_without_content) {
    const auto id = append(entry("case:7", {{"n", 1}}, SubjectId{42}));
    settle(1);
    ASSERT_TRUE(store
                    ->write_wait([&](storage::Session& s) -> Result<int> {
                        log->erase(s, SubjectId{42}, entry("person:42", {}));
                        return 0;
                    })
                    .has_value());
    const auto file = receipt(id);
    EXPECT_EQ(find(file, "disclosed"), nullptr);
    EXPECT_EQ(verify_receipt(file, trusted()).state, ReceiptState::valid);
}

TEST_P(ReceiptTest, unknown_events_have_none) {
    const auto none = store->read([&](storage::Session& s) { return log->receipt(s, EventId{5}); });
    EXPECT_TRUE(none.error().is(errors::not_found));
}

// Every text and number anywhere in the file, changed one at a time.
void each_leaf_changed(Json& root, Json& at, const std::string& path,
                       const std::function<void(const std::string&)>& f) {
    if (auto* object = at.if_object()) {
        for (auto& member : *object) each_leaf_changed(root, member.value(), path + "/" + std::string(member.key()), f);
    } else if (auto* array = at.if_array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            each_leaf_changed(root, (*array)[i], path + "/" + std::to_string(i), f);
    } else {
        const Json old = at;
        if (const auto* text = old.if_string()) {
            auto changed = std::string(text->data(), text->size());
            for (std::size_t i = 0; i < changed.size(); ++i) {
                const char c = changed[i];
                changed[i] = c == 'a' ? 'b' : 'a';
                at = changed;
                f(path);
                changed[i] = c;
            }
            at = changed + "0";
            f(path);
        } else if (old.is_int64()) {
            at = old.as_int64() + 1;
            f(path);
        }
        at = nullptr;
        f(path);
        at = old;
    }
}

TEST_P(ReceiptTest, any_change_is_found) {
    append_many(3);
    const auto id = append(entry("case:7", {{"n", 1}, {"name", "abc"}}, SubjectId{42}));
    for (int round = 0; round < 2; ++round) {
        if (round == 1) settle(4);
        auto file = receipt(id);
        ASSERT_TRUE(verify_receipt(file).good());
        int tried = 0;
        each_leaf_changed(file, file, "", [&](const std::string& path) {
            ++tried;
            const auto verdict = verify_receipt(file, trusted());
            EXPECT_FALSE(verdict.good()) << path << " " << to_string(file);
            ASSERT_NE(verdict.reason, nullptr);
            EXPECT_FALSE(message(*verdict.reason, verdict.params, "zh-Hans").empty());
        });
        EXPECT_GT(tried, 400);
    }
}

TEST_P(ReceiptTest, another_signer_is_not_the_trusted_one) {
    const auto id = append(entry("case:7", {}));
    settle(1);
    const auto other = make_keyring(log->suite(), clock, random).signing->public_key().spki();
    const auto verdict = verify_receipt(receipt(id), other);
    EXPECT_EQ(verdict.state, ReceiptState::other_key);
    EXPECT_TRUE(verdict.reason->id == errors::receipt_other_key.id);
    EXPECT_FALSE(verdict.good());
}

TEST(Receipt, what_is_no_receipt_is_said_to_be_none) {
    for (const char* text :
         {"null", "[]", "{}", R"({"format":"huizheng-receipt"})",
          R"({"format":"huizheng-receipt","version":1,"suite":"intl","log":"x","public_key":"AA=="})"}) {
        const auto verdict = verify_receipt(parse_json(text).value());
        EXPECT_TRUE(verdict.state == ReceiptState::malformed || verdict.state == ReceiptState::unsupported) << text;
    }
    const auto later =
        verify_receipt(parse_json(R"({"format":"huizheng-receipt","version":2,"suite":"intl"})").value());
    EXPECT_EQ(later.state, ReceiptState::unsupported);
}

}  // namespace
}  // namespace hz::ledger
