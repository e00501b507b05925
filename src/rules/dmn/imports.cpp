// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/imports.hpp"

#include <filesystem>

#include "rules/dmn/errors.hpp"
#include "rules/dmn/xml.hpp"

namespace hz::rules::dmn {
namespace {

const ModelTexts::value_type* find_import(const ModelTexts& models, const std::string& importing,
                                          const ImportRequest& wanted) {
    if (!wanted.location.empty()) {
        const auto path = std::filesystem::path(importing).parent_path() / wanted.location;
        const auto found = models.find(path.lexically_normal().generic_string());
        if (found != models.end() && namespace_of(found->second) == wanted.uri) return &*found;
    }
    for (const auto& model : models)
        if (model.first != importing && namespace_of(model.second) == wanted.uri) return &model;
    return nullptr;
}

}  // namespace

std::string namespace_of(std::string_view xml) {
    pugi::xml_document document;
    if (!read_xml(xml, document) || !is(document.document_element(), "definitions")) return {};
    return document.document_element().attribute("namespace").value();
}

Resolver resolver_among(const ModelTexts& models, std::string importing) {
    return [&models, importing = std::move(importing)](const ImportRequest& wanted) -> Result<std::string> {
        if (const auto* found = find_import(models, importing, wanted)) return found->second;
        return refuse(errors::dmn_import_missing, {{"name", wanted.name}, {"uri", wanted.uri}});
    };
}

ModelTexts imported_by(const ModelTexts& models, const std::string& importing) {
    ModelTexts out;
    const auto model = models.find(importing);
    if (model == models.end()) return out;
    // Loading asks for each model once, in whatever way it is reached.
    static_cast<void>(load(model->second, [&](const ImportRequest& wanted) -> Result<std::string> {
        const auto* found = find_import(models, importing, wanted);
        if (!found) return refuse(errors::dmn_import_missing, {{"name", wanted.name}, {"uri", wanted.uri}});
        out.insert(*found);
        return found->second;
    }));
    return out;
}

}  // namespace hz::rules::dmn
