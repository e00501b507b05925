// SPDX-License-Identifier: Apache-2.0
#include "storage/read_pool.hpp"

#include "storage/errors.hpp"

namespace hz::storage {

std::optional<Error> ReadPool::read(const std::function<void(Session&)>& work) {
    std::unique_ptr<EngineConnection> connection;
    std::optional<Error> failure;
    try {
        connection = take();
    } catch (const std::exception& thrown) {
        return failure_of(thrown);
    }
    try {
        connection->begin_read(options_.read_limit);
        work(connection->session());
    } catch (const std::exception& thrown) {
        failure = failure_of(thrown);
    }
    connection->rollback();
    give_back(std::move(connection));
    return failure;
}

std::unique_ptr<EngineConnection> ReadPool::take() {
    {
        std::unique_lock lock(mutex_);
        if (!free_.wait_for(lock, options_.read_wait, [&] { return taken_ < options_.readers; }))
            throw Failure(refuse(errors::busy));
        ++taken_;
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    try {
        return connect_(true);
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void ReadPool::give_back(std::unique_ptr<EngineConnection> connection) {
    {
        const std::lock_guard lock(mutex_);
        --taken_;
        if (connection) idle_.push_back(std::move(connection));
    }
    free_.notify_one();
}

}  // namespace hz::storage
