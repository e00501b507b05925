// SPDX-License-Identifier: Apache-2.0
#include "telemetry/log.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "base/json.hpp"
#include "telemetry/redact.hpp"

namespace hz::telemetry {
namespace {

constexpr Time noon = from_millis(1767225600000);

TEST(Redact, HidesWhatLooksPersonal) {
    EXPECT_EQ(redact("id 110101199003074514 ok"), "id [redacted] ok");
    EXPECT_EQ(redact("id 11010119900307451X ok"), "id [redacted] ok");
    EXPECT_EQ(redact("call 138-0013-8000 now"), "call [redacted] now");
    EXPECT_EQ(redact("电话13800138000。"), "电话[redacted]。");
    EXPECT_EQ(redact("mail li.hua@example.com!"), "mail [redacted]!");
}

TEST(Redact, KeepsWhatIsNot) {
    EXPECT_EQ(redact("status 404 in 12 ms, 7f3a91000000001"), "status 404 in 12 ms, 7f3a91000000001");
    EXPECT_EQ(redact(""), "");
}

TEST(Redact, KnowsPrivateNames) {
    EXPECT_TRUE(is_private_field("applicant_phone"));
    EXPECT_TRUE(is_private_field("password"));
    EXPECT_FALSE(is_private_field("status"));
}

TEST(JsonLine, IsOneJsonObject) {
    const Field fields[] = {{"path", std::string_view("/a\"b\n")},
                            {"password", std::string_view("kite")},
                            {"status", std::int64_t{200}},
                            {"seconds", 0.5},
                            {"ok", true},
                            {"trace", Identifier{"110101199003074514afb4a62f486300"}},
                            {"parent", Identifier{"call 13800138000"}},
                            {"raw", std::string_view("\xff")}};
    const auto line = json_line(noon, Level::warn, "http.request", fields);
    const auto parsed = parse_json(line);
    ASSERT_TRUE(parsed.has_value()) << line;
    EXPECT_EQ(get_text(*parsed, "at"), "2026-01-01T00:00:00.000Z");
    EXPECT_EQ(get_text(*parsed, "level"), "warn");
    EXPECT_EQ(get_text(*parsed, "path"), "/a\"b\n");
    EXPECT_EQ(get_text(*parsed, "password"), "[redacted]");
    EXPECT_EQ(get_int(*parsed, "status"), 200);
    EXPECT_EQ(get_text(*parsed, "trace"), "110101199003074514afb4a62f486300");
    EXPECT_EQ(get_text(*parsed, "parent"), "call [redacted]");
    EXPECT_EQ(get_text(*parsed, "raw"), "[not text]");
    EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(Log, WritesLinesFromItsLevelUp) {
    const auto path = testing::TempDir() + "hz_log_test.log";
    std::remove(path.c_str());
    {
        const VirtualClock clock(noon);
        const auto log = log_to_file(clock, Level::info, path);
        log->debug("not.this");
        log->info("one", {{"n", std::int64_t{1}}});
        log->error("two");
    }
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(),
              "{\"at\":\"2026-01-01T00:00:00.000Z\",\"level\":\"info\",\"event\":\"one\",\"n\":1}\n"
              "{\"at\":\"2026-01-01T00:00:00.000Z\",\"level\":\"error\",\"event\":\"two\"}\n");
}

}  // namespace
}  // namespace hz::telemetry
