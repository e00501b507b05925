// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/temp_folder.hpp"

#include <stdlib.h>  // mkdtemp

#include <cstdio>
#include <string>

namespace hz::storage::testing {

TempFolder::TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "huizheng_test_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        std::perror("mkdtemp");
        std::abort();
    }
    path_ = name;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace hz::storage::testing
