// SPDX-License-Identifier: Apache-2.0
#include "calendar/critical_path.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "calendar/errors.hpp"

namespace hz::calendar {

namespace {

using Findings = std::vector<FieldError>;

// The parts by number, and an order in which each comes after all it waits for.
struct Graph {
    std::vector<std::vector<std::size_t>> before;
    std::vector<std::vector<std::size_t>> after;
    std::vector<std::size_t> order;
};

void link(const std::vector<Part>& parts, Graph& graph, Findings& out) {
    std::map<std::string_view, std::size_t> numbers;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!numbers.emplace(parts[i].code, i).second)
            out.push_back({"/" + std::to_string(i) + "/code", &errors::repeated_limit, {{"code", parts[i].code}}});
    }
    graph.before.resize(parts.size());
    graph.after.resize(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t k = 0; k < parts[i].after.size(); ++k) {
            const auto found = numbers.find(parts[i].after[k]);
            if (found == numbers.end()) {
                out.push_back({"/" + std::to_string(i) + "/after/" + std::to_string(k),
                               &errors::unknown_step,
                               {{"code", parts[i].after[k]}}});
                continue;
            }
            graph.before[i].push_back(found->second);
            graph.after[found->second].push_back(i);
        }
    }
}

void sort(const std::vector<Part>& parts, Graph& graph, Findings& out) {
    std::vector<std::size_t> waits(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        waits[i] = graph.before[i].size();
        if (waits[i] == 0) graph.order.push_back(i);
    }
    for (std::size_t done = 0; done < graph.order.size(); ++done) {
        for (const auto next : graph.after[graph.order[done]])
            if (--waits[next] == 0) graph.order.push_back(next);
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (waits[i] > 0)
            out.push_back({"/" + std::to_string(i) + "/after", &errors::ring_of_steps, {{"code", parts[i].code}}});
    }
}

void plan(const std::vector<Part>& parts, const Graph& graph, CriticalPath& out) {
    for (const auto i : graph.order) {
        auto& part = out.parts[i];
        for (const auto b : graph.before[i])
            part.earliest = std::max(part.earliest, out.parts[b].earliest + parts[b].duration);
        out.length = std::max(out.length, part.earliest + parts[i].duration);
    }
    for (auto it = graph.order.rbegin(); it != graph.order.rend(); ++it) {
        auto& part = out.parts[*it];
        part.latest = out.length - parts[*it].duration;
        for (const auto a : graph.after[*it])
            part.latest = std::min(part.latest, out.parts[a].latest - parts[*it].duration);
    }
}

// Back from the first part that ends the whole, each time to the first that holds the next one up.
void trace(const std::vector<Part>& parts, const Graph& graph, CriticalPath& out) {
    const auto ends_at = [&](std::size_t i) { return out.parts[i].earliest + parts[i].duration; };
    std::size_t at = 0;
    while (ends_at(at) != out.length) ++at;
    for (;;) {
        out.path.push_back(parts[at].code);
        const auto& before = graph.before[at];
        const auto held = std::find_if(before.begin(), before.end(),
                                       [&](std::size_t b) { return ends_at(b) == out.parts[at].earliest; });
        if (held == before.end()) break;
        at = *held;
    }
    std::reverse(out.path.begin(), out.path.end());
}

}  // namespace

Result<CriticalPath> critical_path(const std::vector<Part>& parts) {
    Findings findings;
    Graph graph;
    link(parts, graph, findings);
    if (findings.empty()) sort(parts, graph, findings);
    if (!findings.empty()) return refuse_fields(errors::invalid_steps, std::move(findings));
    CriticalPath out;
    for (const auto& part : parts) out.parts.push_back({part.code, 0, 0});
    plan(parts, graph, out);
    if (!parts.empty()) trace(parts, graph, out);
    return out;
}

}  // namespace hz::calendar
