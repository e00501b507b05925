// SPDX-License-Identifier: Apache-2.0
#include "base/codec.hpp"

#include <simdjson.h>

#include <boost/json/string.hpp>
#include <cstdio>
#include <cstring>
#include <memory>

namespace hz::codec {

namespace dom = simdjson::dom;

struct NodeAccess {
    static_assert(sizeof(dom::element) == sizeof(Node) && std::is_trivially_copyable_v<dom::element>);
    static Node wrap(const dom::element& element) {
        Node node;
        std::memcpy(node.raw_.data(), &element, sizeof element);
        return node;
    }
    static dom::element open(const Node& node) {
        dom::element element;
        std::memcpy(static_cast<void*>(&element), node.raw_.data(), sizeof element);
        return element;
    }
};

namespace {

template <class T>
std::optional<T> value_of(const Node& node) {
    T out{};
    if (NodeAccess::open(node).get(out) != simdjson::SUCCESS) return std::nullopt;
    return out;
}

Json copy_element(const dom::element& element, std::optional<std::string>& duplicate) {
    switch (element.type()) {
        case dom::element_type::OBJECT: {
            JsonObject out;
            dom::object object;
            if (element.get(object) != simdjson::SUCCESS) return nullptr;
            for (const dom::key_value_pair member : object) {
                const auto [place, added] = out.emplace(boost::json::string_view(member.key.data(), member.key.size()),
                                                        copy_element(member.value, duplicate));
                if (!added && !duplicate) duplicate = std::string(member.key);
            }
            return out;
        }
        case dom::element_type::ARRAY: {
            JsonArray out;
            dom::array array;
            if (element.get(array) != simdjson::SUCCESS) return nullptr;
            for (const dom::element item : array) out.push_back(copy_element(item, duplicate));
            return out;
        }
        case dom::element_type::STRING: {
            std::string_view text;
            if (element.get(text) != simdjson::SUCCESS) return nullptr;
            return boost::json::string(text.data(), text.size());
        }
        case dom::element_type::INT64:
            return *value_of<std::int64_t>(NodeAccess::wrap(element));
        case dom::element_type::UINT64:
            return *value_of<std::uint64_t>(NodeAccess::wrap(element));
        case dom::element_type::DOUBLE:
            return *value_of<double>(NodeAccess::wrap(element));
        case dom::element_type::BOOL:
            return *value_of<bool>(NodeAccess::wrap(element));
        case dom::element_type::NULL_VALUE:
            break;
    }
    return nullptr;
}

}  // namespace

bool Node::is_null() const { return NodeAccess::open(*this).is_null(); }
bool Node::is_array() const { return NodeAccess::open(*this).is_array(); }
bool Node::is_object() const { return NodeAccess::open(*this).is_object(); }
bool Node::is_number() const { return NodeAccess::open(*this).is_number(); }
bool Node::is_whole() const { return signed_number() || unsigned_number(); }
std::optional<bool> Node::flag() const { return value_of<bool>(*this); }
std::optional<std::int64_t> Node::signed_number() const { return value_of<std::int64_t>(*this); }
std::optional<std::uint64_t> Node::unsigned_number() const { return value_of<std::uint64_t>(*this); }
std::optional<double> Node::real() const { return value_of<double>(*this); }
std::optional<std::string_view> Node::text() const { return value_of<std::string_view>(*this); }

void Node::each_member(void* visit, void (*call)(void*, std::string_view, Node)) const {
    dom::object object;
    if (NodeAccess::open(*this).get(object) != simdjson::SUCCESS) return;
    for (const dom::key_value_pair member : object) call(visit, member.key, NodeAccess::wrap(member.value));
}

void Node::each_item(void* visit, void (*call)(void*, Node)) const {
    dom::array array;
    if (NodeAccess::open(*this).get(array) != simdjson::SUCCESS) return;
    for (const dom::element item : array) call(visit, NodeAccess::wrap(item));
}

Json Node::copy(std::optional<std::string>& duplicate) const {
    return copy_element(NodeAccess::open(*this), duplicate);
}

Result<void> with_document(std::string_view text, JsonLimits limits, void* context, void (*visit)(void*, Node)) {
    if (text.size() > limits.bytes) return refuse(errors::malformed_json, {{"reason", "larger than the limit"}});
    constexpr std::size_t kept_bytes = 1 << 20;
    thread_local std::unique_ptr<dom::parser> parser;
    if (!parser) parser = std::make_unique<dom::parser>();
    const auto wanted = std::max({text.size(), parser->capacity(), std::size_t{4096}});
    if (wanted != parser->capacity() || limits.depth != parser->max_depth())
        if (const auto code = parser->allocate(wanted, limits.depth); code != simdjson::SUCCESS)
            return refuse(errors::malformed_json, {{"reason", simdjson::error_message(code)}});
    dom::element root;
    if (const auto code = parser->parse(text.data(), text.size()).get(root); code != simdjson::SUCCESS)
        return refuse(errors::malformed_json, {{"reason", simdjson::error_message(code)}});
    visit(context, NodeAccess::wrap(root));
    if (parser->capacity() > kept_bytes) parser.reset();
    return {};
}

void Reader::append_step(std::string_view step) {
    path_ += '/';
    for (const char c : step.substr(0, 256)) {
        if (c == '~')
            path_ += "~0";
        else if (c == '/')
            path_ += "~1";
        else
            path_ += c;
    }
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string out;
    for (const auto word : words) out.append(out.empty() ? "" : ", ").append(word);
    return out;
}

void write_text(std::string& out, std::string_view text) {
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text, from, i - from);
        from = i + 1;
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                constexpr std::string_view hex = "0123456789abcdef";
                out.append("\\u00").append(1, hex[c >> 4]).append(1, hex[c & 15]);
        }
    }
    out.append(text, from, text.size() - from);
    out += '"';
}

std::string schema_name(std::string_view qualified) {
    std::vector<std::string> parts(1);
    for (std::size_t i = 0; i < qualified.size(); ++i) {
        const char c = qualified[i];
        const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (word)
            parts.back() += c;
        else if (c == '_')
            parts.emplace_back();
        else if (c == '<' || c == ',')
            parts.insert(parts.end(), {"Of", ""});
        else if (c == '(' || c == '{')
            i = qualified.find_first_of(")}", i);
        else if (!parts.back().empty())
            parts.emplace_back();
    }
    std::string out;
    for (auto& part : parts) {
        if (part.empty() || part == "hz" || part == "api" || part == "std" || part == "struct") continue;
        if (part[0] >= 'a' && part[0] <= 'z') part[0] = static_cast<char>(part[0] - 32);
        out += part;
    }
    return out;
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::string format_date(std::chrono::year_month_day date) {
    char buffer[32];
    const int used = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {buffer, static_cast<std::size_t>(used)};
}

}  // namespace hz::codec
