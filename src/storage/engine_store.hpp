// SPDX-License-Identifier: Apache-2.0
// The store over any engine: one queue, its writers, a pool of readers. Private to this module.
#pragma once
#include <list>
#include <memory>

#include "storage/read_pool.hpp"
#include "storage/writer.hpp"

namespace hz::storage {

class EngineStore final : public Store {
  public:
    // Opens `lanes` writing connections at once; throws Failure where one cannot be had.
    EngineStore(Engine engine, const Options& options, std::size_t lanes, const Connect& connect);
    ~EngineStore() override;

    [[nodiscard]] Engine engine() const override { return engine_; }
    [[nodiscard]] const std::string& url() const override { return url_; }
    void submit(std::unique_ptr<Job> job) override { queue_.push(std::move(job)); }
    std::optional<Error> do_read(const std::function<void(Session&)>& work) override { return pool_.read(work); }
    void before_commit(std::function<void(Session&)> hook) override { hooks_.before_commit = std::move(hook); }
    void after_commit(std::function<void()> hook) override { hooks_.after_commit = std::move(hook); }
    void close() override;

  private:
    const Engine engine_;
    const std::string url_;
    JobQueue queue_;
    Hooks hooks_;
    ReadPool pool_;
    std::list<Writer> writers_;
};

}  // namespace hz::storage
