// SPDX-License-Identifier: Apache-2.0
// The rule workbench: reading, trying and saving the decision models of items.
#include <boost/describe.hpp>

#include "api/resource/models.hpp"
#include "api/resource/routes.hpp"
#include "api/view/rule_view.hpp"
#include "service/rule_model.hpp"

namespace hz::api {
namespace {

namespace dmn = rules::dmn;

constexpr std::chrono::seconds longest_trial{5};
constexpr rules::Budget trial_budget{.steps = 5'000'000, .depth = 200, .items = 100'000, .bytes = 1 << 20};

struct CheckRules : ModelPath {
    struct Body {
        Text<longest_model> xml;
    } body;
};
BOOST_DESCRIBE_STRUCT(CheckRules::Body, (), (xml))

struct TryRules : ModelPath {
    struct Body {
        Text<longest_model> xml;
        Text<200> decision;
        JsonObject inputs;
    } body;
};
BOOST_DESCRIBE_STRUCT(TryRules::Body, (), (xml, decision, inputs))

Result<RulePage> list_rules(Platform& p, storage::Session& s, const Asked<NoInput>& asked) {
    const auto definitions = p.definitions.current();
    RulePage out;
    for (const std::string_view kind : {"service", "event_type"}) {
        for (const auto& definition : definitions->list(kind)) {
            if (!definition->rules) continue;
            auto& line = out.items.emplace_back();
            describe_model(p, s, asked.actor(), *definition, line);
            line.name = dmn::name_of(*definition->rules);
            for (const auto& part : dmn::describe(*definition->rules))
                line.decisions += part.part == dmn::Part::decision;
        }
    }
    return out;
}

std::vector<RuleStep> steps_of(const process::Definition& process) {
    std::vector<RuleStep> out;
    for (const auto& taken : process::decisions(process)) {
        auto& step = out.emplace_back(RuleStep{taken.element, same(taken.element)});
        for (const auto& [element, name, name_en] : process::element_names(process))
            if (element == taken.element && !name.empty()) step.name = {name, name_en.empty() ? name : name_en};
    }
    return out;
}

Result<Answer<RuleModel>> get_rules(Platform& p, storage::Session& s, const identity::Actor& actor,
                                    const ModelPath::Path& path, std::optional<std::int64_t> version) {
    const auto definition = definition_of(p, s, path, version);
    if (!definition) return definition.error();
    if (!(*definition)->rules) return no_such_model(path);
    RuleModel out;
    static_cast<RuleReading&>(out) = reading_view(*(*definition)->rules);
    describe_model(p, s, actor, **definition, service::rules_file, "dmn", out);
    if ((*definition)->process) out.steps = steps_of(*(*definition)->process);
    return guarded(out);
}

Result<dmn::ModelPtr> load(Platform& p, const ModelPath::Path& path, std::string_view xml) {
    return p.store.read([&](storage::Session& s) -> Result<dmn::ModelPtr> {
        const auto stored = pack::find_definition(s, path.kind.value, path.code.value);
        if (!stored) return no_such_model(path);
        return pack::load_rules(s, *stored, xml);
    });
}

Result<RuleReading> check(Platform& p, const Asked<CheckRules>& asked) {
    const auto model = load(p, asked.path, asked.body.xml.value);
    if (!model) return model.error();
    return reading_view(**model);
}

Result<Trial> attempt(Platform& p, const Asked<TryRules>& asked) {
    const auto model = load(p, asked.path, asked.body.xml.value);
    if (!model) return model.error();
    dmn::Trace trace;
    dmn::Findings diagnostics;
    dmn::Options options;
    options.budget = trial_budget;
    options.trace = &trace;
    options.diagnostics = &diagnostics;
    options.stop = [&p, until = p.now() + longest_trial] { return p.now() > until; };
    auto inputs = asked.body.inputs;
    const auto now = moment(p, p.now()).text;
    if (!inputs.contains("now")) inputs["now"] = now;
    if (!inputs.contains("today")) inputs["today"] = now.substr(0, 10);
    const auto result = dmn::evaluate(**model, asked.body.decision.value, Json(std::move(inputs)), options);
    if (!result) return result.error();
    return trial_view(*result, trace, diagnostics);
}

}  // namespace

Routes rule_routes(Platform& p) {
    const std::string all = "/api/v1/rules";
    const std::string one = all + "/{kind}/{code}";
    Routes routes;
    routes.push_back(read<NoInput, RulePage>(
        p, reading_model(all, "list_rules", "Decision models in force"),
        [&p](storage::Session& s, const Asked<NoInput>& asked) { return list_rules(p, s, asked); }));
    routes.push_back(read<ReadModel, RuleModel>(
        p, reading_model(one, "get_rules", "One decision model: the one in force, or of a version"),
        [&p](storage::Session& s, const Asked<ReadModel>& asked) {
            return get_rules(p, s, asked.actor(), asked.path, asked.query.version);
        }));
    routes.push_back(slow<CheckRules, RuleReading>(
        p, sending_model(one + "/check", "check_rules", "What a model holds, and what is wrong with it; keeps nothing"),
        [&p](const Asked<CheckRules>& asked) { return check(p, asked); }));
    routes.push_back(slow<TryRules, Trial>(
        p, sending_model(one + "/try", "try_rules", "Decides once by a model, with the trace; keeps nothing"),
        [&p](const Asked<TryRules>& asked) { return attempt(p, asked); }));
    routes.push_back(slow<SaveModel, RuleModel>(
        p, saving_model(one, "save_rules", "A new version; If-Match protects what somebody else published"),
        [&p](const Asked<SaveModel>& asked) {
            return save_and_read(
                p, asked,
                [&](storage::Session& s, const service::ModelEdit& edit) {
                    return service::save_rules(s, p.identity, p.suite, asked.actor(), edit);
                },
                [&](storage::Session& s, const ModelPath::Path& path, std::int64_t version) {
                    return get_rules(p, s, asked.actor(), path, version);
                });
        }));
    return routes;
}

}  // namespace hz::api
