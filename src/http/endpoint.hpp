// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <concepts>
#include <string>
#include <utility>

#include "base/codec.hpp"
#include "http/errors.hpp"
#include "http/openapi.hpp"
#include "http/parameter_read.hpp"
#include "http/problem.hpp"
#include "http/route.hpp"

// Typed endpoints: one description gives decoding, validation, the JSON answer and the OpenAPI operation.
//
//     struct FlyKite {                                   // any of these three, each a described struct
//         struct Path { KiteId id; } path;
//         struct Query { std::optional<bool> dry_run; } query;
//         struct Body { Text<40> place; int metres = 0; } body;    // or Json for free-form
//     };
//     BOOST_DESCRIBE_STRUCT(FlyKite::Path, (), (id))
//     BOOST_DESCRIBE_STRUCT(FlyKite::Query, (), (dry_run))
//     BOOST_DESCRIBE_STRUCT(FlyKite::Body, (), (place, metres))
//     struct Flight { FlightId id; Time at; };
//     BOOST_DESCRIBE_STRUCT(Flight, (), (id, at))
//
//     Route fly_kite(Shop& shop) {
//         return endpoint<FlyKite, Flight>(
//             {.method = Method::post, .pattern = "/api/v1/kites/{id}/flights", .permission = "kite.fly",
//              .operation_id = "fly_kite", .summary = "Lets a kite rise", .status = 201},
//             [&](Call<FlyKite> call, Reply<Flight> reply) {
//                 shop.write([call, reply](auto& tx) mutable {      // any thread, any time later
//                     Result<Flight> flight = fly(tx, call.path.id, call.body.place);
//                     if (flight) reply.header("Location", "/api/v1/flights/" + to_text(flight->id));
//                     reply(flight);                                // a value, or an Error that becomes a problem
//                 });
//             });
//     }
//
// Out is a described struct, vector, Json, Nothing (204), or Response (files, streams, redirects).
namespace hz::http {

struct Nothing {};

struct Spec {
    Method method = Method::get;
    std::string pattern = {};
    std::string permission = {};
    std::string operation_id = {};
    std::string summary = {};
    std::vector<std::string> tags = {};
    int status = 200;  // of success; Nothing answers 204
    std::optional<std::uint64_t> body_limit = {};
    bool large_body = false;
    unsigned cost = 1;
    std::vector<const ErrorCode*> problems = {};   // worth mentioning in the document
    std::string answer_type = "application/json";  // for Out = Response
};

// The decoded input (`path`, `query`, `body` of In) and the request it came with. Copyable, owns everything it shows.
template <class In>
struct Call : In {
    std::shared_ptr<Request> request;

    [[nodiscard]] const std::string& locale() const { return request->locale; }
    // What the guard left: `T` must be what it stored; nullptr where there was no guard.
    template <class T>
    [[nodiscard]] const T* context() const {
        return static_cast<const T*>(request->context.get());
    }
};

// The way back. Call it once, with a value or an Error, from any thread. Headers set before go with a value only.
template <class Out>
class Reply {
  public:
    Reply(Responder responder, int status) : responder_(std::move(responder)), status_(status) {}
    Reply& header(std::string_view name, std::string_view value) {
        headers_.emplace_back(name, value);
        return *this;
    }
    Reply& status(int status) {
        status_ = status;
        return *this;
    }
    void operator()(const Result<Out>& result) const {
        if (result.has_error())
            responder_(result.error());
        else
            responder_(with_headers(make(*result)));
    }
    [[nodiscard]] const Responder& responder() const { return responder_; }

