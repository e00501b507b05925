// SPDX-License-Identifier: Apache-2.0
// BPMN 10.4: data inputs and outputs, the sets they form, and the items they hold.
#include <algorithm>

#include "process/errors.hpp"
#include "process/standard/standard.hpp"

namespace hz::process {

namespace {

bool refers(pugi::xml_node holder, std::string_view list, std::string_view id) {
    return std::ranges::any_of(children(holder, list), [&](auto ref) { return without_prefix(text_of(ref)) == id; });
}

// A set that is named on one side names the other back.
void check_mutual(Reader& reader, pugi::xml_node set, std::string_view list, std::string_view back) {
    for (const auto ref : children(set, list)) {
        const auto other = reader.find(without_prefix(text_of(ref)));
        if (other && !refers(other, back, set.attribute("id").value()))
            broken(reader, set, "输入集与输出集须互相引用", "an input set and an output set must refer to each other");
    }
}

void check_in_sets(Reader& reader, pugi::xml_node io, std::string_view what, std::string_view sets,
                   std::string_view list) {
    for (const auto item : children(io, what)) {
        const auto all = children(io, sets);
        const bool used =
            std::ranges::any_of(all, [&](auto set) { return refers(set, list, item.attribute("id").value()); });
        if (!used)
            broken(reader, item, "数据输入或输出须至少属于一个集合",
                   "a data input or output must be in at least one set");
    }
}

void check_io(Reader& reader, pugi::xml_node io) {
    check_in_sets(reader, io, "dataInput", "inputSet", "dataInputRefs");
    check_in_sets(reader, io, "dataOutput", "outputSet", "dataOutputRefs");
    for (const auto set : children(io, "inputSet")) check_mutual(reader, set, "outputSetRefs", "inputSetRefs");
    for (const auto set : children(io, "outputSet")) {
        check_mutual(reader, set, "inputSetRefs", "outputSetRefs");
        for (const auto ref : children(set, "whileExecutingOutputRefs")) {
            if (!refers(set, "dataOutputRefs", without_prefix(text_of(ref))))
                broken(reader, set, "whileExecutingOutputRefs 须同时列在 dataOutputRefs 中",
                       "whileExecutingOutputRefs must also be among dataOutputRefs");
        }
    }
    const auto owner = local_name(io.parent());
    if (owner.ends_with("ubProcess") || owner == "transaction")
        broken(reader, io.parent(), "子流程不能有数据输入和输出", "a sub-process cannot have data inputs or outputs");
}

bool yes(pugi::xml_node node) {
    const std::string_view value = node.attribute("isCollection").value();
    return value == "true" || value == "1";
}

void check_collection(Reader& reader, pugi::xml_node data) {
    const auto item = reader.find(without_prefix(data.attribute("itemSubjectRef").value()));
    if (item && data.attribute("isCollection") && yes(data) != yes(item))
        broken(reader, data, "isCollection 须与所引用的 itemDefinition 一致",
               "isCollection must agree with the item definition it refers to");
}

// An item of a list: of the same structure, and itself no list.
void check_loop_item(Reader& reader, pugi::xml_node loop, std::string_view ref, std::string_view item_name) {
    const auto list = reader.find(without_prefix(text_of(child(loop, ref))));
    const auto item = child(loop, item_name);
    if (!list || !item) return;
    const auto of_list = reader.find(without_prefix(list.attribute("itemSubjectRef").value()));
    const auto of_item = reader.find(without_prefix(item.attribute("itemSubjectRef").value()));
    if (!of_list || !of_item) return;
    const bool same =
        std::string_view(of_list.attribute("structureRef").value()) == of_item.attribute("structureRef").value();
    if (!same || yes(of_item))
        broken(reader, loop, "多实例的数据项须与集合的元素同结构，且本身不是集合",
               "the item of a multi-instance activity must have the structure of the list's elements and be no list");
}

void check_resource(Reader& reader, pugi::xml_node role) {
    const bool named = static_cast<bool>(child(role, "resourceRef"));
    const bool assigned = static_cast<bool>(child(role, "resourceAssignmentExpression"));
    const bool bound = static_cast<bool>(child(role, "resourceParameterBinding"));
    if ((named && assigned) || (bound && !named))
        broken(reader, role, "资源或由 resourceRef 指定（可带参数），或由表达式指派，二者取一",
               "a resource is either named by resourceRef (with parameters) or assigned by an expression");
}

// BPMN 10.4.1, States: only references have one, and then the name says it.
void check_state(Reader& reader, pugi::xml_node state) {
    const auto holder = state.parent();
    const std::string wanted = "[" + std::string(state.attribute("name").value()) + "]";
    const std::string_view shown = holder.attribute("name").value();
    if (local_name(holder) == "dataObject" || shown.find(wanted) == std::string_view::npos)
        broken(reader, holder, "带状态的数据对象引用须命名为“对象名 [状态]”",
               "a data object reference with a state is named \"object [state]\"");
}

void check_one(Reader& reader, pugi::xml_node node) {
    const auto name = local_name(node);
    if (name == "ioSpecification") check_io(reader, node);
    if (name == "dataObject" || name == "dataInput" || name == "dataOutput") check_collection(reader, node);
    if (name == "multiInstanceLoopCharacteristics") {
        check_loop_item(reader, node, "loopDataInputRef", "inputDataItem");
        check_loop_item(reader, node, "loopDataOutputRef", "outputDataItem");
    }
    if (name == "performer" || name == "humanPerformer" || name == "potentialOwner" || name == "resourceRole")
        check_resource(reader, node);
    if (name == "dataState") check_state(reader, node);
    const bool expression = name == "transformation" || name == "messagePath" || name == "dataPath";
    if (expression && text_of(node).empty())
        broken(reader, node, "表达式是空的，请填写 FEEL", "the expression is empty; write FEEL");
}

}  // namespace

void check_data(Reader& reader, pugi::xml_node root) {
    for (const auto node : descendants(root)) check_one(reader, node);
}

}  // namespace hz::process
