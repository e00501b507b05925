// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include "base/json.hpp"
#include "base/stored_json.hpp"

namespace hz {
namespace {

// Builds the value. Boost.JSON's own parser reads some numbers of seventeen digits and more as a neighbour, and then
// what was written is not what is read; so numbers are read exactly here.
struct Builder {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    using Ec = boost::json::error_code;
    using View = boost::json::string_view;

    explicit Builder(boost::json::storage_ptr memory) { stack.reset(std::move(memory)); }

    std::array<unsigned char, 4096> first_bytes;  // of the stack, before it asks for memory
    boost::json::value_stack stack{{}, first_bytes.data(), first_bytes.size()};

    bool on_document_begin(Ec&) { return true; }
    bool on_document_end(Ec&) { return true; }
    bool on_object_begin(Ec&) { return true; }
    bool on_object_end(std::size_t members, Ec&) { return stack.push_object(members), true; }
    bool on_array_begin(Ec&) { return true; }
    bool on_array_end(std::size_t items, Ec&) { return stack.push_array(items), true; }
    bool on_key_part(View s, std::size_t, Ec&) { return stack.push_chars(s), true; }
    bool on_key(View s, std::size_t, Ec&) { return stack.push_key(s), true; }
    bool on_string_part(View s, std::size_t, Ec&) { return stack.push_chars(s), true; }
    bool on_string(View s, std::size_t, Ec&) { return stack.push_string(s), true; }
    bool on_number_part(View, Ec&) { return true; }
    bool on_int64(std::int64_t number, View, Ec&) { return stack.push_int64(number), true; }
    bool on_uint64(std::uint64_t number, View, Ec&) { return stack.push_uint64(number), true; }
    // Below the least double it stays what the parser made of it.
    bool on_double(double number, View text, Ec&) {
        (void)std::from_chars(text.data(), text.data() + text.size(), number);
        return stack.push_double(number), true;
    }
    bool on_bool(bool value, Ec&) { return stack.push_bool(value), true; }
    bool on_null(Ec&) { return stack.push_null(), true; }
    bool on_comment_part(View, Ec&) { return true; }
    bool on_comment(View, Ec&) { return true; }
};

// Also finds keys given twice, which Boost.JSON silently merges. Keeps one set for each open object.
struct StrictBuilder : Builder {
    using Builder::Builder;

    std::vector<std::set<std::string, std::less<>>> open;
    std::string key;
    std::string duplicate;

    bool on_object_begin(Ec& ec) {
        open.emplace_back();
        return Builder::on_object_begin(ec);
    }
    bool on_object_end(std::size_t members, Ec& ec) {
        open.pop_back();
        return Builder::on_object_end(members, ec);
    }
    bool on_key_part(View s, std::size_t total, Ec& ec) {
        key.append(s.data(), s.size());
        return Builder::on_key_part(s, total, ec);
    }
    bool on_key(View s, std::size_t total, Ec& ec) {
        key.append(s.data(), s.size());
        if (!open.back().insert(key).second) {
            duplicate = key;
            ec = boost::json::error::syntax;
            return false;
        }
        key.clear();
        return Builder::on_key(s, total, ec);
    }
    // A number that no double holds would be written as one that cannot be read.
    bool on_double(double number, View text, Ec& ec) {
        if (std::isfinite(number)) return Builder::on_double(number, text, ec);
        ec = boost::json::error::exponent_overflow;
        return false;
    }
};

// The byte at which it stopped; the reason in `ec`.
template <class Parser>
std::size_t run(Parser& parser, std::string_view text, boost::json::error_code& ec) {
    const auto used = parser.write_some(false, text.data(), text.size(), ec);
    if (!ec && used < text.size()) ec = boost::json::error::extra_data;
    return used;
}

boost::json::parse_options with_depth(std::size_t depth) {
    boost::json::parse_options options;
    options.max_depth = depth;
    return options;
}

}  // namespace

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes) return refuse(errors::malformed_json, {{"reason", "larger than the limit"}});
    boost::json::basic_parser<StrictBuilder> parser(with_depth(limits.depth), boost::json::storage_ptr());
    boost::json::error_code ec;
    const auto used = run(parser, text, ec);
    if (!ec) return parser.handler().stack.release();
    const auto& duplicate = parser.handler().duplicate;
    const auto reason = duplicate.empty() ? ec.message() : "the key \"" + duplicate + "\" is given twice";
    return refuse(errors::malformed_json, {{"reason", reason + " (byte " + std::to_string(used) + ")"}});
}

Result<Json> read_stored_json(std::string_view text, boost::json::storage_ptr memory) {
    boost::json::basic_parser<Builder> parser(with_depth(128), std::move(memory));
    boost::json::error_code ec;
    (void)run(parser, text, ec);
    if (ec) return refuse(errors::malformed_json, {{"reason", ec.message()}});
    return parser.handler().stack.release();
}

}  // namespace hz
