// SPDX-License-Identifier: Apache-2.0
// Input: a schema, a line break, data; both JSON.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "form/form.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto schema = hz::parse_json(text.substr(0, text.find('\n')));
    const auto data = text.find('\n') == std::string_view::npos ? hz::Result<hz::Json>(hz::JsonObject{})
                                                                : hz::parse_json(text.substr(text.find('\n') + 1));
    if (!schema || !data) return 0;
    if (const auto form = hz::form::compile(*schema)) static_cast<void>(hz::form::validate(**form, *data));
    return 0;
}
