// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "base/embedded.hpp"
#include "http/route.hpp"

namespace hz::http {

// The built web application, out of the program itself. Thread-safe.
//
// Paths with a hash in their name ("assets/index-4f3a9c1b.js", as Vite makes them) may be cached for a year, everything
// else is asked for again with its ETag. Texts are sent gzipped where the client takes it (compressed once, when first
// wanted). A path without a file
// and without the extension of one is the application's own: it gets `fallback` (index.html).
class StaticFiles {
  public:
    explicit StaticFiles(std::span<const EmbeddedFile> files, std::string fallback = "index.html");
    [[nodiscard]] Response answer(const Request& request, std::string_view path);
    // GET {prefix}{path...}, public.
    [[nodiscard]] Route route(std::string_view prefix = "/");

  private:
    struct Entry {
        std::string_view content;
        std::string_view type;
        std::string etag;
        bool immutable = false;
        bool texty = false;
        std::shared_ptr<const std::string> gzipped;
    };
    [[nodiscard]] std::shared_ptr<const std::string> gzipped(Entry& entry);
    std::map<std::string, Entry, std::less<>> entries_;
    std::string fallback_;
    std::mutex mutex_;
};

// The media type for a file name, by its extension; application/octet-stream where unknown.
[[nodiscard]] std::string_view media_type_of(std::string_view path);

}  // namespace hz::http
