// SPDX-License-Identifier: Apache-2.0
#include "document/state_check.hpp"

#include <limits>
#include <optional>

#include "document/file.hpp"

namespace hz::document {
namespace {

using ledger::RowCompare;
using ledger::StateFindings;
using storage::Session;

constexpr std::size_t files_a_read = 10;
constexpr std::size_t chunks_a_read = 1000;

struct Told {
    std::optional<ledger::Event> stored;
    bool deleted = false;
};

Told tell(Session& session, ledger::Log& log, FileId id) {
    Told told;
    log.replay(session, stream_of(id), [&](const ledger::Event& event) {
        if (event.entry.type == "file_stored") told.stored = event;
        told.deleted = told.deleted || event.entry.type == "file_deleted";
    });
    return told;
}

// The content as it lies in its chunks.
struct Content {
    std::int64_t size = 0;
    std::int64_t chunks = 0;
    std::int64_t last = 0;                  // where the last chunk begins
    std::optional<std::int64_t> gap;        // where a chunk should begin and none does
    std::optional<std::int64_t> misplaced;  // the chunk after the gap
    std::string digest;
};

Content read_content(Session& session, const crypto::Suite& suite, std::int64_t id) {
    Content out;
    const auto digester = suite.digester();
    session.each<std::int64_t, Bytes>(
        "select start, content from document_chunk where file_id = $1 order by start",
        [&](std::int64_t start, const Bytes& bytes) {
            if (start != out.size && !out.gap) {
                out.gap = out.size;
                out.misplaced = start;
            }
            out.last = start;
            digester->update(bytes);
            out.size += static_cast<std::int64_t>(bytes.size());
            ++out.chunks;
        },
        id);
    out.digest = to_hex(digester->finish());
    return out;
}

// The row of a stored file against its event. A file of an erased person: nothing is left to compare it with but what
// it says of its own content.
void compare(const File& f, const Told& told, StateFindings& out) {
    RowCompare compare(out, "document_file", std::to_string(f.id.value));
    const auto& entry = told.stored->entry;
    compare.column("owner", f.owner.value, entry.subject.value)
        .column("state", f.state, std::string_view("stored"))
        .column("received", f.received, f.size);
    if (told.stored->erased) return out.count_erased("document_file");
    const auto& payload = entry.payload;
    compare.column("material", f.material, get_text(payload, "material"))
        .column("name", f.name, get_text(payload, "name"))
        .column("media_type", f.media_type, get_text(payload, "media_type"))
        .column("size", f.size, get_int(payload, "size"))
        .column("digest", f.digest, get_text(payload, "digest"))
        .column("created_at", to_millis(f.created_at), get_int(payload, "created_at"));
}

void check_content(Session& session, const crypto::Suite& suite, const File& f, const std::string& digest,
                   StateFindings& out) {
    const auto content = read_content(session, suite, f.id.value);
    const auto key = std::to_string(f.id.value);
    const auto at = [&](std::int64_t start) { return key + "/" + std::to_string(start); };
    out.count("document_chunk", content.chunks);
    if (content.gap) {
        out.missing("document_chunk", at(*content.gap));
        return out.differs("document_chunk", at(*content.misplaced), "start");
    }
    if (content.size < f.received) out.missing("document_chunk", at(content.size));
    const bool fits = content.size == f.received && (digest.empty() || content.digest == digest);
    if (fits || content.chunks == 0) return;
    // The digest is of the whole file: of several chunks it does not say which.
    const bool one = content.chunks == 1 || content.size != f.received;
    out.differs("document_chunk", one ? at(content.last) : key + "/*", "content");
}

class Check final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override { return {"document_file", "document_chunk"}; }
    [[nodiscard]] std::vector<ledger::NotCovered> not_covered() const override {
        return {{"document_file", "state = uploading", "正在上传的文件，收齐并检查之后才进存证；已收到的字节数核对过。",
                 "A file still being uploaded is in the ledger once it is whole; how much of it is there is checked."}};
    }

    Result<void> rows(ledger::Log& log, StateFindings& out) override {
        for (FileId after{std::numeric_limits<std::int64_t>::min()};;) {
            const auto more = log.store().read([&](Session& session) -> Result<bool> {
                const auto page = files_after(session, after, files_a_read);
                for (const auto& file : page) one_file(session, log, file, out);
                if (!page.empty()) after = page.back().id;
                return page.size() == files_a_read;
            });
            if (!more) return more.error();
            if (!*more) return chunks_of_nothing(log, out);
        }
    }

    void event(Session& session, ledger::Log& log, const ledger::EventHead& head, StateFindings& out) override {
        constexpr std::string_view prefix = "file:";
        if (head.entry.type != "file_stored" || !head.entry.stream.starts_with(prefix)) return;
        const auto id = id_from_text<FileTag>(std::string_view(head.entry.stream).substr(prefix.size()));
        if (!id || session.row<std::int64_t>("select size from document_file where id = $1", *id)) return;
        if (!tell(session, log, *id).deleted) out.missing("document_file", std::to_string(id->value));
    }

  private:
    static void one_file(Session& session, ledger::Log& log, const File& file, StateFindings& out) {
        const auto told = tell(session, log, file.id);
        std::string digest;
        if (told.stored && !told.deleted) {
            out.count("document_file");
            compare(file, told, out);
            digest = told.stored->erased ? file.digest : std::string(get_text(told.stored->entry.payload, "digest"));
        } else if (told.deleted || file.state != "uploading" || !file.digest.empty()) {
            return out.unexplained("document_file", std::to_string(file.id.value));
        }
        check_content(session, log.suite(), file, digest, out);
    }

    static Result<void> chunks_of_nothing(ledger::Log& log, StateFindings& out) {
        return log.store().read([&](Session& session) -> Result<void> {
            session.each<std::int64_t, std::int64_t>(
                "select c.file_id, c.start from document_chunk c left join document_file f on f.id = c.file_id "
                "where f.id is null order by c.file_id, c.start limit $1",
                [&](std::int64_t id, std::int64_t start) {
                    out.unexplained("document_chunk", std::to_string(id) + "/" + std::to_string(start));
                },
                chunks_a_read);
            return {};
        });
    }
};

}  // namespace

std::unique_ptr<ledger::StateCheck> make_state_check() { return std::make_unique<Check>(); }

}  // namespace hz::document
