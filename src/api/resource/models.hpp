// SPDX-License-Identifier: Apache-2.0
// What the resources of models (decisions, processes) share: their paths and bodies, versions, and guarding a save.
#pragma once
#include <boost/describe.hpp>

#include "api/execute.hpp"
#include "api/view/model_view.hpp"
#include "http/etag.hpp"
#include "service/model_edit.hpp"

namespace hz::api {

inline constexpr std::size_t longest_model = 1'000'000;  // characters

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

// What the routes of a model have in common: reading one, sending one along, saving one.
[[nodiscard]] http::Spec reading_model(std::string pattern, std::string operation_id, std::string summary);
[[nodiscard]] http::Spec sending_model(std::string pattern, std::string operation_id, std::string summary);
[[nodiscard]] http::Spec saving_model(std::string pattern, std::string operation_id, std::string summary);

[[nodiscard]] Error no_such_model(const ModelPath::Path& path);

void describe_model(Platform& p, storage::Session& s, const identity::Actor& actor,
                    const pack::CompiledDefinition& definition, ModelSummary& out);
// `file` and `member` say which model of the definition: rules.dmn is member "dmn" of its body.
void describe_model(Platform& p, storage::Session& s, const identity::Actor& actor,
                    const pack::CompiledDefinition& definition, const service::ModelFile& file, std::string_view member,
                    ModelText& out);

// The definition at a version (none: in force).
[[nodiscard]] Result<pack::DefinitionPtr> definition_of(Platform& p, storage::Session& s, const ModelPath::Path& path,
                                                        std::optional<std::int64_t> version);
// A model with the ETag that guards its saving.
template <class Model>
[[nodiscard]] Answer<Model> guarded(const Model& model) {
    return std::move(Answer<Model>(model).header("ETag", http::etag_of(std::to_string(model.version))));
}

// The version that If-Match names; compared once more in the transaction of saving. Refuses
// pack::errors::version_moved.
[[nodiscard]] Result<std::int64_t> opened_version(Platform& p, const Asked<SaveModel>& asked);

// Saves by `save(session, edit)`, and gives what `get(session, path, version)` then reads.
template <class Save, class Get>
auto save_and_read(Platform& p, const Asked<SaveModel>& asked, Save save, Get get) {
    using Out = decltype(get(std::declval<storage::Session&>(), asked.path, std::int64_t{}));
    const auto opened = opened_version(p, asked);
    if (!opened) return Out(opened.error());
    const auto saved = p.store.write_wait([&](storage::Session& s) {
        return save(s, service::ModelEdit{asked.path.kind.value, asked.path.code.value, *opened, asked.body.xml.value,
                                          asked.body.note.value});
    });
    if (!saved) return Out(saved.error());
    if (auto read = p.definitions.refresh(); !read) return Out(read.error());
    return p.store.read([&](storage::Session& s) { return get(s, asked.path, *saved); });
}

}  // namespace hz::api
