// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hz::telemetry {

// A number that only grows.
class Counter {
  public:
    void add(std::uint64_t by = 1) { value_.fetch_add(by, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

  private:
    std::atomic<std::uint64_t> value_{0};
};

// A number that goes up and down.
class Gauge {
  public:
    void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
    void add(std::int64_t by) { value_.fetch_add(by, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

  private:
    std::atomic<std::int64_t> value_{0};
};

// How long things took, in seconds, in fixed buckets from 0.5 ms to 10 s.
class Histogram {
  public:
    Histogram();
    void observe(double seconds);
    [[nodiscard]] std::uint64_t count() const;
    // Appends the Prometheus lines; `labels` is "" or "a=\"b\"".
    void print(std::string& out, std::string_view name, std::string_view labels) const;

  private:
    std::vector<std::atomic<std::uint64_t>> buckets_;
    std::atomic<std::uint64_t> sum_micros_{0};
};

using Labels = std::vector<std::pair<std::string_view, std::string_view>>;

// Gives instruments by name and labels; asking twice gives the same one. A reference is valid as long as the registry,
// so ask once and keep it. Names follow Prometheus (`http_requests_total`). Thread-safe.
class Metrics {
  public:
    virtual ~Metrics() = default;
    virtual Counter& counter(std::string_view name, std::string_view help, const Labels& labels = {}) = 0;
    virtual Gauge& gauge(std::string_view name, std::string_view help, const Labels& labels = {}) = 0;
    virtual Histogram& histogram(std::string_view name, std::string_view help, const Labels& labels = {}) = 0;
    // Prometheus text exposition format 0.0.4.
    [[nodiscard]] virtual std::string text() const = 0;
};

// Off: one instrument of each kind that nobody reads.
class NullMetrics final : public Metrics {
  public:
    Counter& counter(std::string_view, std::string_view, const Labels&) override { return counter_; }
    Gauge& gauge(std::string_view, std::string_view, const Labels&) override { return gauge_; }
    Histogram& histogram(std::string_view, std::string_view, const Labels&) override { return histogram_; }
    [[nodiscard]] std::string text() const override { return {}; }

  private:
    Counter counter_;
    Gauge gauge_;
    Histogram histogram_;
};

class Registry final : public Metrics {
  public:
    Counter& counter(std::string_view name, std::string_view help, const Labels& labels = {}) override;
    Gauge& gauge(std::string_view name, std::string_view help, const Labels& labels = {}) override;
    Histogram& histogram(std::string_view name, std::string_view help, const Labels& labels = {}) override;
    [[nodiscard]] std::string text() const override;

  private:
    struct Family {
        std::string help;
        std::map<std::string, std::unique_ptr<Counter>> counters;
        std::map<std::string, std::unique_ptr<Gauge>> gauges;
        std::map<std::string, std::unique_ptr<Histogram>> histograms;
    };
    Family& family(std::string_view name, std::string_view help);

    mutable std::mutex mutex_;
    std::map<std::string, Family, std::less<>> families_;
};

}  // namespace hz::telemetry
