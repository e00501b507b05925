// SPDX-License-Identifier: Apache-2.0
#include "rules/describe.hpp"

namespace hz::rules {

Words describe(Kind kind) {
    switch (kind) {
        case Kind::null:
            return {"空值", "empty (null)"};
        case Kind::boolean:
            return {"真或假", "true or false"};
        case Kind::number:
            return {"数字", "a number"};
        case Kind::string:
            return {"文字", "a text"};
        case Kind::date:
            return {"日期", "a date"};
        case Kind::time:
            return {"时间", "a time"};
        case Kind::date_time:
            return {"日期和时间", "a date and time"};
        case Kind::days_duration:
            return {"以天和时间计的期间", "a duration in days and time"};
        case Kind::years_duration:
            return {"以年和月计的期间", "a duration in years and months"};
        case Kind::list:
            return {"列表", "a list"};
        case Kind::context:
            return {"一组数据", "a context"};
        case Kind::range:
            return {"区间", "a range"};
        case Kind::function:
            return {"函数", "a function"};
    }
    return {};
}

Words describe(const Value& value) { return describe(value.kind()); }

std::pair<std::string, std::string> describe_kinds(std::uint16_t kinds) {
    std::pair<std::string, std::string> out;
    for (int i = 1; i <= static_cast<int>(Kind::function); ++i) {
        if (!(kinds >> i & 1)) continue;
        const auto words = describe(static_cast<Kind>(i));
        out.first += (out.first.empty() ? "" : "或") + std::string(words.zh);
        out.second += (out.second.empty() ? "" : " or ") + std::string(words.en);
    }
    if (kinds == 0xFFFF) out = {"一个值", "a value"};
    return out;
}

}  // namespace hz::rules
