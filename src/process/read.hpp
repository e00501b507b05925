// SPDX-License-Identifier: Apache-2.0
// Reading of containers: processes, sub-processes, global tasks. Private to the module.
#pragma once
#include "process/model.hpp"
#include "process/xml.hpp"

namespace hz::process {

void read_process(Reader& reader, pugi::xml_node xml, Definition& out);
void read_global_task(Reader& reader, pugi::xml_node xml, Definition& out);
// The rules of BPMN that need the whole document and not the engine (standard/).
void check_standard(Reader& reader, pugi::xml_node root, const Definition& definition);

}  // namespace hz::process
