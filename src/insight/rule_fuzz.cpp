// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.hpp"
#include "insight/rule.hpp"

// Any JSON: refused with its places, or a rule that can be asked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hz;
    const auto json = parse_json({reinterpret_cast<const char*>(data), size});
    if (!json) return 0;
    const auto rule = insight::rule_from_json(*json);
    if (rule)
        (void)rules::holds(*rule->condition, *json);
    else
        check(!rule.error().fields.empty(), "a refused rule says where");
    return 0;
}
