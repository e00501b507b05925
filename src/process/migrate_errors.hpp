// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/error.hpp"

namespace hz::process::errors {

// Moving a running instance to another version.
inline constexpr ErrorCode cannot_migrate{"process.cannot_migrate", Category::conflict,
                                          "这一件还停在新流程里没有对应位置的地方，不能转到新版本。",
                                          "This one stands where the new process has no matching place; it cannot be "
                                          "moved."};
inline constexpr ErrorCode not_mapped{"process.not_mapped", Category::invalid,
                                      "新流程里没有“{to}”；请指定它对应哪个环节。",
                                      "The new process has no \"{to}\"; say which element takes its place."};
inline constexpr ErrorCode other_kind{
    "process.other_kind", Category::invalid, "“{to}”与原来的环节不是同一种，或不在同一个子流程里；请另选一个。",
    "\"{to}\" is of another kind than the element it replaces, or in another sub-process; choose another one."};
inline constexpr ErrorCode join_not_fed{
    "process.join_not_fed", Category::conflict, "新流程的并行汇合会一直等一条不再有办理的分支，不能转到新版本。",
    "A parallel join of the new process would wait for ever for a branch on which nothing is under way."};

}  // namespace hz::process::errors
