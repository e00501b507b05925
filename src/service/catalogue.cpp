// SPDX-License-Identifier: Apache-2.0
#include "service/catalogue.hpp"

#include <algorithm>
#include <array>
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
            if (key != "form" && key != "forms" && key != "bpmn" && key != "dmn" && key != "templates")
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

Json coded(const Definitions& definitions, std::string_view list, std::string_view code) {
    const auto* title = definitions.find_code(list, code);
    return {{"code", std::string(code)}, {"title", title ? *title : Json(std::string(code))}};
}

Json agency_of(const Json& body, const identity::DirectoryView& directory) {
    const auto code = get_text(body, "agency");
    const auto* agency = directory.agency(code);
    return {{"code", std::string(code)}, {"name", agency ? identity::to_json(agency->name) : Json(std::string(code))}};
}

std::optional<std::int64_t> days(const Json& body, std::string_view code) {
    for (const auto& limit : get_array(body, "limits"))
        if (get_text(limit, "code") == code) return get_int(limit, "number");
    return std::nullopt;
}

struct CodeList {
    std::string_view member, list;
};
constexpr std::array code_lists{CodeList{"kind", "item_kind"}, CodeList{"level", "item_level"},
                                CodeList{"agency_kind", "agency_kind"}, CodeList{"handling", "handling"}};
constexpr std::array code_list_arrays{CodeList{"audience", "audience"}, CodeList{"channels", "channel"},
                                      CodeList{"themes", "theme"}};

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

Json item_summary(const CompiledDefinition& item, const Definitions& definitions,
                  const identity::DirectoryView& directory) {
    const auto& body = item.body;
    JsonObject out{{"code", item.code}};
    if (const auto* title = find(body, "title")) out["title"] = *title;
    out["agency"] = agency_of(body, directory);
    out["kind"] = coded(definitions, "item_kind", get_text(body, "kind"));
    out["handling"] = std::string(get_text(body, "handling", "promised"));
    if (const auto n = days(body, "promised")) out["promised_days"] = *n;
    if (const auto n = days(body, "statutory")) out["statutory_days"] = *n;
    out["online"] = item.process != nullptr && !get_bool(body, "guide_only");
    out["guide_only"] = get_bool(body, "guide_only");
    out["visits"] = get_int(body, "visits");
    out["themes"] = get_array(body, "themes");
    return out;
}

Json item_guide(const CompiledDefinition& item, const Definitions& definitions,
                const identity::DirectoryView& directory) {
    auto out = item_summary(item, definitions, directory).as_object();
    for (const auto& [key, value] : item.body.as_object())
        if (key != "form" && key != "forms" && key != "bpmn" && key != "dmn" && key != "templates" &&
            !out.contains(key))
            out[key] = value;
    for (const auto& [member, list] : code_lists)
        if (const auto code = get_text(item.body, member); !code.empty() && member != "handling")
            out[member] = coded(definitions, list, code);
    for (const auto& [member, list] : code_list_arrays) {
        JsonArray resolved;
        for (const auto& code : get_array(item.body, member))
            if (code.is_string()) resolved.push_back(coded(definitions, list, std::string_view(code.get_string())));
        if (!resolved.empty()) out[member] = std::move(resolved);
    }
    out["version"] = item.version;
    return out;
}

}  // namespace hz::service
