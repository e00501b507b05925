// SPDX-License-Identifier: Apache-2.0
#include "document/file.hpp"

#include <gtest/gtest.h>

#include "document/schema.hpp"
#include "identity/testing/world.hpp"
#include "storage/migration.hpp"
#include "storage/testing/stores.hpp"

namespace hz::document {
namespace {

using storage::Session;

class FileTest : public ::testing::Test {
  protected:
    void SetUp() override {
        const std::vector<storage::Schema> schemas{schema()};
        ASSERT_TRUE(storage::migrate(*store, schemas));
        ASSERT_TRUE(store->write_wait([](Session& s) -> Result<bool> {
            identity::testing::PlainLedger::create(s);
            return true;
        }));
    }
    Result<File> begin(std::int64_t size, std::int64_t max_bytes = 10 << 20, std::string type = "application/pdf") {
        const StartUpload command{owner, "draft:1", "plan", "plan.pdf", std::move(type), size, {"pdf"}, max_bytes};
        return store->write_wait([&](Session& s) { return start_upload(s, ids.make<FileId>(), command, clock.now()); });
    }
    Result<File> put(FileId id, std::int64_t offset, const std::string& bytes) {
        return store->write_wait([&](Session& s) {
            return append(s, ledger, *crypto::find_suite("intl"), id, owner, offset, as_bytes(bytes), clock.now());
        });
    }

    std::unique_ptr<storage::Store> store = storage::testing::open_memory_like_sqlite();
    VirtualClock clock{from_millis(1767225600000)};
    IdSource ids{clock, 1};
    identity::testing::PlainLedger ledger{ids};
    PersonId owner{7};
    const std::string pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
};

std::string why(const Result<File>& refused) {
    return refused ? ""
                   : std::string(refused.error().code->id) + " " +
                         message(*refused.error().code, refused.error().params, "en");
}

TEST_F(FileTest, AnUploadInPiecesIsStored) {
    const auto file = begin(static_cast<std::int64_t>(pdf.size()));
    ASSERT_TRUE(file) << why(file);
    ASSERT_TRUE(put(file->id, 0, pdf.substr(0, 10)));
    EXPECT_EQ(why(put(file->id, 0, pdf)).substr(0, 17), "file.wrong_offset");
    const auto stored = put(file->id, 10, pdf.substr(10));
    ASSERT_TRUE(stored) << why(stored);
    EXPECT_EQ(stored->state, "stored");
}

TEST_F(FileTest, SizesAreToldInAUnitThatFits) {
    EXPECT_EQ(why(begin(11 << 20)), "file.too_large \"plan.pdf\" is larger than 10 MB. Make it smaller and try again.");
    EXPECT_EQ(why(begin(600 << 10, 512 << 10)),
              "file.too_large \"plan.pdf\" is larger than 512 KB. Make it smaller and try again.");
    EXPECT_EQ(why(begin(0)).substr(0, 10), "file.empty");
    const auto file = begin(20);
    ASSERT_TRUE(file) << why(file);
    EXPECT_EQ(why(put(file->id, 0, pdf)),
              "file.longer_than_announced \"plan.pdf\" goes on beyond the 20 B announced. Choose the file again.");
}

TEST_F(FileTest, OfficeFilesPagesAndDrawingsAreRefused) {
    for (const auto* type : {"image/svg+xml", "text/html", "application/zip",
                             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"})
        EXPECT_EQ(why(begin(20, 100, type)).substr(0, 21), "file.type_not_allowed") << type;
}

TEST_F(FileTest, WhatIsRefusedIsNotStored) {
    const std::string page = "<html><script>";
    const auto file = begin(static_cast<std::int64_t>(page.size()));
    ASSERT_TRUE(file) << why(file);
    EXPECT_EQ(why(put(file->id, 0, page)).substr(0, 17), "file.type_differs");
    const auto kept = store->read([&](Session& s) { return get_file(s, file->id); });
    ASSERT_TRUE(kept) << why(kept);
    EXPECT_EQ(kept->state, "uploading");
    EXPECT_EQ(kept->received, 0);
}

}  // namespace
}  // namespace hz::document
