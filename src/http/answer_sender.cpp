// SPDX-License-Identifier: Apache-2.0
#include "http/answer_sender.hpp"

#include <boost/asio/post.hpp>
#include <cstdio>

#include "http/etag.hpp"
#include "http/live.hpp"
#include "http/response_head.hpp"

namespace hz::http {
namespace {

constexpr std::size_t flush_bytes = 64 << 10;   // answers to pipelined requests go out together up to this
constexpr std::size_t inline_bytes = 16 << 10;  // larger bodies are sent from where they are

}  // namespace

// Writes the answer; false when the connection is over.
Task<bool> AnswerSender::answer(const Request& request, const Route* route, Response& response) {
    apply_if_none_match(request, response);
    note(request, route, response.status);
    keep = keep && !response.close && !worker_.stopping();
    connection_.due_in(limits_.write_progress);
    const bool empty = request.method == Method::head || !has_body(response.status);
    const Body& body = response.body;
    bool fine = false;
    if (std::holds_alternative<FilePart>(body)) {
        fine = co_await send_file(response, std::get<FilePart>(body), empty);
    } else if (std::holds_alternative<Streamed>(body)) {
        fine = co_await send_stream(response, std::get<Streamed>(body), empty);
    } else if (std::holds_alternative<std::shared_ptr<LiveStream>>(body)) {
        fine = co_await send_live(response, *std::get<std::shared_ptr<LiveStream>>(body), empty);
    } else {
        fine = co_await send_text(response, response.text(), empty);
    }
    if (!fine) co_return false;
    co_return keep;
}

void AnswerSender::head(const Response& response, std::optional<std::uint64_t> size, bool chunked) {
    write_head(connection_.out, response,
               {.keep_alive = keep,
                .old_version = old_version,
                .size = size,
                .chunked = chunked,
                .date = worker_.date(),
                .request_id = span.trace,
                .common = worker_.shared().common});
}

Task<bool> AnswerSender::send_text(const Response& response, std::string_view body, bool empty) {
    head(response, body.size());
    if (empty) body = {};
    if (body.size() <= inline_bytes) {
        connection_.out += body;
        // With more requests already here, their answers can go out together.
        if (keep && !connection_.in.empty() && connection_.out.size() < flush_bytes) co_return true;
        const bool sent = co_await flush();
        co_return sent;
    }
    bool fine = co_await flush();
    if (fine) fine = co_await connection_.write(body);
    co_return fine;
}

Task<bool> AnswerSender::send_file(const Response& response, const FilePart& file, bool empty) {
    head(response, file.size);
    bool fine = co_await flush();
    if (fine && !empty) fine = co_await connection_.send_file(file);
    co_return fine;
}

Task<bool> AnswerSender::send_stream(const Response& response, const Streamed& streamed, bool empty) {
    const bool chunked = !streamed.size && !old_version;
    if (!streamed.size && old_version) keep = false;
    head(response, streamed.size, chunked);
    if (!co_await flush()) co_return false;
    std::string piece(flush_bytes, '\0');
    for (std::uint64_t sent = 0; !empty;) {
        const auto got = streamed.source(piece);
        if (!got || (streamed.size && (sent + *got > *streamed.size || (*got == 0 && sent != *streamed.size)))) {
            connection_.abandon();  // better no end than a false one
            co_return false;
        }
        if (*got == 0) break;
        sent += *got;
        const std::string_view bytes(piece.data(), *got);
        if (chunked)
            add_chunk(bytes);
        else
            connection_.out += bytes;
        if (!co_await flush()) co_return false;
        co_await asio::post(worker_.executor(), quiet);
    }
    if (chunked && !empty) connection_.out += "0\r\n\r\n";
    const bool sent_all = co_await flush();
    co_return sent_all;
}

void AnswerSender::add_chunk(std::string_view bytes) {
    char size[24];
    const int used = std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    connection_.out.append(size, static_cast<std::size_t>(used)).append(bytes).append("\r\n");
}

// Events until either side closes. Without length and chunks the stream ends with the connection.
Task<bool> AnswerSender::send_live(const Response& response, LiveStream& stream, bool empty) {
    keep = false;
    head(response, std::nullopt);
    if (!empty) connection_.out += ": hello\n\n";
    connection_.phase = Phase::idle;  // stop() may end it at any time
    stream.on_wake([weak = worker_.weak_from_this(), meeting = std::weak_ptr<Meeting>(meeting_)] {
        if (const auto worker = weak.lock())
            asio::post(worker->executor(), [meeting] {
                const auto there = meeting.lock();
                if (there && there->ready) there->ready->cancel();
            });
    });
    auto state = LiveStream::State::open;
    bool fine = !empty;
    while (fine && state == LiveStream::State::open && !worker_.stopping()) {
        state = stream.take(connection_.out);
        if (!connection_.out.empty()) {
            fine = co_await flush();
            continue;
        }
        if (state == LiveStream::State::closed) break;  // its wake may have come while we wrote
        connection_.never_due();
        connection_.ready.expires_after(limits_.heartbeat);
        const auto [ec] = co_await connection_.ready.async_wait(quiet);
        if (!ec) connection_.out += ":\n\n";
        fine = !connection_.abandoned();
    }
    stream.close();
    const bool sent_all = co_await flush();
    co_return sent_all;
}

Task<bool> AnswerSender::flush() {
    if (connection_.out.empty()) co_return true;
    const bool fine = co_await connection_.write(connection_.out);
    connection_.out.clear();
    co_return fine;
}

void AnswerSender::note(const Request& request, const Route* route, int status) {
    const std::chrono::duration<double> took = SteadyClock::now() - started;
    worker_.shared().seconds.observe(took.count());
    (status < 400   ? worker_.shared().informed
     : status < 500 ? worker_.shared().refused
                    : worker_.shared().failed)
        .add();
    const auto level = status >= 500 ? telemetry::Level::error : telemetry::Level::debug;
    if (!worker_.shared().log.enabled(level)) return;
    const telemetry::Field fields[] = {{"method", to_text(request.method)},
                                       {"route", route ? std::string_view(route->pattern) : std::string_view("-")},
                                       {"status", std::int64_t{status}},
                                       {"client", std::string_view(request.client)},
                                       {"trace", telemetry::Identifier{span.trace}},
                                       {"span", telemetry::Identifier{span.id}},
                                       {"parent", telemetry::Identifier{span.parent}},
                                       {"seconds", took.count()}};
    worker_.shared().log.write(level, "http.request", fields);
}

}  // namespace hz::http
