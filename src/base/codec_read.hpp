// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <bitset>
#include <limits>

#include "base/codec_errors.hpp"
#include "base/codec_node.hpp"
#include "base/codec_traits.hpp"
#include "base/text.hpp"

// JSON -> struct. Private to base/codec.hpp.
namespace hz::codec {

// Where reading is and what was wrong so far. Reading goes on after a fault, to report all of them at once.
class Reader {
  public:
    explicit Reader(bool allow_unknown) : allow_unknown_(allow_unknown) {}
    void fault(const ErrorCode& code, std::map<std::string, std::string> params = {}) {
        if (errors.size() < max_errors) errors.push_back({path_, &code, std::move(params)});
    }
    // Runs `read` one step deeper in the path.
    template <class Read>
    void inside(std::string_view step, Read&& read) {
        const auto before = path_.size();
        append_step(step);
        read();
        path_.resize(before);
    }
    // Runs `read` at a place that is no JSON pointer ("?limit" for a query member).
    template <class Read>
    void at(std::string place, Read&& read) {
        std::swap(path_, place);
        read();
        std::swap(path_, place);
    }
    [[nodiscard]] bool allows_unknown() const { return allow_unknown_; }
    [[nodiscard]] const std::string& path() const { return path_; }

    std::vector<FieldError> errors;

