// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::crypto::errors {

inline constexpr ErrorCode unknown_suite{"crypto.unknown_suite", Category::invalid,
                                         "没有名为“{name}”的密码套件，可选 intl 或 gm。",
                                         "There is no cipher suite named \"{name}\"; choose intl or gm."};
inline constexpr ErrorCode bad_key{"crypto.bad_key", Category::invalid,
                                   "密钥无法读取，或不属于所选的密码套件。请检查密钥文件。",
                                   "The key cannot be read or does not belong to the suite. Check the key file."};
inline constexpr ErrorCode cannot_open{"crypto.cannot_open", Category::invalid,
                                       "密文无法解开：密钥不对，或内容已被改动。",
                                       "The sealed data cannot be opened: wrong key, or the content was altered."};
inline constexpr ErrorCode bad_password{"crypto.bad_password", Category::invalid, "口令长度应为 1 到 {limit} 个字节。",
                                        "A password has 1 to {limit} bytes."};
inline constexpr ErrorCode failed{"crypto.failed", Category::incident, "密码运算失败，请稍后再试。",
                                  "A cryptographic operation failed. Please try again later."};

}  // namespace hz::crypto::errors
