// SPDX-License-Identifier: Apache-2.0
#include "pack/process_calls.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "pack/definition.hpp"

namespace hz::pack {

namespace {

using Library = std::map<std::string, std::string_view, std::less<>>;  // process id -> XML

Library library_of(const Pack& pack) {
    Library out;
    for (const auto& [path, content] : pack.files) {
        if (!path.starts_with("processes/") || !path.ends_with(".bpmn")) continue;
        for (auto& id : process::process_ids(content)) out.emplace(std::move(id), content);
    }
    for (const auto& one : pack.definitions) {
        const auto xml = get_text(one.body, "bpmn");
        if (xml.empty()) continue;
        for (auto& id : process::process_ids(xml)) out.emplace(std::move(id), xml);
    }
    return out;
}

// All that is called from `xml`, directly or through others.
JsonObject called_from(std::string_view xml, const Library& library) {
    JsonObject kept;
    std::set<std::string> seen;
    std::vector<std::string_view> open{xml};
    for (auto& own : process::process_ids(xml)) seen.insert(std::move(own));
    while (!open.empty()) {
        const auto at = open.back();
        open.pop_back();
        for (const auto& called : process::called_elements(at)) {
            const auto found = library.find(called);
            if (found == library.end() || !seen.insert(called).second) continue;
            kept[called] = std::string(found->second);
            open.push_back(found->second);
        }
    }
    return kept;
}

}  // namespace

void gather_process_calls(Pack& pack) {
    const auto calls = [](const Definition& one) {
        return one.body.is_object() && get_text(one.body, "bpmn").find("callActivity") != std::string_view::npos;
    };
    if (std::ranges::none_of(pack.definitions, calls)) return;
    const auto library = library_of(pack);
    std::map<std::size_t, JsonObject> found;  // the library views what is changed afterwards
    for (std::size_t i = 0; i < pack.definitions.size(); ++i)
        if (calls(pack.definitions[i]))
            found.emplace(i, called_from(get_text(pack.definitions[i].body, "bpmn"), library));
    for (auto& [at, kept] : found)
        if (!kept.empty()) pack.definitions[at].body.as_object()["bpmn_calls"] = std::move(kept);
}

process::Options process_options(const Json& body) {
    process::Options out;
    out.messages = out.signals = out.decisions = true;
    for (const auto& called : get_object(body, "bpmn_calls"))
        if (called.value().is_string())
            out.library.emplace(std::string(called.key()), std::string(called.value().get_string()));
    return out;
}

}  // namespace hz::pack
