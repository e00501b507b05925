// SPDX-License-Identifier: Apache-2.0
#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

#include "base/result.hpp"

namespace hz {

void bug(std::string_view why, Where where) {
    std::fprintf(stderr, "bug: %.*s (%s:%u)\n", static_cast<int>(why.size()), why.data(), where.file, where.line);
    std::abort();
}

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
    std::fprintf(stderr, "bug: unchecked error %.*s: %s (%s:%u)\n", static_cast<int>(error.code->id.size()),
                 error.code->id.data(), error.detail.c_str(), where.file_name(), static_cast<unsigned>(where.line()));
    std::abort();
}

}  // namespace hz
