// SPDX-License-Identifier: Apache-2.0
#include "process/xml.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view milestones[] = {"received",     "accepted",  "not_accepted", "supplement_requested",
                                           "supplemented", "granted",   "denied",       "issued",
                                           "delivered",    "withdrawn", "resolved",     "closed"};
constexpr std::string_view clocks[] = {"start", "pause", "resume", "stop"};

std::string joined(std::span<const std::string_view> words) {
    std::string out;
    for (const auto word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

QName resolve(pugi::xml_node scope, std::string_view name, bool attribute) {
    const auto colon = name.find(':');
    const auto prefix = colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
    const auto local = colon == std::string_view::npos ? name : name.substr(colon + 1);
    if (attribute && prefix.empty()) return {"", local};
    if (prefix == "xml" || prefix == "xmlns") return {"http://www.w3.org/XML/1998/namespace", local};
    const std::string wanted = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
    for (auto at = scope; at; at = at.parent()) {
        if (const auto found = at.attribute(wanted.c_str())) return {found.value(), local};
    }
    return {"", local, prefix.empty()};
}

bool is_bpmn(pugi::xml_node node, std::string_view local) {
    const auto name = resolve(node, node.name());
    return name.local == local && name.uri == bpmn_uri;
}

std::string_view local_name(pugi::xml_node node) { return resolve(node, node.name()).local; }

std::string path_of(pugi::xml_node node) {
    for (auto at = node; at; at = at.parent()) {
        const std::string_view id = at.attribute("id").value();
        if (!id.empty()) return std::string(prefix(id, max_id));
        if (at == node && is_bpmn(at, "sequenceFlow")) break;
    }
    return "<" + std::string(prefix(local_name(node), max_id)) + ">";
}

std::string Reader::text(pugi::xml_node node, const char* name, std::size_t limit) {
    const std::string_view value = node.attribute(name).value();
    if (length(value) <= limit) return std::string(value);
    findings.add(path_of(node), hz::errors::too_long, {{"limit", std::to_string(limit)}});
    return {};
}

std::string Reader::extension(pugi::xml_node node, std::string_view local, std::size_t limit) {
    for (const auto attribute : node.attributes()) {
        const auto name = resolve(node, attribute.name(), true);
        if (name.uri != hz_uri || name.local != local) continue;
        if (length(attribute.value()) <= limit) return std::string(trim(attribute.value()));
        findings.add(path_of(node), hz::errors::too_long, {{"limit", std::to_string(limit)}});
    }
    return {};
}

std::vector<std::string> Reader::list(pugi::xml_node node, std::string_view local) {
    std::vector<std::string> out;
    const std::string text = extension(node, local, 2'000);
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\r\n", at), text.size());
        const auto word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (word.size() > max_id || std::ranges::find(out, word) != out.end()) {
            bad_value(node, local, word, "不重复的名称 / names without repetition");
            continue;
        }
        out.push_back(word);
    }
    return out;
}

bool Reader::flag(pugi::xml_node node, const char* name, bool fallback) {
    const std::string_view value = node.attribute(name).value();
    if (value.empty()) return fallback;
    if (value == "true" || value == "1") return true;
    if (value != "false" && value != "0") bad_value(node, name, value, "true, false");
    return false;
}

Marks Reader::marks(pugi::xml_node node) {
    Marks out{extension(node, "milestone"), extension(node, "clock")};
    if (!out.milestone.empty() && std::ranges::find(milestones, out.milestone) == std::end(milestones)) {
        bad_value(node, "hz:milestone", out.milestone, joined(milestones));
    }
    if (!out.clock.empty() && std::ranges::find(clocks, out.clock) == std::end(clocks)) {
        bad_value(node, "hz:clock", out.clock, joined(clocks));
    }
    return out;
}

void Reader::known_extensions(pugi::xml_node node, std::span<const std::string_view> known,
                              std::initializer_list<std::string_view> more) {
    for (const auto attribute : node.attributes()) {
        const auto name = resolve(node, attribute.name(), true);
        const bool ours = name.uri == hz_uri;
        const bool other_version = !ours && name.uri.starts_with("urn:huizheng:");
        if (!ours && !other_version) continue;
        const bool fits =
            std::ranges::find(known, name.local) != known.end() || std::ranges::find(more, name.local) != more.end();
        if (other_version || !fits) {
            findings.add(path_of(node), errors::unknown_attribute,
                         {{"name", std::string(prefix(attribute.name(), max_id))}});
        }
    }
}

void Reader::bad_value(pugi::xml_node node, std::string_view name, std::string_view value, std::string_view expected) {
    findings.add(
        path_of(node), errors::bad_value,
        {{"name", std::string(name)}, {"value", std::string(prefix(value, 60))}, {"expected", std::string(expected)}});
}

void Reader::unsupported(pugi::xml_node node, std::string_view name) {
    findings.add(path_of(node), errors::unsupported, {{"name", std::string(prefix(name, max_id))}});
}

bool is_slug(std::string_view text, bool dots) {
    bool fresh = true;  // at the beginning of a part
    for (const char c : text) {
        const bool letter = c >= 'a' && c <= 'z';
        if (fresh && !letter) return false;
        if (dots && c == '.') {
            fresh = true;
            continue;
        }
        if (!letter && !is_digit(c) && c != '_') return false;
        fresh = false;
    }
    return !fresh;
}

bool is_iso_date_time(std::string_view text) {
    constexpr std::string_view shape = "0000-00-00T00:00:00";
    const std::size_t fixed = std::min(text.size(), shape.size());
    if (text.size() < 10) return false;
    for (std::size_t i = 0; i < fixed; ++i) {
        if (shape[i] == '0' ? !is_digit(text[i]) : text[i] != shape[i]) return false;
    }
    if (text.size() == 10) return true;
    if (text.size() < shape.size()) return false;
    auto rest = text.substr(shape.size());
    if (rest.starts_with('.')) {
        rest.remove_prefix(1);
        while (!rest.empty() && is_digit(rest[0])) rest.remove_prefix(1);
    }
    if (rest.empty() || rest == "Z") return true;
    return rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') && is_digit(rest[1]) && is_digit(rest[2]) &&
           rest[3] == ':' && is_digit(rest[4]) && is_digit(rest[5]);
}

}  // namespace hz::process
