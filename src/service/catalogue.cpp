// SPDX-License-Identifier: Apache-2.0
#include "service/catalogue.hpp"

#include <algorithm>
#include <map>

#include "storage/search.hpp"

namespace hz::service {
namespace {

using pack::CompiledDefinition;
using pack::Definitions;

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

std::string both_languages(const Json& body, std::string_view key) {
    const auto* text = find(body, key);
    if (!text) return {};
    if (text->is_string()) return lower(std::string_view(text->get_string()));
    return lower(std::string(get_text(*text, "zh")) + "\n" + std::string(get_text(*text, "en")));
}

// Everything an item says, for the weaker match.
void collect_text(const Json& value, std::string& out, int depth) {
    if (depth > 6) return;
    if (const auto* text = value.if_string()) {
        out.append(text->data(), text->size());
        out += '\n';
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array) collect_text(item, out, depth + 1);
    } else if (const auto* object = value.if_object()) {
        for (const auto& [key, item] : *object)
            if (key != "form" && key != "forms" && key != "bpmn" && key != "dmn" && key != "dmn_imports" &&
                key != "bpmn_calls" && key != "templates")
                collect_text(item, out, depth + 1);
    }
}

std::vector<std::string> words(std::string_view query) {
    std::vector<std::string> out;
    std::string word;
    const auto text = lower(query);
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool wide_space = text.compare(i, 3, "\u3000") == 0;
        if (i == text.size() || static_cast<unsigned char>(text[i]) <= ' ' || wide_space) {
            if (!word.empty() && out.size() < 10) out.push_back(word);
            word.clear();
            if (wide_space) i += 2;
        } else {
            word += text[i];
        }
    }
    return out;
}

// 0: no match. Title matches count more, at its beginning most.
int score(const CompiledDefinition& item, const std::vector<std::string>& wanted) {
    if (wanted.empty()) return 1;
    const auto title = both_languages(item.body, "title");
    std::string rest;
    int total = 0;
    for (const auto& word : wanted) {
        const auto at = title.find(word);
        if (at != std::string::npos) {
            total += at == 0 ? 30 : 20;
            continue;
        }
        if (rest.empty()) {
            collect_text(item.body, rest, 0);
            rest = lower(rest);
        }
        if (rest.find(word) == std::string::npos) return 0;
        total += 5;
    }
    return total;
}

bool has_word(const JsonArray& list, std::string_view word) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Json& v) { return v.is_string() && v.get_string() == word; });
}

bool fits(const CompiledDefinition& item, const ItemQuery& query) {
    return (query.theme.empty() || has_word(get_array(item.body, "themes"), query.theme)) &&
           (query.agency.empty() || get_text(item.body, "agency") == query.agency) &&
           (query.audience.empty() || has_word(get_array(item.body, "audience"), query.audience));
}

}  // namespace

ItemPage find_items(const Definitions& definitions, const ItemQuery& query) {
    const auto wanted = words(query.q);
    struct Found {
        int score;
        pack::DefinitionPtr item;
    };
    std::vector<Found> found;
    for (const auto& item : definitions.list("service"))
        if (fits(*item, query))
            if (const int s = score(*item, wanted); s > 0)
                found.push_back({s + (get_bool(item->body, "guide_only") ? 0 : 1), item});
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.score > b.score; });
    ItemPage page;
    auto at = found.begin();
    if (!query.after.empty()) {
        at = std::find_if(found.begin(), found.end(), [&](const Found& f) { return f.item->code == query.after; });
        if (at != found.end()) ++at;
    }
    for (; at != found.end() && page.items.size() < query.limit; ++at) page.items.push_back(at->item);
    if (at != found.end() && !page.items.empty()) page.next = page.items.back()->code;
    return page;
}

std::vector<ThemeCount> themes(const Definitions& definitions) {
    std::map<std::string, std::size_t> counts;
    for (const auto& item : definitions.list("service"))
        for (const auto& theme : get_array(item->body, "themes"))
            if (theme.is_string()) ++counts[std::string(theme.get_string())];
    std::vector<ThemeCount> out;
    for (const auto& [code, count] : counts) {
        const auto* title = definitions.find_code("theme", code);
        out.push_back({code, title ? *title : Json(code), count});
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
    return out;
}

}  // namespace hz::service
