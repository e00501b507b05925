// SPDX-License-Identifier: Apache-2.0
#include "telemetry/metrics.hpp"

#include <array>
#include <charconv>

namespace hz::telemetry {
namespace {

constexpr std::array<double, 13> bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};

std::string number(double value) {
    char buffer[400];
    return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr};
}

std::string label_text(const Labels& labels) {
    std::string out;
    for (const auto& [name, value] : labels) {
        if (!out.empty()) out += ',';
        out.append(name).append("=\"");
        for (const char c : value) {
            if (c == '\\' || c == '"') out += '\\';
            if (c == '\n')
                out += "\\n";
            else
                out += c;
        }
        out += '"';
    }
    return out;
}

void line(std::string& out, std::string_view name, std::string_view labels, const std::string& value) {
    out += name;
    if (!labels.empty()) out.append("{").append(labels).append("}");
    out.append(" ").append(value).append("\n");
}

void header(std::string& out, std::string_view name, std::string_view help, std::string_view type) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ");
    out.append(type).append("\n");
}

template <class T>
T& instrument(std::map<std::string, std::unique_ptr<T>>& all, const Labels& labels) {
    auto& slot = all[label_text(labels)];
    if (!slot) slot = std::make_unique<T>();
    return *slot;
}

}  // namespace

Histogram::Histogram() : buckets_(bounds.size() + 1) {}

void Histogram::observe(double seconds) {
    std::size_t i = 0;
    while (i < bounds.size() && seconds > bounds[i]) ++i;
    buckets_[i].fetch_add(1, std::memory_order_relaxed);
    sum_micros_.fetch_add(seconds > 0 ? static_cast<std::uint64_t>(seconds * 1e6) : 0, std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const {
    std::uint64_t all = 0;
    for (const auto& bucket : buckets_) all += bucket.load(std::memory_order_relaxed);
    return all;
}

void Histogram::print(std::string& out, std::string_view name, std::string_view labels) const {
    const std::string prefix = labels.empty() ? "" : std::string(labels) + ",";
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        seen += buckets_[i].load(std::memory_order_relaxed);
        const auto bound = i < bounds.size() ? number(bounds[i]) : std::string("+Inf");
        line(out, std::string(name) + "_bucket", prefix + "le=\"" + bound + "\"", std::to_string(seen));
    }
    const auto sum = static_cast<double>(sum_micros_.load(std::memory_order_relaxed)) / 1e6;
    line(out, std::string(name) + "_sum", labels, number(sum));
    line(out, std::string(name) + "_count", labels, std::to_string(seen));
}

Registry::Family& Registry::family(std::string_view name, std::string_view help) {
    auto found = families_.find(name);
    if (found == families_.end())
        found = families_.emplace(std::string(name), Family{std::string(help), {}, {}, {}}).first;
    return found->second;
}

Counter& Registry::counter(std::string_view name, std::string_view help, const Labels& labels) {
    const std::lock_guard lock(mutex_);
    return instrument(family(name, help).counters, labels);
}

Gauge& Registry::gauge(std::string_view name, std::string_view help, const Labels& labels) {
    const std::lock_guard lock(mutex_);
    return instrument(family(name, help).gauges, labels);
}

Histogram& Registry::histogram(std::string_view name, std::string_view help, const Labels& labels) {
    const std::lock_guard lock(mutex_);
    return instrument(family(name, help).histograms, labels);
}

std::string Registry::text() const {
    const std::lock_guard lock(mutex_);
    std::string out;
    for (const auto& [name, family] : families_) {
        if (!family.counters.empty()) header(out, name, family.help, "counter");
        for (const auto& [labels, counter] : family.counters) line(out, name, labels, std::to_string(counter->value()));
        if (!family.gauges.empty()) header(out, name, family.help, "gauge");
        for (const auto& [labels, gauge] : family.gauges) line(out, name, labels, std::to_string(gauge->value()));
        if (!family.histograms.empty()) header(out, name, family.help, "histogram");
        for (const auto& [labels, histogram] : family.histograms) histogram->print(out, name, labels);
    }
    return out;
}

}  // namespace hz::telemetry
