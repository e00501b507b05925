// SPDX-License-Identifier: Apache-2.0
// One random key a subject, sealed under the master key (table ledger_subject_key). Private to ledger.
#pragma once
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "base/id.hpp"
#include "crypto/suite.hpp"
#include "ledger/ledger.hpp"

namespace hz::ledger {

struct SubjectKey {
    std::int64_t id = 0;
    std::shared_ptr<const crypto::Sealer> sealer;
};

// Thread-safe. The rows say which key is alive; only the opened form is kept in memory, by key id, so that neither a
// rollback nor an erasure by another node can make a stale key be used.
class SubjectKeys {
  public:
    SubjectKeys(const crypto::Suite& suite, BytesView master, IdSource& ids, Random& random, std::size_t most_kept);

    // The key that is alive for the subject, made if there is none. Held until the end of the transaction.
    SubjectKey active(storage::Session& session, SubjectId subject);
    // Empty where `sealed` does not open: altered, or of another subject.
    [[nodiscard]] std::shared_ptr<const crypto::Sealer> open(std::int64_t id, std::int64_t subject, BytesView sealed);
    // Opens from the stored bytes, without what is kept in memory.
    [[nodiscard]] std::shared_ptr<const crypto::Sealer> open_fresh(std::int64_t id, std::int64_t subject,
                                                                   BytesView sealed) const;
    // Overwrites the key that is alive and gives its id; empty where there is none.
    std::optional<std::int64_t> destroy(storage::Session& session, SubjectId subject, EventId by);

  private:
    std::shared_ptr<const crypto::Sealer> kept(std::int64_t id);
    void keep(std::int64_t id, std::shared_ptr<const crypto::Sealer> sealer);

    struct Kept {
        std::int64_t id;
        std::shared_ptr<const crypto::Sealer> sealer;
    };
    const crypto::Suite& suite_;
    std::unique_ptr<crypto::Sealer> master_;
    IdSource& ids_;
    Random& random_;
    const std::size_t most_kept_;
    std::mutex mutex_;
    std::list<Kept> order_;  // last used first
    std::unordered_map<std::int64_t, std::list<Kept>::iterator> by_id_;
};

}  // namespace hz::ledger
