// SPDX-License-Identifier: Apache-2.0
#include "storage/engine_store.hpp"

#include <algorithm>

namespace hz::storage {

EngineStore::EngineStore(Engine engine, const Options& options, std::size_t lanes, const Connect& connect)
    : engine_(engine), url_(options.url), queue_(options.queue), pool_(connect, options) {
    std::vector<std::unique_ptr<EngineConnection>> connections;
    for (std::size_t i = 0; i < std::max<std::size_t>(lanes, 1); ++i) connections.push_back(connect(false));
    for (auto& connection : connections) writers_.emplace_back(std::move(connection), queue_, hooks_, options);
}

EngineStore::~EngineStore() { close(); }

void EngineStore::close() {
    queue_.close();
    writers_.clear();
}

}  // namespace hz::storage
