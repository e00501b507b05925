// SPDX-License-Identifier: Apache-2.0
#include "http/problem.hpp"

#include "base/codec.hpp"
#include "http/errors.hpp"

namespace hz::http {
namespace {

struct FieldView {
    std::string path;
    std::string_view code;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (path, code, message))

struct ProblemView {
    std::string type;
    std::string title;
    int status;
    std::string_view code;
    std::optional<std::vector<FieldView>> fields;
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (type, title, status, code, fields))

int status_of(Category category) {
    switch (category) {
        case Category::invalid:
            return 422;
        case Category::malformed:
            return 400;
        case Category::unauthenticated:
            return 401;
        case Category::forbidden:
            return 403;
        case Category::not_found:
            return 404;
        case Category::conflict:
            return 409;
        case Category::stale:
            return 412;
        case Category::too_large:
            return 413;
        case Category::rate_limited:
            return 429;
        case Category::incident:
            return 500;
        case Category::unavailable:
            break;
    }
    return 503;
}

}  // namespace

int status_of(const ErrorCode& code) {
    if (code.id == errors::head_too_large.id) return 431;
    if (code.id == errors::timed_out.id) return 408;
    if (code.id == errors::method_not_allowed.id) return 405;
    if (code.id == errors::unsupported_media_type.id) return 415;
    if (code.id == errors::precondition_required.id) return 428;
    return status_of(code.category);
}

std::string problem_json(const Error& error, std::string_view locale) {
    ProblemView view{"urn:huizheng:problem:" + std::string(error.code->id),
                     message(*error.code, error.params, locale),
                     status_of(*error.code),
                     error.code->id,
                     {}};
    if (!error.fields.empty()) view.fields.emplace();
    for (const auto& field : error.fields)
        view.fields->push_back({field.path, field.code->id, message(*field.code, field.params, locale)});
    return codec::encode(view);
}

Response problem(const Error& error, std::string_view locale) {
    Response out;
    out.status = status_of(*error.code);
    out.content_type = "application/problem+json";
    out.header("Content-Language", locale).header("Cache-Control", "no-store");
    if (const auto seconds = error.params.find("seconds"); out.status == 429 && seconds != error.params.end())
        out.header("Retry-After", seconds->second);
    if (out.status == 503) out.header("Retry-After", "2");
    out.body = problem_json(error, locale);
    return out;
}

}  // namespace hz::http
