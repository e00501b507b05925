// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "http/request.hpp"

namespace hz::http {

class LiveStream;

// Fills the buffer and returns how much; 0 is the end, nothing is a failure (the connection is cut, so that the client
// does not take half for the whole). Runs on the server's thread: may read a local file, must not wait for anything
// else.
using Source = std::function<std::optional<std::size_t>(std::span<char>)>;

// Part of an open file. `keep` keeps it open while it is sent.
struct FilePart {
    std::shared_ptr<const void> keep;
    int descriptor = -1;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

struct Streamed {
    Source source;
    std::optional<std::uint64_t> size;  // chunked where unknown
};

// Text owned by the program (embedded files).
struct StaticText {
    std::string_view text;
};

using Body = std::variant<std::string, StaticText, FilePart, Streamed, std::shared_ptr<LiveStream>>;

struct Response {
    int status = 200;
    std::string content_type;  // left out when empty
    std::vector<std::pair<std::string, std::string>> headers;
    Body body;
    bool close = false;  // ends the connection after this answer

    Response& header(std::string_view name, std::string_view value) &;
    Response&& header(std::string_view name, std::string_view value) &&;
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::string_view text() const;  // the body where it is in memory
};

[[nodiscard]] Response json_response(int status, std::string body);
[[nodiscard]] Response text_response(int status, std::string body);
[[nodiscard]] Response empty_response(int status = 204);
[[nodiscard]] Response redirect(std::string_view location, int status = 303);

// A download: `name` is shown to the user (UTF-8, RFC 6266), the content type is never sniffed.
[[nodiscard]] Response file_response(FilePart file, std::string content_type, std::string_view download_name = "");
// Opens `path`; not found is errors::no_such_page.
[[nodiscard]] Result<FilePart> open_file(const std::string& path);

// Narrows a 200 with a file or text body to what the request's Range header asks for (one range; RFC 9110 14), 416
// where it cannot. Other responses are left alone. If-Range is honoured for a strong ETag.
void apply_range(const Request& request, Response& response);

// The way back of one request. Copies share one answer: call it exactly once, from any thread. When the last copy goes
// away uncalled, the answer is 500 http.no_answer. The request stays alive as long as any copy does.
class Responder {
  public:
    using Deliver = std::function<void(Response)>;
    Responder(std::shared_ptr<Request> request, Deliver deliver);

    // Only the first call counts; false for any later one.
    bool operator()(Response response) const;
    // The problem (RFC 9457) for this error, in the language of the request.
    bool operator()(const Error& error) const;
    [[nodiscard]] Request& request() const;
    [[nodiscard]] std::shared_ptr<Request> shared_request() const;
    [[nodiscard]] bool answered() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace hz::http
