// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: the platform does it, by the job named in hz:job. Waits for CompleteJob.
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"job"};

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.job = reader.extension(xml, "job", max_id);
    if (!node.job.empty() && !is_slug(node.job, true))
        reader.bad_value(xml, "hz:job", node.job, "document.issue_licence");
    if (xml.attribute("operationRef")) reader.unsupported(xml, "operationRef");
}

void check(const Definition&, const Node& node, Findings& findings) {
    if (node.job.empty()) findings.add(node.id, errors::job_missing);
}

void enter(Run& run, Index node, Index) {
    const Node& task = run.definition.nodes[node];
    run.reach(task.id, task.marks);
    const auto token = run.rest(node);
    run.effects.emplace_back(JobRequested{token, task.id, task.job});
    run.arm(node, token);
}

void wake(Run& run, const RunToken& token) {
    run.remove(token.id);
    run.disarm(token.id);
    run.pass(token.place);
    run.leave(token.place);
}

}  // namespace

constinit const Element service_task{
    .tag = "serviceTask",
    .attributes = attributes,
    .read_child = nullptr,
    .read = read,
    .check = check,
    .enter = enter,
    .wake = wake,
    .waits = Waits::job,
    .activity = true,
};

}  // namespace hz::process
