// SPDX-License-Identifier: Apache-2.0
#include "http/cookie.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace hz::http {
namespace {

// RFC 6265 4.1.1 cookie-octet.
bool fits(char c) { return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\'; }

}  // namespace

std::string cookie_name(std::string_view name, bool secure) { return (secure ? "__Host-" : "") + std::string(name); }

std::string set_cookie(const Cookie& cookie, bool secure) {
    check(std::all_of(cookie.value.begin(), cookie.value.end(), fits), "a cookie's value must be plain");
    std::string out = cookie_name(cookie.name, secure) + "=" + cookie.value + "; Path=/; HttpOnly";
    out += cookie.same_site == SameSite::strict ? "; SameSite=Strict" : "; SameSite=Lax";
    if (secure) out += "; Secure";
    if (cookie.max_age) out += "; Max-Age=" + std::to_string(cookie.max_age->count());
    return out;
}

std::string drop_cookie(std::string_view name, bool secure) {
    return set_cookie({std::string(name), "", std::chrono::seconds(0), SameSite::lax}, secure);
}

}  // namespace hz::http
