// SPDX-License-Identifier: Apache-2.0
// The small parts that answers are made of.
#pragma once
#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/platform.hpp"

namespace hz::api {

// A text people read, in both languages.
struct Words {
    std::string zh, en;

    Words() = default;
    Words(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}
    Words(const identity::Title& title) : zh(title.zh), en(title.en) {}  // NOLINT: the same thing, described
    bool operator==(const Words&) const = default;
};
BOOST_DESCRIBE_STRUCT(Words, (), (zh, en))

// One text for both languages: names of people, codes without a title.
[[nodiscard]] Words same(std::string_view text);
// Of {zh, en} or a plain text in a definition; `fallback` in both languages where there is none.
[[nodiscard]] Words words_from(const Json* value, std::string_view fallback = {});

struct Coded {
    std::string code;
    Words title;
};
BOOST_DESCRIBE_STRUCT(Coded, (), (code, title))

struct Named {
    std::string code;
    Words name;
};
BOOST_DESCRIBE_STRUCT(Named, (), (code, name))

// The title a code list gives; the code itself where the list has none.
[[nodiscard]] Coded coded(const pack::Definitions& definitions, std::string_view list, std::string_view code);

// A time with the offset of the place, so that pages show it as the government's clocks did.
struct Moment {
    static constexpr bool is_time = true;
    std::string text;

    bool operator==(const Moment&) const = default;
    operator std::string_view() const { return text; }  // NOLINT: it is a text
};
[[nodiscard]] Moment moment(const Platform& platform, Time t);

}  // namespace hz::api
