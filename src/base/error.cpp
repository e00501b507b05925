// SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

namespace hz {

std::string message(const ErrorCode& code, const std::map<std::string, std::string>& params, std::string_view locale) {
    const std::string_view text = locale.starts_with("zh") ? code.zh : code.en;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += text[i++];
            continue;
        }
        const auto found = params.find(std::string(text.substr(i + 1, end - i - 1)));
        out += found == params.end() ? std::string(text.substr(i, end - i + 1)) : found->second;
        i = end + 1;
    }
    return out;
}

}  // namespace hz
