// SPDX-License-Identifier: Apache-2.0
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <cstdio>

#include "http/errors.hpp"
#include "http/etag.hpp"
#include "http/live.hpp"
#include "http/problem.hpp"
#include "http/request_reader.hpp"
#include "http/response_head.hpp"
#include "http/text.hpp"
#include "http/worker.hpp"

namespace hz::http {
namespace {

constexpr std::size_t flush_bytes = 64 << 10;   // answers to pipelined requests go out together up to this
constexpr std::size_t inline_bytes = 16 << 10;  // larger bodies are sent from where they are
constexpr std::size_t most_unread = 256 << 10;  // bytes that the reader will not take (a huge chunk header)

// Where an answer from another thread meets the waiting connection. Only touched on the worker's thread.
struct Meeting {
    Timer* ready = nullptr;
    std::optional<Response> response;
};

// A call into the worker's thread that outlives neither the worker nor the connection.
template <class Call>
void on_worker(const std::weak_ptr<Worker>& weak, Call call) {
    if (const auto worker = weak.lock()) asio::dispatch(worker->executor(), std::move(call));
}

// Coroutines here keep to a plain style, since g++ 12 miscompiles some others: no `co_return co_await`, no variable
// declared in the condition of a branch that waits, no temporary as an argument of what is waited for.
class Session {
  public:
    Session(std::shared_ptr<Worker> worker, Socket socket)
        : worker_(std::move(worker)),
          shared_(worker_->shared()),
          limits_(shared_.options.limits),
          connection_(std::move(socket), shared_.tls ? &*shared_.tls : nullptr),
          meeting_(std::make_shared<Meeting>()) {
        worker_->join(connection_);
        meeting_->ready = &connection_.ready;
        connection_.write_progress = limits_.write_progress;
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() { meeting_->ready = nullptr; }

    Task<void> run() {
        connection_.due_in(limits_.head);
        if (!co_await connection_.handshake()) co_return;
        std::size_t served = 0;
        bool more = true;
        while (more) more = co_await one_request(++served);
        const bool sent = co_await flush();
        if (sent && !keep_) co_await connection_.linger();
    }

  private:
    // False when the connection is over.
    Task<bool> one_request(std::size_t served) {
        RequestReader reader(limits_.head_bytes);
        if (!co_await read_head(reader, served)) co_return false;
        started_ = SteadyClock::now();
        keep_ = reader.keep_alive() && served < limits_.requests_per_connection;
        old_version_ = reader.is_http_1_0();
        const auto request = reader.request();
        know_client(*request);
        auto routed = route_request(shared_.router, *request);
        auto response = early_answer(*request, routed);
        if (response)
            keep_ = keep_ && reader.complete();
        else if (!co_await read_body(reader, *routed.route))
            co_return false;
        if (!response && reader.fault()) {
            keep_ = false;
            response = problem(*reader.fault(), request->locale);
        }
        if (!response) response = co_await handle(*routed.route, request);
        if (!response) co_return false;
        const bool more = co_await answer(*request, routed.route, *response);
        co_return more;
    }

    // True with a head, false when the connection is over; faults in the head are answered here.
    Task<bool> read_head(RequestReader& reader, std::size_t served) {
        connection_.phase = served > 1 ? Phase::idle : Phase::fresh;
        connection_.due_in(served > 1 ? limits_.idle : limits_.head);
        if (worker_->stopping()) connection_.due_at_latest(SteadyClock::now() + fresh_at_stop);
        bool begun = false;
        while (!reader.has_head() && !reader.fault()) {
            while (!reader.started() && connection_.in.starts_with("\r\n")) connection_.in.erase(0, 2);
            const bool half_line_end = !reader.started() && connection_.in == "\r";
            if (!connection_.in.empty() && !half_line_end) {
                if (!begun) connection_.due_in(limits_.head);
                begun = true;
                connection_.phase = Phase::busy;
                connection_.in.erase(0, reader.put(connection_.in));
                if (reader.has_head() || reader.fault()) break;
            } else if (connection_.in.empty() && worker_->stopping()) {
                co_return false;
            }
            if (!co_await flush()) co_return false;
            if (!co_await connection_.more()) {
                if (!begun || !connection_.expired()) co_return false;
                co_await refuse_head(late());
                co_return false;
            }
        }
        if (reader.fault()) {
            co_await refuse_head(*reader.fault());
            co_return false;
        }
        co_return true;
    }

    // Answers what cannot be understood; nothing after it can be trusted.
    Task<void> refuse_head(const Error& error) {
        Request nobody;
        nobody.locale = shared_.options.default_locale;
        started_ = SteadyClock::now();
        keep_ = false;
        connection_.due_in(limits_.write_progress);
        auto response = problem(error, nobody.locale);
        co_await answer(nobody, nullptr, response);
    }

    [[nodiscard]] static const Error& late() {
        static const Error error = refuse(errors::timed_out);
        return error;
    }

    // False when the connection is over; faults are left in the reader.
    Task<bool> read_body(RequestReader& reader, const Route& route) {
        reader.accept_body(route.body_limit.value_or(limits_.body_bytes),
                           route.large_body ? shared_.options.spool_folder : "");
        if (!reader.complete() && reader.expects_continue() && connection_.in.empty()) {
            connection_.out += "HTTP/1.1 100 Continue\r\n\r\n";
            if (!co_await flush()) co_return false;
        }
        const auto begin = SteadyClock::now();
        while (!reader.complete() && !reader.fault()) {
            const auto used = reader.put(connection_.in);
            connection_.in.erase(0, used);
            if (reader.complete() || reader.fault()) break;
            if (connection_.in.size() > most_unread) co_return false;
            connection_.due_in(limits_.body_progress);
            connection_.due_at_latest(begin + limits_.body_grace + paid_for(reader.body_size()));
            if (!co_await connection_.more()) {
                if (connection_.expired() && !connection_.abandoned()) co_await refuse_head(late());
                co_return false;
                co_return false;
            }
        }
        co_return true;
    }

    // How much time a body of this size has earned.
    [[nodiscard]] std::chrono::milliseconds paid_for(std::uint64_t bytes) const {
        const auto rate = std::max<std::uint64_t>(limits_.body_bytes_per_second, 1);
        return std::chrono::milliseconds(
            static_cast<std::int64_t>(std::min<std::uint64_t>(bytes, 1ULL << 40) * 1000 / rate));
    }

    void know_client(Request& request) const {
        request.client = connection_.peer();
        request.secure = connection_.secure();
        request.locale = choose_locale(request.header("accept-language").value_or(""), shared_.options.default_locale);
        const auto& proxies = shared_.options.trusted_proxies;
        if (std::find(proxies.begin(), proxies.end(), request.client) == proxies.end()) return;
        if (const auto scheme = request.header("x-forwarded-proto")) request.secure = *scheme == "https";
        if (const auto chain = request.header("x-forwarded-for")) {
            const auto last = chain->substr(chain->rfind(',') + 1);  // the one our proxy saw
            NetError ec;
            const auto address = asio::ip::make_address(
                std::string(last.substr(std::min(last.find_first_not_of(' '), last.size()))), ec);
            if (!ec) request.client = address.to_string();
        }
    }

    // What needs no handler: no such route, too many requests, not admitted.
    std::optional<Response> early_answer(const Request& request, Routed& routed) {
        const double cost = routed.route ? routed.route->cost : 1;
        if (const auto seconds = shared_.limiter.take(request.client, cost, SteadyClock::now()))
            return problem(refuse(errors::too_many_requests, {{"seconds", std::to_string(seconds)}}), request.locale);
        if (!routed.route) return std::move(*routed.answer);
        if (shared_.options.admit) return shared_.options.admit(request, *routed.route);
        return std::nullopt;
    }

    // Empty when the connection is over.
    Task<std::optional<Response>> handle(const Route& route, std::shared_ptr<Request> request) {
        meeting_->response.reset();
        Request& reference = *request;
        std::weak_ptr<Worker> weak = worker_;
        route.handler(reference, Responder(request, [weak, meeting = meeting_](Response response) {
                          on_worker(weak, [meeting, response = std::make_shared<Response>(std::move(response))] {
                              meeting->response = std::move(*response);
                              if (meeting->ready) meeting->ready->cancel();
                          });
                      }));
        if (!meeting_->response) {
            if (!co_await flush()) co_return std::nullopt;
        }
        connection_.due_in(limits_.handler);
        while (!meeting_->response && !connection_.expired() && !connection_.abandoned()) {
            connection_.ready.expires_at(SteadyClock::time_point::max());
            co_await connection_.ready.async_wait(quiet);
        }
        if (connection_.abandoned()) co_return std::nullopt;
        if (!meeting_->response) {  // a late answer must not meet the next request
            shared_.log.error("http.handler_too_slow", {{"route", std::string_view(route.pattern)}});
            meeting_->ready = nullptr;
            meeting_ = std::make_shared<Meeting>();
            meeting_->ready = &connection_.ready;
            co_return problem(refuse(errors::no_answer), request->locale);
        }
        co_return std::move(*meeting_->response);
    }

    // Writes the answer; false when the connection is over.
    Task<bool> answer(const Request& request, const Route* route, Response& response) {
        apply_if_none_match(request, response);
        note(request, route, response.status);
        keep_ = keep_ && !response.close && !worker_->stopping();
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
        co_return keep_;
    }

    void head(const Response& response, std::optional<std::uint64_t> size, bool chunked = false) {
        write_head(connection_.out, response,
                   {.keep_alive = keep_,
                    .old_version = old_version_,
                    .size = size,
                    .chunked = chunked,
                    .date = worker_->date(),
                    .common = shared_.common});
    }

    Task<bool> send_text(const Response& response, std::string_view body, bool empty) {
        head(response, body.size());
        if (empty) body = {};
        if (body.size() <= inline_bytes) {
            connection_.out += body;
            // With more requests already here, their answers can go out together.
            if (keep_ && !connection_.in.empty() && connection_.out.size() < flush_bytes) co_return true;
            const bool sent = co_await flush();
            co_return sent;
        }
        bool fine = co_await flush();
        if (fine) fine = co_await connection_.write(body);
        co_return fine;
    }

    Task<bool> send_file(const Response& response, const FilePart& file, bool empty) {
        head(response, file.size);
        bool fine = co_await flush();
        if (fine && !empty) fine = co_await connection_.send_file(file);
        co_return fine;
    }

    Task<bool> send_stream(const Response& response, const Streamed& streamed, bool empty) {
        const bool chunked = !streamed.size && !old_version_;
        if (!streamed.size && old_version_) keep_ = false;
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
            co_await asio::post(worker_->executor(), quiet);
        }
        if (chunked && !empty) connection_.out += "0\r\n\r\n";
        const bool sent_all = co_await flush();
        co_return sent_all;
    }

