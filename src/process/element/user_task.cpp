// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: somebody does it. Waits for CompleteTask.
#include <algorithm>

#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"posts", "outcomes", "form", "applicant", "fourEyes", "assign", "skill"};
constexpr std::string_view rules = "claim, round_robin, least_loaded";

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    TaskInfo& task = node.task;
    task.posts = reader.list(xml, "posts");
    task.outcomes = reader.list(xml, "outcomes");
    task.not_handled_by = reader.list(xml, "fourEyes");
    task.form = reader.extension(xml, "form");
    const auto applicant = reader.extension(xml, "applicant");
    task.for_applicant = applicant == "true";
    if (!applicant.empty() && applicant != "true" && applicant != "false") {
        reader.bad_value(xml, "hz:applicant", applicant, "true, false");
    }
    task.assign = reader.extension(xml, "assign");
    if (task.assign == "claim") task.assign.clear();
    if (!task.assign.empty() && task.assign != "round_robin" && task.assign != "least_loaded")
        reader.bad_value(xml, "hz:assign", task.assign, rules);
    task.skill = reader.extension(xml, "skill");
    if (!task.skill.empty() && !is_slug(task.skill)) reader.bad_value(xml, "hz:skill", task.skill, "food_safety");
    for (const auto& outcome : task.outcomes) {
        if (!is_slug(outcome)) reader.bad_value(xml, "hz:outcomes", outcome, "accept, need_more");
    }
}

void check(const Definition& definition, const Node& node, Findings& findings) {
    for (const auto& other : node.task.not_handled_by) {
        const Index place = definition.find_node(other);
        const bool fits = place != nowhere && other != node.id && definition.nodes[place].element == &user_task;
        if (!fits) findings.add(node.id, errors::four_eyes_unknown, {{"value", other}});
    }
}

void hosted(const Definition&, const Node& node, Findings& findings) {
    if (node.task.posts.empty() && !node.task.for_applicant) findings.add(node.id, errors::task_without_handler);
}

void work(Run& run, const Stay& stay) { run.effects.emplace_back(TaskCreated{stay.token, run.node(stay.node).id}); }

}  // namespace

constinit const Element user_task{
    .tag = "userTask",
    .attributes = attributes,
    .read = read,
    .check = check,
    .hosted = hosted,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::task,
    .activity = true,
};

}  // namespace hz::process
