// SPDX-License-Identifier: Apache-2.0
#include "http/live.hpp"

#include <algorithm>

#include "http/errors.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

std::string_view one_line(std::string_view text) {
    return text.substr(0, text.find_first_of(std::string_view("\r\n\0", 3)));
}

}  // namespace

LiveStream::State LiveStream::take(std::string& out) {
    const std::lock_guard lock(mutex_);
    for (const auto& text : waiting_) out += *text;
    waiting_.clear();
    bytes_ = 0;
    woken_ = false;
    return closed_ ? State::closed : State::open;
}

void LiveStream::on_wake(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
    woken_ = false;
    if (closed_ || !waiting_.empty()) wake_locked();
}

bool LiveStream::push(const std::shared_ptr<const std::string>& text) {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    if (bytes_ + text->size() > most_bytes_) {
        closed_ = true;
        waiting_.clear();
    } else {
        waiting_.push_back(text);
        bytes_ += text->size();
    }
    wake_locked();
    return !closed_;
}

void LiveStream::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    wake_locked();
}

void LiveStream::wake_locked() {
    if (woken_ || !wake_) return;
    woken_ = true;
    wake_();
}

Response LiveHub::subscribe(const Request& request, const std::vector<std::string>& topics,
                            const std::vector<LiveEvent>& first) {
    const auto stream = std::make_shared<LiveStream>(options_.buffer_bytes);
    for (const auto& event : first) stream->push(std::make_shared<const std::string>(format_event(event)));
    {
        const std::lock_guard lock(mutex_);
        if (all_.size() >= options_.most_streams) forget_closed();
        if (closed_ || all_.size() >= options_.most_streams)
            return problem(refuse(errors::too_many_connections), request.locale);
        all_.push_back(stream);
        for (const auto& topic : topics) topics_[topic].push_back(stream);
    }
    Response out;
    out.content_type = "text/event-stream";
    out.header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
    out.body = stream;
    return out;
}

std::size_t LiveHub::publish(std::string_view topic, const LiveEvent& event) {
    const auto text = std::make_shared<const std::string>(format_event(event));
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return 0;
    std::size_t reached = 0;
    std::erase_if(found->second, [&](const std::weak_ptr<LiveStream>& listener) {
        const auto stream = listener.lock();
        const bool alive = stream && stream->push(text);
        reached += alive;
        return !alive;
    });
    if (found->second.empty()) topics_.erase(found);
    return reached;
}

std::size_t LiveHub::streams() const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(
        std::count_if(all_.begin(), all_.end(), [](const auto& stream) { return !stream.expired(); }));
}

void LiveHub::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (const auto& weak : all_)
        if (const auto stream = weak.lock()) stream->close();
    all_.clear();
    topics_.clear();
}

void LiveHub::forget_closed() {
    std::erase_if(all_, [](const auto& stream) { return stream.expired(); });
    for (auto topic = topics_.begin(); topic != topics_.end();) {
        std::erase_if(topic->second, [](const auto& stream) { return stream.expired(); });
        topic = topic->second.empty() ? topics_.erase(topic) : std::next(topic);
    }
}

std::string last_event_id(const Request& request) { return std::string(request.header("last-event-id").value_or("")); }

std::string format_event(const LiveEvent& event) {
    std::string out;
    if (!event.id.empty()) out.append("id: ").append(one_line(event.id)).append("\n");
    if (!event.name.empty()) out.append("event: ").append(one_line(event.name)).append("\n");
    std::string_view rest = event.data;
    for (;;) {
        const auto end = rest.find_first_of("\r\n");
        out.append("data: ").append(rest.substr(0, end)).append("\n");
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + (rest.substr(end).starts_with("\r\n") ? 2 : 1));
    }
    return out += "\n";
}

}  // namespace hz::http