    void add_chunk(std::string_view bytes) {
        char size[24];
        const int used = std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
        connection_.out.append(size, static_cast<std::size_t>(used)).append(bytes).append("\r\n");
    }

    // Events until either side closes. Without length and chunks the stream ends with the connection.
    Task<bool> send_live(const Response& response, LiveStream& stream, bool empty) {
        keep_ = false;
        head(response, std::nullopt);
        if (!empty) connection_.out += ": hello\n\n";
        connection_.phase = Phase::idle;  // stop() may end it at any time
        stream.on_wake([weak = std::weak_ptr<Worker>(worker_), meeting = std::weak_ptr<Meeting>(meeting_)] {
            if (const auto worker = weak.lock())
                asio::post(worker->executor(), [meeting] {
                    const auto there = meeting.lock();
                    if (there && there->ready) there->ready->cancel();
                });
        });
        auto state = LiveStream::State::open;
        bool fine = !empty;
        while (fine && state == LiveStream::State::open && !worker_->stopping()) {
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

    Task<bool> flush() {
        if (connection_.out.empty()) co_return true;
        const bool fine = co_await connection_.write(connection_.out);
        connection_.out.clear();
        co_return fine;
    }

    void note(const Request& request, const Route* route, int status) {
        const std::chrono::duration<double> took = SteadyClock::now() - started_;
        shared_.seconds.observe(took.count());
        (status < 400 ? shared_.informed : status < 500 ? shared_.refused : shared_.failed).add();
        const auto level = status >= 500 ? telemetry::Level::error : telemetry::Level::debug;
        if (!shared_.log.enabled(level)) return;
        const telemetry::Field fields[] = {{"method", to_text(request.method)},
                                           {"route", route ? std::string_view(route->pattern) : std::string_view("-")},
                                           {"status", std::int64_t{status}},
                                           {"seconds", took.count()}};
        shared_.log.write(level, "http.request", fields);
    }

    std::shared_ptr<Worker> worker_;
    Shared& shared_;
    const Limits& limits_;
    Connection connection_;
    std::shared_ptr<Meeting> meeting_;
    SteadyClock::time_point started_;
    bool keep_ = true;
    bool old_version_ = false;
};

}  // namespace

Task<void> serve(std::shared_ptr<Worker> worker, Socket socket) {
    Session session(std::move(worker), std::move(socket));
    co_await session.run();
}

}  // namespace hz::http
