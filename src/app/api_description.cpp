// SPDX-License-Identifier: Apache-2.0
#include "app/api_description.hpp"

#include "app/check/state_checks.hpp"
#include "app/version.hpp"

namespace hz::app {

ApiDescription::ApiDescription() : readers_(1, 1), slow_(1, 1) { site_.version = program_version; }

Result<std::unique_ptr<ApiDescription>> ApiDescription::open(Clock& clock) {
    auto made = std::unique_ptr<ApiDescription>(new ApiDescription());
    SystemRandom random;
    Bytes name(8);
    random.fill(name);
    made->folder_ = std::filesystem::temp_directory_path() / ("huizheng-api-" + to_hex(name));
    NodeOptions options;
    options.data = made->folder_;
    options.readers = 1;
    auto node = Node::open(options, clock);
    if (!node) return node.error();
    made->node_ = std::move(*node);
    auto& n = *made->node_;
    made->platform_ = std::make_unique<api::Platform>(
        api::Platform{*n.store, *n.ledger, *n.identity, *n.registry, *n.definitions, *n.cases, n.ledger->suite(),
                      *n.ledger->keyring().signing, made->live_, made->readers_, made->slow_, made->site_,
                      [&n] { return ledger::verify(*n.ledger, state_checks()); }});
    return made;
}

ApiDescription::~ApiDescription() {
    platform_.reset();
    node_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace hz::app
