// SPDX-License-Identifier: Apache-2.0
// Against published specimens and real codes, with the rules as packs/core-cn gives them.
#include "pack/identifier.hpp"

#include <gtest/gtest.h>

#include "pack/errors.hpp"
#include "pack/pack.hpp"

namespace hz::pack {
namespace {

class IdentifierTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto loaded = load(HZ_SOURCE_DIR "/packs/core-cn");
        ASSERT_TRUE(loaded.has_value());
        core = std::move(*loaded);
        std::vector<const Json*> schemes;
        std::vector<const Json*> lists;
        for (const auto& d : core.definitions) {
            if (d.kind == "identifier") schemes.push_back(&d.body);
            if (d.kind == "code_list") lists.push_back(&d.body);
        }
        auto made = Identifiers::from_json(schemes, lists);
        ASSERT_TRUE(made.has_value());
        rules = std::move(*made);
    }
    bool valid(std::string_view scheme, std::string_view text) { return rules.check(scheme, text).has_value(); }
    std::string_view why_not(std::string_view scheme, std::string_view text) {
        const auto result = rules.check(scheme, text);
        return result ? "" : result.error().code->id;
    }
    Pack core;
    Identifiers rules;
};

TEST_F(IdentifierTest, identity_numbers_of_the_standard) {
    EXPECT_TRUE(valid("identity_number", "11010519491231002X"));
    EXPECT_TRUE(valid("identity_number", "440524188001010014"));
    EXPECT_EQ(why_not("identity_number", "110105194912310021"), "identifier.wrong_check");
    EXPECT_EQ(why_not("identity_number", "11010519490230002X"), "identifier.wrong_date");
    EXPECT_EQ(why_not("identity_number", "11010519491231002x"), "identifier.wrong_shape");
    EXPECT_EQ(why_not("identity_number", "1101051949123100"), "identifier.wrong_shape");
}

TEST_F(IdentifierTest, any_single_wrong_digit_of_an_identity_number_is_found) {
    const std::string good = "440524188001010014";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (char c = '0'; c <= '9'; ++c) {
            auto bad = good;
            bad[i] = c;
            EXPECT_EQ(valid("identity_number", bad), bad == good) << bad;
        }
    }
}

TEST_F(IdentifierTest, credit_codes) {
    for (const auto* code : {"91350100M000100Y43", "91110000802100433B", "11100000000013338W", "11450721MB15580811"}) {
        EXPECT_TRUE(valid("credit_code", code)) << code;
        auto bad = std::string(code);
        bad[9] = bad[9] == '1' ? '2' : '1';
        EXPECT_FALSE(valid("credit_code", bad)) << bad;
    }
    EXPECT_EQ(why_not("credit_code", "91350100M000I00Y43"), "identifier.wrong_shape");
}

TEST_F(IdentifierTest, organisation_codes_with_and_without_hyphen) {
    EXPECT_TRUE(valid("organisation_code", "M000100Y4"));
    EXPECT_TRUE(valid("organisation_code", "MB1558081"));
    EXPECT_TRUE(valid("organisation_code", "MB155808-1"));
    EXPECT_EQ(why_not("organisation_code", "MB1558082"), "identifier.wrong_check");
}

TEST_F(IdentifierTest, licence_identifiers_in_use) {
    EXPECT_TRUE(
        valid("licence_identifier", "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"));
    EXPECT_TRUE(
        valid("licence_identifier", "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0"));
    EXPECT_EQ(why_not("licence_identifier", "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.1"),
              "identifier.wrong_check");
}

TEST_F(IdentifierTest, legacy_licence_identifiers_obey_the_same_checksum) {
    const auto legacy = identifier_from_json(
        {{"code", "legacy"}, {"pattern", "[0-9A-Z._]+"}, {"ignore", "._"}, {"checksum", {{"kind", "mod_37_36"}}}});
    ASSERT_TRUE(legacy.has_value());
    EXPECT_TRUE(check(*legacy, "062301.1101101102.0624_001.001.U").has_value());
    EXPECT_TRUE(check(*legacy, "11100000MB03271699022.340100.000000016.001.9").has_value());
    EXPECT_FALSE(check(*legacy, "062301.1101101102.0624_001.002.U").has_value());
}

TEST_F(IdentifierTest, item_codes_and_their_parts) {
    EXPECT_TRUE(valid("item_basic_code", "000104002000"));
    EXPECT_EQ(why_not("item_basic_code", "009904002000"), "identifier.wrong_part");  // no such kind
    EXPECT_EQ(why_not("item_basic_code", "0001040020"), "identifier.wrong_shape");
    EXPECT_TRUE(valid("item_implementation_code", "11450721MB155808114000104002000"));
    EXPECT_EQ(why_not("item_implementation_code", "11450721MB155808214000104002000"),
              "identifier.wrong_part");  // credit code
    EXPECT_EQ(why_not("item_implementation_code", "11450721MB155808118000104002000"),
              "identifier.wrong_part");  // level 8
}

TEST_F(IdentifierTest, check_characters_are_made_as_they_are_checked) {
    const auto* scheme = rules.find("licence_identifier");
    ASSERT_NE(scheme, nullptr);
    const std::string body = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.";
    EXPECT_EQ(check_character(*scheme, body), 'U');
    EXPECT_EQ(check_character(*rules.find("identity_number"), "11010519491231002"), 'X');
    EXPECT_EQ(check_character(*rules.find("mobile_number"), "1540000000"), std::nullopt);
}

TEST_F(IdentifierTest, what_people_type_is_made_plain) {
    const auto* scheme = rules.find("identity_number");
    EXPECT_EQ(normalise(*scheme, " 11010519491231002x　"), "11010519491231002X");
    EXPECT_EQ(normalise(*scheme, "１１０１０５19491231002X"), "11010519491231002X");
}

TEST_F(IdentifierTest, masks) {
    EXPECT_EQ(mask(*rules.find("identity_number"), "11010519491231002X"), "110105********002X");
    EXPECT_EQ(mask(*rules.find("identity_number"), "110"), "***");
    EXPECT_EQ(mask(*rules.find("division_code"), "331100"), "*****0");
}

TEST(IdentifierScheme, bad_rules_are_refused) {
    const auto refused = [](Json definition) {
        const auto result = identifier_from_json(definition);
        return !result && result.error().is(errors::invalid_scheme);
    };
    EXPECT_TRUE(refused({{"code", "x"}}));
    EXPECT_TRUE(refused({{"code", "x"}, {"pattern", "(["}}));
    EXPECT_TRUE(refused({{"code", "x"}, {"pattern", "a"}, {"checksum", {{"kind", "magic"}}}}));
    EXPECT_TRUE(refused(
        {{"code", "x"},
         {"pattern", "a"},
         {"checksum", {{"kind", "weighted_mod"}, {"alphabet", "01"}, {"weights", {1}}, {"modulus", 0}, {"map", ""}}}}));
    EXPECT_TRUE(refused({{"code", "x"}, {"pattern", "a"}, {"parts", JsonArray{{{"at", -1}, {"length", 2}}}}}));
}

}  // namespace
}  // namespace hz::pack
