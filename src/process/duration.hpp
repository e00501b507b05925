// SPDX-License-Identifier: Apache-2.0
// A length of time as ISO 8601 writes it: P1Y2M3DT4H5M6S, or weeks alone: P2W.
#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace hz::process {

// How long a month is, the calendar says; the rest is exact.
struct Duration {
    int months = 0;
    std::chrono::seconds rest{};
};
// Numbers have at most five digits. Empty where the text is not one.
[[nodiscard]] std::optional<Duration> duration_from_iso(std::string_view text);

}  // namespace hz::process
