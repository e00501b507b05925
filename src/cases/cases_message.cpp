// SPDX-License-Identifier: Apache-2.0
// Messages and signals on their way from one case, or from outside, to those that wait.
#include <algorithm>

#include "base/check.hpp"
#include "cases/apply.hpp"
#include "cases/case_store.hpp"
#include "cases/cases.hpp"
#include "cases/errors.hpp"
#include "process/duration.hpp"

namespace hz::cases {
namespace {

using storage::Session;
using namespace std::chrono_literals;

struct Row {
    std::string id, name, key, data, sender, state;
    std::int64_t sent_at = 0, keep_until = 0, run_at = 0;
    CaseId case_id;
};

std::optional<Row> find_message(Session& session, const std::string& id) {
    const auto found = session.row<std::string, std::string, std::string, std::string, std::string, std::int64_t,
                                   std::int64_t, CaseId>(
        "select name, message_key, data, sender, state, sent_at, keep_until, case_id from case_message where id = $1",
        id);
    if (!found) return std::nullopt;
    const auto& [name, key, data, sender, state, sent, keep, to] = *found;
    return Row{id, name, key, data, sender, state, sent, keep, 0, to};
}

void add_message(Session& session, const Row& row) {
    session.exec(
        "insert into case_message (id, name, message_key, data, sender, sent_at, keep_until, run_at, attempts, "
        "problem, "
        "state, case_id) values ($1, $2, $3, $4, $5, $6, $7, $8, 0, '', $9, $10)",
        row.id, row.name, row.key, row.data, row.sender, row.sent_at, row.keep_until, row.run_at, row.state,
        row.case_id);
}

// What came with it is from now on in the case's own event alone, where it is erased with the case's data.
void settle(Session& session, const std::string& id, std::string_view state, CaseId to, std::string_view problem) {
    session.exec("update case_message set state = $1, case_id = $2, problem = $3, data = '' where id = $4", state, to,
                 problem, id);
}

// At most two: more than one is as wrong as many.
std::vector<Wanted> waiting_for(Session& session, std::string_view name, std::string_view key) {
    std::vector<Wanted> out;
    session.each<CaseId, std::int64_t>(
        "select case_id, token from case_wait where kind = 'message' and name = $1 and message_key = $2 "
        "order by case_id, token limit 2",
        [&](CaseId id, std::int64_t token) {
            out.push_back({id, token});
        },
        name, key);
    // One case that waits for it twice takes it where it began to wait first.
    if (out.size() == 2 && out[0].case_id == out[1].case_id) {
        const auto other = session.row<CaseId>(
            "select case_id from case_wait where kind = 'message' and name = $1 and message_key = $2 and case_id > $3 "
            "order by case_id limit 1",
            name, key, out[0].case_id);
        if (!other) out.pop_back();
    }
    return out;
}

Json data_of(const std::string& text) {
    auto data = parse_json(text);
    check(data.has_value(), "a stored message is readable");
    return std::move(*data);
}

// Whether what comes again under an id is what came first.
bool same_as_first(const Row& first, const Row& again, const std::vector<PastEvent>& taken_by) {
    if (first.name != again.name || first.key != again.key) return false;
    if (first.state == "open") return first.data == again.data;
    for (const auto& past : taken_by)
        if (const auto* taken = std::get_if<MessageReceived>(&past.event); taken && taken->id == first.id)
            return canonical(taken->data) == again.data;
    return true;  // expired or refused: only name and key are still known
}

Result<void> check_message(const SendMessage& command) {
    const bool named = !command.name.empty() && command.name.size() <= 600 && command.id.size() <= 200;
    const bool fits = command.data.is_null() || command.data.is_object();
    if (!named || !fits || command.keep_hours < 0 || command.keep_hours > max_keep_hours)
        return refuse(errors::bad_message, {{"limit", std::to_string(max_keep_hours)}});
    if (to_string(command.data).size() > max_message_bytes)
        return refuse(errors::message_too_large, {{"limit", std::to_string(max_message_bytes)}});
    return {};
}

// The calendar's months count thirty days here: it is about how long something lies, not about a legal limit.
Time kept_until(Time now, std::string_view keep) {
    const auto length = process::duration_from_iso(keep).value_or(process::Duration{});
    return now + length.rest + 24h * 30 * length.months;
}

// Thrown now, or when the last of those who listen began to, whichever is later: clocks of nodes differ and are set
// back, and who listens must hear it.
void add_signal(Session& session, CaseId id, const std::string& name, const std::string& data,
                const std::string& sender, Time now) {
    const auto listening = session.row<std::int64_t>(
        "select coalesce(max(since), 0) from case_wait where kind = 'signal' and name = $1 and message_key = ''", name);
    session.exec(
        "insert into case_signal (id, name, data, sender, sent_at, only_case, after_case, run_at) "
        "values ($1, $2, $3, $4, $5, 0, 0, 0)",
        id, name, data, sender, std::max(to_millis(now), std::get<0>(*listening)));
}

std::string sender_of(const Actor& actor) {
    return actor.person.value == 0 ? std::string("system") : "person:" + hz::to_text(actor.person);
}

}  // namespace

void Cases::tell_message(Session& session, const Actor& actor, std::string type, const std::string& stream,
                         Json payload) {
    auto entry = identity::entry_by(actor, {}, std::move(type), stream);
    entry.purpose = "handling";
    entry.payload = std::move(payload);
    entry.at = clock_.now();
    ledger_.append(session, entry);
}

// Ids are told from the event they left with, so that a replay of the command would send the same.
void Cases::send_out(Session& session, const Case& from, const Move& move, Time now) {
    if (move.messages.empty() && move.signals.empty()) return;
    const auto sender = stream_of(from.id);
    const auto mark = hz::to_text(from.id) + "-" + std::to_string(from.version) + "-";
    std::size_t number = 0;
    for (const auto& one : move.messages)
        add_message(session, {mark + std::to_string(++number),
                              one.name,
                              one.key,
                              to_string(one.data),
                              sender,
                              "open",
                              to_millis(now),
                              to_millis(kept_until(now, one.keep)),
                              0,
                              {}});
    for (const auto& one : move.signals)
        add_signal(session, ids_.make<CaseId>(), one.name, to_string(one.data), sender, now);
}

Result<SentOutcome> Cases::send_message(Session& session, const Actor& actor, const SendMessage& command) {
    if (auto ok = check_message(command); !ok) return ok.error();
    const auto now = clock_.now();
    Row row;
    row.sender = sender_of(actor);
    row.id = row.sender + "/" + (command.id.empty() ? hz::to_text(ids_.make<CaseId>()) : command.id);
    row.name = command.name;
    row.key = message_key(command.key);
    row.data = canonical(command.data);
    row.sent_at = to_millis(now);
    row.keep_until = row.run_at = to_millis(now + 1h * command.keep_hours);
    if (const auto before = find_message(session, row.id)) {
        const auto taken_by =
            before->state == "delivered" ? history(session, ledger_, before->case_id) : std::vector<PastEvent>{};
        if (!same_as_first(*before, row, taken_by)) return refuse(errors::message_id_reused, {{"id", command.id}});
        SentOutcome out{row.id, before->state == "open" ? "kept" : before->state, std::nullopt, true};
        if (before->state == "delivered") out.case_id = before->case_id;
        return out;
    }
    const auto waiting = waiting_for(session, row.name, row.key);
    if (waiting.size() > 1) return refuse(errors::message_ambiguous, {{"name", row.name}});
    if (waiting.empty() && command.keep_hours == 0) return refuse(errors::nobody_waits, {{"name", row.name}});
    row.state = waiting.empty() ? "open" : "delivered";
    if (!waiting.empty()) {
        row.case_id = waiting.front().case_id;
        row.data.clear();
    }
    add_message(session, row);
    if (waiting.empty()) {
        tell_message(session, actor, "message_kept", "message:" + row.name,
                     JsonObject{{"id", row.id}, {"key", row.key}, {"keep_until", row.keep_until}});
        return SentOutcome{row.id, "kept", std::nullopt, false};
    }
    const IncomingMessage message{row.id, row.name, row.key, row.sender, command.data};
    auto taken = change(session, actor, row.case_id, [&](const Case& c, const Surroundings& around) {
        return receive_message(message, waiting.front().token, c, around);
    });
    if (!taken) return taken.error();
    return SentOutcome{row.id, "delivered", row.case_id, false};
}

Result<bool> Cases::deliver_message(Session& session, const std::string& id) {
    const auto row = find_message(session, id);
    if (!row || row->state != "open") return true;
    const auto waiting = waiting_for(session, row->name, row->key);
    const auto now = to_millis(clock_.now());
    const auto give_up = [&](const ErrorCode& why, std::string_view state) {
        settle(session, id, state, {}, why.id);
        const auto stream = row->sender.starts_with("case:") ? row->sender : "message:" + row->name;
        tell_message(session, identity::system_actor("message"), "message_" + std::string(state), stream,
                     JsonObject{{"id", id}, {"message", row->name}, {"key", row->key}, {"problem", why.id}});
        return true;
    };
    if (waiting.size() > 1) return give_up(errors::message_ambiguous, "refused");
    if (waiting.empty() && row->keep_until <= now) return give_up(errors::nobody_waits, "expired");
    if (waiting.empty()) {
        session.exec("update case_message set run_at = $1 where id = $2", row->keep_until, id);
        return false;
    }
    const auto to = waiting.front();
    const IncomingMessage message{row->id, row->name, row->key, row->sender, data_of(row->data)};
    auto taken = change(
        session, identity::system_actor("message"), to.case_id,
        [&](const Case& c, const Surroundings& around) { return receive_message(message, to.token, c, around); });
    if (!taken) {
        auto why = taken.error();
        why.params["case"] = hz::to_text(to.case_id);
        why.params["token"] = std::to_string(to.token);
        return why;
    }
    settle(session, id, "delivered", to.case_id, "");
    return true;
}

Result<std::int64_t> Cases::send_signal(Session& session, const Actor& actor, const SendSignal& command) {
    if (auto ok = check_message({{}, command.name, {}, command.data, 0}); !ok) return ok.error();
    const auto id = ids_.make<CaseId>().value;
    add_signal(session, CaseId{id}, command.name, to_string(command.data), sender_of(actor), clock_.now());
    tell_message(session, actor, "signal_sent", "signal:" + command.name, JsonObject{{"id", id}});
    return id;
}

Result<CaseId> Cases::deliver_signal(Session& session, std::int64_t id) {
    const auto row = session.row<std::string, std::string, std::string, std::int64_t, CaseId, CaseId>(
        "select name, data, sender, sent_at, only_case, after_case from case_signal where id = $1", id);
    if (!row) return CaseId{};
    const auto& [name, data, sender, sent_at, only, after] = *row;
    // Who began to listen later did not hear it; the thrower's own case has heard it already.
    const auto from = only.value != 0 ? CaseId{only.value - 1} : after;
    auto next = session.row<CaseId>(
        "select case_id from case_wait where kind = 'signal' and name = $1 and message_key = '' and case_id > $2 and "
        "since <= $3 order by case_id limit 1",
        name, from, sent_at);
    if (next && only.value != 0 && std::get<0>(*next) != only) next.reset();
    if (!next) {
        session.exec("delete from case_signal where id = $1", id);
        return CaseId{};
    }
    const auto to = std::get<0>(*next);
    if (only.value != 0)
        session.exec("delete from case_signal where id = $1", id);
    else
        session.exec("update case_signal set after_case = $1 where id = $2", to, id);
    if (stream_of(to) == sender) return to;
    const IncomingSignal signal{name, sender, data_of(data)};
    auto taken = change(session, identity::system_actor("signal"), to,
                        [&](const Case& c, const Surroundings& around) { return receive_signal(signal, c, around); });
    if (taken) return to;
    auto why = taken.error();
    why.params["case"] = hz::to_text(to);
    return why;
}

Result<bool> Cases::pass_over(Session& session, std::int64_t signal, CaseId id, const std::string& problem) {
    const auto row = session.row<std::string, std::string, std::string, std::int64_t, CaseId>(
        "select name, data, sender, sent_at, only_case from case_signal where id = $1", signal);
    if (!row) return true;
    const auto& [name, data, sender, sent_at, only] = *row;
    if (only.value != 0) {
        if (session.change("update case_signal set run_at = $1 where id = $2 and run_at < $1", no_due, signal) == 0)
            return true;
    } else {
        // Another node was here, and perhaps further.
        if (session.change("update case_signal set after_case = $1 where id = $2 and after_case < $1", id, signal) == 0)
            return true;
        session.exec(
            "insert into case_signal (id, name, data, sender, sent_at, only_case, after_case, run_at) "
            "values ($1, $2, $3, $4, $5, $6, 0, $7)",
            ids_.make<CaseId>(), name, data, sender, sent_at, id, no_due);
    }
    const auto c = find_case(session, id);
    if (!c) return true;
    const auto wait = std::ranges::find_if(
        c->waits, [&](const Wait& one) { return one.kind == "signal" && one.name == std::get<0>(*row); });
    if (wait == c->waits.end()) return true;
    if (auto raised = raise_incident(session, id, wait->token, problem, 1); !raised) return raised.error();
    return true;
}

}  // namespace hz::cases