  private:
    [[nodiscard]] Response make(const Out& out) const {
        if constexpr (std::is_same_v<Out, Nothing>)
            return empty_response(status_ == 200 ? 204 : status_);
        else if constexpr (std::is_same_v<Out, Response>)
            return out;
        else
            return json_response(status_, codec::encode(out));
    }
    [[nodiscard]] Response with_headers(Response response) const {
        for (const auto& [name, value] : headers_) response.headers.emplace_back(name, value);
        return response;
    }
    Responder responder_;
    int status_;
    std::vector<std::pair<std::string, std::string>> headers_;
};

template <class In>
concept HasPath = requires(In in) {
    in.path;
};
template <class In>
concept HasQuery = requires(In in) {
    in.query;
};
template <class In>
concept HasBody = requires(In in) {
    in.body;
};

// Refusal where the body does not say it is JSON.
[[nodiscard]] std::optional<Error> check_json_body(const Request& request);

// Fills `in` from the request. A path that does not fit is 404; query and body faults are reported together.
template <class In>
[[nodiscard]] std::optional<Error> read_call(In& in, const Request& request) {
    if constexpr (HasPath<In>) {
        codec::Reader reader(false);
        read_parameters(in.path, request.params, reader);
        if (!reader.errors.empty()) return refuse(errors::no_such_page);
    }
    codec::Reader reader(false);
    if constexpr (HasQuery<In>) read_parameters(in.query, request.query, reader);
    if constexpr (HasBody<In>) {
        if (auto fault = check_json_body(request)) return fault;
        auto body = codec::decode<decltype(in.body)>(request.body, {.limits = {.bytes = request.body.size() + 1}});
        if (body.has_value()) {
            in.body = std::move(*body);
        } else {
            auto fault = body.error();
            if (fault.fields.empty()) return fault;
            for (auto& field : fault.fields) reader.errors.push_back(std::move(field));
        }
    }
    if (!reader.errors.empty()) return refuse_fields(hz::errors::invalid_input, std::move(reader.errors));
    return std::nullopt;
}

template <class T>
void describe_parameters(OperationParts& parts, std::string_view in, codec::SchemaBook& book) {
    boost::mp11::mp_for_each<codec::Members<T>>([&](auto m) {
        using Member = codec::MemberType<T, decltype(m)>;
        const bool required = !codec::is_optional<Member> && !codec::is_vector<Member>;
        parts.parameters.push_back({std::string(codec::public_name(m.name)), in, required, book.of<Member>()});
    });
}

template <class In, class Out>
[[nodiscard]] OperationParts describe_call(codec::SchemaBook& book, const Spec& spec) {
    OperationParts parts;
    parts.status = spec.status;
    parts.problems = spec.problems;
    if constexpr (HasPath<In>) describe_parameters<decltype(In::path)>(parts, "path", book);
    if constexpr (HasQuery<In>) describe_parameters<decltype(In::query)>(parts, "query", book);
    if constexpr (HasBody<In>) parts.body = book.of<decltype(In::body)>();
    if constexpr (std::is_same_v<Out, Nothing>)
        parts.status = spec.status == 200 ? 204 : spec.status;
    else if constexpr (std::is_same_v<Out, Response>)
        parts.answer_type = spec.answer_type;
    else
        parts.answer = book.of<Out>();
    return parts;
}

// A route with no typed part: the handler sees the request (uploads, static files, façades of other protocols).
[[nodiscard]] Route raw_route(Spec spec, Handler handler);

template <class In, class Out>
[[nodiscard]] Route endpoint(Spec spec, std::function<void(Call<In>, Reply<Out>)> handle) {
    auto describe = [spec](codec::SchemaBook& book) { return operation_json(describe_call<In, Out>(book, spec)); };
    const int status = spec.status;
    auto route =
        raw_route(std::move(spec), [status, handle = std::move(handle)](Request& request, Responder responder) {
            Call<In> call{};
            if (const auto fault = read_call<In>(call, request)) {
                responder(*fault);
                return;
            }
            call.request = responder.shared_request();
            handle(std::move(call), Reply<Out>(std::move(responder), status));
        });
    route.describe = std::move(describe);
    return route;
}

// An endpoint that answers at once, on the server's thread: only for what neither reads storage nor computes long.
template <class In, class Out>
[[nodiscard]] Route endpoint_now(Spec spec, std::function<Result<Out>(const Call<In>&)> handle) {
    return endpoint<In, Out>(std::move(spec),
                             [handle = std::move(handle)](Call<In> call, Reply<Out> reply) { reply(handle(call)); });
}

}  // namespace hz::http
