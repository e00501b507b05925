// SPDX-License-Identifier: Apache-2.0
#include "crypto/password.hpp"

#include <gtest/gtest.h>

#include "crypto/errors.hpp"
#include "crypto/token.hpp"

namespace hz::crypto {
namespace {

TEST(Password, is_verified) {
    SeededRandom random(1);
    const auto hash = hash_password("口令 correct horse", random).value();
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_TRUE(verify_password(hash, "口令 correct horse"));
    EXPECT_FALSE(verify_password(hash, "口令 correct horsf"));
    EXPECT_FALSE(verify_password(hash, ""));
    EXPECT_NE(hash_password("口令 correct horse", random).value(), hash);
}

TEST(Password, needs_rehash_when_costs_change) {
    SeededRandom random(1);
    const auto cheap = hash_password("x", random, {.memory_kib = 64, .passes = 1, .lanes = 1}).value();
    EXPECT_TRUE(needs_rehash(cheap));
    EXPECT_FALSE(needs_rehash(cheap, {.memory_kib = 64, .passes = 1, .lanes = 1}));
    EXPECT_TRUE(verify_password(cheap, "x"));
    EXPECT_TRUE(needs_rehash("$argon2i$v=19$m=19456,t=2,p=1$AA$AA"));
}

TEST(Password, bad_input_is_refused) {
    SeededRandom random(1);
    EXPECT_TRUE(hash_password("", random).error().is(errors::bad_password));
    EXPECT_TRUE(hash_password(std::string(max_password_bytes + 1, 'x'), random).error().is(errors::bad_password));
    for (const char* bad : {"", "plain", "$argon2id$", "$argon2id$v=19$m=64,t=1,p=1$AA$"})
        EXPECT_FALSE(verify_password(bad, "x")) << bad;
}

TEST(Token, is_random_and_url_safe) {
    SeededRandom random(1);
    const auto token = make_token(random);
    EXPECT_EQ(token.size(), 43U);
    EXPECT_EQ(token.find_first_of("+/="), std::string::npos);
    EXPECT_NE(make_token(random), token);
    const auto& suite = suite_by_name("gm");
    EXPECT_EQ(token_digest(suite, token), token_digest(suite, token));
    EXPECT_NE(token_digest(suite, token), token_digest(suite, token + "x"));
    EXPECT_EQ(token_digest(suite, token).size(), 32U);
}

}  // namespace
}  // namespace hz::crypto
