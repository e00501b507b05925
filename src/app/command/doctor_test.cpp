// SPDX-License-Identifier: Apache-2.0
#include "app/command/doctor.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "storage/testing/cluster.hpp"
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

TEST_F(Doctor, ADatabaseOfANewerProgram) {
    make_store();
    {
        const auto store = storage::open({.url = target.url(), .readers = 1});
        ASSERT_TRUE(store);
        ASSERT_TRUE((*store)->write_wait([](storage::Session& s) -> Result<bool> {
            s.exec("insert into schema_migration (module, file, content) values ($1, $2, $3)", "ledger",
                   "9999_from_the_future.sql", "");
            return true;
        }));
    }
    const auto found = check_database(target);
    EXPECT_EQ(found.grade, Grade::serious);
    EXPECT_NE(found.en.find("newer program"), std::string::npos) << found.en;
}

TEST_F(Doctor, ADiskThatIsNearlyFull) {
    EXPECT_EQ(judge_space(100ULL << 20).grade, Grade::serious);
    EXPECT_EQ(judge_space(1ULL << 30).grade, Grade::note);
    EXPECT_EQ(judge_space(10ULL << 30).grade, Grade::fine);
    EXPECT_NE(check_disk(target).en.find("MiB"), std::string::npos);
}

TEST_F(Doctor, AClockBeforeTheNewestSignature) {
    VirtualClock future(SystemClock().now() + std::chrono::hours(2));
    {
        const auto node = target.open(future, true);
        ASSERT_TRUE(node);
        ASSERT_TRUE((*node)->store->write_wait([&](storage::Session& s) -> Result<bool> {
            ledger::Entry entry;
            entry.type = "kite_flown";
            entry.stream = "kite:1";
            entry.actor = "system:test";
            (*node)->ledger->append(s, entry);
            return true;
        }));
        ASSERT_TRUE((*node)->ledger->run_once());
    }
    EXPECT_EQ(check_clock(target, future).grade, Grade::fine);
    const auto found = check_clock(target, SystemClock());
    EXPECT_EQ(found.grade, Grade::serious);
    EXPECT_NE(found.en.find("newest signature"), std::string::npos) << found.en;
}

TEST_F(Doctor, APostgresqlOfTheWrongEncoding) {
    auto& cluster = storage::testing::Cluster::instance();
    if (!cluster.why_not().empty()) GTEST_SKIP() << "SKIPPED: " << cluster.why_not();
    target.db = cluster.create_database();
    EXPECT_EQ(check_database(target).grade, Grade::fine) << check_database(target).en;
    target.db = cluster.create_database("SQL_ASCII");
    const auto found = check_database(target);
    EXPECT_EQ(found.grade, Grade::serious);
    EXPECT_NE(found.en.find("SQL_ASCII"), std::string::npos) << found.en;
}

// Says as much of the protocol as a client needs to learn the server's version.
TEST_F(Doctor, APostgresqlThatIsTooOld) {
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor listening(io, {boost::asio::ip::make_address("127.0.0.1"), 0});
    const auto parameter = [](const std::string& name, const std::string& value) {
        const auto body = name + '\0' + value + '\0';
        return std::string("S\0\0\0", 4) + static_cast<char>(body.size() + 4) + body;
    };
    const std::string hello = std::string("R\0\0\0\x08\0\0\0\0", 9) + parameter("server_version", "9.6.24") +
                              parameter("server_encoding", "UTF8") + parameter("client_encoding", "UTF8") +
                              std::string("Z\0\0\0\x05I", 6);
    std::jthread server([&] {
        boost::system::error_code fault;
        boost::asio::ip::tcp::socket socket(io);
        listening.accept(socket, fault);
        std::array<char, 1024> startup;
        socket.read_some(boost::asio::buffer(startup), fault);
        boost::asio::write(socket, boost::asio::buffer(hello), fault);
        while (!fault) socket.read_some(boost::asio::buffer(startup), fault);
    });
    target.db = "postgresql://u@127.0.0.1:" + std::to_string(listening.local_endpoint().port()) +
                "/d?sslmode=disable&gssencmode=disable";
    const auto found = check_database(target);
    EXPECT_EQ(found.grade, Grade::serious);
    EXPECT_NE(found.en.find("9.6.24"), std::string::npos) << found.en;
}

// In a process of its own: fonts are looked for once.
TEST(DoctorDeathTest, NoFonts) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const storage::testing::TempFolder folder;
    const auto config = (folder.path() / "fonts.conf").string();
    std::ofstream(config) << "<fontconfig><dir>" << folder.path().string() << "</dir></fontconfig>";
    const auto look = [&] {
        ::setenv("FONTCONFIG_FILE", config.c_str(), 1);
        const auto found = check_fonts();
        std::cerr << found.en;
        std::_Exit(found.grade == Grade::serious ? 0 : 1);
    };
    EXPECT_EXIT(look(), ::testing::ExitedWithCode(0), "fonts-noto-cjk");
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
