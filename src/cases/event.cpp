// SPDX-License-Identifier: Apache-2.0
#include "cases/event.hpp"

#include "base/json_fields.hpp"

namespace hz::cases {

std::string_view name_of(const Event& event) {
    return std::visit([](const auto& e) { return std::remove_cvref_t<decltype(e)>::name; }, event);
}

std::string to_payload(const Event& event) {
    return std::visit([](const auto& e) { return canonical_fields(e); }, event);
}

std::optional<Event> event_from(std::string_view name, const Json& payload) {
    std::optional<Event> found;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Event>>([&](auto type) {
        using E = typename decltype(type)::type;
        if (E::name == name) found = from_fields<E>(payload);
    });
    return found;
}

}  // namespace hz::cases
