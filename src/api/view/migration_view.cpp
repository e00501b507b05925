// SPDX-License-Identifier: Apache-2.0
#include "api/view/migration_view.hpp"

#include <algorithm>

#include "cases/authority.hpp"

namespace hz::api {
namespace {

using Names = std::map<std::string, Words, std::less<>>;

Names names_of(const process::Definition& definition) {
    Names out;
    for (const auto& one : process::element_names(definition))
        out.emplace(one.element, Words(one.name, one.name_en.empty() ? one.name : one.name_en));
    return out;
}

Words named(const Names& names, const std::string& element) {
    const auto found = names.find(element);
    return found == names.end() ? same(element) : found->second;
}

Words text_of(const ErrorCode& code, const std::map<std::string, std::string>& params) {
    return {message(code, params, "zh-Hans"), message(code, params, "en")};
}

// Its own code, or where it lists them each finding.
std::vector<MigrationProblem> problems_of(const Error& error, const Names& names) {
    std::vector<MigrationProblem> out;
    for (const auto& field : error.fields) {
        auto zh = field.params, en = field.params;
        for (const auto* key : {"to", "other", "element"}) {
            const auto found = field.params.find(key);
            if (found == field.params.end()) continue;
            const auto name = named(names, found->second);
            zh[key] = name.zh;
            en[key] = name.en;
        }
        MigrationProblem one{std::string(field.code->id), std::nullopt, std::nullopt,
                             Words(message(*field.code, zh, "zh-Hans"), message(*field.code, en, "en"))};
        if (!field.path.empty()) {
            one.element = field.path;
            one.name = named(names, field.path);
        }
        out.push_back(std::move(one));
    }
    if (out.empty())
        out.push_back({std::string(error.code->id), std::nullopt, std::nullopt, text_of(*error.code, error.params)});
    return out;
}

}  // namespace

ProcessRunning running_view(const cases::RunningVersions& running, std::int64_t newest) {
    ProcessRunning out;
    out.newest = newest;
    out.more = running.more;
    for (const auto& one : running.versions) out.versions.push_back({one.version, one.cases});
    return out;
}

MigrationPlan MigrationView::plan(const cases::RunningVersions& running, std::int64_t version,
                                  const process::Mapping& mapping) const {
    MigrationPlan out;
    out.more = running.more;
    const auto found = std::ranges::find(running.versions, version, &cases::RunningVersion::version);
    if (found == running.versions.end()) return out;
    out.cases = found->cases;
    const auto old_names = names_of(from), new_names = names_of(to);
    for (const auto& one : process::counterparts(from, to, mapping)) {
        const auto standing = found->standing.find(one.element);
        if (standing == found->standing.end()) continue;
        MigrationPlace place{
            one.element, named(old_names, one.element), one.kind, standing->second, std::nullopt, one.leaves, {}};
        if (!one.to.empty()) place.to = one.to;
        for (const auto& choice : one.choices) place.choices.push_back({choice, named(new_names, choice)});
        out.places.push_back(std::move(place));
    }
    std::stable_partition(out.places.begin(), out.places.end(), [](const MigrationPlace& one) { return !one.to; });
    return out;
}

MigrationLine MigrationView::line(const cases::MigrationAnswer& answer) const {
    const auto& c = answer.before;
    MigrationLine out;
    out.id = c.id;
    out.number = c.number;
    out.readable = static_cast<bool>(cases::may_read(actor, c));
    out.moves = !answer.problem;
    if (answer.problem) {
        auto names = names_of(from);
        names.merge(names_of(to));
        out.problems = problems_of(*answer.problem, names);
    }
    const auto definitions = platform.definitions.current();
    for (const auto& one : answer.limits)
        out.limits.push_back(
            {coded(*definitions, "limit", one.limit), moment(platform, one.before), moment(platform, one.after)});
    return out;
}

MigrationPage MigrationView::page(const cases::MigrationAnswers& answers) const {
    MigrationPage out;
    out.next_cursor = answers.next;
    for (const auto& answer : answers.cases) {
        ++out.looked_at;
        out.moves += !answer.problem;
        out.items.push_back(line(answer));
    }
    return out;
}

}  // namespace hz::api
