// SPDX-License-Identifier: Apache-2.0
// A pack: a folder of declarations that makes new kinds of cases and records. This header names no pack and no country.
#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::pack {

// Something wrong in a pack. `place` is a JSON pointer into the file, an element id, or "line N"; may be empty.
enum class Severity { error, warning };
struct Finding {
    Severity severity = Severity::error;
    std::string pack;
    std::string file;
    std::string place;
    std::string code;  // stable: "check.missing_member", "pack.malformed_yaml"
    std::string zh;
    std::string en;
};

// One declaration. `kind` is one of kinds(); `code` is unique within the kind; `source` is the file or folder it came
// from. The body of a service or event_type is its item.yaml or type.yaml and: `form` (form-js), `forms` {name:
// form-js} (forms of tasks), `bpmn` (XML), `dmn` (XML), `templates` {name: ...}.
struct Definition {
    std::string kind;
    std::string code;
    Json body;
    std::string source;
};

// A loaded folder. `files` are all its bytes by path relative to the folder, '/' between names.
struct Pack {
    std::string id;
    std::string version;
    Json meta;  // pack.yaml
    std::vector<Definition> definitions;
    std::map<std::string, std::string> files;
    std::map<std::string, Json> seed;  // "residents" -> rows of seed/residents.csv, "staff" -> seed/staff.yaml
    std::vector<Finding> problems;     // files that could not be read

    [[nodiscard]] const Definition* find(std::string_view kind, std::string_view code) const;
};

struct PackLimits {
    std::size_t files = 5'000;
    std::size_t file_bytes = 16 << 20;
    std::size_t total_bytes = 128 << 20;
};

// Kinds: pack, identifier, role, region, agency, calendar, code_list, setting, supervision, registry, service,
// event_type, flow, text.
[[nodiscard]] std::vector<std::string_view> kinds();

// Reads a folder. Files that cannot be read become `problems`, all of them at once. Symbolic links and hidden files are
// skipped. Refusals: no_such_folder, no_pack_file, too_large.
[[nodiscard]] Result<Pack> load(const std::filesystem::path& folder, PackLimits limits = {});
// The same from bytes by path (an upload, an embedded pack).
[[nodiscard]] Result<Pack> load_files(std::map<std::string, std::string> files, PackLimits limits = {});
// The folder again, byte for byte; files in it that the pack does not have are left alone. Refusal: cannot_write.
[[nodiscard]] Result<void> save(const Pack& pack, const std::filesystem::path& folder);
// The folder as a zip file, without seed/, which holds people; equal packs give equal bytes. Refusal: cannot_write.
[[nodiscard]] Result<std::string> archive(const Pack& pack);

// Everything that is wrong: unreadable files, members, types, texts in both languages, dangling references, BPMN, FEEL,
// forms, codes, limits. `packs` are checked together, in any order; what they depend on must be among them.
// A pack may be imported when no finding has Severity::error.
[[nodiscard]] std::vector<Finding> check(const std::vector<Pack>& packs);
// What check() says of one process: the model, its names in both languages, the posts and forms it refers to. `body` is
// its definition's, `agency` the body of that one's agency (null: posts are not looked at). Places:
// "process.bpmn/<id>".
[[nodiscard]] std::vector<Finding> check_process_model(const Json& body, const Json* agency, std::string_view bpmn);

}  // namespace hz::pack
