// SPDX-License-Identifier: Apache-2.0
// Files people give us, kept in the store in chunks: one transaction, one backup, both engines.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "crypto/suite.hpp"
#include "identity/actor.hpp"
#include "ledger/ledger.hpp"
#include "storage/store.hpp"

namespace hz::document {

using FileId = Id<struct FileTag>;
using identity::PersonId;

inline constexpr std::size_t chunk_bytes = 256 * 1024;  // the most one append takes
inline constexpr std::size_t files_per_context = 60;

struct File {
    FileId id;
    PersonId owner;
    std::string context;
    std::string material;
    std::string name;
    std::string media_type;
    std::int64_t size = 0;      // as announced
    std::int64_t received = 0;  // durably stored
    std::string state;          // uploading, stored
    std::string digest;         // hex, by the suite; empty until stored
    Time created_at{};
};

struct StartUpload {
    PersonId owner;
    std::string context, material, name, media_type;
    std::int64_t size = 0;
    std::vector<std::string> allowed;  // short types: pdf, jpeg, png
    std::int64_t max_bytes = 0;
};

// Where an upload begins or goes on; nothing already stored is lost by a broken connection. Refusals: bad_name, empty,
// too_large, type_not_allowed, too_many.
Result<File> start_upload(storage::Session& session, FileId id, const StartUpload& command, Time now);

// Appends at exactly `offset` (errors::wrong_offset tells the right one; a repeated chunk is the client's to skip).
// The last chunk checks the content against the announced type; a refusal there keeps it out and says why.
Result<File> append(storage::Session& session, ledger::Ledger& ledger, const crypto::Suite& suite, FileId id,
                    PersonId owner, std::int64_t offset, BytesView bytes, Time now);

[[nodiscard]] std::string stream_of(FileId id);  // "file:<id>"
// By id, those after `after`.
[[nodiscard]] std::vector<File> files_after(storage::Session& session, FileId after, std::size_t limit);
[[nodiscard]] Result<File> get_file(storage::Session& session, FileId id);
[[nodiscard]] std::vector<File> files_of(storage::Session& session, std::string_view context);
// The content in order, chunk by chunk, until `f` returns false.
void each_chunk(storage::Session& session, FileId id, const std::function<bool(BytesView)>& f);
[[nodiscard]] Bytes content(storage::Session& session, FileId id);
// Gives every stored file of one context to another ("draft:..." -> "case:...").
void move_files(storage::Session& session, std::string_view from, std::string_view to);
// Event: file_deleted, of one that was stored.
Result<void> delete_file(storage::Session& session, ledger::Ledger& ledger, FileId id, PersonId owner, Time now);

// A document the platform itself made, stored whole.
File store_document(storage::Session& session, ledger::Ledger& ledger, const crypto::Suite& suite, FileId id,
                    PersonId owner, std::string_view context, std::string_view name, std::string_view media_type,
                    BytesView bytes, Time now);

}  // namespace hz::document
