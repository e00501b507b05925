// SPDX-License-Identifier: Apache-2.0
// What the resources are built on; made and owned by `app`. Every part is thread-safe and outlives the server.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "api/worker_pool.hpp"
#include "cases/cases.hpp"
#include "crypto/suite.hpp"
#include "http/live.hpp"
#include "identity/context.hpp"
#include "identity/directory.hpp"
#include "identity/title.hpp"
#include "ledger/verify.hpp"
#include "pack/definition.hpp"
#include "registry/reading.hpp"
#include "storage/store.hpp"

namespace hz::api {

struct DemoLogin {
    std::string login, password;
    identity::Title title;
};

struct Site {
    identity::Title title;
    std::string region;      // code of the place this platform serves
    std::string public_url;  // for QR codes: "https://zwfw.example"; no slash at the end
    std::string version;
    std::vector<DemoLogin> demo_logins;  // empty but with --demo
};

struct Platform {
    storage::Store& store;
    ledger::Log& ledger;
    identity::Context& identity;
    registry::Context& registry;
    pack::DefinitionCache& definitions;
    cases::Cases& cases;
    const crypto::Suite& suite;
    const crypto::PrivateKey& signing_key;
    http::LiveHub& live;
    WorkerPool& readers;  // reads of the store
    WorkerPool& slow;     // password hashing, rendering
    const Site& site;
    // Recomputes everything stored, the ledger and what follows from it.
    std::function<Result<ledger::VerifyReport>()> verify;

    [[nodiscard]] Time now() const { return identity.clock.now(); }
};

}  // namespace hz::api
