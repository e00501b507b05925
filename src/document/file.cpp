// SPDX-License-Identifier: Apache-2.0
#include "document/file.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "document/content_check.hpp"
#include "document/errors.hpp"

namespace hz::document {
namespace {

using storage::Session;

bool good_name(std::string_view name) {
    if (trim(name).empty() || !is_utf8(name) || length(name) > 200) return false;
    return std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' || c == 0x7F;
    });
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (auto word : words) {
        for (auto& c : word) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
        out += (out.empty() ? "" : ", ") + word;
    }
    return out;
}

std::string readable_size(std::int64_t bytes) {
    if (bytes < 1 << 10) return std::to_string(bytes) + " B";
    return bytes < 1 << 20 ? std::to_string(bytes >> 10) + " KB" : std::to_string(bytes >> 20) + " MB";
}

constexpr std::string_view select_file =
    "select id, owner, context, material, name, media_type, size, received, state, digest, created_at from "
    "document_file ";

std::vector<File> read_files(Session& session, std::string_view sql, const auto&... args) {
    std::vector<File> out;
    session.each<FileId, PersonId, std::string, std::string, std::string, std::string, std::int64_t, std::int64_t,
                 std::string, std::string, std::int64_t>(
        sql,
        [&](FileId id, PersonId owner, std::string context, std::string material, std::string name, std::string type,
            std::int64_t size, std::int64_t received, std::string state, std::string digest, std::int64_t at) {
            out.push_back({id, owner, std::move(context), std::move(material), std::move(name), std::move(type), size,
                           received, std::move(state), std::move(digest), from_millis(at)});
        },
        args...);
    return out;
}

void remove(Session& session, FileId id) {
    session.exec("delete from document_chunk where file_id = $1", id);
    session.exec("delete from document_file where id = $1", id);
}

void insert(Session& session, const File& f) {
    session.exec(
        "insert into document_file (id, owner, context, material, name, media_type, size, received, state, digest, "
        "created_at) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        f.id, f.owner, f.context, f.material, f.name, f.media_type, f.size, f.received, f.state, f.digest,
        to_millis(f.created_at));
}

void insert_chunk(Session& session, FileId id, std::int64_t start, BytesView bytes) {
    session.exec("insert into document_chunk (file_id, start, content) values ($1, $2, $3)", id, start, bytes);
}

ledger::Entry entry_about(const File& f, std::string type, Time now) {
    ledger::Entry entry;
    entry.type = std::move(type);
    entry.stream = stream_of(f.id);
    entry.actor = "person:" + hz::to_text(f.owner);
    entry.purpose = "application";
    entry.subject = identity::subject_of(f.owner);
    entry.at = now;
    return entry;
}

// Everything of the row that no later event changes, so that verification can say what it must be.
void append_stored(Session& session, ledger::Ledger& ledger, const File& f, ledger::Entry entry) {
    entry.payload = {{"context", f.context},
                     {"material", f.material},
                     {"name", f.name},
                     {"media_type", f.media_type},
                     {"size", f.size},
                     {"digest", f.digest},
                     {"created_at", to_millis(f.created_at)}};
    ledger.append(session, entry);
}

}  // namespace

std::string stream_of(FileId id) { return "file:" + hz::to_text(id); }

Result<File> start_upload(Session& session, FileId id, const StartUpload& command, Time now) {
    if (!good_name(command.name)) return refuse(errors::bad_name);
    if (command.size <= 0) return refuse(errors::empty, {{"name", command.name}});
    const auto type = short_type(command.media_type);
    if (type.empty() || std::find(command.allowed.begin(), command.allowed.end(), type) == command.allowed.end())
        return refuse(errors::type_not_allowed, {{"allowed", joined(command.allowed)}});
    if (command.size > command.max_bytes)
        return refuse(errors::too_large, {{"name", command.name}, {"limit", readable_size(command.max_bytes)}});
    const auto count =
        session.row<std::int64_t>("select count(*) from document_file where context = $1", command.context);
    if (count && std::get<0>(*count) >= static_cast<std::int64_t>(files_per_context))
        return refuse(errors::too_many, {{"limit", std::to_string(files_per_context)}});
    File f{id,
           command.owner,
           command.context,
           command.material,
           command.name,
           command.media_type,
           command.size,
           0,
           "uploading",
           "",
           now};
    insert(session, f);
    return f;
}

