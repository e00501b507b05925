// SPDX-License-Identifier: Apache-2.0
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>

#include "http/answer_sender.hpp"
#include "http/errors.hpp"
#include "http/problem.hpp"
#include "http/request_reader.hpp"
#include "http/text.hpp"
#include "http/worker.hpp"

namespace hz::http {
namespace {

constexpr std::size_t most_unread = 256 << 10;  // bytes that the reader will not take (a huge chunk header)

// A call into the worker's thread that outlives neither the worker nor the connection.
template <class Call>
void on_worker(const std::weak_ptr<Worker>& weak, Call call) {
    if (const auto worker = weak.lock()) asio::dispatch(worker->executor(), std::move(call));
}

class Session {
  public:
    Session(std::shared_ptr<Worker> worker, Socket socket)
        : worker_(std::move(worker)),
          shared_(worker_->shared()),
          limits_(shared_.options.limits),
          connection_(std::move(socket), shared_.tls ? &*shared_.tls : nullptr),
          meeting_(std::make_shared<Meeting>()),
          sender_(*worker_, connection_, meeting_) {
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
        const bool sent = co_await sender_.flush();
        if (sent && !sender_.keep) co_await connection_.linger();
    }

  private:
    // False when the connection is over.
    Task<bool> one_request(std::size_t served) {
        RequestReader reader(limits_.head_bytes);
        if (!co_await read_head(reader, served)) co_return false;
        sender_.started = SteadyClock::now();
        sender_.keep = reader.keep_alive() && served < limits_.requests_per_connection;
        sender_.old_version = reader.is_http_1_0();
        const auto request = reader.request();
        sender_.span = telemetry::begin_span(request->header("traceparent").value_or(""), shared_.random);
        know_client(*request);
        auto routed = route_request(shared_.router, *request);
        auto response = early_answer(*request, routed);
        if (response)
            sender_.keep = sender_.keep && reader.complete();
        else if (!co_await read_body(reader, *routed.route))
            co_return false;
        if (!response && reader.fault()) {
            sender_.keep = false;
            response = problem(*reader.fault(), request->locale);
        }
        if (!response) response = co_await handle(*routed.route, request);
        if (!response) co_return false;
        const bool more = co_await sender_.answer(*request, routed.route, *response);
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
            if (!co_await sender_.flush()) co_return false;
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
        nobody.client = connection_.peer();
        sender_.span = telemetry::begin_span("", shared_.random);
        sender_.started = SteadyClock::now();
        sender_.keep = false;
        connection_.due_in(limits_.write_progress);
        auto response = problem(error, nobody.locale);
        co_await sender_.answer(nobody, nullptr, response);
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
            if (!co_await sender_.flush()) co_return false;
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
        if (!proxies.contain(request.client)) return;
        if (const auto scheme = request.header("x-forwarded-proto")) request.secure = *scheme == "https";
        if (request.headers.count("x-forwarded-for") == 1)
            request.client = client_behind(proxies, request.client, *request.header("x-forwarded-for"));
    }

    [[nodiscard]] bool is_limited(const Request& request) const {
        NetError ec;
        return !shared_.options.rate.spare_this_machine || !asio::ip::make_address(request.client, ec).is_loopback();
    }

    // What needs no handler: no such route, too many requests, not admitted.
    std::optional<Response> early_answer(const Request& request, Routed& routed) {
        const double cost = routed.route ? routed.route->cost : 1;
        const auto seconds = is_limited(request) ? shared_.limiter.take(request.client, cost, SteadyClock::now()) : 0U;
        if (seconds > 0)
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
            if (!co_await sender_.flush()) co_return std::nullopt;
        }
        connection_.due_in(limits_.handler);
        while (!meeting_->response && !connection_.expired() && !connection_.abandoned()) {
            connection_.ready.expires_at(SteadyClock::time_point::max());
            co_await connection_.ready.async_wait(quiet);
        }
        if (connection_.abandoned()) co_return std::nullopt;
        if (!meeting_->response) {  // a late answer must not meet the next request
            shared_.log.error("http.handler_too_slow", {{"route", std::string_view(route.pattern)},
                                                        {"trace", telemetry::Identifier{sender_.span.trace}}});
            meeting_->ready = nullptr;
            meeting_ = std::make_shared<Meeting>();
            meeting_->ready = &connection_.ready;
            co_return problem(refuse(errors::no_answer), request->locale);
        }
        co_return std::move(*meeting_->response);
    }

    std::shared_ptr<Worker> worker_;
    Shared& shared_;
    const Limits& limits_;
    Connection connection_;
    std::shared_ptr<Meeting> meeting_;
    AnswerSender sender_;
};

}  // namespace

Task<void> serve(std::shared_ptr<Worker> worker, Socket socket) {
    Session session(std::move(worker), std::move(socket));
    co_await session.run();
}

}  // namespace hz::http
