// SPDX-License-Identifier: Apache-2.0
#include "service/rule_model.hpp"

#include "pack/errors.hpp"
#include "rules/dmn/dmn.hpp"
#include "service/errors.hpp"

namespace hz::service {
namespace {

constexpr std::size_t most_named = 100;  // findings in one refusal

}  // namespace

Result<void> check_rules(storage::Session& session, const pack::StoredDefinition& definition, std::string_view xml) {
    const auto model = pack::load_rules(session, definition, xml);
    if (!model) return model.error();
    std::vector<FieldError> fields;
    for (const auto& finding : rules::dmn::findings(**model))
        if (finding.severity == rules::dmn::Severity::error && fields.size() < most_named)
            fields.push_back({finding.element, finding.code, finding.params});
    if (fields.empty()) return {};
    const auto count = std::to_string(fields.size());
    auto refusal = refuse_fields(errors::rules_with_errors, std::move(fields));
    refusal.params["count"] = count;
    return refusal;
}

Result<std::int64_t> save_rules(storage::Session& session, identity::Context& context, const crypto::Suite& suite,
                                const identity::Actor& actor, const ModelEdit& edit) {
    const auto stored = may_edit(session, context, actor, edit);
    if (!stored) return stored.error();
    if (auto sound = check_rules(session, *stored, edit.xml); !sound) return sound.error();
    return save_model(session, context, suite, actor, rules_file, edit);
}

}  // namespace hz::service
