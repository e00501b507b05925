// SPDX-License-Identifier: Apache-2.0
#include "storage/job_queue.hpp"

#include "storage/errors.hpp"

namespace hz::storage {

void JobQueue::push(std::unique_ptr<Job> job) {
    bool closed = false;
    {
        const std::lock_guard lock(mutex_);
        closed = closed_;
        if (!closed && jobs_.size() < limit_) jobs_.push_back(std::move(job));
    }
    if (job)
        job->done(refuse(closed ? errors::closed : errors::busy));
    else
        some_.notify_one();
}

std::unique_ptr<Job> JobQueue::wait() {
    std::unique_lock lock(mutex_);
    some_.wait(lock, [&] { return closed_ || !jobs_.empty(); });
    return take();
}

std::unique_ptr<Job> JobQueue::poll() {
    const std::lock_guard lock(mutex_);
    return take();
}

void JobQueue::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    some_.notify_all();
}

std::unique_ptr<Job> JobQueue::take() {
    if (jobs_.empty()) return nullptr;
    auto job = std::move(jobs_.front());
    jobs_.pop_front();
    return job;
}

}  // namespace hz::storage
