// SPDX-License-Identifier: Apache-2.0
#include "http/etag.hpp"

#include "base/id.hpp"
#include "base/text.hpp"
#include "http/errors.hpp"
#include "http/text.hpp"

namespace hz::http {
namespace {

std::string_view without_weakness(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

}  // namespace

std::string etag_of(std::string_view version) { return "\"" + percent_encode(version) + "\""; }

// FNV-1a, 64 bits: tells versions apart, is no proof.
std::string etag_of_content(std::string_view content) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return "\"" + id_text(static_cast<std::int64_t>(hash)) + "\"";
}

bool etag_listed(std::string_view list, std::string_view etag, bool weak) {
    if (trim(list) == "*") return true;
    for (auto item : split(list, ',')) {
        item = trim(item);
        if (weak ? without_weakness(item) == without_weakness(etag) : item == etag && !item.starts_with("W/"))
            return true;
    }
    return false;
}

Result<void> check_if_match(const Request& request, std::string_view etag) {
    const auto wanted = request.header("if-match");
    if (!wanted) return refuse(errors::precondition_required);
    if (!etag_listed(*wanted, etag, false)) return refuse(errors::stale);
    return {};
}

void apply_if_none_match(const Request& request, Response& response) {
    if (response.status != 200 || (request.method != Method::get && request.method != Method::head)) return;
    const auto etag = response.find("etag");
    const auto known = request.header("if-none-match");
    if (!etag || !known || !etag_listed(*known, *etag, true)) return;
    response.status = 304;
    response.content_type.clear();
    response.body = std::string();
}

}  // namespace hz::http
