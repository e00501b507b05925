// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hz::http {

enum class SameSite { lax, strict };

// A cookie for the whole site that scripts cannot read. Over TLS it is Secure and its name gets the prefix "__Host-",
// which binds it to exactly this host (draft-ietf-httpbis-rfc6265bis 4.1.3.2); over plain HTTP (development) neither is
// possible.
struct Cookie {
    std::string name;
    std::string value;                            // base64url or similar; other characters are a bug
    std::optional<std::chrono::seconds> max_age;  // until the browser closes, where absent; 0 deletes
    SameSite same_site = SameSite::lax;
};

// "__Host-<name>" or "<name>": how the cookie is called in requests and answers.
[[nodiscard]] std::string cookie_name(std::string_view name, bool secure);
// The value of Set-Cookie.
[[nodiscard]] std::string set_cookie(const Cookie& cookie, bool secure);
// The value of Set-Cookie that deletes it.
[[nodiscard]] std::string drop_cookie(std::string_view name, bool secure);

}  // namespace hz::http
