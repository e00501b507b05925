// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/codec_read.hpp"
#include "base/codec_schema.hpp"
#include "base/codec_write.hpp"
#include "base/result.hpp"

// Described structs <-> JSON text.
//
//     struct Kite { Id<struct KiteTag> id; Text<20> name; std::optional<Time> flown_at; std::vector<Colour> colours; };
//     BOOST_DESCRIBE_STRUCT(Kite, (), (id, name, flown_at, colours))
//
//     const Result<Kite> kite = codec::decode<Kite>(R"({"id": ...})");
//     const std::string text = codec::encode(kite);
//
// Members: bool, numbers (range checked), std::string, Text<Max>, Id<Tag>, Time, dates, described enums (by word),
// std::optional (absent or null; not written when empty), std::vector, std::map<std::string, T>, described structs,
// Json (anything). Reading is strict: UTF-8, no duplicate or unknown keys, no trailing text, bounded depth and size.
namespace hz::codec {

struct DecodeOptions {
    JsonLimits limits = {};
    bool allow_unknown = false;  // for what others send to us and may extend
};

// Refusals: json.malformed (not JSON), input.invalid with one FieldError for each fault found, at most 100.
template <class T>
[[nodiscard]] Result<T> decode(std::string_view text, const DecodeOptions& options = {}) {
    T out{};
    Reader reader(options.allow_unknown);
    auto visit = [&](Node root) { read(out, root, reader); };
    const auto parsed = with_document(text, options.limits, &visit, [](void* context, Node root) {
        (*static_cast<decltype(visit)*>(context))(root);
    });
    if (parsed.has_error()) return parsed.error();
    if (!reader.errors.empty()) return refuse_fields(errors::invalid_input, std::move(reader.errors));
    return out;
}

template <class T>
[[nodiscard]] std::string encode(const T& value) {
    std::string out;
    out.reserve(512);
    write(out, value);
    return out;
}

}  // namespace hz::codec
