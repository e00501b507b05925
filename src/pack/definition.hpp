// SPDX-License-Identifier: Apache-2.0
// Definitions in the store: versioned, immutable once published. Every change of content is a new version; running
// cases keep the version they began with.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "form/form.hpp"
#include "pack/pack.hpp"
#include "process/process.hpp"
#include "storage/store.hpp"

namespace hz::rules::dmn {
class Model;
}

namespace hz::pack {

struct StoredDefinition {
    std::string kind;
    std::string code;
    std::int64_t version = 0;  // from 1
    std::string pack;
    std::string source;
    Json body;
    Time published_at{};
    std::string state;  // published, superseded, retired
};

// One version that came into force or went out of it.
struct DefinitionChange {
    std::string kind, code;
    std::int64_t version = 0;
    std::string source;
    std::string body;  // as stored
};
struct ImportReport {
    std::size_t published = 0;  // new or changed
    std::size_t unchanged = 0;
    std::size_t retired = 0;  // no longer in the pack
    // What the caller puts into the ledger.
    std::vector<DefinitionChange> published_versions;
    std::vector<DefinitionChange> retired_versions;  // kind and code only
    // Files edited here that the pack brings as it brought them before: the edit stays. By path, what is kept.
    std::map<std::string, std::string> kept_edits;
};

// Publishes a new version of each definition whose content changed, retires those the pack dropped, and keeps the
// pack's files. Does not check(): the caller does. Refusals: unreadable (the pack has problems), owned_by_other.
// A file that was edited here (edit_file) stays as edited unless the pack now brings another one than it did before.
[[nodiscard]] Result<ImportReport> import_pack(storage::Session& session, const Pack& pack, Time now);

// One file of a definition edited on the running platform.
struct FileEdit {
    std::string kind, code;
    std::int64_t opened = 0;  // the version that was opened; another one in force now is refused
    std::string file;         // relative to the definition's folder: "rules.dmn"
    std::string content;
};
struct EditReport {
    std::string pack;
    std::string path;         // of the file in the pack
    std::string imported;     // what the pack brought as this file; empty: it has none
    DefinitionChange change;  // version 0: the content was the same, nothing was done
};
// Publishes the definition anew with the file replaced, and keeps the file for the export. Does not check the content.
// Refusals: no_such_definition, version_moved, not_editable (a definition that has no folder), whatever the file's
// reader says.
[[nodiscard]] Result<EditReport> edit_file(storage::Session& session, const FileEdit& edit, Time now);
// The decision model `xml` read as that of this definition, which may import models of its pack. Refuses what the
// model's reader says.
[[nodiscard]] Result<std::shared_ptr<const rules::dmn::Model>> load_rules(storage::Session& session,
                                                                          const StoredDefinition& definition,
                                                                          std::string_view xml);
// The version in force, or the one named (whatever its state). Empty where there is none.
[[nodiscard]] std::optional<StoredDefinition> find_definition(storage::Session& session, std::string_view kind,
                                                              std::string_view code,
                                                              std::optional<std::int64_t> version = std::nullopt);
// Those in force, by code.
[[nodiscard]] std::vector<StoredDefinition> list_definitions(storage::Session& session, std::string_view kind);
// Every version of one, newest first.
[[nodiscard]] std::vector<StoredDefinition> list_versions(storage::Session& session, std::string_view kind,
                                                          std::string_view code);
// A pack as it was imported, from its files. Refusal: not_imported.
[[nodiscard]] Result<Pack> get_pack(storage::Session& session, std::string_view id);
// The files as the pack brought them, without edits made here. Empty where it was not imported.
[[nodiscard]] std::map<std::string, std::string> imported_files(storage::Session& session, std::string_view id);
// Writes it to a folder; byte for byte what was imported or edited. Refusals: not_imported, cannot_write.
[[nodiscard]] Result<void> export_pack(storage::Session& session, std::string_view id,
                                       const std::filesystem::path& folder);
[[nodiscard]] std::vector<std::string> list_packs(storage::Session& session);
// Moves whenever a definition does.
[[nodiscard]] std::int64_t definition_stamp(storage::Session& session);

// How the process of a definition is compiled: what cases serve, and the processes it calls, as they were when it was
// published.
[[nodiscard]] process::Options process_options(const Json& body);

// A definition with what is compiled from it. Immutable, shared between threads.
struct CompiledDefinition : StoredDefinition {
    process::DefinitionPtr process;                           // of a service or event type with a process
    form::FormPtr form;                                       // its application form
    std::map<std::string, form::FormPtr, std::less<>> forms;  // forms of its tasks, by name
    std::shared_ptr<const rules::dmn::Model> rules;           // of its rules.dmn
};
using DefinitionPtr = std::shared_ptr<const CompiledDefinition>;

// The definitions in force at one stamp. Immutable.
class Definitions {
  public:
    [[nodiscard]] std::int64_t stamp() const { return stamp_; }
    // Null where there is none.
    [[nodiscard]] DefinitionPtr find(std::string_view kind, std::string_view code) const;
    [[nodiscard]] const std::vector<DefinitionPtr>& list(std::string_view kind) const;  // by code
    // The name {zh, en} of an entry of a code list; null where there is none.
    [[nodiscard]] const Json* find_code(std::string_view list, std::string_view code) const;

  private:
    friend class DefinitionCache;
    std::int64_t stamp_ = -1;
    std::map<std::string, std::vector<DefinitionPtr>, std::less<>> by_kind_;
};

// Thread-safe. Empty until the first refresh.
class DefinitionCache {
  public:
    explicit DefinitionCache(storage::Store& store) : store_(store) {}
    // Reads again where the stamp moved; what did not change is kept, not compiled again. Call at start, after an
    // import, and now and then where several nodes share the database. Refusal: damaged_definition; the old state
    // stays.
    [[nodiscard]] Result<void> refresh();
    [[nodiscard]] std::shared_ptr<const Definitions> current() const;
    // A given version, for what began under it; read from the store once. Refusals: no_such_definition,
    // damaged_definition.
    [[nodiscard]] Result<DefinitionPtr> get(std::string_view kind, std::string_view code, std::int64_t version);
    // The same inside a session of the caller.
    [[nodiscard]] Result<DefinitionPtr> get(storage::Session& session, std::string_view kind, std::string_view code,
                                            std::int64_t version);

  private:
    [[nodiscard]] DefinitionPtr kept(std::string_view kind, std::string_view code, std::int64_t version) const;
    DefinitionPtr keep(DefinitionPtr definition);

    storage::Store& store_;
    mutable std::mutex mutex_;
    std::mutex refreshing_;
    std::shared_ptr<const Definitions> current_ = std::make_shared<Definitions>();
    std::map<std::string, DefinitionPtr, std::less<>> older_;  // "kind/code/version"; at most a few hundred
};

}  // namespace hz::pack
