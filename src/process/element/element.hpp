// SPDX-License-Identifier: Apache-2.0
// What one kind of BPMN element is: how it is read, checked and run. One file a kind; the table is in element.cpp.
#pragma once
#include <span>
#include <string_view>

#include "process/model.hpp"
#include "process/run.hpp"
#include "process/xml.hpp"

namespace hz::process {

enum class Waits { no, task, job, timer };  // which command a token on it waits for

struct Element {
    std::string_view tag;                                      // local name in the BPMN namespace
    std::span<const std::string_view> attributes;              // of the hz namespace, besides milestone and clock
    bool (*read_child)(Reader&, pugi::xml_node, Node&);        // true where the child is understood; null: none is
    void (*read)(Reader&, pugi::xml_node, Node&);              // own attributes; may be null
    void (*check)(const Definition&, const Node&, Findings&);  // once linked; may be null
    void (*enter)(Run&, Index node, Index flow);               // a token arrives
    void (*wake)(Run&, const RunToken&);                       // its command came; null: none can
    Waits waits = Waits::no;
    bool activity = false;
};

extern const Element start_event;
extern const Element end_event;
extern const Element user_task;
extern const Element service_task;
extern const Element none_task;
extern const Element manual_task;
extern const Element exclusive_gateway;
extern const Element parallel_gateway;
extern const Element boundary_event;
extern const Element intermediate_catch_event;

[[nodiscard]] const Element* find_element(std::string_view tag);

// Shared by the kinds.
[[nodiscard]] bool read_timer(Reader& reader, pugi::xml_node child, Node& node);
void check_timer(const Definition& definition, const Node& node, Findings& findings);
void pass_through(Run& run, Index node, Index flow);
void check_gateway(const Definition& definition, const Node& node, Findings& findings);

}  // namespace hz::process
