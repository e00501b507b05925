// SPDX-License-Identifier: Apache-2.0
#include "http/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/text.hpp"
#include "http/errors.hpp"
#include "http/spool.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

namespace beast = boost::beast;
using Code = beast::error_code;
using BeastText = beast::string_view;

constexpr std::size_t most_headers = 100;
constexpr std::size_t reserved_at_most = 1 << 20;

std::string_view plain(BeastText text) { return {text.data(), text.size()}; }

// Absolute form (RFC 9112 3.2.2) is taken as its path.
std::string origin_form(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!lower_case(target.substr(0, scheme.size())).starts_with(scheme)) continue;
        const auto path = target.find_first_of("/?", scheme.size());
        if (path == std::string_view::npos) return "/";
        return target[path] == '/' ? std::string(target.substr(path)) : "/" + std::string(target.substr(path));
    }
    return std::string(target);
}

}  // namespace

struct RequestReader::Parser final : beast::http::basic_parser<true> {
    std::shared_ptr<Request> request = std::make_shared<Request>();
    std::optional<Error> fault;
    std::string method_text;
    Spool spool;
    std::uint64_t limit = 0;
    std::uint64_t size = 0;
    bool old_version = false;

    Code stop(const ErrorCode& code, std::map<std::string, std::string> params = {}) {
        if (!fault) fault = refuse(code, std::move(params));
        return beast::http::error::bad_value;
    }

    void on_request_impl(beast::http::verb, BeastText method, BeastText target, int version, Code& ec) override {
        method_text = plain(method);
        request->target = origin_form(plain(target));
        old_version = version == 10;
        if (version != 10 && version != 11)
            ec = stop(errors::bad_request, {{"reason", "only HTTP/1.0 and 1.1 are spoken"}});
    }

    void on_response_impl(int, BeastText, int, Code&) override {}

    void on_field_impl(beast::http::field, BeastText name, BeastText value, Code& ec) override {
        if (is_header_done()) return;  // trailers say nothing to us
        if (request->headers.all.size() >= most_headers) {
            ec = stop(errors::head_too_large);
            return;
        }
        request->headers.all.emplace_back(plain(name), trim(plain(value)));
    }

    void on_header_impl(Code& ec) override {
        const auto& headers = request->headers;
        const auto hosts = headers.count("host");
        const auto encoding = headers.find("transfer-encoding");
        const auto method = method_from_text(method_text);
        if (hosts > 1 || (hosts == 0 && !old_version))
            ec = stop(errors::bad_request, {{"reason", "exactly one Host is needed"}});
        else if (headers.count("content-length") > 1)
            ec = stop(errors::bad_request, {{"reason", "more than one Content-Length"}});
        else if (encoding &&
                 (old_version || !equal_ignoring_case(*encoding, "chunked") || headers.count("transfer-encoding") > 1))
            ec = stop(errors::bad_request, {{"reason", "only the transfer encoding \"chunked\" is understood"}});
        else if (!method)
            ec = stop(errors::method_not_allowed, {{"method", method_text.substr(0, 20)}});
        else if (const auto content = headers.find("content-encoding");
                 content && !equal_ignoring_case(*content, "identity"))
            ec = stop(errors::unsupported_media_type, {{"expected", "Content-Encoding: identity"}});
        else
            request->method = *method;
    }

    void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code& ec) override {
        if (length && *length > limit)
            ec = too_large();
        else if (length && !spool.is_open())
            request->body.reserve(std::min<std::uint64_t>(*length, reserved_at_most));
    }

    std::size_t on_body_impl(BeastText bytes, Code& ec) override {
        size += bytes.size();
        if (size > limit)
            ec = too_large();
        else if (!spool.is_open())
            request->body.append(bytes.data(), bytes.size());
        else if (!spool.write(plain(bytes)))
            ec = stop(errors::spool_failed);
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t bytes, BeastText, Code& ec) override {
        if (bytes > limit - size) ec = too_large();
    }

    std::size_t on_chunk_body_impl(std::uint64_t, BeastText bytes, Code& ec) override {
        return on_body_impl(bytes, ec);
    }

    void on_finish_impl(Code&) override {
        if (spool.is_open()) request->file = spool.finish();
    }

    Code too_large() { return stop(errors::body_too_large, {{"limit", std::to_string(limit)}}); }
};

RequestReader::RequestReader(std::uint32_t head_limit) : parser_(std::make_unique<Parser>()) {
    parser_->header_limit(head_limit);
    parser_->body_limit(boost::none);
    parser_->eager(false);
}
RequestReader::~RequestReader() = default;

std::size_t RequestReader::put(std::string_view bytes) {
    if (bytes.empty() || parser_->fault || parser_->is_done()) return 0;
    Code ec;
    const auto used = parser_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
    if (ec == beast::http::error::header_limit)
        parser_->fault = refuse(errors::head_too_large);
    else if (ec && ec != beast::http::error::need_more && !parser_->fault)
        parser_->fault = refuse(errors::bad_request, {{"reason", ec.message()}});
    return used;
}

bool RequestReader::started() const { return parser_->got_some(); }
bool RequestReader::has_head() const { return parser_->is_header_done(); }
bool RequestReader::complete() const { return parser_->is_done(); }
const std::optional<Error>& RequestReader::fault() const { return parser_->fault; }
const std::shared_ptr<Request>& RequestReader::request() const { return parser_->request; }
bool RequestReader::keep_alive() const { return parser_->keep_alive(); }
bool RequestReader::is_http_1_0() const { return parser_->old_version; }
std::uint64_t RequestReader::body_size() const { return parser_->size; }

bool RequestReader::expects_continue() const {
    const auto expect = parser_->request->header("expect");
    return expect && equal_ignoring_case(*expect, "100-continue") && !parser_->old_version;
}

void RequestReader::accept_body(std::uint64_t limit, const std::string& spool_folder) {
    parser_->limit = limit;
    parser_->eager(true);
    if (const auto length = parser_->content_length(); length && *length > limit)
        parser_->fault = refuse(errors::body_too_large, {{"limit", std::to_string(limit)}});
    else if (!spool_folder.empty() && !parser_->is_done() && !parser_->spool.open(spool_folder))
        parser_->fault = refuse(errors::spool_failed);
}

}  // namespace hz::http
