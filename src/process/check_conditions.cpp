// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.hpp"
#include "process/element/element.hpp"
#include "process/errors.hpp"
#include "process/model.hpp"

namespace hz::process {

namespace {

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) ++at;
    return at;
}

// Past the text literal that begins at `at`.
std::size_t skip_literal(std::string_view text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return std::min(at + 1, text.size());
}

// The task variables a condition may test: <task>.outcome, compared with a text literal by = or !=.
class OutcomeTests {
  public:
    OutcomeTests(const Definition& definition, const Flow& flow, Findings& findings)
        : definition_(definition), flow_(flow), findings_(findings) {}

    void run() {
        const std::string_view text = *flow_.condition_text;
        for (std::size_t at = 0; at < text.size();) {
            if (text[at] == '"') {
                at = skip_literal(text, at);
            } else if (is_name_byte(text[at])) {
                const std::size_t first = at;
                while (at < text.size() && is_name_byte(text[at])) ++at;
                see(text.substr(first, at - first), text, at);
            } else {
                ++at;
            }
        }
    }

  private:
    void see(std::string_view path, std::string_view text, std::size_t after) {
        constexpr std::string_view suffix = ".outcome";
        if (!path.ends_with(suffix)) return;
        const auto task = path.substr(0, path.size() - suffix.size());
        if (task.find('.') != std::string_view::npos || task == "form" || task == "applicant") return;
        const Index place = definition_.find_place(task);
        const bool known =
            place != nowhere && !definition_.is_flow(place) && definition_.nodes[place].element->activity;
        if (!known) {
            findings_.add(flow_.id, errors::condition_unknown_task, {{"task", std::string(task)}});
            return;
        }
        const Node& node = definition_.nodes[place];
        if (node.element != &user_task) return;
        after = skip_spaces(text, after);
        if (after < text.size() && text[after] == '!') ++after;
        if (after >= text.size() || text[after] != '=') return;
        after = skip_spaces(text, after + 1);
        if (after >= text.size() || text[after] != '"') return;
        const std::size_t end = skip_literal(text, after);
        if (end <= after + 1) return;
        const auto value = text.substr(after + 1, end - after - 2);
        if (std::ranges::find(node.task.outcomes, value) == node.task.outcomes.end()) {
            findings_.add(flow_.id, errors::outcome_not_offered, {{"task", node.id}, {"value", std::string(value)}});
        }
    }

    const Definition& definition_;
    const Flow& flow_;
    Findings& findings_;
};

bool is_feel(std::string_view language) {
    std::string lower(language);
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower.empty() || lower.find("feel") != std::string::npos;
}

void check_place(const Definition& definition, const Flow& flow, Findings& findings) {
    const Node& source = definition.nodes[flow.source];
    const bool never = source.element == &event_based_gateway || is_event(source.element);
    const bool may = source.element->activity || (is_gateway(source.element) && source.element != &parallel_gateway);
    const bool is_default = source.default_flow != nowhere && definition.flows[source.default_flow].id == flow.id;
    if (never || (definition.options.hosted && (!may || is_default))) {
        findings.add(flow.id, errors::condition_misplaced);
    } else if (source.element->activity && source.outgoing.size() == 1) {
        findings.add(flow.id, errors::condition_alone);
    }
}

// A process outside of the executable ones is only drawn.
bool runs(const Definition& definition, Index scope) {
    while (definition.scopes[scope].owner != nowhere) scope = definition.scopes[scope].parent;
    return definition.scopes[scope].executable;
}

// name = expression; lines or semicolons. A line that is not an assignment is one expression, whose value is dropped.
void compile_script(Node& node, Findings& findings) {
    std::string_view text = node.job;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(";\n"), text.size());
        auto line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with("//")) continue;
        Assignment out;
        std::size_t name = 0;
        while (name < line.size() && is_name_byte(line[name]) && line[name] != '.') ++name;
        const std::size_t equals = skip_spaces(line, name);
        if (name > 0 && equals < line.size() && line[equals] == '=') {
            out.to = std::string(line.substr(0, name));
            line = trim(line.substr(equals + 1));
        } else {
            out.to = node.result_name;
        }
        auto compiled = rules::compile(line);
        if (!compiled) {
            findings.add(node.id, *compiled.error().code, compiled.error().params);
            return;
        }
        out.from.text = std::string(line);
        out.from.feel = *compiled;
        node.script.push_back(std::move(out));
    }
}

}  // namespace

void check_conditions(Definition& definition, Findings& findings) {
    for (Node& node : definition.nodes) {
        if (node.element == &script_task && !definition.options.host_scripts && runs(definition, node.scope))
            compile_script(node, findings);
    }
    for (Flow& flow : definition.flows) {
        if (!flow.condition_text || flow.source == nowhere || !runs(definition, flow.scope)) continue;
        check_place(definition, flow, findings);
        if (!is_feel(flow.condition_language)) {
            findings.add(flow.id, errors::condition_language, {{"value", flow.condition_language}});
            continue;
        }
        if (flow.condition_text->empty()) {
            findings.add(flow.id, errors::condition_empty);
            continue;
        }
        auto compiled = rules::compile(*flow.condition_text);
        if (!compiled) {
            findings.add(flow.id, *compiled.error().code, compiled.error().params);
            continue;
        }
        flow.condition = *compiled;
        if (definition.options.hosted) OutcomeTests(definition, flow, findings).run();
    }
}

}  // namespace hz::process
