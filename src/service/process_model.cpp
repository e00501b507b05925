// SPDX-License-Identifier: Apache-2.0
#include "service/process_model.hpp"

#include "pack/errors.hpp"
#include "service/errors.hpp"

namespace hz::service {
namespace {

constexpr std::size_t most_named = 100;  // findings in one refusal

std::string element_of(const std::string& place) { return place.substr(place.find('/') + 1); }

}  // namespace

std::vector<pack::Finding> process_findings(storage::Session& session, const Json& body, std::string_view xml) {
    const auto agency = pack::find_definition(session, "agency", get_text(body, "agency"));
    auto out = pack::check_process_model(body, agency ? &agency->body : nullptr, xml);
    for (auto& finding : out) finding.place = element_of(finding.place);
    return out;
}

Result<std::int64_t> save_process(storage::Session& session, identity::Context& context, const crypto::Suite& suite,
                                  const identity::Actor& actor, const ModelEdit& edit) {
    const auto stored = may_edit(session, context, actor, edit);
    if (!stored) return stored.error();
    std::vector<FieldError> fields;
    for (const auto& finding : process_findings(session, stored->body, edit.xml))
        if (finding.severity == pack::Severity::error && fields.size() < most_named)
            fields.push_back({finding.place, &errors::process_mistake, {{"zh", finding.zh}, {"en", finding.en}}});
    if (fields.empty()) return save_model(session, context, suite, actor, process_file, edit);
    const auto count = std::to_string(fields.size());
    auto refusal = refuse_fields(errors::process_with_errors, std::move(fields));
    refusal.params["count"] = count;
    return refusal;
}

}  // namespace hz::service
