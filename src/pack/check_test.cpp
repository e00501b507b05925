// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "pack/errors.hpp"
#include "pack/pack.hpp"

namespace hz::pack {
namespace {

using Files = std::map<std::string, std::string>;

Files kite_files() {
    auto pack = load(HZ_SOURCE_DIR "/packs/_fixture/kite-licence");
    return pack ? pack->files : Files{};
}

std::string report(const std::vector<Finding>& findings) {
    std::string out;
    for (const auto& f : findings) {
        out += (f.severity == Severity::error ? "error " : "warning ") + f.file + " " + f.place + " " + f.code + ": " +
               f.en + "\n";
    }
    return out;
}

std::vector<Finding> check_files(Files files) {
    auto pack = load_files(std::move(files));
    if (!pack) return {};
    return check({std::move(*pack)});
}

// The kite pack with `from` replaced in one file.
std::vector<Finding> changed(const std::string& file, std::string_view from, std::string_view to) {
    auto files = kite_files();
    auto& text = files.at(file);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << file << " has no " << from;
    if (at != std::string::npos) text.replace(at, from.size(), to);
    return check_files(std::move(files));
}

bool has(const std::vector<Finding>& findings, std::string_view code, std::string_view file, std::string_view place) {
    return std::ranges::any_of(findings,
                               [&](const Finding& f) { return f.code == code && f.file == file && f.place == place; });
}

const std::string item = "services/kite_licence/item.yaml";
const std::string service = "services/kite_licence";

TEST(PackCheck, the_kite_pack_is_clean) { EXPECT_EQ(report(check_files(kite_files())), ""); }

TEST(PackCheck, the_packs_of_this_repository_are_clean) {
    std::vector<Pack> packs;
    for (const auto* name : {"core-cn", "county-demo"}) {
        auto pack = load(std::string(HZ_SOURCE_DIR "/packs/") + name);
        ASSERT_TRUE(pack.has_value());
        packs.push_back(std::move(*pack));
    }
    EXPECT_EQ(report(check(packs)), "");
}

TEST(PackCheck, a_pack_alone_misses_what_it_depends_on) {
    auto pack = load(HZ_SOURCE_DIR "/packs/county-demo");
    ASSERT_TRUE(pack.has_value());
    EXPECT_TRUE(has(check({*pack}), "check.dangling", "pack.yaml", "/depends"));
}

TEST(PackCheck, every_unreadable_file_is_told) {
    auto files = kite_files();
    files["roles.yaml"] = "roles: [";
    files["regions.csv"] = "code,parent\n1\n";
    files["services/kite_licence/form.json"] = "{";
    files["services/kite_licence/process.bpmn"] = "\xff";
    const auto found = check_files(files);
    EXPECT_TRUE(has(found, "pack.malformed_csv", "regions.csv", "line 2"));
    EXPECT_TRUE(has(found, "json.malformed", "services/kite_licence/form.json", ""));
    EXPECT_TRUE(has(found, "text.not_utf8", "services/kite_licence/process.bpmn", ""));
    EXPECT_TRUE(std::ranges::any_of(
        found, [](const Finding& f) { return f.code == "pack.malformed_yaml" && f.file == "roles.yaml"; }));
}

TEST(PackCheck, members) {
    EXPECT_TRUE(has(changed(item, "visits: 0\n", ""), "check.missing_member", service, ""));
    EXPECT_TRUE(has(changed(item, "visits: 0\n", "visits: none\n"), "check.wrong_type", service, "/visits"));
    EXPECT_TRUE(has(changed(item, "visits: 0\n", "visits: 0\nvisit: 1\n"), "check.unknown_member", service, "/visit"));
    EXPECT_TRUE(has(changed(item, "max_mb: 5\n", ""), "check.missing_member", service, "/materials/0"));
}

TEST(PackCheck, both_languages) {
    EXPECT_TRUE(has(changed(item, "{zh: 风筝有名称。, en: The kite has a name.}", "{zh: 风筝有名称。}"),
                    "check.missing_text", service, "/acceptance_conditions/0"));
    EXPECT_TRUE(has(changed(item, "en: Kite licence}", "en: ''}"), "check.missing_text", service, "/result/title"));
    EXPECT_TRUE(has(changed("roles.yaml", "{zh: 主管, en: Chief}", "{en: Chief}"), "check.missing_text", "roles.yaml",
                    "/chief/title"));
}

TEST(PackCheck, references) {
    EXPECT_TRUE(has(changed(item, "agency: kite-office", "agency: moon-office"), "check.dangling", service, "/agency"));
    EXPECT_TRUE(
        has(changed(item, "registry: kite_licence", "registry: moon"), "check.dangling", service, "/licence/registry"));
    EXPECT_TRUE(
        has(changed(item, "template: licence", "template: moon"), "check.dangling", service, "/licence/template"));
    EXPECT_TRUE(has(changed("agencies.yaml", "roles: [chief]", "roles: [king]"), "check.dangling", "agencies.yaml",
                    "/kite-office/posts/1"));
    EXPECT_TRUE(has(changed("agencies.yaml", "region: isle\n", "region: moon\n"), "check.dangling", "agencies.yaml",
                    "/kite-office/region"));
    EXPECT_TRUE(has(changed("registries/person.yaml", "identifiers: {person_number: islander_number}",
                            "identifiers: {person_number: x}"),
                    "check.dangling", "registries/person.yaml", "/identifiers"));
    EXPECT_TRUE(has(changed("services/kite_licence/process.bpmn", "hz:posts=\"chief\"", "hz:posts=\"king\""),
                    "check.dangling", service, "process.bpmn/decide"));
    EXPECT_TRUE(has(changed("services/kite_licence/form.json", "person.name", "person.nick"), "check.dangling", service,
                    "form.json/field_holder_name"));
}

TEST(PackCheck, limits) {
    EXPECT_TRUE(has(changed(item, "{code: promised, number: 5", "{code: promised, number: 15"),
                    "check.promised_over_statutory", service, "/limits"));
    EXPECT_TRUE(has(changed(item, "number: 10, unit: working_day", "number: 10, unit: moon"), "check.limit", service,
                    "/limits/0/unit"));
    const std::string extension = "number: 10, unit: working_day, extensions: [{number: 5, post: nobody}]";
    EXPECT_TRUE(has(changed(item, "number: 10, unit: working_day", extension), "check.missing_member", service,
                    "/limits/0/extensions/0"));
    EXPECT_TRUE(has(changed(item, "number: 10, unit: working_day", extension), "check.dangling", service,
                    "/limits/0/extensions/0/post"));
    EXPECT_TRUE(has(changed(item, "number: 10, unit: working_day", "number: 10, unit: working_hour"), "check.dangling",
                    service, "/limits/0/shifts"));
    EXPECT_TRUE(has(changed(item, "number: 10, unit: working_day", "number: 10, unit: hour, within: x"), "check.limit",
                    service, "/limits/0/within"));
}

TEST(PackCheck, a_pack_has_the_name_of_a_folder) {
    EXPECT_TRUE(has(changed("pack.yaml", "id: kite-licence", "id: ../kite"), "check.wrong_value", "pack.yaml", "/id"));
}

TEST(PackCheck, supervision_rules) {
    auto files = kite_files();
    const std::string file = "supervision/late.yaml";
    files[file] =
        "code: late\ntitle: {zh: 迟, en: Late}\ncondition: count(case.overdue) >\ngrade: purple\npost: chief\n"
        "answer_days: 0\nlegal_basis: {zh: 法, en: Act}\n";
    const auto findings = check_files(std::move(files));
    EXPECT_TRUE(has(findings, "check.feel", file, "/condition")) << report(findings);
    EXPECT_TRUE(has(findings, "check.wrong_value", file, "/grade")) << report(findings);
    EXPECT_TRUE(has(findings, "check.wrong_value", file, "/answer_days")) << report(findings);
}

TEST(PackCheck, what_runs_is_compiled) {
    EXPECT_TRUE(has(changed("registries/kite_licence.yaml", "kite_name != \"\"", "kite_name !="), "check.feel",
                    "registries/kite_licence.yaml", "/quality/0"));
    EXPECT_TRUE(has(changed("services/kite_licence/templates/licence.yaml", "value: form.kite_name", "value: form."),
                    "check.feel", service, "/templates/licence/fields/kite_name"));
    const auto bpmn = changed("services/kite_licence/process.bpmn", "targetRef=\"issue\"", "targetRef=\"moon\"");
    EXPECT_TRUE(std::ranges::any_of(bpmn, [](const Finding& f) { return f.code == "check.bpmn"; }));
    const auto form = changed("services/kite_licence/form.json", "\"type\": \"number\"", "\"type\": \"moon\"");
    EXPECT_TRUE(std::ranges::any_of(form, [](const Finding& f) { return f.code == "check.form"; }));
}

TEST(PackCheck, decision_models_are_loaded_and_analysed) {
    const auto with_rules = [](const std::string& cell) {
        auto files = kite_files();
        files["services/kite_licence/rules.dmn"] =
            "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='urn:m'>"
            "<inputData id='i' name='length'/><decision id='d' name='fee'><informationRequirement>"
            "<requiredInput href='#i'/></informationRequirement><decisionTable id='t'><input id='c'><inputExpression>"
            "<text>length</text></inputExpression></input><output id='o'/><rule id='r1'><inputEntry id='c1'><text>" +
            cell +
            "</text></inputEntry><outputEntry id='o1'><text>1</text></outputEntry></rule></decisionTable>"
            "</decision></definitions>";
        return check_files(files);
    };
    EXPECT_FALSE(has(with_rules("-"), "check.dmn", service, "rules.dmn/t"));
    EXPECT_TRUE(has(with_rules("&lt; 3"), "check.dmn", service, "rules.dmn/t")) << "a gap";
    EXPECT_TRUE(has(with_rules("&lt; ("), "check.dmn", service, "rules.dmn/c1/1/1")) << "no FEEL";
}

TEST(PackCheck, decision_models_import_others_of_the_pack) {
    const auto model = [](const std::string& uri, const std::string& imports, const std::string& feel) {
        return "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='" + uri + "'>" +
               imports + "<decision id='d' name='fee'><informationRequirement><requiredDecision href='urn:b#d'/>" +
               "</informationRequirement><literalExpression id='x'><text>" + feel +
               "</text></literalExpression></decision></definitions>";
    };
    const std::string other = "<import name='o' namespace='urn:b'/>", back = "<import name='k' namespace='urn:a'/>";
    const auto found = [&](const std::string& other_model, const std::string& place) {
        auto files = kite_files();
        files["services/kite_licence/rules.dmn"] = model("urn:a", other, "o.fee + 1");
        if (!other_model.empty()) files["services/other/rules.dmn"] = other_model;
        return has(check_files(files), "check.dmn", service, place);
    };
    EXPECT_FALSE(found(model("urn:b", "", "7"), "rules.dmn/o"));
    EXPECT_TRUE(found("", "rules.dmn/o")) << "missing";
    EXPECT_TRUE(found(model("urn:c", "", "7"), "rules.dmn/o")) << "another namespace";
    EXPECT_TRUE(found(model("urn:b", back, "7"), "rules.dmn/o")) << "in a circle";
}

TEST(PackCheck, test_flows_must_take_every_way) {
    auto files = kite_files();
    files.erase("services/kite_licence/tests/denied.flow.yaml");
    EXPECT_TRUE(has(check_files(files), "check.outcome_not_played", service, "decide"));
    EXPECT_TRUE(has(changed("services/kite_licence/tests/denied.flow.yaml", "{task: accept,", "{task: moon,"),
                    "check.unknown_task", "services/kite_licence/tests/denied.flow.yaml", "/steps/1"));
}

TEST(PackCheck, a_field_that_can_never_be_shown) {
    const auto found =
        changed("services/kite_licence/form.json", "\"validate\": {\"required\": true, \"min\": 0, \"max\": 30}",
                "\"conditional\": {\"hide\": \"=holder_name = null or holder_name != null\"}");
    EXPECT_TRUE(has(found, "check.unreachable_field", service, "form.json/field_tail_metres")) << report(found);
}

TEST(PackCheck, names_and_places_of_files) {
    auto files = kite_files();
    files["moon.yaml"] = "a: 1\n";
    EXPECT_TRUE(has(check_files(files), "check.unknown_file", "moon.yaml", ""));
    EXPECT_TRUE(has(changed(item, "code: kite_licence", "code: moon"), "check.code_is_not_name", item, ""));
    EXPECT_FALSE(load_files({{"../evil", ""}, {"pack.yaml", "id: x\nversion: 1.0.0\n"}}).has_value());
    EXPECT_FALSE(load_files({{"/evil", ""}, {"pack.yaml", "id: x\nversion: 1.0.0\n"}}).has_value());
    const auto none = load_files({{"roles.yaml", "roles: []\n"}});
    ASSERT_FALSE(none.has_value());
    EXPECT_TRUE(none.error().is(errors::no_pack_file));
    EXPECT_FALSE(load("/no/such/folder").has_value());
}

}  // namespace
}  // namespace hz::pack
