// SPDX-License-Identifier: Apache-2.0
// What members a definition may and must have. Private to the module.
#pragma once
#include <string_view>
#include <vector>

#include "pack/finding.hpp"

namespace hz::pack {

// text: a string; title: {zh, en}, both there; words: a string or a title; texts: array of strings.
enum class Shape { text, integer, number, boolean, title, words, texts, array, object, any };

struct Member {
    std::string_view name;
    Shape shape;
    bool required = false;
};

// Empty for a kind whose members are free.
[[nodiscard]] const std::vector<Member>& members_of(std::string_view kind);
// Missing, unknown and mistyped members of `body`, and texts without one of the languages; places are under `at`.
void check_shape(const Json& body, const std::vector<Member>& members, const std::string& at,
                 std::vector<Finding>& out);
// {zh, en} pairs anywhere inside that lack one of the two.
void check_texts(const Json& value, const std::string& at, std::vector<Finding>& out);

}  // namespace hz::pack
