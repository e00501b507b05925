// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/stores.hpp"

#include <cstdio>
#include <cstdlib>

#include "storage/testing/cluster.hpp"
#include "storage/testing/temp_folder.hpp"

namespace hz::storage::testing {

std::vector<Engine> engines() { return {Engine::sqlite, Engine::postgresql}; }

std::string name(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "postgresql"; }

std::string why_not(Engine engine) { return engine == Engine::sqlite ? "" : Cluster::instance().why_not(); }

std::string fresh_url(Engine engine) {
    if (engine == Engine::postgresql) return Cluster::instance().create_database();
    static const TempFolder folder;
    static std::atomic<int> count{0};
    return "sqlite:" + (folder.path() / ("test_" + std::to_string(++count) + ".db")).string();
}

std::unique_ptr<Store> fresh_store(Engine engine, Options options) {
    options.url = fresh_url(engine);
    auto store = open(options);
    if (!store) {
        std::fprintf(stderr, "cannot open a test store: %s\n",
                     message(*store.error().code, store.error().params, "en").c_str());
        std::abort();
    }
    return std::move(*store);
}

}  // namespace hz::storage::testing
