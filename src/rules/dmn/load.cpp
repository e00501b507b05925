// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "rules/dmn/dmn.hpp"
#include "rules/dmn/errors.hpp"
#include "rules/dmn/model.hpp"
#include "rules/dmn/read.hpp"
#include "rules/dmn/xml.hpp"

namespace hz::rules::dmn {
namespace {

constexpr std::size_t most_imports = 100;

// One loading with everything it imports: a model that two others import is read once.
class Loading {
  public:
    explicit Loading(const Resolver& resolver) : resolver_(resolver) {}

    Result<ModelPtr> load(std::string_view xml) {
        pugi::xml_document document;
        if (auto read = read_xml(xml, document); !read) return read.error();
        const auto root = document.document_element();
        if (!is(root, "definitions") || !is_dmn_uri(resolve(root, root.name()).uri)) return refuse(errors::dmn_not_dmn);
        auto model = std::make_shared<Model>();
        model->xml = std::string(xml);
        read_model(root, *model);
        open_.push_back(model->uri);
        for (auto& import : model->imports) import.model = imported(*model, import.request);
        open_.pop_back();
        link_model(*model);
        return ModelPtr(std::move(model));
    }

  private:
    ModelPtr imported(Model& into, const ImportRequest& request) {
        const auto found = [&](const ErrorCode& code) {
            into.findings.push_back(
                {.element = request.name, .code = &code, .params = {{"name", request.name}, {"uri", request.uri}}});
            return nullptr;
        };
        if (std::find(open_.begin(), open_.end(), request.uri) != open_.end()) return found(errors::dmn_import_cycle);
        for (const auto& [uri, model] : loaded_)
            if (uri == request.uri) return model;
        if (!resolver_ || loaded_.size() >= most_imports) return found(errors::dmn_import_missing);
        const auto xml = resolver_(request);
        if (!xml) return found(errors::dmn_import_missing);
        auto model = load(*xml);
        if (!model || (*model)->uri != request.uri) return found(errors::dmn_import_missing);
        loaded_.emplace_back(request.uri, *model);
        // Nobody looks at the findings of a model that is only imported: what it could not import is said here too.
        for (const auto& finding : (*model)->findings)
            if (finding.code == &errors::dmn_import_cycle || finding.code == &errors::dmn_import_missing) {
                into.findings.push_back({.element = request.name, .code = finding.code, .params = finding.params});
                break;
            }
        return *std::move(model);
    }

    const Resolver& resolver_;
    std::vector<std::string> open_;
    std::vector<std::pair<std::string, ModelPtr>> loaded_;
};

}  // namespace

Result<ModelPtr> load(std::string_view xml, const Resolver& resolver) { return Loading(resolver).load(xml); }

const Findings& findings(const Model& model) { return model.findings; }
const std::string& source(const Model& model) { return model.xml; }
const std::string& name_of(const Model& model) { return model.name; }

std::vector<Described> describe(const Model& model) {
    std::vector<Described> out;
    for (const auto& element : model.elements)
        out.push_back({element.part, element.id, element.name, element.type.name,
                       element.logic && element.logic->form == Form::table});
    return out;
}

namespace {

void gather_inputs(const Element& element, std::vector<const Element*>& seen, std::vector<std::string>& out) {
    if (std::find(seen.begin(), seen.end(), &element) != seen.end()) return;
    seen.push_back(&element);
    if (element.part == Part::input) out.push_back(element.name);
    for (const auto* list : {&element.seen, &element.outputs, &element.inputs})
        for (const auto& next : *list) gather_inputs(*next.what, seen, out);
}

const Element* find_element(const Model& model, std::string_view name) {
    if (const auto found = model.by_name.find(name); found != model.by_name.end()) return found->second;
    if (const auto found = model.by_id.find(name); found != model.by_id.end()) return found->second;
    return nullptr;
}

}  // namespace

std::vector<std::string> inputs_of(const Model& model, std::string_view name) {
    std::vector<std::string> out;
    std::vector<const Element*> seen;
    if (const auto* element = find_element(model, name)) gather_inputs(*element, seen, out);
    return out;
}

}  // namespace hz::rules::dmn
