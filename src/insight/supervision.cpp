// SPDX-License-Identifier: Apache-2.0
#include "insight/supervision.hpp"

#include <algorithm>
#include <map>

#include "cases/case_store.hpp"
#include "insight/facts.hpp"
#include "insight/finding_store.hpp"
#include "ledger/subscription.hpp"

namespace hz::insight {

using storage::Session;

namespace {

constexpr std::string_view case_prefix = "case:";
// What happened under several events of one case in one round is looked at once an event; more are passed over.
constexpr std::size_t most_events = 50;

bool is_on(const Rule& rule, std::string_view type) {
    return std::find(rule.on.begin(), rule.on.end(), type) != rule.on.end();
}

// A condition that gives nothing, or costs too much, finds nothing.
bool holds(const Rule& rule, const Json& context) {
    const auto answer = rules::holds(*rule.condition, context);
    return answer && *answer;
}

}  // namespace

// What looking at one case gave, to be written.
struct Supervision::Look {
    cases::Case found;  // id 0: there is no such case
    Time moved_at{};
    std::vector<Rule> broken;
};

Supervision::Look Supervision::look(Session& session, cases::CaseId id, const std::vector<ledger::Event>& events,
                                    std::optional<Time> moved_at) {
    Look out;
    auto found = cases::find_case(session, id);
    if (!found) return out;
    out.found = std::move(*found);
    const auto now = clock_.now();
    out.moved_at = moved_at.value_or(out.found.submitted_at);
    for (const auto& event : events) out.moved_at = std::max(out.moved_at, event.entry.at);
    const auto type = types_.find(session, out.found.type, out.found.type_version);
    if (!type) return out;  // its pack is gone: nothing can be said of its limits
    const auto rules = rules_();
    if (!rules || rules->empty()) return out;
    Json context = JsonObject{{"case", case_facts(out.found, **type, *calendar_(), out.moved_at, now)}};
    for (const auto& rule : *rules) {
        bool broken = false;
        if (rule.on.empty()) {
            context.as_object()["event"] = nullptr;
            broken = holds(rule, context);
        }
        for (const auto& event : events) {
            if (broken || !is_on(rule, event.entry.type)) continue;
            context.as_object()["event"] = event_facts(event);
            broken = holds(rule, context);
        }
        if (broken && !has_found(session, id, rule.code)) out.broken.push_back(rule);
    }
    return out;
}

void Supervision::write(Session& session, const Look& look) {
    const auto& c = look.found;
    if (!c.id) return;
    const auto calendar = calendar_();
    const auto now = clock_.now();
    for (const auto& rule : look.broken) find_fault(session, ledger_, FindingId{ids_.next()}, c, rule, *calendar, now);
    if (c.closed()) {
        session.exec("delete from insight_watch where case_id = $1", c.id);
        return;
    }
    const auto tomorrow = calendar->end_of(calendar->local_date(now)) + std::chrono::milliseconds{1};
    session.exec(
        "insert into insight_watch (case_id, moved_at, look_at) values ($1, $2, $3) on conflict (case_id) do update "
        "set "
        "moved_at = excluded.moved_at, look_at = excluded.look_at",
        c.id, to_millis(look.moved_at), to_millis(tomorrow));
}

Result<std::size_t> Supervision::follow(std::size_t limit) {
    const auto prepare = [this](Session& session,
                                const std::vector<ledger::Event>& events) -> Result<ledger::Subscription::Write> {
        std::map<cases::CaseId, std::vector<ledger::Event>> touched;
        for (const auto& event : events) {
            const std::string_view stream = event.entry.stream;
            if (!stream.starts_with(case_prefix)) continue;
            const auto id = id_from_text<cases::CaseTag>(stream.substr(case_prefix.size()));
            if (id && touched[*id].size() < most_events) touched[*id].push_back(event);
        }
        auto looks = std::make_shared<std::vector<Look>>();
        for (const auto& [id, own] : touched) looks->push_back(look(session, id, own, std::nullopt));
        return [this, looks](Session& writer) -> Result<void> {
            for (const auto& one : *looks) write(writer, one);
            return {};
        };
    };
    return ledger::Subscription(ledger_, "supervision").run(limit, prepare);
}

Result<std::size_t> Supervision::sweep(std::size_t limit) {
    const auto now = to_millis(clock_.now());
    auto looks = ledger_.store().read([&](Session& session) -> Result<std::vector<Look>> {
        std::vector<std::pair<cases::CaseId, Time>> due;
        session.each<cases::CaseId, std::int64_t>(
            "select case_id, moved_at from insight_watch where look_at <= $1 order by look_at limit $2",
            [&](cases::CaseId id, std::int64_t moved_at) { due.emplace_back(id, from_millis(moved_at)); }, now,
            static_cast<std::int64_t>(limit));
        std::vector<Look> out;
        for (const auto& [id, moved_at] : due) out.push_back(look(session, id, {}, moved_at));
        return out;
    });
    if (!looks) return looks.error();
    if (looks->empty()) return std::size_t{0};
    const auto count = looks->size();
    auto written = ledger_.store().write_wait([&](Session& session) -> Result<bool> {
        for (const auto& one : *looks) write(session, one);
        return true;
    });
    if (!written) return written.error();
    return count;
}

}  // namespace hz::insight