Result<File> append(Session& session, ledger::Ledger& ledger, const crypto::Suite& suite, FileId id, PersonId owner,
                    std::int64_t offset, BytesView bytes, Time now) {
    auto found = get_file(session, id);
    if (!found || found->owner != owner) return refuse(errors::not_found);
    File f = std::move(*found);
    if (f.state == "stored") return refuse(errors::already_stored);
    if (offset != f.received) return refuse(errors::wrong_offset, {{"offset", std::to_string(f.received)}});
    if (bytes.size() > chunk_bytes) return refuse(errors::chunk_too_large, {{"limit", readable_size(chunk_bytes)}});
    if (f.received + static_cast<std::int64_t>(bytes.size()) > f.size)
        return refuse(errors::longer_than_announced, {{"name", f.name}, {"limit", readable_size(f.size)}});
    if (!bytes.empty()) insert_chunk(session, id, offset, bytes);
    f.received += static_cast<std::int64_t>(bytes.size());
    if (f.received == f.size) {
        const auto whole = content(session, id);
        if (auto fits = check_content(short_type(f.media_type), whole, f.name); !fits) return fits.error();
        const auto digest = suite.digest(whole);
        f.state = "stored";
        f.digest = to_hex(digest);
        append_stored(session, ledger, f, entry_about(f, "file_stored", now));
    }
    session.exec("update document_file set received = $1, state = $2, digest = $3 where id = $4", f.received, f.state,
                 f.digest, id);
    return f;
}

std::vector<File> files_after(Session& session, FileId after, std::size_t limit) {
    static const auto sql = std::string(select_file) + "where id > $1 order by id limit $2";
    return read_files(session, sql, after.value, limit);
}

Result<File> get_file(Session& session, FileId id) {
    static const auto sql = std::string(select_file) + "where id = $1";
    auto files = read_files(session, sql, id);
    if (files.empty()) return refuse(errors::not_found);
    return std::move(files.front());
}

std::vector<File> files_of(Session& session, std::string_view context) {
    static const auto sql = std::string(select_file) + "where context = $1 order by id";
    return read_files(session, sql, context);
}

void each_chunk(Session& session, FileId id, const std::function<bool(BytesView)>& f) {
    session.each<Bytes>(
        "select content from document_chunk where file_id = $1 order by start",
        [&](const Bytes& bytes) { return f(bytes); }, id);
}

Bytes content(Session& session, FileId id) {
    Bytes out;
    each_chunk(session, id, [&](BytesView bytes) {
        out.insert(out.end(), bytes.begin(), bytes.end());
        return true;
    });
    return out;
}

void move_files(Session& session, std::string_view from, std::string_view to) {
    session.exec("update document_file set context = $1 where context = $2 and state = 'stored'", to, from);
}

Result<void> delete_file(Session& session, ledger::Ledger& ledger, FileId id, PersonId owner, Time now) {
    const auto f = get_file(session, id);
    if (!f || f->owner != owner) return refuse(errors::not_found);
    if (!f->context.starts_with("draft:") && !f->context.starts_with("supply:")) return refuse(errors::in_use);
    remove(session, id);
    if (f->state == "stored") ledger.append(session, entry_about(*f, "file_deleted", now));
    return {};
}

File store_document(Session& session, ledger::Ledger& ledger, const crypto::Suite& suite, FileId id, PersonId owner,
                    std::string_view context, std::string_view name, std::string_view media_type, BytesView bytes,
                    Time now) {
    const auto size = static_cast<std::int64_t>(bytes.size());
    File f{id,   owner,    std::string(context),        "", std::string(name), std::string(media_type), size,
           size, "stored", to_hex(suite.digest(bytes)), now};
    insert(session, f);
    for (std::size_t at = 0; at < bytes.size(); at += chunk_bytes)
        insert_chunk(session, id, static_cast<std::int64_t>(at),
                     bytes.subspan(at, std::min(chunk_bytes, bytes.size() - at)));
    auto entry = entry_about(f, "file_stored", now);
    entry.actor = "system:document";
    entry.purpose = "issuing";
    append_stored(session, ledger, f, std::move(entry));
    return f;
}

}  // namespace hz::document
