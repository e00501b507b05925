// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "pack/definition.hpp"
#include "pack/errors.hpp"
#include "pack/rule_imports.hpp"
#include "pack/stored.hpp"

namespace hz::pack {

namespace {

constexpr std::size_t max_older = 300;

Error damaged(const StoredDefinition& d, const Error& why) {
    auto error = refuse(errors::damaged_definition, {{"kind", d.kind}, {"code", d.code}});
    error.detail = message(*why.code, why.params, "en");
    return error;
}

std::string key_of(std::string_view kind, std::string_view code, std::int64_t version) {
    return std::string(kind) + "/" + std::string(code) + "/" + std::to_string(version);
}

Result<void> compile_forms(CompiledDefinition& d) {
    if (const auto* schema = find(d.body, "form")) {
        auto form = form::compile(*schema);
        if (!form) return damaged(d, form.error());
        d.form = std::move(*form);
    }
    for (const auto& entry : get_object(d.body, "forms")) {
        auto form = form::compile(entry.value());
        if (!form) return damaged(d, form.error());
        d.forms.emplace(entry.key(), std::move(*form));
    }
    return {};
}

}  // namespace

Result<DefinitionPtr> compile_definition(StoredDefinition definition) {
    auto out = std::make_shared<CompiledDefinition>();
    static_cast<StoredDefinition&>(*out) = std::move(definition);
    if (out->kind != "service" && out->kind != "event_type") return DefinitionPtr(std::move(out));
    const auto bpmn = get_text(out->body, "bpmn");
    if (!bpmn.empty()) {
        auto process = process::compile(bpmn, process_options(out->body));
        if (!process) return damaged(*out, process.error());
        out->process = std::move(*process);
    }
    if (const auto dmn = get_text(out->body, "dmn"); !dmn.empty()) {
        const auto imports = imported_models(out->body);
        auto model = rules::dmn::load(dmn, rules::dmn::resolver_among(imports, model_path(out->source)));
        if (!model) return damaged(*out, model.error());
        out->rules = std::move(*model);
    }
    auto forms = compile_forms(*out);
    if (!forms) return forms.error();
    return DefinitionPtr(std::move(out));
}

DefinitionPtr Definitions::find(std::string_view kind, std::string_view code) const {
    const auto& all = list(kind);
    const auto found =
        std::ranges::lower_bound(all, code, {}, [](const DefinitionPtr& d) { return std::string_view(d->code); });
    return found != all.end() && (*found)->code == code ? *found : nullptr;
}

const std::vector<DefinitionPtr>& Definitions::list(std::string_view kind) const {
    static const std::vector<DefinitionPtr> none;
    const auto found = by_kind_.find(kind);
    return found == by_kind_.end() ? none : found->second;
}

const Json* Definitions::find_code(std::string_view list_code, std::string_view code) const {
    const auto list_definition = find("code_list", list_code);
    if (!list_definition) return nullptr;
    for (const auto& entry : get_array(list_definition->body, "entries"))
        if (get_text(entry, "code") == code) return &entry;
    return nullptr;
}

std::shared_ptr<const Definitions> DefinitionCache::current() const {
    const std::scoped_lock lock(mutex_);
    return current_;
}

Result<void> DefinitionCache::refresh() {
    const std::scoped_lock one_at_a_time(refreshing_);
    const auto before = current();
    auto next = std::make_shared<Definitions>();
    bool moved = false;
    auto read = store_.read([&](storage::Session& session) -> Result<void> {
        next->stamp_ = definition_stamp(session);
        moved = next->stamp_ != before->stamp_;
        if (!moved) return {};
        for (const auto kind : kinds()) {
            auto& all = next->by_kind_[std::string(kind)];
            for (auto& stored : list_definitions(session, kind)) {
                auto known = before->find(kind, stored.code);
                if (known && known->version == stored.version) {
                    all.push_back(std::move(known));
                    continue;
                }
                auto compiled = compile_definition(std::move(stored));
                if (!compiled) return compiled.error();
                all.push_back(std::move(*compiled));
            }
            std::ranges::sort(all, {}, [](const DefinitionPtr& d) { return std::string_view(d->code); });
        }
        return {};
    });
    if (!read || !moved) return read;
    const std::scoped_lock lock(mutex_);
    current_ = std::move(next);
    return {};
}

DefinitionPtr DefinitionCache::kept(std::string_view kind, std::string_view code, std::int64_t version) const {
    const std::scoped_lock lock(mutex_);
    auto known = current_->find(kind, code);
    if (known && known->version == version) return known;
    const auto found = older_.find(key_of(kind, code, version));
    return found == older_.end() ? nullptr : found->second;
}

DefinitionPtr DefinitionCache::keep(DefinitionPtr definition) {
    const std::scoped_lock lock(mutex_);
    if (older_.size() >= max_older) older_.clear();
    older_.insert_or_assign(key_of(definition->kind, definition->code, definition->version), definition);
    return definition;
}

Result<DefinitionPtr> DefinitionCache::get(storage::Session& session, std::string_view kind, std::string_view code,
                                           std::int64_t version) {
    if (auto known = kept(kind, code, version)) return known;
    auto stored = find_definition(session, kind, code, version);
    if (!stored) return refuse(errors::no_such_definition, {{"kind", std::string(kind)}, {"code", std::string(code)}});
    auto compiled = compile_definition(std::move(*stored));
    if (!compiled) return compiled.error();
    return keep(std::move(*compiled));
}

Result<DefinitionPtr> DefinitionCache::get(std::string_view kind, std::string_view code, std::int64_t version) {
    if (auto known = kept(kind, code, version)) return known;
    return store_.read([&](storage::Session& session) { return get(session, kind, code, version); });
}

}  // namespace hz::pack
