// SPDX-License-Identifier: Apache-2.0
#include "pack/rule_imports.hpp"

namespace hz::pack {

namespace dmn = rules::dmn;

std::string model_path(std::string_view source) { return std::string(source) + "/rules.dmn"; }

void gather_rule_imports(Pack& pack) {
    dmn::ModelTexts models;
    for (const auto& one : pack.definitions)
        if (const auto xml = get_text(one.body, "dmn"); !xml.empty()) models.emplace(model_path(one.source), xml);
    for (auto& one : pack.definitions) {
        if (!one.body.is_object() || get_text(one.body, "dmn").find("import") == std::string_view::npos) continue;
        JsonObject kept;
        for (const auto& [path, xml] : dmn::imported_by(models, model_path(one.source))) kept[path] = xml;
        if (!kept.empty()) one.body.as_object()["dmn_imports"] = std::move(kept);
    }
}

dmn::ModelTexts imported_models(const Json& body) {
    dmn::ModelTexts out;
    const auto* kept = find(body, "dmn_imports");
    const auto* members = kept != nullptr ? kept->if_object() : nullptr;
    if (members == nullptr) return out;
    for (const auto& [path, xml] : *members)
        if (xml.is_string()) out.emplace(std::string(path), std::string(xml.get_string()));
    return out;
}

}  // namespace hz::pack
