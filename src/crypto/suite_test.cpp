// SPDX-License-Identifier: Apache-2.0
#include "crypto/suite.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

#include "crypto/errors.hpp"

namespace hz::crypto {
namespace {

Bytes hex(std::string_view text) { return from_hex(text).value(); }
std::string repeat(std::string_view text, int times) {
    std::string out;
    while (times-- > 0) out += text;
    return out;
}

TEST(Digest, known_answers) {
    EXPECT_EQ(to_hex(suite_by_name("intl").digest(as_bytes("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    // GB/T 32905-2016, A.1 and A.2
    EXPECT_EQ(to_hex(suite_by_name("gm").digest(as_bytes("abc"))),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    EXPECT_EQ(to_hex(suite_by_name("gm").digest(as_bytes(repeat("abcd", 16)))),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

// RFC 4231, cases 1, 2 and 6.
TEST(Hmac, known_answers) {
    const auto& suite = suite_by_name("intl");
    EXPECT_EQ(to_hex(suite.hmac(hex(repeat("0b", 20)), as_bytes("Hi There"))),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(suite.hmac(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(
        to_hex(suite.hmac(hex(repeat("aa", 131)), as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, sm3_agrees_with_the_library) {
    for (const int size : {1, 63, 64, 65, 200}) {
        const auto key = repeat("k", size), message = repeat("m", 3 * size);
        Hash expected{};
        std::size_t length = 0;
        ASSERT_NE(EVP_Q_mac(nullptr, "HMAC", nullptr, "SM3", nullptr, key.data(), key.size(),
                            reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                            reinterpret_cast<unsigned char*>(expected.data()), expected.size(), &length),
                  nullptr);
        EXPECT_EQ(suite_by_name("gm").hmac(as_bytes(key), as_bytes(message)), expected) << size;
    }
}

// RFC 5869, case 1.
TEST(Derive, known_answer) {
    EXPECT_EQ(to_hex(suite_by_name("intl").derive(hex(repeat("0b", 22)), hex("000102030405060708090a0b0c"),
                                                  as_text(hex("f0f1f2f3f4f5f6f7f8f9")), 42)),
              "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
}

// RFC 8032 7.1, tests 1 and 2.
TEST(Ed25519, known_answers) {
    struct Vector {
        std::string_view secret, key, message, signature;
    };
    const Vector vectors[] = {{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                               "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                               "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e397"
                               "01cf9b46bd25bf5f0595bbe24655"
                               "141438e7a100b"},
                              {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                               "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                               "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f361"
                               "3d0f11d8c387b2eaeb4302aeeb00"
                               "d291612bb0c00"}};
    for (const auto& v : vectors) {
        const auto key =
            suite_by_name("intl").import_private(hex("302e020100300506032b657004220420" + std::string(v.secret)));
        ASSERT_TRUE(key.has_value());
        EXPECT_EQ(to_hex((*key)->sign(hex(v.message)).value()), v.signature);
        const auto spki = (*key)->public_key().spki();
        EXPECT_EQ(to_hex(spki), "302a300506032b6570032100" + std::string(v.key));
        const auto open = suite_by_name("intl").import_public(spki);
        ASSERT_TRUE(open.has_value());
        EXPECT_TRUE((*open)->verify(hex(v.message), hex(v.signature)));
    }
}

// GB/T 32918.5-2017, A.2.
TEST(Sm2, known_answer) {
    const auto spki =
        hex("3059301306072a8648ce3d020106082a811ccf5501822d034200"
            "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    const auto signature =
        hex("3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
            "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
    const auto key = suite_by_name("gm").import_public(spki);
    ASSERT_TRUE(key.has_value());
    EXPECT_TRUE((*key)->verify(as_bytes("message digest"), signature));
    EXPECT_FALSE((*key)->verify(as_bytes("message digesu"), signature));
}

// A signature made without the id (what OpenSSL 3.0 does when not told) must not pass for one made with it.
TEST(Sm2, other_id_is_refused) {
    SeededRandom random(1);
    const auto key = suite_by_name("gm").generate_key(random);
    const auto der = key->pkcs8().value();
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)> info(
        d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(der.size())), PKCS8_PRIV_KEY_INFO_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> raw(EVP_PKCS82PKEY(info.get()), EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    ASSERT_EQ(EVP_DigestSignInit(context.get(), nullptr, EVP_sm3(), nullptr, raw.get()), 1);
    Bytes signature(100);
    std::size_t size = signature.size();
    ASSERT_EQ(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                             reinterpret_cast<const unsigned char*>("m"), 1),
              1);
    signature.resize(size);
    EXPECT_FALSE(key->public_key().verify(as_bytes("m"), signature));
    EXPECT_TRUE(key->public_key().verify(as_bytes("m"), key->sign(as_bytes("m")).value()));
}

// NIST GCM test case 16.
TEST(Aes256Gcm, known_answer) {
    const auto key = hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    const auto plain =
        hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa"
            "0de657"
            "ba637b39");
    const auto sealed =
        hex("cafebabefacedbaddecaf888"
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393"
            "ba7a0a"
            "bcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
    const auto opened = suite_by_name("intl").open(key, sealed, hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(*opened, plain);
}

Bytes sm4_block(BytesView key, BytesView block) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> c(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    Bytes out(32);
    int size = 0;
    EVP_EncryptInit_ex(c.get(), EVP_sm4_ecb(), nullptr, reinterpret_cast<const unsigned char*>(key.data()), nullptr);
    EVP_EncryptUpdate(c.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                      reinterpret_cast<const unsigned char*>(block.data()), 16);
    out.resize(16);
    return out;
}

TEST(Sm4, known_answers) {
    // GB/T 32907-2016, A.1
    const auto block = hex("0123456789abcdeffedcba9876543210");
    EXPECT_EQ(to_hex(sm4_block(block, block)), "681edf34d206965e86b3e94f536e4246");
    // The seal is nonce, SM4-CTR, HMAC-SM3, built here from its parts.
    const auto& suite = suite_by_name("gm");
    SeededRandom random(2);
    const Bytes key(32, std::byte{7});
    const auto sealed = suite.seal(key, as_bytes("sixteen bytes ab"), as_bytes("ad"), random);
    ASSERT_EQ(sealed.size(), 16U + 16U + 32U);
    auto plain = sm4_block(suite.derive(key, {}, "hz seal: sm4-ctr", 16), BytesView(sealed).first(16));
    for (std::size_t i = 0; i < 16; ++i) plain[i] ^= sealed[16 + i];
    EXPECT_EQ(as_text(plain), "sixteen bytes ab");
    Bytes covered = hex("0000000000000002" + to_hex(as_bytes("ad")));
    covered.insert(covered.end(), sealed.begin(), sealed.end() - 32);
    const auto mac = suite.hmac(suite.derive(key, {}, "hz seal: hmac-sm3", 32), covered);
    EXPECT_EQ(to_hex(mac), to_hex(BytesView(sealed).last(32)));
}

class EachSuite : public testing::TestWithParam<const char*> {
  protected:
    const Suite& suite() { return suite_by_name(GetParam()); }
    SeededRandom random{42};
};
INSTANTIATE_TEST_SUITE_P(Suites, EachSuite, testing::Values("intl", "gm"));

TEST_P(EachSuite, digests_the_same_in_pieces) {
    const auto text = repeat("惠政", 100);
    const auto digester = suite().digester();
    for (int round = 0; round < 2; ++round) {
        for (const char c : text) digester->update(as_bytes(std::string_view(&c, 1)));
        EXPECT_EQ(digester->finish(), suite().digest(as_bytes(text)));
    }
    EXPECT_EQ(suite().digest({as_bytes("ab"), as_bytes(""), as_bytes("c")}), suite().digest(as_bytes("abc")));
}

TEST_P(EachSuite, every_flipped_bit_of_a_seal_is_found) {
    const Bytes key(32, std::byte{1});
    const auto sealed = suite().seal(key, as_bytes("some personal data"), as_bytes("where"), random);
    EXPECT_EQ(as_text(suite().open(key, sealed, as_bytes("where")).value()), "some personal data");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto bad = sealed;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        const auto opened = suite().open(key, bad, as_bytes("where"));
        ASSERT_TRUE(opened.has_error() && opened.error().is(errors::cannot_open)) << bit;
    }
    EXPECT_TRUE(suite().open(key, sealed, as_bytes("elsewhere")).has_error());
    EXPECT_TRUE(suite().open(Bytes(32, std::byte{2}), sealed, as_bytes("where")).has_error());
    for (std::size_t size = 0; size < sealed.size(); ++size)
        EXPECT_TRUE(suite().open(key, BytesView(sealed).first(size), as_bytes("where")).has_error()) << size;
    EXPECT_NE(suite().seal(key, as_bytes("some personal data"), as_bytes("where"), random), sealed);
}

TEST_P(EachSuite, seals_nothing_too) {
    const Bytes key(32, std::byte{1});
    const auto sealed = suite().seal(key, {}, {}, random);
    EXPECT_TRUE(suite().open(key, sealed, {}).value().empty());
}

TEST_P(EachSuite, signatures_belong_to_one_key_and_message) {
    const auto key = suite().generate_key(random), other = suite().generate_key(random);
    const auto signature = key->sign(as_bytes("head")).value();
    EXPECT_TRUE(key->public_key().verify(as_bytes("head"), signature));
    EXPECT_FALSE(key->public_key().verify(as_bytes("heat"), signature));
    EXPECT_FALSE(other->public_key().verify(as_bytes("head"), signature));
    EXPECT_FALSE(key->public_key().verify(as_bytes("head"), {}));
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        auto bad = signature;
        bad[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
        EXPECT_FALSE(key->public_key().verify(as_bytes("head"), bad)) << bit;
    }
}

TEST_P(EachSuite, keys_survive_export_and_import) {
    const auto key = suite().generate_key(random);
    const auto pem = to_pem("PRIVATE KEY", key->pkcs8().value());
    const auto again = suite().import_private(from_pem("PRIVATE KEY", pem).value());
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ((*again)->public_key().spki(), key->public_key().spki());
    EXPECT_TRUE(key->public_key().verify(as_bytes("m"), (*again)->sign(as_bytes("m")).value()));
    const auto& foreign = suite_by_name(suite().name() == "gm" ? "intl" : "gm");
    EXPECT_TRUE(foreign.import_private(key->pkcs8().value()).has_error());
    EXPECT_TRUE(foreign.import_public(key->public_key().spki()).has_error());
    auto longer = key->public_key().spki();
    longer.push_back(std::byte{0});
    EXPECT_TRUE(suite().import_public(longer).has_error());
    EXPECT_TRUE(suite().import_public({}).has_error());
}

TEST_P(EachSuite, keys_come_from_the_given_randomness) {
    SeededRandom same(42);
    EXPECT_EQ(suite().generate_key(random)->public_key().spki(), suite().generate_key(same)->public_key().spki());
}

TEST(Suites, are_found_by_name) {
    EXPECT_EQ(find_suite("GM"), nullptr);
    EXPECT_EQ(find_suite("intl")->name(), "intl");
    EXPECT_TRUE(constant_time_equal(as_bytes("ab"), as_bytes("ab")));
    EXPECT_FALSE(constant_time_equal(as_bytes("ab"), as_bytes("aB")));
    EXPECT_FALSE(constant_time_equal(as_bytes("ab"), as_bytes("abc")));
}

TEST(Pem, refuses_what_is_not_pem) {
    for (const char* bad : {"", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                            "-----END PRIVATE KEY----------BEGIN PRIVATE KEY-----",
                            "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----"})
        EXPECT_TRUE(from_pem("PRIVATE KEY", bad).has_error()) << bad;
}

}  // namespace
}  // namespace hz::crypto
