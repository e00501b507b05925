// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace hz::http {

enum class Method { get, head, post, put, patch, delete_, options };
[[nodiscard]] std::string_view to_text(Method method);
[[nodiscard]] std::optional<Method> method_from_text(std::string_view text);
// GET, HEAD, OPTIONS: may be repeated and need no CSRF token.
[[nodiscard]] bool is_safe(Method method);

// A few name-value pairs in order of arrival. Found by exact name; Headers compare without case.
struct Pairs {
    std::vector<std::pair<std::string, std::string>> all;
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
};

struct Headers {
    std::vector<std::pair<std::string, std::string>> all;
    // The first with this name; "" and no header are told apart by the optional.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;
};

// A request body on disk; the file goes away with the last owner. Thread-safe to read.
class SpooledFile {
  public:
    SpooledFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
    SpooledFile(const SpooledFile&) = delete;
    SpooledFile& operator=(const SpooledFile&) = delete;
    ~SpooledFile();
    [[nodiscard]] int descriptor() const { return descriptor_; }  // for pread; owned here
    [[nodiscard]] std::uint64_t size() const { return size_; }
    // Up to out.size() bytes from `offset`; 0 at the end or on a read fault.
    [[nodiscard]] std::size_t read(std::uint64_t offset, std::span<std::byte> out) const;

  private:
    int descriptor_;
    std::uint64_t size_;
};

// One request, wholly received. Texts are UTF-8 where said; headers are bytes as sent.
struct Request {
    Method method = Method::get;
    std::string target;  // as sent, without scheme and host: "/a/b?c=d"
    std::string path;    // decoded, UTF-8, no "." or ".." segments
    Pairs params;        // from the route's pattern, decoded, UTF-8
    Pairs query;         // decoded, UTF-8
    Headers headers;
    std::string body;                         // empty where `file` holds it
    std::shared_ptr<const SpooledFile> file;  // only for routes with `large_body`
    std::string client;                       // address of the client, without port
    bool secure = false;                      // came over TLS, here or at a trusted proxy
    std::string locale;                       // "zh-Hans" or "en", from Accept-Language
    std::shared_ptr<const void> context;      // for a guard to hand something to its handler (a session)

    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const { return headers.find(name); }
    // The first cookie with this name.
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
    // The media type of the body, lower case, without parameters; "" where there is none.
    [[nodiscard]] std::string media_type() const;
};

struct Target {
    std::string path;  // decoded
    std::vector<std::string> segments;
    Pairs query;
};

// Takes a request target apart. Strict: percent escapes must be whole, the result UTF-8 without control characters, no
// dot segments, at most 64 segments and 100 query members.
[[nodiscard]] Result<Target> parse_target(std::string_view target);

// The better of our two languages for an Accept-Language header (RFC 9110 12.5.4); `fallback` where it names neither.
[[nodiscard]] std::string choose_locale(std::string_view accept_language, std::string_view fallback = "zh-Hans");

}  // namespace hz::http
