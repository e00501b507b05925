// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <map>

#include "ledger/errors.hpp"
#include "ledger/log.hpp"

namespace hz::ledger {
namespace {

using Meta = std::map<std::string, std::string>;

Meta read_meta(storage::Session& session) {
    Meta out;
    session.each<std::string, std::string>("select name, value from ledger_meta",
                                           [&](std::string name, std::string value) { out[name] = std::move(value); });
    return out;
}

// Records the keyring as this store's own; where another node was first, theirs stays.
Result<Meta> initialise(storage::Store& store, const Keyring& keyring) {
    const Meta rows{{"suite", std::string(keyring.suite->name())},
                    {"log", keyring.log},
                    {"created_at", std::to_string(to_millis(keyring.created_at))},
                    {"public_key", to_base64(keyring.signing->public_key().spki())}};
    return store.write_wait([rows](storage::Session& session) -> Result<Meta> {
        if (session.engine() == storage::Engine::postgresql) session.exec("lock table ledger_meta in exclusive mode");
        if (auto found = read_meta(session); !found.empty()) return found;
        for (const auto& [name, value] : rows)
            session.exec("insert into ledger_meta (name, value) values ($1, $2)", name, value);
        return rows;
    });
}

Result<Keyring> keyring_for(const Options& options, bool recorded, const Clock& clock, Random& random) {
    auto loaded = load_keyring(options.keyring);
    if (loaded || recorded || !loaded.error().is(errors::keyring_missing)) return loaded;
    const auto* suite = crypto::find_suite(options.suite.empty() ? "intl" : options.suite);
    if (suite == nullptr)
        return refuse(errors::suite_differs, {{"recorded", "intl, gm"}, {"configured", options.suite}});
    auto made = make_keyring(*suite, clock, random);
    if (auto saved = save_keyring(made, options.keyring); !saved) return saved.error();
    return made;
}

// PostgreSQL numbers transactions by cluster. After a dump was restored into another one, its numbers may stand below
// those recorded, and new events would count as long past. Then what every new event is numbered with begins above
// them: the default of the column says so, and dumps keep it. Gives that addend.
Result<std::int64_t> txid_addend(storage::Session& session) {
    session.exec("lock table ledger_meta in exclusive mode");
    const auto rule = session.row<std::string>(
        "select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'ledger_event'::regclass");
    std::int64_t addend = 0;
    const auto digit = rule ? std::get<0>(*rule).find_first_of("0123456789") : std::string::npos;
    if (digit != std::string::npos) {
        const auto& text = std::get<0>(*rule);
        std::from_chars(text.data() + digit, text.data() + text.size(), addend);
    }
    const auto last = session.row<std::int64_t>("select txid from ledger_event order by txid desc, id desc limit 1");
    const auto next = session.row<std::int64_t>("select txid_snapshot_xmax(txid_current_snapshot())");
    if (!last || std::get<0>(*last) < std::get<0>(*next) + addend) return addend;
    addend = std::get<0>(*last) + 1;
    session.exec("alter table ledger_event alter column txid set default txid_current() + " + std::to_string(addend));
    return addend;
}

}  // namespace

Result<std::unique_ptr<Log>> open_ledger(storage::Store& store, const Options& options, Clock& clock, IdSource& ids,
                                         Random& random) {
    auto meta = store.read([](storage::Session& session) -> Result<Meta> { return read_meta(session); });
    if (!meta) return meta.error();
    auto keyring = keyring_for(options, !meta->empty(), clock, random);
    if (!keyring) return keyring.error();
    if (!options.suite.empty() && options.suite != keyring->suite->name())
        return refuse(errors::suite_differs,
                      {{"recorded", std::string(keyring->suite->name())}, {"configured", options.suite}});
    if (meta->empty()) meta = initialise(store, *keyring);
    if (!meta) return meta.error();
    if ((*meta)["log"] != keyring->log || (*meta)["suite"] != keyring->suite->name())
        return refuse(errors::other_log, {{"path", options.keyring.string()}});
    const auto last = store.read([](storage::Session& session) -> Result<std::int64_t> {
        const auto row = session.row<std::int64_t>("select id from ledger_event order by id desc limit 1");
        return row ? std::get<0>(*row) : 0;
    });
    if (!last) return last.error();
    Result<std::int64_t> addend = 0;
    if (store.engine() == storage::Engine::postgresql) addend = store.write_wait(txid_addend);
    if (!addend) return addend.error();
    return std::make_unique<Log>(store, std::move(*keyring), options, clock, ids, random, *last, *addend);
}

}  // namespace hz::ledger
