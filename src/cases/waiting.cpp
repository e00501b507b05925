// SPDX-License-Identifier: Apache-2.0
#include "cases/waiting.hpp"

#include <algorithm>
#include <map>

#include "cases/case_store.hpp"

namespace hz::cases {
namespace {

using std::chrono::milliseconds;
using storage::Session;

std::vector<CaseId> ids_of(Session& session, std::string_view type, bool closed, std::size_t most) {
    std::vector<CaseId> out;
    const std::string statement = std::string("select id from case_file where type = $1 and closed_at is ") +
                                  (closed ? "not null" : "null") + " order by id desc limit $2";
    session.each<CaseId>(
        statement, [&](CaseId id) { out.push_back(id); }, type, most);
    return out;
}

using Durations = std::map<std::string, std::vector<milliseconds>>;

void add_past(Session& session, ledger::Ledger& ledger, CaseId id, Durations& out) {
    std::map<std::int64_t, std::pair<std::string, Time>> open;  // token -> element, since
    for (const auto& past : history(session, ledger, id)) {
        const auto at = past.stored.entry.at;
        std::visit(
            [&](const auto& one) {
                if constexpr (requires { one.move.tasks_closed; }) {
                    for (const auto token : one.move.tasks_closed) {
                        const auto task = open.find(token);
                        if (task == open.end()) continue;
                        const auto& [element, since] = task->second;
                        out[element].push_back(std::chrono::duration_cast<milliseconds>(at - since));
                        open.erase(task);
                    }
                    for (const auto& task : one.move.tasks_created) open[task.token] = {task.element, task.created_at};
                }
            },
            past.event);
    }
}

// The value that `share` of the sorted ones do not exceed.
milliseconds quantile(const std::vector<milliseconds>& sorted, double share) {
    if (sorted.empty()) return {};
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
    return sorted[std::min(at, sorted.size() - 1)];
}

}  // namespace

Waiting waiting_of(Session& session, ledger::Ledger& ledger, std::string_view type, std::size_t most) {
    Waiting out;
    Durations past;
    for (const auto id : ids_of(session, type, true, most)) {
        add_past(session, ledger, id, past);
        ++out.past;
    }
    std::map<std::string, std::int64_t> open;
    for (const auto id : ids_of(session, type, false, most)) {
        const auto c = find_case(session, id);
        if (!c) continue;
        for (const auto& task : c->tasks) ++open[task.element];
        ++out.open;
    }
    for (const auto& [element, _] : open) past.try_emplace(element);
    for (auto& [element, durations] : past) {
        std::ranges::sort(durations);
        const auto now = open.find(element);
        out.elements.push_back({element, static_cast<std::int64_t>(durations.size()), quantile(durations, 0.5),
                                quantile(durations, 0.9), now == open.end() ? 0 : now->second});
    }
    return out;
}

}  // namespace hz::cases
