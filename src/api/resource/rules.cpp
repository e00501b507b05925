// SPDX-License-Identifier: Apache-2.0
// The rule workbench: reading, trying and saving the decision models of items.
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/routes.hpp"
#include "api/view/rule_view.hpp"
#include "http/etag.hpp"
#include "identity/person.hpp"
#include "pack/errors.hpp"
#include "service/rule_model.hpp"

namespace hz::api {
namespace {

namespace dmn = rules::dmn;

constexpr std::size_t longest_model = 1'000'000;  // characters
constexpr std::uint64_t body_limit = std::uint64_t{5} << 20;
constexpr std::size_t most_versions = 100;
constexpr std::chrono::seconds longest_trial{5};
constexpr rules::Budget trial_budget{.steps = 5'000'000, .depth = 200, .items = 100'000, .bytes = 1 << 20};

struct Nothing {};
BOOST_DESCRIBE_STRUCT(Nothing, (), ())

struct RulePath {
    struct Path {
        Text<20> kind;
        Text<100> code;
    } path;
};
BOOST_DESCRIBE_STRUCT(RulePath::Path, (), (kind, code))

struct ReadRules : RulePath {
    struct Query {
        std::optional<std::int64_t> version;
    } query;
};
BOOST_DESCRIBE_STRUCT(ReadRules::Query, (), (version))

struct CheckRules {
    struct Body {
        Text<longest_model> xml;
    } body;
};
BOOST_DESCRIBE_STRUCT(CheckRules::Body, (), (xml))

struct TryRules {
    struct Body {
        Text<longest_model> xml;
        Text<200> decision;
        JsonObject inputs;
    } body;
};
BOOST_DESCRIBE_STRUCT(TryRules::Body, (), (xml, decision, inputs))

struct SaveRules : RulePath {
    struct Body {
        Text<longest_model> xml;
        Text<500> note;
    } body;
};
BOOST_DESCRIBE_STRUCT(SaveRules::Body, (), (xml, note))

Error no_such_model(const RulePath::Path& path) {
    return refuse(pack::errors::no_such_definition, {{"kind", path.kind.value}, {"code", path.code.value}});
}

std::optional<Named> agency_of(const Json& body, const identity::DirectoryView& directory) {
    const auto* agency = directory.agency(get_text(body, "agency"));
    if (agency == nullptr) return std::nullopt;
    return Named{agency->code, Words(agency->name)};
}

RuleSummary summary(Platform& p, storage::Session& s, const identity::Actor& actor,
                    const pack::CompiledDefinition& definition) {
    RuleSummary out;
    out.kind = definition.kind;
    out.code = definition.code;
    out.title = words_from(find(definition.body, "title"), definition.code);
    out.agency = agency_of(definition.body, *p.identity.directory.get(s));
    out.pack = definition.pack;
    out.name = dmn::name_of(*definition.rules);
    out.version = definition.version;
    out.published_at = moment(p, definition.published_at);
    for (const auto& part : dmn::describe(*definition.rules)) out.decisions += part.part == dmn::Part::decision;
    out.can_edit = static_cast<bool>(service::may_design(s, p.identity, actor, definition.body));
    return out;
}

Result<RulePage> list_rules(Platform& p, storage::Session& s, const Asked<Nothing>& asked) {
    const auto definitions = p.definitions.current();
    RulePage out;
    for (const std::string_view kind : {"service", "event_type"})
        for (const auto& definition : definitions->list(kind))
            if (definition->rules) out.items.push_back(summary(p, s, asked.actor(), *definition));
    return out;
}

std::string name_of_actor(storage::Session& s, std::string_view actor) {
    constexpr std::string_view person = "person:";
    if (!actor.starts_with(person)) return {};
    const auto id = id_from_text<identity::PersonTag>(actor.substr(person.size()));
    return id ? identity::display_name(s, *id) : std::string();
}

std::vector<RuleVersion> versions(Platform& p, storage::Session& s, const pack::StoredDefinition& definition) {
    std::vector<RuleVersion> out;
    const auto notes = service::rules_notes(s, p.ledger, definition);
    for (const auto& one : pack::list_versions(s, definition.kind, definition.code)) {
        if (get_text(one.body, "dmn").empty() || out.size() == most_versions) continue;
        RuleVersion line{one.version, moment(p, one.published_at), one.state, {}, {}};
        for (const auto& note : notes) {
            if (note.version != one.version) continue;
            line.by = name_of_actor(s, note.actor);
            line.note = note.note;
        }
        out.push_back(std::move(line));
    }
    return out;
}

Answer<RuleModel> model_answer(Platform& p, storage::Session& s, const identity::Actor& actor,
                               const pack::CompiledDefinition& definition) {
    RuleModel out;
    static_cast<RuleReading&>(out) = reading_view(*definition.rules);
    out.kind = definition.kind;
    out.code = definition.code;
    out.title = words_from(find(definition.body, "title"), definition.code);
    out.pack = definition.pack;
    out.file = definition.source + "/rules.dmn";
    out.version = definition.version;
    out.published_at = moment(p, definition.published_at);
    out.xml = get_text(definition.body, "dmn");
    out.can_edit = static_cast<bool>(service::may_design(s, p.identity, actor, definition.body));
    out.versions = versions(p, s, definition);
    for (const auto& one : out.versions)
        if (one.state == "published") out.newest = one.version;
    return std::move(Answer<RuleModel>(out).header("ETag", http::etag_of(std::to_string(definition.version))));
}

Result<Answer<RuleModel>> get_rules(Platform& p, storage::Session& s, const identity::Actor& actor,
                                    const RulePath::Path& path, std::optional<std::int64_t> version) {
    const auto stored = pack::find_definition(s, path.kind.value, path.code.value, version);
    if (!stored) return no_such_model(path);
    const auto definition = p.definitions.get(s, stored->kind, stored->code, stored->version);
    if (!definition) return definition.error();
    if (!(*definition)->rules) return no_such_model(path);
    return model_answer(p, s, actor, **definition);
}

Result<RuleReading> check(const Asked<CheckRules>& asked) {
    const auto model = dmn::load(asked.body.xml.value);
    if (!model) return model.error();
    return reading_view(**model);
}

Result<Trial> attempt(Platform& p, const Asked<TryRules>& asked) {
    const auto model = dmn::load(asked.body.xml.value);
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

// The version that If-Match names is compared once more in the transaction.
Result<std::int64_t> opened_version(Platform& p, const Asked<SaveRules>& asked) {
    const auto now = p.definitions.current()->find(asked.path.kind.value, asked.path.code.value);
    if (!now) return no_such_model(asked.path);
    const auto matched = http::check_if_match(*asked.caller.request, http::etag_of(std::to_string(now->version)));
    if (matched) return now->version;
    const auto given = asked.caller.request->header("If-Match");
    if (!given) return matched.error();
    std::string opened(given->substr(0, 20));
    std::erase(opened, '"');
    return refuse(pack::errors::version_moved, {{"opened", opened}, {"now", std::to_string(now->version)}});
}

Result<Answer<RuleModel>> save(Platform& p, const Asked<SaveRules>& asked) {
    if (auto sound = service::check_rules(asked.body.xml.value); !sound) return sound.error();
    const auto opened = opened_version(p, asked);
    if (!opened) return opened.error();
    const auto saved = p.store.write_wait([&](storage::Session& s) {
        return service::save_rules(
            s, p.identity, p.suite, asked.actor(),
            {asked.path.kind.value, asked.path.code.value, *opened, asked.body.xml.value, asked.body.note.value});
    });
    if (!saved) return saved.error();
    if (auto read = p.definitions.refresh(); !read) return read.error();
    return p.store.read([&](storage::Session& s) { return get_rules(p, s, asked.actor(), asked.path, *saved); });
}

}  // namespace

Routes rule_routes(Platform& p) {
    const std::string reading = "definition.read";
    Routes routes;
    routes.push_back(read<Nothing, RulePage>(
        p,
        {.pattern = "/api/v1/rules",
         .permission = reading,
         .operation_id = "list_rules",
         .summary = "Decision models in force"},
        [&p](storage::Session& s, const Asked<Nothing>& asked) { return list_rules(p, s, asked); }));
    routes.push_back(read<ReadRules, RuleModel>(p,
                                                {.pattern = "/api/v1/rules/{kind}/{code}",
                                                 .permission = reading,
                                                 .operation_id = "get_rules",
                                                 .summary = "One decision model: the one in force, or of a version"},
                                                [&p](storage::Session& s, const Asked<ReadRules>& asked) {
                                                    return get_rules(p, s, asked.actor(), asked.path,
                                                                     asked.query.version);
                                                }));
    routes.push_back(
        slow<CheckRules, RuleReading>(p,
                                      {.method = http::Method::post,
                                       .pattern = "/api/v1/rules/check",
                                       .permission = reading,
                                       .operation_id = "check_rules",
                                       .summary = "What a model holds, and what is wrong with it; keeps nothing",
                                       .body_limit = body_limit,
                                       .cost = 2},
                                      [](const Asked<CheckRules>& asked) { return check(asked); }));
    routes.push_back(slow<TryRules, Trial>(p,
                                           {.method = http::Method::post,
                                            .pattern = "/api/v1/rules/try",
                                            .permission = reading,
                                            .operation_id = "try_rules",
                                            .summary = "Decides once by a model, with the trace; keeps nothing",
                                            .body_limit = body_limit,
                                            .cost = 2},
                                           [&p](const Asked<TryRules>& asked) { return attempt(p, asked); }));
    routes.push_back(
        slow<SaveRules, RuleModel>(p,
                                   {.method = http::Method::put,
                                    .pattern = "/api/v1/rules/{kind}/{code}",
                                    .permission = std::string(service::design_permission),
                                    .operation_id = "save_rules",
                                    .summary = "A new version; If-Match protects what somebody else published",
                                    .body_limit = body_limit,
                                    .cost = 5,
                                    .problems = {&pack::errors::version_moved}},
                                   [&p](const Asked<SaveRules>& asked) { return save(p, asked); }));
    return routes;
}

}  // namespace hz::api
