// SPDX-License-Identifier: Apache-2.0
#include "api/view/words.hpp"

namespace hz::api {

Words same(std::string_view text) { return {std::string(text), std::string(text)}; }

Words words_from(const Json* value, std::string_view fallback) {
    const auto title = identity::title_from(value);
    if (title.zh.empty() && title.en.empty()) return same(fallback);
    return {title.in("zh-Hans"), title.in("en")};
}

Coded coded(const pack::Definitions& definitions, std::string_view list, std::string_view code) {
    return {std::string(code), words_from(definitions.find_code(list, code), code)};
}

Moment moment(const Platform& platform, Time t) {
    return {format_rfc3339(t, platform.cases.calendar()->offset_minutes(t))};
}

}  // namespace hz::api
