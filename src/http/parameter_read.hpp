// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <charconv>

#include "base/codec_read.hpp"
#include "http/request.hpp"

// Path and query members -> described struct. Private to endpoint.hpp.
namespace hz::http {

template <class T>
void read_parameter(T& out, std::string_view text, codec::Reader& reader) {
    if constexpr (codec::is_optional<T>) {
        read_parameter(out.emplace(), text, reader);
    } else if constexpr (codec::is_vector<T>) {
        read_parameter(out.emplace_back(), text, reader);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (text == "true" || text == "false")
            out = text == "true";
        else
            reader.fault(hz::errors::not_flag);
    } else if constexpr (std::is_arithmetic_v<T>) {
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (fault == std::errc::result_out_of_range)
            reader.fault(hz::errors::out_of_range, {{"least", std::to_string(std::numeric_limits<T>::lowest())},
                                                    {"most", std::to_string(std::numeric_limits<T>::max())}});
        else if (fault != std::errc{} || end != text.data() + text.size())
            reader.fault(std::is_integral_v<T> ? hz::errors::not_whole : hz::errors::not_number);
    } else {
        codec::read_word(out, text, reader);
    }
}

// Each pair must be a member, each member but optionals and vectors must come once. Faults are placed at "?name".
template <class T>
void read_parameters(T& out, const Pairs& pairs, codec::Reader& reader) {
    namespace mp = boost::mp11;
    using Members = codec::Members<T>;
    constexpr std::size_t count = mp::mp_size<Members>::value;
    std::bitset<count + 1> seen;
    const auto faults = reader.errors.size();
    for (const auto& pair : pairs.all) {
        const auto& name = pair.first;
        bool known = false;
        reader.at("?" + name, [&] {
            mp::mp_for_each<mp::mp_iota_c<count>>([&](auto i) {
                using M = mp::mp_at_c<Members, i>;
                using Member = codec::MemberType<T, M>;
                if (known || name != codec::public_name(M::name)) return;
                known = true;
                if (seen[i] && !codec::is_vector<Member>) return reader.fault(hz::errors::given_twice);
                seen.set(i);
                read_parameter(out.*M::pointer, pair.second, reader);
            });
            if (!known) reader.fault(hz::errors::unknown_field, {{"name", name}});
        });
    }
    mp::mp_for_each<mp::mp_iota_c<count>>([&](auto i) {
        using M = mp::mp_at_c<Members, i>;
        using Member = codec::MemberType<T, M>;
        if (codec::is_optional<Member> || codec::is_vector<Member> || seen[i]) return;
        reader.at("?" + std::string(codec::public_name(M::name)), [&] { reader.fault(hz::errors::missing); });
    });
    if (reader.errors.size() == faults) codec::validate(out, reader);
}

}  // namespace hz::http