  private:
    static constexpr std::size_t max_errors = 100;
    void append_step(std::string_view step);  // escapes as RFC 6901
    std::string path_;
    bool allow_unknown_;
};

// Joins choices for a message.
[[nodiscard]] std::string joined(const std::vector<std::string_view>& words);

template <class T>
bool in_range(auto number, Reader& reader) {
    if (std::in_range<T>(number)) return true;
    reader.fault(errors::out_of_range, {{"least", std::to_string(std::numeric_limits<T>::min())},
                                        {"most", std::to_string(std::numeric_limits<T>::max())}});
    return false;
}

// Values that are written as one word, in JSON and in a query alike: texts, ids, times, dates, enums.
template <class T>
void read_word(T& out, std::string_view word, Reader& reader) {
    const auto take = [&](const auto& parsed, const ErrorCode& code) {
        if (parsed)
            out = *parsed;
        else
            reader.fault(code);
    };
    if constexpr (std::is_same_v<T, std::string>) {
        out.assign(word);
    } else if constexpr (text_limit<T> > 0) {
        if (length(word) > text_limit<T>)
            reader.fault(errors::too_long, {{"limit", std::to_string(text_limit<T>)}});
        else
            out.value.assign(word);
    } else if constexpr (is_id<T>) {
        const auto value = parse_id(word);
        if (value)
            out = T{*value};
        else
            reader.fault(errors::not_id);
    } else if constexpr (std::is_same_v<T, Time>) {
        take(parse_rfc3339(word), errors::not_time);
    } else if constexpr (is_date<T>) {
        take(parse_date(word), errors::not_date);
    } else {
        static_assert(DescribedEnum<T>, "describe the type with BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM");
        if (const auto found = from_word<T>(word))
            out = *found;
        else
            reader.fault(errors::not_a_choice, {{"choices", joined(words<T>())}});
    }
}

template <class T>
void read(T& out, Node node, Reader& reader);

template <class T>
void read_number(T& out, Node node, Reader& reader) {
    if constexpr (std::is_floating_point_v<T>) {
        if (const auto real = node.real())
            out = static_cast<T>(*real);
        else
            reader.fault(errors::not_number);
    } else if (const auto number = node.signed_number()) {
        if (in_range<T>(*number, reader)) out = static_cast<T>(*number);
    } else if (const auto large = node.unsigned_number()) {
        if (in_range<T>(*large, reader)) out = static_cast<T>(*large);
    } else {
        reader.fault(node.is_number() ? errors::not_whole : errors::not_number);
    }
}

template <class T>
void read_list(T& out, Node node, Reader& reader) {
    if (!node.is_array()) return reader.fault(errors::not_list);
    out.clear();
    node.items(
        [&](Node item) { reader.inside(std::to_string(out.size()), [&] { read(out.emplace_back(), item, reader); }); });
}

template <class T>
void read_map(T& out, Node node, Reader& reader) {
    if (!node.is_object()) return reader.fault(errors::not_object);
    out.clear();
    node.members([&](std::string_view key, Node value) {
        reader.inside(key, [&] {
            const auto [place, added] = out.try_emplace(std::string(key));
            if (!added) return reader.fault(errors::given_twice);
            read(place->second, value, reader);
        });
    });
}

template <class T>
void read_free(T& out, Node node, Reader& reader) {
    if (std::is_same_v<T, JsonObject> && !node.is_object()) return reader.fault(errors::not_object);
    if (std::is_same_v<T, JsonArray> && !node.is_array()) return reader.fault(errors::not_list);
    std::optional<std::string> duplicate;
    auto copy = node.copy(duplicate);
    if (duplicate) return reader.inside(*duplicate, [&] { reader.fault(errors::given_twice); });
    if constexpr (std::is_same_v<T, Json>)
        out = std::move(copy);
    else if constexpr (std::is_same_v<T, JsonObject>)
        out = std::move(copy.as_object());
    else
        out = std::move(copy.as_array());
}

// Runs the type's own check, with its paths put behind ours.
template <class T>
void validate(const T& value, Reader& reader) {
    if constexpr (Validated<T>) {
        std::vector<FieldError> found;
        value.validate(found);
        for (auto& fault : found) {
            fault.path = reader.path() + fault.path;
            reader.errors.push_back(std::move(fault));
        }
    }
}

template <class T>
void read_struct(T& out, Node node, Reader& reader) {
    if (!node.is_object()) return reader.fault(errors::not_object);
    constexpr std::size_t count = mp::mp_size<Members<T>>::value;
    std::bitset<count + 1> seen;
    const auto faults = reader.errors.size();
    node.members([&](std::string_view key, Node value) {
        bool known = false;
        mp::mp_for_each<mp::mp_iota_c<count>>([&](auto i) {
            using M = mp::mp_at_c<Members<T>, i>;
            if (known || key != public_name(M::name)) return;
            known = true;
            reader.inside(key, [&] {
                if (seen[i]) return reader.fault(errors::given_twice);
                seen.set(i);
                read(out.*M::pointer, value, reader);
            });
        });
        if (!known && !reader.allows_unknown())
            reader.inside(key, [&] { reader.fault(errors::unknown_field, {{"name", std::string(prefix(key, 64))}}); });
    });
    mp::mp_for_each<mp::mp_iota_c<count>>([&](auto i) {
        using M = mp::mp_at_c<Members<T>, i>;
        if (!is_optional<MemberType<T, M>> && !seen[i])
            reader.inside(public_name(M::name), [&] { reader.fault(errors::missing); });
    });
    if (reader.errors.size() == faults) validate(out, reader);
}

template <class T>
void read(T& out, Node node, Reader& reader) {
    if constexpr (is_optional<T>) {
        if (node.is_null())
            out.reset();
        else
            read(out.emplace(), node, reader);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (const auto flag = node.flag())
            out = *flag;
        else
            reader.fault(errors::not_flag);
    } else if constexpr (std::is_arithmetic_v<T>) {
        read_number(out, node, reader);
    } else if constexpr (is_free<T>) {
        read_free(out, node, reader);
    } else if constexpr (is_vector<T>) {
        read_list(out, node, reader);
    } else if constexpr (is_map<T>) {
        read_map(out, node, reader);
    } else if constexpr (Described<T>) {
        read_struct(out, node, reader);
    } else if (const auto text = node.text()) {
        read_word(out, *text, reader);
    } else {
        reader.fault(errors::not_text);
    }
}

}  // namespace hz::codec
