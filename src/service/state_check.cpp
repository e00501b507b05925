// SPDX-License-Identifier: Apache-2.0
#include "service/state_check.hpp"

#include <limits>
#include <map>
#include <optional>

#include "cases/event.hpp"
#include "service/licence.hpp"

namespace hz::service {
namespace {

using document::File;
using document::FileId;
using ledger::StateFindings;
using storage::Session;

constexpr std::size_t rows_a_read = 200;
constexpr std::string_view case_prefix = "case:";

// The files an event of a case names, with the material each is for.
using Named = std::map<std::string, std::string>;

void add_named(const ledger::Event& event, Named& out) {
    for (const auto& material : get_array(event.entry.payload, "materials"))
        for (const auto& file : get_array(material, "files"))
            if (const auto* id = file.if_string())
                out[std::string(id->data(), id->size())] = get_text(material, "code");
}

// Where a file was when it was stored; empty where nothing tells.
std::optional<std::string> first_context(Session& session, ledger::Log& log, FileId id) {
    std::optional<std::string> out;
    log.replay(session, document::stream_of(id), [&](const ledger::Event& event) {
        if (event.entry.type == "file_stored" && !event.erased) out = get_text(event.entry.payload, "context");
    });
    return out;
}

void compare(const Licence& row, const ledger::Event& told, StateFindings& out) {
    const auto& said = told.entry.payload;
    ledger::RowCompare(out, "service_licence", row.identifier)
        .column("record_id", row.record.value, get_int(said, "record"))
        .column("case_id", row.case_id.value, get_int(said, "case"))
        .column("file_id", row.file.value, get_int(said, "file"))
        .column("holder", row.holder.value, told.entry.subject.value)
        .column("company", row.company, get_text(said, "company"))
        .column("number", row.number, get_text(said, "number"))
        .column("title", row.title, get_text(said, "title"))
        .column("content_digest", row.content_digest, get_text(said, "content_digest"))
        .column("issued_at", to_millis(row.issued_at), to_millis(told.entry.at));
}

class Check final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override { return {"service_licence"}; }

    Result<void> rows(ledger::Log& log, StateFindings& out) override {
        if (auto done = licences(log, out); !done) return done;
        return file_places(log, out);
    }

    void event(Session& session, ledger::Log& log, const ledger::EventHead& head, StateFindings& out) override {
        const auto& entry = head.entry;
        if (entry.type == "licence_issued") {
            const auto identifier = entry.stream.substr(entry.stream.find(':') + 1);
            if (!find_licence(session, identifier)) out.missing("service_licence", identifier);
        } else if (entry.type == cases::CaseSubmitted::name || entry.type == cases::CaseSupplied::name) {
            named_files(session, log, head, out);
        }
    }

  private:
    static Result<void> licences(ledger::Log& log, StateFindings& out) {
        for (std::string after;;) {
            const auto more = log.store().read([&](Session& session) -> Result<bool> {
                const auto page = licences_after(session, after, rows_a_read);
                for (const auto& row : page) {
                    after = row.identifier;
                    std::optional<ledger::Event> told;
                    log.replay(session, licence_stream(row.identifier),
                               [&](const ledger::Event& event) { told = event; });
                    out.count("service_licence");
                    if (!told)
                        out.unexplained("service_licence", row.identifier);
                    else if (told->erased)
                        out.count_erased("service_licence");
                    else
                        compare(row, *told, out);
                }
                return page.size() == rows_a_read;
            });
            if (!more) return more.error();
            if (!*more) return {};
        }
    }

    // A file stands where it was stored, or in a case that names it.
    static Result<void> file_places(ledger::Log& log, StateFindings& out) {
        for (FileId after{std::numeric_limits<std::int64_t>::min()};;) {
            const auto more = log.store().read([&](Session& session) -> Result<bool> {
                std::string stream;  // files of one case come one after another; kept for this snapshot only
                Named named;
                const auto page = document::files_after(session, after, rows_a_read);
                for (const auto& file : page) {
                    after = file.id;
                    if (file.state != "stored") continue;
                    if (file.context.starts_with(case_prefix) && file.context != stream) {
                        stream = file.context;
                        named.clear();
                        log.replay(session, stream, [&](const ledger::Event& event) { add_named(event, named); });
                    }
                    if (!stands_right(session, log, file, stream, named))
                        out.differs("document_file", std::to_string(file.id.value), "context");
                }
                return page.size() == rows_a_read;
            });
            if (!more) return more.error();
            if (!*more) return {};
        }
    }

    static bool stands_right(Session& session, ledger::Log& log, const File& file, const std::string& stream,
                             const Named& named) {
        if (file.context == stream && named.contains(to_text(file.id))) return true;
        const auto first = first_context(session, log, file.id);
        return !first || *first == file.context;  // not told: erased, or a row document's own check reports
    }

    // And a file a case names stands in that case, or in another that names it: the parts of a case share its files.
    static void named_files(Session& session, ledger::Log& log, const ledger::EventHead& head, StateFindings& out) {
        const auto event = log.content(session, head.id);
        if (!event || event->erased) return;
        Named named;
        add_named(*event, named);
        for (const auto& [text, material] : named) {
            const auto id = id_from_text<document::FileTag>(text);
            if (!id) continue;
            const auto file = document::get_file(session, *id);
            if (!file) continue;  // document's own check reports it
            if (file->context != head.entry.stream && !file->context.starts_with(case_prefix))
                out.differs("document_file", std::to_string(id->value), "context");
        }
    }
};

}  // namespace

std::unique_ptr<ledger::StateCheck> make_state_check() { return std::make_unique<Check>(); }

}  // namespace hz::service
