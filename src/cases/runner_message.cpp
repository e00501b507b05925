// SPDX-License-Identifier: Apache-2.0
// Messages and signals on their way.
#include <algorithm>

#include "cases/case_store.hpp"
#include "cases/errors.hpp"
#include "cases/runner.hpp"

namespace hz::cases {

using storage::Session;
using namespace std::chrono_literals;

namespace {

constexpr auto remembered = 24h * 90;  // a settled message's id

}  // namespace

std::size_t Runner::deliver_messages(std::size_t limit) {
    const auto due = store_.read(
        [&](Session& s) -> Result<std::vector<DueMessage>> { return due_messages(s, clock_.now(), limit); });
    if (!due || due->empty()) return 0;
    std::size_t moved = 0;
    for (const auto& message : *due) {
        const auto done = store_.write_wait([&](Session& s) { return cases_.deliver_message(s, message.id); });
        if (!done)
            postpone_message(message, done.error());
        else
            moved += *done;
    }
    (void)store_.write_wait(
        [&](Session& s) -> Result<std::size_t> { return forget_messages(s, clock_.now() - remembered, limit); });
    return moved;
}

void Runner::postpone_message(const DueMessage& message, const Error& why) {
    if (why.code->category == Category::unavailable) return;
    const int attempts = message.attempts + 1;
    const bool last = attempts >= max_attempts;
    const auto at = last ? no_due : to_millis(clock_.now() + back_off(attempts));
    const auto to = why.params.find("case");
    const auto id = to == why.params.end() ? std::nullopt : id_from_text<CaseTag>(to->second);
    const auto token = why.params.find("token");
    (void)store_.write_wait([&](Session& s) -> Result<bool> {
        const auto counted = s.change(
            "update case_message set run_at = $1, attempts = $2, problem = $3, case_id = $4 "
            "where id = $5 and state = 'open' and attempts = $6",
            at, attempts, problem_text(why), id.value_or(CaseId{}), message.id, message.attempts);
        if (counted == 0) return false;
        if (!last || !id || token == why.params.end()) return true;
        auto raised = cases_.raise_incident(s, *id, std::stoll(token->second), problem_text(why), attempts);
        if (!raised) return raised.error();
        return true;
    });
}

// A signal's cases one by one, each in its own write; a pass takes at most `limit` of them.
std::size_t Runner::deliver_signals(std::size_t limit) {
    const auto due =
        store_.read([&](Session& s) -> Result<std::vector<DueSignal>> { return due_signals(s, clock_.now(), limit); });
    if (!due) return 0;
    std::size_t moved = 0;
    for (const auto& signal : *due) {
        for (bool more = true; more && moved < limit;) {
            const auto given = store_.write_wait([&](Session& s) { return cases_.deliver_signal(s, signal.id); });
            if (given) {
                more = given->value != 0;
                moved += more;
                continue;
            }
            const Error why = given.error();
            const auto to = why.params.find("case");
            const auto id = to == why.params.end() ? std::nullopt : id_from_text<CaseTag>(to->second);
            more = id && why.code->category != Category::unavailable;
            if (!more) break;
            const auto problem = problem_text(why);
            const auto passed =
                store_.write_wait([&](Session& s) { return cases_.pass_over(s, signal.id, *id, problem); });
            more = passed.has_value();
        }
    }
    return moved;
}

}  // namespace hz::cases
