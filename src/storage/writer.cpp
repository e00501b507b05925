// SPDX-License-Identifier: Apache-2.0
#include "storage/writer.hpp"

#include <algorithm>
#include <iterator>

#include "storage/errors.hpp"

namespace hz::storage {
namespace {

constexpr std::size_t largest_batch = 1024;
constexpr int most_retries = 3;
constexpr int most_caution = 64;

// Nothing was kept, and the same again may well succeed.
bool worth_retrying(const Error& failure) { return failure.is(errors::collision) || failure.is(errors::unavailable); }

}  // namespace

Error failure_of(const std::exception& thrown) {
    if (const auto* failure = dynamic_cast<const Failure*>(&thrown)) return failure->error();
    Error error = refuse(errors::failed);
    error.detail = thrown.what();
    return error;
}

Writer::Writer(std::unique_ptr<EngineConnection> connection, JobQueue& queue, const Hooks& hooks,
               const Options& options)
    : connection_(std::move(connection)), queue_(queue), hooks_(hooks), options_(options), thread_([this] { run(); }) {}

void Writer::run() {
    while (auto job = queue_.wait()) {
        Batch batch;
        batch.push_back({std::move(job)});
        serve(std::move(batch), true, bold_now());
    }
}

bool Writer::bold_now() {
    if (cautious_ == 0) return true;
    --cautious_;
    return false;
}

// Whoever makes guesses fail on purpose soon makes hardly anybody wait for it.
void Writer::learn(bool went_well) {
    if (!went_well) cautious_ = caution_;
    caution_ = went_well ? std::max(caution_ / 2, 1) : std::min(caution_ * 2, most_caution);
}

void Writer::serve(Batch batch, bool grow, bool boldly) {
    try {
        connection_->begin(boldly);
    } catch (const std::exception& thrown) {
        // No transaction can be had: tell everyone who waits, rather than let each wait for the same answer in turn.
        while (grow && batch.size() < options_.queue) {
            auto job = queue_.poll();
            if (!job) break;
            batch.push_back({std::move(job)});
        }
        fail(batch, failure_of(thrown));
        return tell(batch);
    }
    try {
        attempt_all(batch, grow);
        finish(batch);
    } catch (const std::exception& thrown) {
        const auto failure = failure_of(thrown);
        const bool may_help = connection_->took_chances() && !failure.is(errors::outcome_unknown);
        connection_->rollback();
        if (!may_help) return serve_again(std::move(batch), failure);
        learn(false);
        return serve(std::move(batch), false, false);
    }
    if (boldly) learn(true);
    tell(batch);
}

void Writer::attempt_all(Batch& batch, bool grow) {
    const auto until = std::chrono::steady_clock::now() + options_.hold;
    for (std::size_t next = 0; next < batch.size(); ++next) {
        attempt(batch[next]);
        if (!grow || next + 1 < batch.size() || batch.size() >= largest_batch) continue;
        if (std::chrono::steady_clock::now() >= until) continue;
        if (auto job = queue_.poll()) batch.push_back({std::move(job)});
    }
}

void Writer::attempt(Entry& entry) {
    entry.failure.reset();
    entry.state = Entry::waiting;
    connection_->mark(entry.job->unlimited() ? Limit::zero() : options_.write_limit);
    bool keep = false;
    try {
        keep = entry.job->run(connection_->session());
    } catch (const std::exception& thrown) {
        if (!connection_->intact()) throw;
        entry.failure = failure_of(thrown);
    }
    if (keep)
        connection_->keep();
    else
        connection_->drop();
    entry.state = keep ? Entry::kept : Entry::dropped;
}

void Writer::finish(const Batch& batch) {
    if (std::ranges::none_of(batch, [](const Entry& e) { return e.state == Entry::kept; })) {
        connection_->settle();
        return connection_->rollback();
    }
    if (hooks_.before_commit) hooks_.before_commit(connection_->session());
    connection_->commit();
    if (hooks_.after_commit) hooks_.after_commit();
}

// Nothing of the batch was kept. Halving finds the job that fails without a commit for each of the others.
void Writer::serve_again(Batch batch, Error failure) {
    if (batch.size() == 1 || failure.is(errors::outcome_unknown)) {
        for (int i = 0; i < most_retries && worth_retrying(failure); ++i) {
            try {
                connection_->begin(false);
                attempt(batch.front());
                finish(batch);
                return tell(batch);
            } catch (const std::exception& thrown) {
                connection_->rollback();
                failure = failure_of(thrown);
            }
        }
        fail(batch, failure);
        return tell(batch);
    }
    const auto middle = batch.begin() + static_cast<std::ptrdiff_t>(batch.size() / 2);
    Batch second(std::make_move_iterator(middle), std::make_move_iterator(batch.end()));
    batch.erase(middle, batch.end());
    serve(std::move(batch), false, false);
    serve(std::move(second), false, false);
}

void Writer::fail(Batch& batch, const Error& failure) {
    for (auto& entry : batch)
        if (entry.state != Entry::dropped) entry.failure = failure;
}

void Writer::tell(Batch& batch) {
    for (auto& entry : batch) entry.job->done(std::move(entry.failure));
}

}  // namespace hz::storage
