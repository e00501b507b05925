// SPDX-License-Identifier: Apache-2.0
// Rules of BPMN 2.0 that need the whole document and not the engine. Private to the module.
#pragma once
#include <vector>

#include "process/xml.hpp"

namespace hz::process {

void check_references(Reader& reader, pugi::xml_node root);      // every reference leads to a thing of the right kind
void check_collaborations(Reader& reader, pugi::xml_node root);  // participants and message flows
void check_data(Reader& reader, pugi::xml_node root);            // inputs, outputs, sets, items
// Operations, messages, calls and their data. A host carries messages itself: there they need no operation.
void check_services(Reader& reader, pugi::xml_node root, bool hosted);

// Shared. Only elements in the BPMN namespace count; `local` may be empty: all.
[[nodiscard]] std::vector<pugi::xml_node> children(pugi::xml_node node, std::string_view local = {});
[[nodiscard]] std::vector<pugi::xml_node> descendants(pugi::xml_node node);
[[nodiscard]] pugi::xml_node child(pugi::xml_node node, std::string_view local);
[[nodiscard]] std::string_view text_of(pugi::xml_node node);
[[nodiscard]] std::string_view without_prefix(std::string_view name);
[[nodiscard]] pugi::xml_node process_of(pugi::xml_node node);  // the process it stands in
void broken(Reader& reader, pugi::xml_node at, std::string_view zh, std::string_view en);

}  // namespace hz::process
