// SPDX-License-Identifier: Apache-2.0
#include "app/serve.hpp"

#include <algorithm>

#include "api/resource/routes.hpp"
#include "app/check/state_checks.hpp"
#include "app/live_feed.hpp"
#include "app/pages.hpp"
#include "app/version.hpp"

namespace hz::app {
namespace {

using namespace std::chrono_literals;

// Between two rounds of what follows the ledger: under load one round serves many commits.
constexpr auto pace = 100ms;
// How soon a new day is noticed where nothing happens.
constexpr auto sweep_pace = 60s;
// Supervision may lag: no more than one round in this time, whatever happens.
constexpr auto supervision_pace = 250ms;

// A read on PostgreSQL is mostly waiting for it.
std::size_t reading_threads(const storage::Store& store) { return store.engine() == storage::Engine::sqlite ? 2 : 6; }

}  // namespace

Serving::Serving(std::unique_ptr<Node> node, const ServeOptions& options, telemetry::Log& log)
    : node_(std::move(node)),
      log_(log),
      readers_(reading_threads(*node_->store), 10'000),
      slow_(2, 1'000),
      site_(make_site(options)) {
    auto& n = *node_;
    platform_ = std::make_unique<api::Platform>(
        api::Platform{*n.store, *n.ledger, *n.identity, *n.registry, *n.definitions, *n.cases, n.ledger->suite(),
                      *n.ledger->keyring().signing, live_, readers_, slow_, site_,
                      [&n] { return ledger::verify(*n.ledger, state_checks()); }});
}

api::Site Serving::make_site(const ServeOptions& options) const {
    api::Site site;
    site.version = program_version;
    site.public_url = options.public_url;
    site.demo_logins = options.demo_logins;
    const auto setting = node_->definitions->current()->find("setting", "site");
    if (setting) {
        site.title = identity::title_from(find(setting->body, "title"));
        site.region = get_text(setting->body, "region");
    } else {
        site.title = {"惠政", "Huizheng"};
    }
    return site;
}

Result<std::unique_ptr<Serving>> Serving::start(std::unique_ptr<Node> node, const ServeOptions& options,
                                                telemetry::Log& log) {
    std::unique_ptr<Serving> serving(new Serving(std::move(node), options, log));
    auto routes = api::all_routes(*serving->platform_);
    auto pages = page_routes(serving->metrics_, options.metrics_readers);
    routes.insert(routes.end(), std::make_move_iterator(pages.begin()), std::make_move_iterator(pages.end()));
    serving->router_ = std::make_unique<http::Router>(std::move(routes));

    auto* self = serving.get();
    self->node_->store->after_commit([self] {
        if (self->sequencer_) self->sequencer_->notify();
        const std::lock_guard lock(self->commit_mutex_);
        self->committed_ = true;
        self->commit_.notify_one();
    });
    self->sequencer_ = std::make_unique<ledger::Sequencer>(
        *self->node_->ledger, 200ms, [self](const Result<ledger::Sequenced>& round) {
            if (!round)
                self->log_.error("ledger.sequence_failed",
                                 {{"code", round.error().code->id}, {"detail", round.error().detail}});
        });
    self->node_->runner->start();
    self->follower_ = std::jthread([self](const std::stop_token& stop) { self->follow(stop); });

    http::ServerOptions server;
    server.address = options.address;
    server.port = options.port;
    server.tls = options.tls;
    server.threads = options.threads;
    server.trusted_proxies = options.trusted_proxies;
    server.rate = {.per_second = options.requests_per_second,
                   .burst = 4 * options.requests_per_second,
                   .spare_this_machine = true};
    auto started = http::Server::start(*self->router_, std::move(server), log, self->metrics_);
    if (!started) return started.error();
    self->server_ = std::move(*started);
    return serving;
}

// The search index, supervision and the live pages follow the ledger; jobs and timers are woken by it.
void Serving::follow(const std::stop_token& stop) {
    LiveFeed feed(*node_, live_);
    auto supervised = std::chrono::steady_clock::now() - supervision_pace;
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(commit_mutex_);
            commit_.wait_for(lock, stop, sweep_pace, [this] { return committed_; });
            committed_ = false;
        }
        node_->runner->wake();
        while (!stop.stop_requested() && node_->index_some(500) > 0) {
        }
        feed.publish_new();
        bool more = true;
        if (const auto at = std::chrono::steady_clock::now(); at - supervised >= supervision_pace) {
            supervised = at;
            const bool recounted = recount();
            more = supervise() || recounted;
        }
        std::unique_lock lock(commit_mutex_);
        committed_ = committed_ || more;
        commit_.wait_for(lock, stop, pace, [] { return false; });
    }
}

// One round at a time, so that under load the findings may lag but never slow anybody down. True where more waits.
bool Serving::supervise() {
    constexpr std::size_t events = 500;
    constexpr std::size_t open_cases = 50;
    const auto followed = node_->supervision->follow(events);
    const auto swept = node_->supervision->sweep(open_cases);
    for (const auto* round : {&followed, &swept})
        if (!*round)
            log_.error("supervision.failed", {{"code", round->error().code->id}, {"detail", round->error().detail}});
    return (followed && *followed == events) || (swept && *swept == open_cases);
}

// A calendar that changed moves open deadlines. True where more waits.
bool Serving::recount() {
    constexpr std::size_t open_cases = 50;
    if (const auto followed = node_->follow_definitions(); !followed)
        log_.error("definitions.not_activated",
                   {{"code", followed.error().code->id}, {"detail", followed.error().detail}});
    const auto round = node_->recount->run_some(open_cases);
    if (!round) log_.error("recount.failed", {{"code", round.error().code->id}, {"detail", round.error().detail}});
    return round && *round > 0;
}

Serving::~Serving() { stop(); }

// Order matters: nobody asks any more, then what runs in the background ends, then the store drains.
void Serving::stop() {
    if (server_) server_->stop();
    live_.close();
    follower_.request_stop();
    if (follower_.joinable()) follower_.join();
    node_->runner->stop();
    readers_.stop();
    slow_.stop();
    sequencer_.reset();
    node_->store->close();
}

}  // namespace hz::app
