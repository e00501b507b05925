// SPDX-License-Identifier: Apache-2.0
// Decision models: what is wrong with them, and what their tables leave out.
#include "pack/checker.hpp"
#include "pack/rule_imports.hpp"

namespace hz::pack {

namespace {

namespace dmn = rules::dmn;

std::string place_of(const dmn::Finding& found) {
    auto out = "rules.dmn/" + (found.element.empty() ? found.decision : found.element);
    if (found.rule > 0) out += "/" + std::to_string(found.rule);
    if (found.column > 0) out += "/" + std::to_string(found.column);
    return out;
}

}  // namespace

void check_rules(Checker& c, const Definition& d) {
    const auto xml = get_text(d.body, "dmn");
    if (xml.empty()) return;
    const auto said = [](const ErrorCode& code, const Params& params) {
        return Params{{"reason_zh", message(code, params, "zh-Hans")}, {"reason_en", message(code, params, "en")}};
    };
    const auto imports = imported_models(d.body);
    const auto model = dmn::load(xml, dmn::resolver_among(imports, model_path(d.source)));
    if (!model) return c.add(fail(findings::dmn, said(*model.error().code, model.error().params), "rules.dmn"));
    auto all = dmn::findings(**model);
    const auto more = dmn::analyse(**model);
    all.insert(all.end(), more.begin(), more.end());
    for (const auto& found : all) {
        const auto severity = found.severity == dmn::Severity::error ? Severity::error : Severity::warning;
        c.add(make_finding(severity, findings::dmn, said(*found.code, found.params), place_of(found)));
    }
}

}  // namespace hz::pack
