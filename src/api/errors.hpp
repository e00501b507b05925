// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::api::errors {

inline constexpr ErrorCode key_reused{
    "api.idempotency_key_reused", Category::conflict, "同一个幂等键用于了不同的内容，请刷新页面后重试。",
    "This idempotency key was used with other content. Reload the page and try again."};
inline constexpr ErrorCode bad_key{"api.idempotency_key_invalid", Category::malformed,
                                   "幂等键须为 1 至 100 个可见字符。",
                                   "An idempotency key has 1 to 100 visible characters."};
inline constexpr ErrorCode no_key{"api.idempotency_key_missing", Category::malformed, "缺少 Idempotency-Key 请求头。",
                                  "The header Idempotency-Key is missing."};
inline constexpr ErrorCode busy{"api.busy", Category::unavailable, "系统繁忙，请稍后再试，您填写的内容没有丢失。",
                                "The system is busy. Try again shortly; nothing you entered is lost."};

}  // namespace hz::api::errors
