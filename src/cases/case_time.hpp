// SPDX-License-Identifier: Apache-2.0
// The time of one case. It never goes back: while the clock stands before what the case has seen (it was set back, or
// another node's is ahead), what happens to it happens at that last moment. So no limit is counted from a moment after
// its end, and no clock of the law is stopped before it began.
#pragma once
#include "cases/case.hpp"

namespace hz::cases {

// The latest moment that stands in it.
[[nodiscard]] Time last_moment(const Case& c);
// When something happens to it that happens now.
[[nodiscard]] Time moment_of(const Case& c, Time now);

}  // namespace hz::cases
