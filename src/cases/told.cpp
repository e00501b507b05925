// SPDX-License-Identifier: Apache-2.0
#include "cases/told.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "cases/apply.hpp"
#include "cases/derived_rows.hpp"

namespace hz::cases {
namespace {

using storage::Session;

// One case while its events are heard.
class Telling {
  public:
    explicit Telling(std::int64_t id) : id_(id) {}

    void hear(const ledger::Event& stored) {
        told_.erased = told_.erased || stored.erased;
        const auto event = event_from(stored.entry.type, stored.entry.payload);
        if (!event || stored.erased) return;
        const auto when = occurrence_of(CaseId{id_}, stored.entry);
        apply(case_, *event, when);
        if (const auto* done = std::get_if<TaskCompleted>(&*event))
            told_.derived.push_back(done_row(when.by.value, to_millis(when.at), id_, done->token, done->element));
    }

    Told end() {
        auto& rows = told_.derived;
        if (told_.erased) rows.clear();
        if (told_.erased || case_.version == 0) return std::move(told_);
        for (const auto& row : work_rows(&case_)) rows.push_back(work_row(row.owner, row.due, id_, row.token));
        for (const auto& [due, token] : timer_rows(&case_)) rows.push_back(timer_row(due, id_, token));
        for (const auto& row : job_rows(&case_)) rows.push_back(job_row(id_, row.first));
        for (const auto& row : wait_rows(&case_))
            rows.push_back(wait_row(id_, row.token, row.kind, row.name, row.key, row.since));
        for (const auto& one : case_.incidents)
            rows.push_back(incident_row(id_, one.token, to_millis(one.at), one.kind, one.element, one.problem));
        std::ranges::sort(rows);
        told_.now = std::move(case_);
        return std::move(told_);
    }

  private:
    std::int64_t id_;
    Case case_;
    Told told_;
};

}  // namespace

std::string DerivedRow::key() const {
    const auto end = std::to_string(case_id) + "/" + std::to_string(token);
    if (table == "case_job" || table == "case_incident") return end;
    const auto middle = std::to_string(when) + "/" + end;
    if (table == "case_wait") return owner + "/" + end;
    if (table == "case_work") return owner + "/" + middle;
    if (table == "case_done") return std::to_string(person) + "/" + middle;
    return middle;
}

std::vector<std::string_view> names_of(std::string_view table) {
    if (table == "case_incident") return {"raised_at", "kind", "element", "problem"};
    if (table == "case_done") return {"element"};
    if (table == "case_wait") return {"since", "kind", "name", "message_key"};
    return {};
}

DerivedRow work_row(std::string owner, std::int64_t due, std::int64_t id, std::int64_t token) {
    return {"case_work", std::move(owner), 0, due, id, token, {}};
}
DerivedRow timer_row(std::int64_t due, std::int64_t id, std::int64_t token) {
    return {"case_timer", {}, 0, due, id, token, {}};
}
DerivedRow job_row(std::int64_t id, std::int64_t token) { return {"case_job", {}, 0, 0, id, token, {}}; }
DerivedRow incident_row(std::int64_t id, std::int64_t token, std::int64_t raised_at, std::string kind,
                        std::string element, std::string problem) {
    return {"case_incident",
            {},
            0,
            0,
            id,
            token,
            {std::to_string(raised_at), std::move(kind), std::move(element), std::move(problem)}};
}
DerivedRow wait_row(std::int64_t id, std::int64_t token, std::string kind, std::string name, std::string key,
                    std::int64_t since) {
    auto owner = kind + "/" + name + "/" + key;
    return {"case_wait",
            std::move(owner),
            0,
            0,
            id,
            token,
            {std::to_string(since), std::move(kind), std::move(name), std::move(key)}};
}
DerivedRow done_row(std::int64_t person, std::int64_t at, std::int64_t id, std::int64_t token, std::string element) {
    return {"case_done", {}, person, at, id, token, {std::move(element)}};
}

Told tell(Session& session, ledger::Log& log, std::int64_t case_id) {
    Telling telling(case_id);
    log.replay(session, stream_of(CaseId{case_id}), [&](const ledger::Event& event) { telling.hear(event); });
    return telling.end();
}

std::vector<Told> tell(Session& session, ledger::Log& log, std::span<const std::int64_t> case_ids) {
    std::vector<std::string> streams;
    std::vector<Telling> all;
    std::unordered_map<std::string_view, Telling*> by_stream;
    streams.reserve(case_ids.size());
    all.reserve(case_ids.size());
    for (const auto id : case_ids) by_stream[streams.emplace_back(stream_of(CaseId{id}))] = &all.emplace_back(id);
    log.replay(session, streams,
               [&](std::string_view stream, const ledger::Event& event) { by_stream.at(stream)->hear(event); });
    std::vector<Told> out;
    for (auto& one : all) out.push_back(one.end());
    return out;
}

}  // namespace hz::cases
