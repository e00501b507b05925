// SPDX-License-Identifier: Apache-2.0
// What the resources of models (decisions, processes) share: their paths and bodies, versions, and guarding a save.
#pragma once
#include <boost/describe.hpp>

#include "api/execute.hpp"
#include "api/view/model_view.hpp"
#include "service/model_edit.hpp"

namespace hz::api {

inline constexpr std::size_t longest_model = 1'000'000;  // characters
inline constexpr std::uint64_t model_body_limit = std::uint64_t{5} << 20;
inline constexpr std::string_view model_reading = "definition.read";

struct NoInput {};
BOOST_DESCRIBE_STRUCT(NoInput, (), ())

struct ModelPath {
    struct Path {
        Text<20> kind;
        Text<100> code;
    } path;
};
BOOST_DESCRIBE_STRUCT(ModelPath::Path, (), (kind, code))

struct ReadModel : ModelPath {
    struct Query {
        std::optional<std::int64_t> version;
    } query;
};
BOOST_DESCRIBE_STRUCT(ReadModel::Query, (), (version))

struct SaveModel : ModelPath {
    struct Body {
        Text<longest_model> xml;
        Text<500> note;
    } body;
};
BOOST_DESCRIBE_STRUCT(SaveModel::Body, (), (xml, note))

[[nodiscard]] Error no_such_model(const ModelPath::Path& path);

void describe_model(Platform& p, storage::Session& s, const identity::Actor& actor,
                    const pack::CompiledDefinition& definition, ModelSummary& out);
// `file` and `member` say which model of the definition: rules.dmn is member "dmn" of its body.
void describe_model(Platform& p, storage::Session& s, const identity::Actor& actor,
                    const pack::CompiledDefinition& definition, const service::ModelFile& file, std::string_view member,
                    ModelText& out);

// The version that If-Match names; compared once more in the transaction of saving. Refuses
// pack::errors::version_moved.
[[nodiscard]] Result<std::int64_t> opened_version(Platform& p, const Asked<SaveModel>& asked);

[[nodiscard]] inline service::ModelEdit edit_of(const Asked<SaveModel>& asked, std::int64_t opened) {
    return {asked.path.kind.value, asked.path.code.value, opened, asked.body.xml.value, asked.body.note.value};
}

}  // namespace hz::api
