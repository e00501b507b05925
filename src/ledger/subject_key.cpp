// SPDX-License-Identifier: Apache-2.0
#include "ledger/subject_key.hpp"

#include "ledger/errors.hpp"

namespace hz::ledger {
namespace {

std::string place(std::int64_t id, std::int64_t subject) {
    return "subject key " + id_text(id) + " of " + id_text(subject);
}

// Needs no lock against erase() by another node: writes are serializable, and erase() reads the events it empties.
constexpr std::string_view find_active =
    "select id, sealed from ledger_subject_key where subject = $1 and erased_by = 0";

}  // namespace

SubjectKeys::SubjectKeys(const crypto::Suite& suite, BytesView master, IdSource& ids, Random& random,
                         std::size_t most_kept)
    : suite_(suite),
      master_(suite.sealer(suite.derive(master, {}, "huizheng ledger: subject keys", crypto::key_bytes))),
      ids_(ids),
      random_(random),
      most_kept_(most_kept) {}

SubjectKey SubjectKeys::active(storage::Session& session, SubjectId subject) {
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (const auto row = session.row_likely<std::int64_t, Bytes>(find_active, subject)) {
            const auto& [id, sealed] = *row;
            auto sealer = open(id, subject.value, sealed);
            if (!sealer)
                throw storage::Failure(refuse(errors::break_subject_key, {{"id", id_text(id)}, {"name", "sealed"}}));
            return {id, std::move(sealer)};
        }
        const auto id = ids_.next();
        Bytes secret(crypto::key_bytes);
        random_.fill(secret);
        const auto sealed = master_->seal(secret, as_bytes(place(id, subject.value)), random_);
        const auto made = session.change(
            "insert into ledger_subject_key (id, subject, sealed) values ($1, $2, $3) "
            "on conflict (subject) where erased_by = 0 do nothing",
            id, subject, sealed);
        SubjectKey key{id, suite_.sealer(secret)};
        crypto::wipe(secret);
        if (made == 1) {
            session.foresee(std::tuple(id, sealed), find_active, subject);
            return key;
        }
        // Another node was first.
    }
    throw storage::Failure(refuse(errors::break_subject_key, {{"id", to_text(subject)}, {"name", "subject"}}));
}

std::shared_ptr<const crypto::Sealer> SubjectKeys::open(std::int64_t id, std::int64_t subject, BytesView sealed) {
    if (auto found = kept(id)) return found;
    auto sealer = open_fresh(id, subject, sealed);
    if (sealer) keep(id, sealer);
    return sealer;
}

std::shared_ptr<const crypto::Sealer> SubjectKeys::open_fresh(std::int64_t id, std::int64_t subject,
                                                              BytesView sealed) const {
    auto secret = master_->open(sealed, as_bytes(place(id, subject)));
    if (!secret || secret->size() != crypto::key_bytes) return nullptr;
    std::shared_ptr<const crypto::Sealer> sealer = suite_.sealer(*secret);
    crypto::wipe(*secret);
    return sealer;
}

std::optional<std::int64_t> SubjectKeys::destroy(storage::Session& session, SubjectId subject, EventId by) {
    const auto row = session.row<std::int64_t>(
        "update ledger_subject_key set sealed = $1, erased_by = $2 where subject = $3 and erased_by = 0 returning id",
        Bytes{}, by, subject);
    if (!row) return std::nullopt;
    session.forget(find_active, subject);
    const std::lock_guard lock(mutex_);
    if (const auto found = by_id_.find(std::get<0>(*row)); found != by_id_.end()) {
        order_.erase(found->second);
        by_id_.erase(found);
    }
    return std::get<0>(*row);
}

std::shared_ptr<const crypto::Sealer> SubjectKeys::kept(std::int64_t id) {
    const std::lock_guard lock(mutex_);
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return found->second->sealer;
}

void SubjectKeys::keep(std::int64_t id, std::shared_ptr<const crypto::Sealer> sealer) {
    const std::lock_guard lock(mutex_);
    if (by_id_.contains(id)) return;
    order_.push_front({id, std::move(sealer)});
    by_id_[id] = order_.begin();
    if (order_.size() <= most_kept_) return;
    by_id_.erase(order_.back().id);
    order_.pop_back();
}

}  // namespace hz::ledger
