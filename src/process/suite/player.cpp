// SPDX-License-Identifier: Apache-2.0
#include "process/suite/player.hpp"

#include <algorithm>

#include "process/duration.hpp"
#include "process/errors.hpp"

namespace hz::process {

namespace {

constexpr std::int64_t second = 1'000;

// The virtual clock knows no calendar: a month has 30 days.
std::int64_t milliseconds(const std::string& iso) {
    const auto length = duration_from_iso(iso).value_or(Duration{});
    return (length.months * std::int64_t{30} * 86'400 + length.rest.count()) * second;
}

}  // namespace

void Player::start(const std::string& process, const std::string& event, const Json& data) {
    instances_.emplace_back();
    act(instances_.size() - 1, Start{process, event, data});
    settle();
}

void Player::run_until(std::int64_t until) {
    settle();
    while (!agenda_.empty() && agenda_.begin()->first <= until) {
        const auto [at, due] = *agenda_.begin();
        agenda_.erase(agenda_.begin());
        now_ = at;
        if (due.script) {
            act(due.instance, CompleteJob{due.token, {}});
        } else {
            act(due.instance, FireTimer{due.token});
        }
        settle();
    }
    now_ = std::max(now_, until);
}

void Player::act(std::size_t instance, const Command& command) {
    auto result = step(*definition_, instances_[instance], command, given_);
    if (!result) {
        // A token that waits for what can never come is not an error of the engine but the end of the trace.
        if (result.error().is(errors::deadlock)) return;
        if (result.error().is(errors::no_such_token) || result.error().is(errors::already_ended)) return;
        const bool incident = result.error().code->category == Category::incident;
        const bool senseless = result.error().is(errors::bad_cardinality) || result.error().is(errors::bad_quantity);
        trace_.push_back(incident && !senseless ? "ERROR_runtime" : "ERROR");
        return;
    }
    instances_[instance] = std::move(result->state);
    for (const Effect& effect : result->effects) serve(instance, effect);
}

void Player::serve(std::size_t instance, const Effect& effect) {
    if (const auto* script = std::get_if<ScriptRequested>(&effect)) scripts_.push_back({instance, *script});
    if (const auto* timer = std::get_if<TimerSet>(&effect))
        agenda_.emplace(now_ + milliseconds(timer->iso_duration), Due{instance, timer->token, false});
    if (const auto* message = std::get_if<MessageSent>(&effect)) waiting_.push_back({message->message, message->data});
    if (const auto* signal = std::get_if<SignalThrown>(&effect)) broadcast(instance, *signal);
    if (std::holds_alternative<ErrorRaised>(effect)) trace_.push_back("ERROR_thrownErrorEvent");
    if (const auto* job = std::get_if<JobRequested>(&effect)) act(instance, CompleteJob{job->token, {}});
    if (const auto* task = std::get_if<TaskCreated>(&effect)) act(instance, CompleteTask{task->token, {}});
    if (const auto* decision = std::get_if<DecisionRequested>(&effect)) act(instance, CompleteJob{decision->token, {}});
}

void Player::settle() {
    for (bool moved = true; moved;) {
        moved = false;
        if (!scripts_.empty()) {
            const Script script = scripts_.front();
            scripts_.pop_front();
            play(script);
            moved = true;
            continue;
        }
        for (std::size_t i = 0; i < waiting_.size() && !moved; ++i) {
            const Sent message = waiting_[i];
            if (!deliver(message)) continue;
            waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
            moved = true;
        }
    }
}

// To an instance that expects it, else to a process that it starts.
bool Player::deliver(const Sent& message) {
    for (std::size_t i = 0; i < instances_.size(); ++i) {
        auto result = step(*definition_, instances_[i], ReceiveMessage{message.message, message.data, 0}, given_);
        if (!result) continue;
        act(i, ReceiveMessage{message.message, message.data, 0});
        return true;
    }
    for (const Entry& entry : entries(*definition_)) {
        if (entry.kind != "message" || entry.name != message.message) continue;
        instances_.emplace_back();
        act(instances_.size() - 1, Start{entry.process, entry.event, message.data});
        return true;
    }
    return false;
}

void Player::broadcast(std::size_t from, const SignalThrown& signal) {
    const std::size_t others = instances_.size();
    for (std::size_t i = 0; i < others; ++i) {
        if (i != from && !instances_[i].ended) act(i, ReceiveSignal{signal.signal, signal.data});
    }
    for (const Entry& entry : entries(*definition_)) {
        if (entry.kind != "signal" || entry.name != signal.signal) continue;
        instances_.emplace_back();
        act(instances_.size() - 1, Start{entry.process, entry.event, signal.data});
    }
}

void Player::play(const Script& script) {
    const std::size_t instance = script.instance;
    const ScriptRequested& asked = script.asked;
    const std::string& text = asked.script;
    const auto running = [&] {
        return std::ranges::any_of(instances_[instance].tokens, [&](const Token& t) { return t.id == asked.token; });
    };
    if (!running()) return;  // cancelled meanwhile
    const auto done = [&](Json data = {}) { act(instance, CompleteJob{asked.token, std::move(data)}); };
    const auto later = [&](std::int64_t delay) { agenda_.emplace(now_ + delay, Due{instance, asked.token, true}); };
    const auto seen = [&] { return variables_at(*definition_, instances_[instance], asked.token, given_); };
    if (text == "WAIT_TEN_SECONDS") return later(10 * second);
    if (text.starts_with("CREATE_TIMESTAMP_LOG_")) {
        stamps_[text] = {now_, now_ + 10 * second};
        return later(10 * second);
    }
    if (text.starts_with("THROW_ERROR")) return act(instance, RaiseError{asked.token, "ERR-1"});
    if (text == "CREATE_MARKER_FILE") marker_ = true;
    if (text.starts_with("SCRIPT_")) trace_.push_back(text);
    if (text == "INCREMENT_INTEGER_VARIABLE_AND_LOG") {
        const auto before = get_int(seen(), "integerVariable");
        trace_.push_back("INCREMENT_correct");
        return done(JsonObject{{"integerVariable", before + 1}});
    }
    if (text == "SET_STRING_DATA") return done(JsonObject{{"data", "String"}});
    if (text == "LOG_DATA") trace_.push_back(get_text(seen(), "data") == "String" ? "DATA_correct" : "DATA_incorrect");
    done();
}

std::vector<std::string> Player::trace() const {
    auto out = trace_;
    // Work that overlapped in time ran in parallel.
    const auto overlap = [](const auto& a, const auto& b) { return a.first < b.second && b.first < a.second; };
    if (stamps_.size() == 2)
        out.push_back(overlap(stamps_.begin()->second, stamps_.rbegin()->second) ? "EXECUTION_parallel"
                                                                                 : "EXECUTION_sequential");
    return out;
}

}  // namespace hz::process
