// SPDX-License-Identifier: Apache-2.0
// Processes of a pack that call each other. What a process calls is kept in its definition, so that a case that began
// with it goes on with what was called then. Private to the module.
#pragma once
#include "pack/pack.hpp"

namespace hz::pack {

// Puts member `bpmn_calls` {process id: XML} into each definition whose process calls others of the pack: the
// process.bpmn of other services and event types, and processes/*.bpmn.
void gather_process_calls(Pack& pack);

}  // namespace hz::pack
