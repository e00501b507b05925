// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "ledger/errors.hpp"
#include "ledger/subscription.hpp"
#include "ledger/verify_walk.hpp"

namespace hz::ledger {
namespace {

void check_meta(Log& log, storage::Session& session, VerifyWalk& walk) {
    const auto& keyring = log.keyring();
    std::map<std::string, std::string> expected{{"suite", std::string(keyring.suite->name())},
                                                {"log", keyring.log},
                                                {"created_at", std::to_string(to_millis(keyring.created_at))},
                                                {"public_key", to_base64(keyring.signing->public_key().spki())}};
    session.each<std::string, std::string>("select name, value from ledger_meta",
                                           [&](const std::string& name, const std::string& value) {
                                               const auto wanted = expected.find(name);
                                               if (wanted == expected.end())
                                                   return walk.found(-1, errors::break_meta, {{"name", name}});
                                               if (wanted->second != value)
                                                   walk.found(-1, errors::break_meta, {{"name", name}});
                                               expected.erase(wanted);
                                           });
    for (const auto& [name, value] : expected) walk.found(-1, errors::break_meta, {{"name", name}});
}

struct StoredKey {
    std::int64_t id, subject;
    Bytes sealed;
    std::int64_t erased_by;
};

// An erased key must be empty and name an event that is itself about that subject and sealed with no key.
bool erased_rightly(storage::Session& session, const StoredKey& key) {
    if (!key.sealed.empty()) return false;
    const auto by = event_row(session, key.erased_by);
    return by && !by->key_id && by->subject == key.subject;
}

void check_keys(Log& log, storage::Session& session, VerifyWalk& walk) {
    constexpr std::size_t page = 1000;
    for (auto after = std::numeric_limits<std::int64_t>::min();;) {
        std::vector<StoredKey> keys;
        session.each<std::int64_t, std::int64_t, Bytes, std::int64_t>(
            "select id, subject, sealed, erased_by from ledger_subject_key where id > $1 order by id limit $2",
            [&](std::int64_t id, std::int64_t subject, Bytes sealed, std::int64_t erased_by) {
                keys.push_back({id, subject, std::move(sealed), erased_by});
            },
            after, page);
        for (const auto& key : keys) {
            after = key.id;
            if (key.erased_by != 0 && !erased_rightly(session, key))
                walk.found(-1, errors::break_subject_key, {{"id", id_text(key.id)}, {"name", "erased_by"}});
            if (key.erased_by == 0 && !log.subject_keys().open_fresh(key.id, key.subject, key.sealed))
                walk.found(-1, errors::break_subject_key, {{"id", id_text(key.id)}, {"name", "sealed"}});
        }
        if (keys.size() < page) return;
    }
}

void check_subscriptions(Log& log, storage::Session& session, VerifyWalk& walk) {
    session.each<std::string, std::int64_t, Bytes>(
        "select name, position, seal from ledger_subscription order by name",
        [&](const std::string& name, std::int64_t position, const Bytes& seal) {
            if (!crypto::constant_time_equal(subscription_seal(log.keyring(), name, position), seal))
                walk.found(-1, errors::break_subscription, {{"name", name}});
        });
}

}  // namespace

void check_registry(Log& log, storage::Session& session, VerifyWalk& walk) {
    check_meta(log, session, walk);
    check_keys(log, session, walk);
    check_subscriptions(log, session, walk);
}

}  // namespace hz::ledger
