// SPDX-License-Identifier: Apache-2.0
// The process designer: reading, playing and saving the processes of items.
#include <boost/describe.hpp>

#include "api/resource/models.hpp"
#include "api/resource/routes.hpp"
#include "api/view/process_view.hpp"
#include "service/process_model.hpp"

namespace hz::api {
namespace {

struct CheckProcess : ModelPath {
    struct Body {
        Text<longest_model> xml;
    } body;
};
BOOST_DESCRIBE_STRUCT(CheckProcess::Body, (), (xml))

struct TryAct {
    std::int64_t token = 0;
    std::optional<Text<100>> outcome;
    Json data;
};
BOOST_DESCRIBE_STRUCT(TryAct, (), (token, outcome, data))

struct TryProcess {
    struct Body {
        Text<longest_model> xml;
        JsonObject form;
        std::vector<TryAct> acts;
    } body;
};
BOOST_DESCRIBE_STRUCT(TryProcess::Body, (), (xml, form, acts))

Result<ProcessPage> list_processes(Platform& p, storage::Session& s, const Asked<NoInput>& asked) {
    const auto definitions = p.definitions.current();
    ProcessPage out;
    for (const std::string_view kind : {"service", "event_type"}) {
        for (const auto& definition : definitions->list(kind)) {
            if (!definition->process) continue;
            auto& line = out.items.emplace_back();
            describe_model(p, s, asked.actor(), *definition, line);
            line.tasks = static_cast<std::int64_t>(process::tasks(*definition->process).size());
        }
    }
    return out;
}

void add_choices(storage::Session& s, const Json& body, ProcessModel& out) {
    for (const auto& form : get_object(body, "forms")) out.forms.emplace_back(form.key());
    const auto agency = pack::find_definition(s, "agency", get_text(body, "agency"));
    if (!agency) return;
    for (const auto& post : get_array(agency->body, "posts"))
        out.posts.push_back({std::string(get_text(post, "code")), words_from(find(post, "title"))});
}

Result<Answer<ProcessModel>> get_process(Platform& p, storage::Session& s, const identity::Actor& actor,
                                         const ModelPath::Path& path, std::optional<std::int64_t> version) {
    const auto definition = definition_of(p, s, path, version);
    if (!definition) return definition.error();
    if (!(*definition)->process) return no_such_model(path);
    ProcessModel out;
    describe_model(p, s, actor, **definition, service::process_file, "bpmn", out);
    static_cast<ProcessReading&>(out) = reading_view(service::process_findings(s, (*definition)->body, out.xml));
    add_choices(s, (*definition)->body, out);
    return guarded(out);
}

Result<ProcessReading> check(storage::Session& s, const Asked<CheckProcess>& asked) {
    const auto stored = pack::find_definition(s, asked.path.kind.value, asked.path.code.value);
    if (!stored) return no_such_model(asked.path);
    return reading_view(service::process_findings(s, stored->body, asked.body.xml.value));
}

// A model that is tried may belong to no definition yet: it may call whatever is called anywhere.
process::Options trial_options(const pack::Definitions& definitions) {
    auto out = pack::process_options(Json{});
    for (const std::string_view kind : {"service", "event_type"})
        for (const auto& one : definitions.list(kind)) out.library.merge(pack::process_options(one->body).library);
    return out;
}

Result<ProcessTrial> attempt(Platform& p, const Asked<TryProcess>& asked) {
    const auto definition = process::compile(asked.body.xml.value, trial_options(*p.definitions.current()));
    if (!definition) return definition.error();
    std::vector<process::Act> acts;
    for (const auto& act : asked.body.acts)
        acts.push_back({act.token, act.outcome ? act.outcome->value : std::string(), act.data});
    return trial_view(process::try_out(**definition, Json(asked.body.form), JsonObject{}, acts),
                      *p.definitions.current());
}

constexpr std::size_t most_waiting = 500;  // cases looked at

Result<ProcessWaiting> waiting(Platform& p, const Asked<ModelPath>& asked) {
    return p.store.read([&](storage::Session& s) -> Result<ProcessWaiting> {
        if (!pack::find_definition(s, asked.path.kind.value, asked.path.code.value)) return no_such_model(asked.path);
        return waiting_view(cases::waiting_of(s, p.ledger, asked.path.code.value, most_waiting));
    });
}

}  // namespace

Routes process_routes(Platform& p) {
    const std::string all = "/api/v1/processes";
    const std::string one = all + "/{kind}/{code}";
    Routes routes;
    routes.push_back(read<NoInput, ProcessPage>(
        p, reading_model(all, "list_processes", "Processes in force"),
        [&p](storage::Session& s, const Asked<NoInput>& asked) { return list_processes(p, s, asked); }));
    routes.push_back(read<ReadModel, ProcessModel>(
        p, reading_model(one, "get_process", "One process: the one in force, or of a version"),
        [&p](storage::Session& s, const Asked<ReadModel>& asked) {
            return get_process(p, s, asked.actor(), asked.path, asked.query.version);
        }));
    routes.push_back(
        slow<ModelPath, ProcessWaiting>(p,
                                        reading_model(one + "/waiting", "get_process_waiting",
                                                      "Where cases wait, over the latest closed and the open ones"),
                                        [&p](const Asked<ModelPath>& asked) { return waiting(p, asked); }));
    routes.push_back(read<CheckProcess, ProcessReading>(
        p, sending_model(one + "/check", "check_process", "What is wrong with a process; keeps nothing"),
        [](storage::Session& s, const Asked<CheckProcess>& asked) { return check(s, asked); }));
    routes.push_back(slow<TryProcess, ProcessTrial>(
        p, sending_model(all + "/try", "try_process", "Plays a process by hand, from its start through the acts given"),
        [&p](const Asked<TryProcess>& asked) { return attempt(p, asked); }));
    routes.push_back(slow<SaveModel, ProcessModel>(
        p, saving_model(one, "save_process", "A new version; If-Match protects what somebody else published"),
        [&p](const Asked<SaveModel>& asked) {
            return save_and_read(
                p, asked,
                [&](storage::Session& s, const service::ModelEdit& edit) {
                    return service::save_process(s, p.identity, p.suite, asked.actor(), edit);
                },
                [&](storage::Session& s, const ModelPath::Path& path, std::int64_t version) {
                    return get_process(p, s, asked.actor(), path, version);
                });
        }));
    return routes;
}

}  // namespace hz::api
