// SPDX-License-Identifier: Apache-2.0
#include "http/network.hpp"

#include <gtest/gtest.h>

namespace hz::http {
namespace {

Networks networks(const std::vector<std::string>& texts) {
    auto parsed = Networks::parse(texts);
    EXPECT_TRUE(parsed);
    return parsed ? *parsed : Networks();
}

TEST(Networks, ContainTheirAddresses) {
    const auto n = networks({"10.1.0.0/16", "192.168.7.7", "2001:db8::/33"});
    EXPECT_TRUE(n.contain("10.1.255.1"));
    EXPECT_FALSE(n.contain("10.2.0.1"));
    EXPECT_TRUE(n.contain("::ffff:10.1.2.3"));
    EXPECT_TRUE(n.contain("192.168.7.7"));
    EXPECT_FALSE(n.contain("192.168.7.8"));
    EXPECT_TRUE(n.contain("2001:db8:7fff::1"));
    EXPECT_FALSE(n.contain("2001:db8:8000::1"));
    EXPECT_FALSE(n.contain("unknown"));
    EXPECT_FALSE(n.contain(""));
    EXPECT_TRUE(networks({"0.0.0.0/0"}).contain("8.8.8.8"));
    EXPECT_FALSE(networks({"0.0.0.0/0"}).contain("::1"));
}

TEST(Networks, RefuseWhatIsNone) {
    for (const std::string text :
         {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8x", "proxy.example", "::/129"}) {
        const std::vector<std::string> one{text};
        EXPECT_FALSE(Networks::parse(one)) << text;
    }
}

TEST(ClientBehind, IsTheLastThatNoTrustedProxyIs) {
    const auto n = networks({"10.0.0.0/8"});
    EXPECT_EQ(client_behind(n, "10.0.0.1", "1.2.3.4"), "1.2.3.4");
    EXPECT_EQ(client_behind(n, "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2"), "1.2.3.4");  // what it claims itself
    EXPECT_EQ(client_behind(n, "5.5.5.5", "1.2.3.4"), "5.5.5.5");
    EXPECT_EQ(client_behind(n, "10.0.0.1", "1.2.3.4, nonsense"), "10.0.0.1");
    EXPECT_EQ(client_behind(n, "10.0.0.1", "10.0.0.3"), "10.0.0.3");
    EXPECT_EQ(client_behind(n, "10.0.0.1", ""), "10.0.0.1");
}

}  // namespace
}  // namespace hz::http
