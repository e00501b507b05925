// SPDX-License-Identifier: Apache-2.0
#include "app/command/doctor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <filesystem>
#include <fstream>

#include "storage/testing/temp_folder.hpp"

namespace hz::app {
namespace {

namespace fs = std::filesystem;

class Doctor : public ::testing::Test {
  protected:
    void SetUp() override { target.data = (folder.path() / "data").string(); }
    void make_store() {
        SystemClock clock;
        const auto node = target.open(clock, true);
        ASSERT_TRUE(node);
    }
    storage::testing::TempFolder folder;
    Target target;
};

TEST_F(Doctor, ANewMachineHasNothingAgainstIt) {
    SystemClock clock;
    for (const auto& found :
         {check_data_folder(target), check_keyring(target), check_database(target), check_clock(target, clock)})
        EXPECT_EQ(found.grade, Grade::fine) << found.en;
}

TEST_F(Doctor, AStoreIsFine) {
    make_store();
    SystemClock clock;
    for (const auto& found : {check_keyring(target), check_database(target), check_clock(target, clock)})
        EXPECT_EQ(found.grade, Grade::fine) << found.en;
    EXPECT_EQ(check_calendar(target, clock).grade, Grade::note);  // no pack
}

TEST_F(Doctor, AnExposedOrMissingKeyring) {
    make_store();
    const auto keyring = fs::path(target.data) / "keyring.json";
    fs::permissions(keyring, fs::perms::group_read, fs::perm_options::add);
    EXPECT_EQ(check_keyring(target).grade, Grade::serious);
    EXPECT_NE(check_keyring(target).en.find("chmod 600"), std::string::npos);
    fs::remove(keyring);
    EXPECT_EQ(check_keyring(target).grade, Grade::serious);
}

TEST_F(Doctor, ADatabaseThatIsNone) {
    fs::create_directories(target.data);
    std::ofstream(fs::path(target.data) / "huizheng.db")
        << "This is no database, whatever its name says. It is long enough to be read as a header.";
    EXPECT_EQ(check_database(target).grade, Grade::serious);
    target.db = "postgresql://localhost:1/nowhere?connect_timeout=1";
    EXPECT_EQ(check_database(target).grade, Grade::serious);
}

TEST_F(Doctor, ADataFolderThatIsAFile) {
    std::ofstream(target.data) << "x";
    EXPECT_EQ(check_data_folder(target).grade, Grade::serious);
}

TEST_F(Doctor, AClockBeforeTheProgram) {
    const VirtualClock past(*parse_rfc3339("2001-01-01T00:00:00Z"));
    const auto found = check_clock(target, past);
    EXPECT_EQ(found.grade, Grade::serious);
    EXPECT_NE(found.en.find("2001-01-01"), std::string::npos);
}

TEST_F(Doctor, ACalendarWithoutThisYear) {
    SystemClock clock;
    const auto node = target.open(clock, true);
    ASSERT_TRUE(node);
    const auto core = builtin_pack("core-cn");
    ASSERT_TRUE(core);
    ASSERT_TRUE((*node)->import({*core}));
    EXPECT_EQ(check_calendar(target, VirtualClock(*parse_rfc3339("2025-05-01T00:00:00Z"))).grade, Grade::fine);
    EXPECT_EQ(check_calendar(target, VirtualClock(*parse_rfc3339("2095-05-01T00:00:00Z"))).grade, Grade::serious);
}

TEST_F(Doctor, ATakenPort) {
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor taken(io, {boost::asio::ip::make_address("127.0.0.1"), 0});
    const auto port = taken.local_endpoint().port();
    // Nothing accepts there, so that it is not taken for one of us.
    EXPECT_EQ(check_port("127.0.0.1", port).grade, Grade::serious);
    taken.close();
    EXPECT_EQ(check_port("127.0.0.1", port).grade, Grade::fine);
    EXPECT_EQ(check_port("nowhere", 80).grade, Grade::serious);
}

}  // namespace
}  // namespace hz::app
