// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <optional>
#include <string_view>

#include "http/worker.hpp"
#include "telemetry/trace.hpp"

// Answers onto a connection: memory, files, streams, events. Private to http/.
//
// Coroutines here and in session.cpp keep to a plain style, since g++ 12 miscompiles some others: no `co_return
// co_await`, no variable declared in the condition of a branch that waits, no temporary as an argument of what is
// waited for.
namespace hz::http {

// Where an answer from another thread meets the waiting connection. Only touched on the worker's thread.
struct Meeting {
    Timer* ready = nullptr;
    std::optional<Response> response;
};

class AnswerSender {
  public:
    AnswerSender(Worker& worker, Connection& connection, const std::shared_ptr<Meeting>& meeting)
        : worker_(worker), limits_(worker.shared().options.limits), connection_(connection), meeting_(meeting) {}

    // Writes the answer, or for a short one that others follow: queues it. False when the connection is over.
    Task<bool> answer(const Request& request, const Route* route, Response& response);
    // Sends what is queued.
    Task<bool> flush();

    bool keep = true;          // the connection goes on after this answer
    bool old_version = false;  // HTTP/1.0
    SteadyClock::time_point started;
    telemetry::Span span;  // of the request being answered

  private:
    void head(const Response& response, std::optional<std::uint64_t> size, bool chunked = false);
    Task<bool> send_text(const Response& response, std::string_view body, bool empty);
    Task<bool> send_file(const Response& response, const FilePart& file, bool empty);
    Task<bool> send_stream(const Response& response, const Streamed& streamed, bool empty);
    Task<bool> send_live(const Response& response, LiveStream& stream, bool empty);
    void add_chunk(std::string_view bytes);
    void note(const Request& request, const Route* route, int status);

    Worker& worker_;
    const Limits& limits_;
    Connection& connection_;
    const std::shared_ptr<Meeting>& meeting_;
};

}  // namespace hz::http
