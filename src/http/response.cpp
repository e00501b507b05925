// SPDX-License-Identifier: Apache-2.0
#include "http/response.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/errors.hpp"
#include "http/text.hpp"

namespace hz::http {

Response& Response::header(std::string_view name, std::string_view value) & {
    headers.emplace_back(name, value);
    return *this;
}

Response&& Response::header(std::string_view name, std::string_view value) && {
    headers.emplace_back(name, value);
    return std::move(*this);
}

std::optional<std::string_view> Response::find(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (equal_ignoring_case(key, name)) return value;
    return std::nullopt;
}

std::string_view Response::text() const {
    if (const auto* text = std::get_if<std::string>(&body)) return *text;
    if (const auto* text = std::get_if<StaticText>(&body)) return text->text;
    return {};
}

Response json_response(int status, std::string body) {
    Response out;
    out.status = status;
    out.content_type = "application/json";
    out.body = std::move(body);
    return out;
}

Response text_response(int status, std::string body) {
    Response out;
    out.status = status;
    out.content_type = "text/plain; charset=utf-8";
    out.body = std::move(body);
    return out;
}

Response empty_response(int status) {
    Response out;
    out.status = status;
    return out;
}

Response redirect(std::string_view location, int status) { return empty_response(status).header("Location", location); }

Response file_response(FilePart file, std::string content_type, std::string_view download_name) {
    Response out;
    out.content_type = std::move(content_type);
    out.header("Accept-Ranges", "bytes");
    if (!download_name.empty())
        out.header("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encode(download_name));
    out.body = std::move(file);
    return out;
}

Result<FilePart> open_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return refuse(errors::no_such_page);
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return refuse(errors::no_such_page);
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    return FilePart{std::make_shared<SpooledFile>(descriptor, size), descriptor, 0, size};
}

}  // namespace hz::http
