// SPDX-License-Identifier: Apache-2.0
#include "cases/message.hpp"

#include "base/text.hpp"

namespace hz::cases {

using storage::Session;

std::string message_key(const Json& key) {
    if (key.is_null()) return {};
    auto text = key.is_string() ? std::string(key.get_string()) : canonical(key);
    constexpr std::size_t most = 300;
    if (text.size() <= most) return text;
    std::uint64_t sum = 0xcbf29ce484222325U;  // FNV-1a, the same on every machine
    for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return std::string(prefix(text, most / 4)) + "#" + std::to_string(text.size()) + "#" + std::to_string(sum);
}

std::vector<DueMessage> due_messages(Session& session, Time now, std::size_t limit) {
    std::vector<DueMessage> out;
    session.each<std::string, int>(
        "select id, attempts from case_message where state = 'open' and run_at <= $1 order by run_at, id limit $2",
        [&](std::string id, int attempts) {
            out.push_back({std::move(id), attempts});
        },
        to_millis(now), limit);
    return out;
}

std::vector<DueSignal> due_signals(Session& session, Time now, std::size_t limit) {
    std::vector<DueSignal> out;
    session.each<std::int64_t>(
        "select id from case_signal where run_at <= $1 order by run_at, id limit $2",
        [&](std::int64_t id) { out.push_back({id}); }, to_millis(now), limit);
    return out;
}

std::vector<OpenMessage> open_messages(Session& session, std::size_t limit) {
    std::vector<OpenMessage> out;
    session.each<std::string, std::string, std::string, std::string, std::int64_t, std::int64_t, int, std::string>(
        "select id, name, message_key, sender, sent_at, keep_until, attempts, problem from case_message "
        "where state = 'open' order by run_at, id limit $1",
        [&](std::string id, std::string name, std::string key, std::string sender, std::int64_t sent, std::int64_t keep,
            int attempts, std::string problem) {
            out.push_back({std::move(id), std::move(name), std::move(key), std::move(sender), from_millis(sent),
                           from_millis(keep), attempts, std::move(problem)});
        },
        limit);
    return out;
}

std::size_t forget_messages(Session& session, Time before, std::size_t limit) {
    std::vector<std::string> old;
    session.each<std::string>(
        "select id from case_message where state <> 'open' and sent_at < $1 order by sent_at limit $2",
        [&](std::string id) { old.push_back(std::move(id)); }, to_millis(before), limit);
    for (const auto& id : old) session.exec("delete from case_message where id = $1", id);
    return old.size();
}

}  // namespace hz::cases
