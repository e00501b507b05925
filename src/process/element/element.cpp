// SPDX-License-Identifier: Apache-2.0
#include "process/element/element.hpp"

namespace hz::process {

const Element* find_element(std::string_view tag) {
    static constexpr const Element* all[] = {&start_event,
                                             &end_event,
                                             &user_task,
                                             &service_task,
                                             &send_task,
                                             &receive_task,
                                             &script_task,
                                             &business_rule_task,
                                             &none_task,
                                             &manual_task,
                                             &call_activity,
                                             &sub_process,
                                             &ad_hoc_sub_process,
                                             &transaction,
                                             &exclusive_gateway,
                                             &inclusive_gateway,
                                             &parallel_gateway,
                                             &complex_gateway,
                                             &event_based_gateway,
                                             &boundary_event,
                                             &intermediate_catch_event,
                                             &intermediate_throw_event};
    for (const Element* element : all) {
        if (element->tag == tag) return element;
    }
    return nullptr;
}

bool is_gateway(const Element* element) {
    return element == &exclusive_gateway || element == &inclusive_gateway || element == &parallel_gateway ||
           element == &complex_gateway || element == &event_based_gateway;
}

bool is_event(const Element* element) { return !element->activity && !is_gateway(element); }

}  // namespace hz::process
