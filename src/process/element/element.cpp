// SPDX-License-Identifier: Apache-2.0
#include "process/element/element.hpp"

namespace hz::process {

const Element* find_element(std::string_view tag) {
    static constexpr const Element* all[] = {
        &start_event, &end_event,         &user_task,        &service_task,   &none_task,
        &manual_task, &exclusive_gateway, &parallel_gateway, &boundary_event, &intermediate_catch_event};
    for (const Element* element : all) {
        if (element->tag == tag) return element;
    }
    return nullptr;
}

}  // namespace hz::process
