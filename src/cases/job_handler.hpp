// SPDX-License-Identifier: Apache-2.0
// How a service task reaches the modules above: they implement JobHandler, `app` plugs it in.
#pragma once
#include <memory>
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

// Thread-safe.
class JobHandler {
  public:
    virtual ~JobHandler() = default;
    [[nodiscard]] virtual std::string_view type() const = 0;  // "document.issue_licence"
    // Slow work outside any write transaction: rendering, calling out. May run more than once for one job.
    virtual Result<std::unique_ptr<JobWork>> prepare(storage::Session& reader, const Case& c, const CaseType& type,
                                                     const PendingJob& job) = 0;
};

}  // namespace hz::cases
