// SPDX-License-Identifier: Apache-2.0
// BPMN 10.6.6: waits for the events that follow it; the first that happens decides. With instantiate="true" and nothing
// before it, one of them starts the process, and of eventGatewayType="Parallel" the others are then waited for.
#include "process/element/element.hpp"

namespace hz::process {

namespace {

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.instantiate = reader.flag(xml, "instantiate", false);
    const std::string_view type = xml.attribute("eventGatewayType").value();
    node.gateway_parallel = type == "Parallel";
    if (!type.empty() && type != "Parallel" && type != "Exclusive")
        reader.bad_value(xml, "eventGatewayType", type, "Exclusive, Parallel");
}

void enter(Run& run, Index place, Index, std::int64_t scope) {
    const Node& gateway = run.node(place);
    run.reach(gateway.id, gateway.marks);
    run.pass(place);
    const auto token = run.rest(place, scope);
    for (const Index flow : gateway.outgoing) {
        const Index target = run.definition.flows[flow].target;
        run.subscribe(run.rest(target, scope, token));
    }
}

}  // namespace

constinit const Element event_based_gateway{
    .tag = "eventBasedGateway",
    .read = read,
    .enter = enter,
    .waits = Waits::inside,
};

}  // namespace hz::process
