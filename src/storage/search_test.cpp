// SPDX-License-Identifier: Apache-2.0
#include "storage/search.hpp"

#include <gmock/gmock.h>

#include "storage/testing/stores.hpp"

namespace hz::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Keys = std::vector<std::int64_t>;

class SearchTest : public testing::EngineTest {
  protected:
    void SetUp() override {
        EngineTest::SetUp();
        if (store) write([](Session& s) { create_search(s, "item"); });
    }
    void write(const std::function<void(Session&)>& work) {
        const auto result = store->write_wait([&](Session& s) -> Result<void> {
            work(s);
            return {};
        });
        ASSERT_TRUE(result.has_value()) << result.error().detail;
    }
    void index(std::int64_t key, std::string_view text) {
        write([=](Session& s) { index_text(s, "item", key, text); });
    }
    Keys find(std::string_view query, std::size_t limit = 10, std::int64_t before = 0) {
        const auto found =
            store->read([=](Session& s) -> Result<Keys> { return search(s, "item", query, limit, before); });
        EXPECT_TRUE(found.has_value()) << found.error().detail;
        return found ? *found : Keys{};
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, SearchTest, ::testing::ValuesIn(testing::engines()), testing::engine_name);

TEST_P(SearchTest, words_of_two_characters_are_found_inside_longer_ones) {
    index(1, "食品经营许可证核发");
    index(2, "社会保障卡申领");
    EXPECT_THAT(find("经营"), ElementsAre(1));
    EXPECT_THAT(find("保障卡"), ElementsAre(2));
    EXPECT_THAT(find("会保障"), ElementsAre(2));
    EXPECT_THAT(find("经许"), IsEmpty());
}

TEST_P(SearchTest, a_run_is_a_substring_not_scattered_pieces) {
    index(1, "营业之后才有业执，再有执照");
    index(2, "申领营业执照的人");
    EXPECT_THAT(find("营业执照"), ElementsAre(2));
}

TEST_P(SearchTest, one_character_is_found_anywhere_even_at_the_end) {
    index(1, "身份证");
    index(2, "证件");
    index(3, "无");
    EXPECT_THAT(find("证"), ElementsAre(2, 1));
}

TEST_P(SearchTest, every_word_must_be_there_and_scripts_mix) {
    index(1, "Kite Licence 风筝许可 A座12层");
    index(2, "风筝 kites");
    EXPECT_THAT(find("KITE 许可"), ElementsAre(1));
    EXPECT_THAT(find("风筝"), ElementsAre(2, 1));
    EXPECT_THAT(find("Ａ座１２"), ElementsAre(1));
    EXPECT_THAT(find("风筝 飞机"), IsEmpty());
    EXPECT_THAT(find("𠮷"), IsEmpty());
}

TEST_P(SearchTest, text_is_replaced_and_removed) {
    index(7, "第一版内容");
    index(7, "第二版内容");
    EXPECT_THAT(find("第一"), IsEmpty());
    EXPECT_THAT(find("第二"), ElementsAre(7));
    write([](Session& s) {
        remove_text(s, "item", 7);
        remove_text(s, "item", 8);
    });
    EXPECT_THAT(find("内容"), IsEmpty());
}

TEST_P(SearchTest, pages_go_from_the_newest_down) {
    for (int key = 1; key <= 7; ++key) index(key, "道路积水");
    EXPECT_THAT(find("积水", 3), ElementsAre(7, 6, 5));
    EXPECT_THAT(find("积水", 3, 5), ElementsAre(4, 3, 2));
    EXPECT_THAT(find("积水", 3, 2), ElementsAre(1));
}

TEST_P(SearchTest, a_query_is_text_never_syntax) {
    index(1, "a 无 \"引号\" {x} \\ NOT");
    EXPECT_THAT(find("\"引号\" OR 别的"), IsEmpty());
    EXPECT_THAT(find("NOT"), ElementsAre(1));
    EXPECT_THAT(find("* ' \" ( ) : ^ { } \\"), IsEmpty());
    EXPECT_THAT(find(""), IsEmpty());
    EXPECT_THAT(find("\xFF\xFE"), IsEmpty());
}

TEST_P(SearchTest, a_refused_write_indexes_nothing_and_a_writer_sees_its_own) {
    const auto result = store->write_wait([](Session& s) -> Result<std::size_t> {
        index_text(s, "item", 1, "临时内容");
        return search(s, "item", "临时", 10).size();
    });
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(*result, 1U);
    const auto refused = store->write_wait([](Session& s) -> Result<void> {
        index_text(s, "item", 2, "临时内容");
        return refuse(hz::errors::missing);
    });
    EXPECT_FALSE(refused.has_value());
    EXPECT_THAT(find("临时"), ElementsAre(1));
}

}  // namespace
}  // namespace hz::storage
