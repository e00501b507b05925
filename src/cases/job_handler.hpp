// SPDX-License-Identifier: Apache-2.0
// How a service task reaches the modules above: they implement JobHandler, `app` plugs it in.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "cases/case.hpp"
#include "cases/case_type.hpp"
#include "storage/store.hpp"

namespace hz::cases {

// The finished work of one job, to be written in the transaction that moves the case on: exactly once in effect.
class JobWork {
  public:
    virtual ~JobWork() = default;
    // Gives what Case::results keeps under the element. May run again on another session.
    virtual Result<Json> commit(storage::Session& session) = 0;
};

// The same for every attempt of one job, and of no other: what a handler gives to whom it calls, so that asking twice
// does it once.
[[nodiscard]] std::string job_key(const Case& c, const PendingJob& job);

// How long a kind of job may take, and when it is left alone for a while.
struct JobPolicy {
    std::chrono::seconds timeout{30};  // of prepare(); a later answer is thrown away
    int failures = 5;                  // in a row, of different cases, after which no job of the kind is tried ...
    std::chrono::seconds pause{60};  // ... for so long; then one is, and each failure doubles the pause, up to an hour
};

// Thread-safe. A job may be asked for again while a former answer is still on its way: only one answer counts.
class JobHandler {
  public:
    virtual ~JobHandler() = default;
    [[nodiscard]] virtual std::string_view type() const = 0;  // "document.issue_licence"
    [[nodiscard]] virtual JobPolicy policy() const { return {}; }
    // Slow work outside any write transaction: rendering, calling out. May run more than once for one job.
    virtual Result<std::unique_ptr<JobWork>> prepare(storage::Session& reader, const Case& c, const CaseType& type,
                                                     const PendingJob& job) = 0;
};

}  // namespace hz::cases
