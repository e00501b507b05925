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
}

void hosted(const Definition&, const Node& node, Findings& findings) {
    if (node.job.empty()) findings.add(node.id, errors::job_missing);
}

void work(Run& run, const Stay& stay) {
    const Node& task = run.node(stay.node);
    run.effects.emplace_back(JobRequested{stay.token, task.id, task.job, run.inputs(stay.node, stay.token)});
}

}  // namespace

constinit const Element service_task{
    .tag = "serviceTask",
    .attributes = attributes,
    .read = read,
    .hosted = hosted,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::job,
    .activity = true,
};

}  // namespace hz::process
