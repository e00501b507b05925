// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "pack/pack.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::pack {
namespace {

// Unpacked by Python, since what wrote it might be wrong in the same way when it reads.
TEST(Archive, is_the_folder_without_people) {
    const auto kite = load(HZ_SOURCE_DIR "/packs/_fixture/kite-licence");
    ASSERT_TRUE(kite.has_value());
    const auto bytes = archive(*kite);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(*bytes, *archive(*kite));

    const storage::testing::TempFolder folder;
    const auto zip = folder.path() / "pack.zip";
    std::ofstream(zip, std::ios::binary) << *bytes;
    const auto unpack = "python3 -m zipfile -e " + zip.string() + " " + folder.path().string();
    ASSERT_EQ(std::system(unpack.c_str()), 0);
    const auto back = load(folder.path() / "kite-licence");
    ASSERT_TRUE(back.has_value());
    auto expected = kite->files;
    EXPECT_EQ(std::erase_if(expected, [](const auto& file) { return file.first.starts_with("seed/"); }), 2U);
    EXPECT_EQ(back->files, expected);
}

}  // namespace
}  // namespace hz::pack
