// SPDX-License-Identifier: Apache-2.0
// BPMN 10.3.3: FEEL assignments `name = expression`, one a line or separated by semicolons; or one expression, whose
// value goes to hz:result. With Options::host_scripts the text is the host's business.
#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::string_view attributes[] = {"result"};

bool read_child(Reader&, pugi::xml_node child, Node& node) {
    if (local_name(child) != "script") return false;
    node.job = std::string(prefix(trim(child.text().get()), max_condition));
    return true;
}

void read(Reader& reader, pugi::xml_node xml, Node& node) {
    node.result_name = reader.extension(xml, "result", max_id);
}

void work(Run& run, const Stay& stay) {
    const Node& task = run.node(stay.node);
    if (run.definition.options.host_scripts) {
        run.effects.emplace_back(ScriptRequested{stay.token, task.id, task.job});
        return;
    }
    for (const Assignment& line : task.script) {
        Json result = run.value(line.from, stay.token, task.id);
        if (run.error) return;
        if (line.to.empty()) continue;
        if (task.loop.kind == Loop::multiple && line.to == task.loop.output) {
            run.set_local(stay.token, line.to, std::move(result));
        } else {
            run.set(stay.scope, line.to, std::move(result));
        }
    }
    run.complete(stay.token);
}

}  // namespace

constinit const Element script_task{
    .tag = "scriptTask",
    .attributes = attributes,
    .read_child = read_child,
    .read = read,
    .enter = enter_activity,
    .work = work,
    .waits = Waits::job,
    .activity = true,
};

}  // namespace hz::process
