// SPDX-License-Identifier: Apache-2.0
// Every reference leads to an element of the right kind. What is imported from another file cannot be looked up.
#include <algorithm>
#include <array>

#include "process/errors.hpp"
#include "process/standard/standard.hpp"

namespace hz::process {

namespace {

struct Reference {
    std::string_view name;                  // an attribute, or an element that holds an id
    std::string_view where;                 // the element that bears it; empty: any
    std::array<std::string_view, 5> kinds;  // a leading * stands for any beginning
};

constexpr Reference references[] = {
    {"messageRef", "", {"message"}},
    {"signalRef", "", {"signal"}},
    {"errorRef", "", {"error"}},
    {"escalationRef", "", {"escalation"}},
    {"itemRef", "", {"itemDefinition"}},
    {"itemSubjectRef", "", {"itemDefinition"}},
    {"dataObjectRef", "", {"dataObject"}},
    {"dataStoreRef", "", {"dataStore"}},
    {"processRef", "", {"process"}},
    {"operationRef", "", {"operation"}},
    {"calledElement", "", {"process", "global*"}},
    {"correlationKeyRef", "", {"correlationKey"}},
    {"correlationPropertyRef", "", {"correlationProperty"}},
    {"definitionalCollaborationRef", "", {"collaboration"}},
    {"categoryValueRef", "", {"categoryValue"}},
    {"inMessageRef", "", {"message"}},
    {"outMessageRef", "", {"message"}},
    {"dataInputRefs", "", {"dataInput"}},
    {"dataOutputRefs", "", {"dataOutput"}},
    {"optionalInputRefs", "", {"dataInput"}},
    {"optionalOutputRefs", "", {"dataOutput"}},
    {"inputSetRefs", "", {"inputSet"}},
    {"outputSetRefs", "", {"outputSet"}},
    {"interfaceRef", "", {"interface"}},
    {"supportedInterfaceRef", "", {"interface"}},
    {"resourceRef", "", {"resource"}},
    {"parameterRef", "", {"resourceParameter"}},
    {"eventDefinitionRef", "", {"*EventDefinition"}},
    {"noneBehaviorEventRef", "", {"*EventDefinition"}},
    {"oneBehaviorEventRef", "", {"*EventDefinition"}},
    {"source", "linkEventDefinition", {"linkEventDefinition"}},
    {"target", "linkEventDefinition", {"linkEventDefinition"}},
    {"loopDataInputRef", "", {"dataInput", "dataObject", "dataObjectReference", "property"}},
    {"loopDataOutputRef", "", {"dataOutput", "dataObject", "dataObjectReference", "property"}},
    {"sourceRef", "dataOutputAssociation", {"dataOutput", "property"}},
    {"targetRef", "dataInputAssociation", {"dataInput", "property"}},
    {"sourceRef", "dataInputAssociation", {"data*", "property"}},
    {"targetRef",
     "dataOutputAssociation",
     {"dataObject", "dataObjectReference", "dataStoreReference", "dataOutput", "property"}},
};

bool is_kind(std::string_view kind, std::string_view wanted) {
    if (wanted.empty()) return false;
    if (wanted.front() == '*') return kind.ends_with(wanted.substr(1));
    if (wanted.back() == '*') return kind.starts_with(wanted.substr(0, wanted.size() - 1));
    return kind == wanted;
}

class Checker {
  public:
    Checker(Reader& reader, pugi::xml_node root) : reader_(reader), imports_(!children(root, "import").empty()) {}

    void see(pugi::xml_node node) {
        const auto name = local_name(node);
        for (const auto attribute : node.attributes()) check(node, name, attribute.name(), attribute.value());
        if (!node.first_child() || node.first_child().type() == pugi::node_element) return;
        check(node, local_name(node.parent()), name, text_of(node));
    }

  private:
    void check(pugi::xml_node at, std::string_view where, std::string_view name, std::string_view value) {
        if (value.empty()) return;
        for (const Reference& reference : references) {
            if (reference.name != name || (!reference.where.empty() && reference.where != where)) continue;
            const bool foreign = imports_ && value.find(':') != std::string_view::npos;
            const auto target = reader_.find(without_prefix(value));
            if (!target && (foreign || name == "calledElement")) return;  // of another file
            const bool fits = target && std::ranges::any_of(reference.kinds, [&](std::string_view kind) {
                                  return is_kind(local_name(target), kind);
                              });
            const bool reusable = name != "eventDefinitionRef" || is_bpmn(target.parent(), "definitions");
            if (!fits || !reusable) {
                reader_.findings.add(path_of(at), errors::reference_unknown,
                                     {{"name", std::string(name)}, {"value", std::string(value.substr(0, 60))}});
            }
            return;
        }
    }

    Reader& reader_;
    bool imports_;
};

// The two ends of a link name each other, where they name anything.
void check_links(Reader& reader, pugi::xml_node link) {
    for (const auto target : children(link, "target")) {
        const auto other = reader.find(without_prefix(text_of(target)));
        bool back = children(other, "source").empty();
        for (const auto source : children(other, "source"))
            back = back || without_prefix(text_of(source)) == link.attribute("id").value();
        if (!back)
            broken(reader, link, "链接事件的 source 与 target 须互相指向",
                   "the source and target of a link must name each other");
    }
}

}  // namespace

void check_references(Reader& reader, pugi::xml_node root) {
    Checker checker(reader, root);
    for (const auto node : descendants(root)) {
        checker.see(node);
        if (is_bpmn(node, "linkEventDefinition")) check_links(reader, node);
        if (local_name(node).find("horeography") != std::string_view::npos) {
            reader.findings.add(path_of(node), errors::choreography, {{"name", std::string(local_name(node))}});
        }
    }
}

}  // namespace hz::process
