// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/imports.hpp"

#include <gmock/gmock.h>

namespace hz::rules::dmn {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string model(const std::string& uri, const std::string& imports, const std::string& feel) {
    return "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='" + uri + "' namespace='" + uri +
           "'>" + imports + "<decision name='d'><variable name='d'/><literalExpression><text>" + feel +
           "</text></literalExpression></decision></definitions>";
}
std::string import(const std::string& name, const std::string& uri, const std::string& location = "") {
    return "<import name='" + name + "' namespace='" + uri +
           "' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'" +
           (location.empty() ? "" : " locationURI='" + location + "'") + "/>";
}

std::string used(const std::string& name) { return name + ".d"; }

std::vector<std::string> codes(const Model& of) {
    std::vector<std::string> out;
    for (const auto& finding : findings(of)) out.emplace_back(finding.code->id);
    return out;
}
std::vector<std::string> paths(const ModelTexts& models) {
    std::vector<std::string> out;
    for (const auto& [path, xml] : models) out.push_back(path);
    return out;
}
std::string requiring(std::string xml, const std::string& uri) {
    const std::string from = "<variable name='d'/>";
    xml.replace(xml.find(from), from.size(),
                from + "<informationRequirement><requiredDecision href='" + uri + "#x'/></informationRequirement>");
    return xml;
}
std::string identified(std::string xml) {
    xml.replace(xml.find("<decision "), 10, "<decision id='x' ");
    return xml;
}
std::string value(const ModelTexts& all, const std::string& path) {
    const auto loaded = load(all.at(path), resolver_among(all, path));
    if (!loaded) return "refused";
    const auto out = evaluate(**loaded, "d", Value(Context{}));
    return out ? to_text(*out) : "refused";
}

TEST(Imports, a_namespace_is_read_from_the_root) {
    EXPECT_EQ(namespace_of(model("urn:a", "", "1")), "urn:a");
    EXPECT_EQ(namespace_of("<other namespace='urn:a'/>"), "");
    EXPECT_EQ(namespace_of("no XML"), "");
}

TEST(Imports, are_found_by_namespace_or_by_the_path_given) {
    ModelTexts all{{"services/a/rules.dmn", requiring(model("urn:a", import("o", "urn:b"), used("o")), "urn:b")},
                   {"services/b/rules.dmn", identified(model("urn:b", "", "7"))}};
    EXPECT_EQ(value(all, "services/a/rules.dmn"), "7");
    // Two have the namespace: the path decides.
    all["services/c/rules.dmn"] = identified(model("urn:b", "", "9"));
    all["services/a/rules.dmn"] = requiring(model("urn:a", import("o", "urn:b", "../c/rules.dmn"), used("o")), "urn:b");
    EXPECT_EQ(value(all, "services/a/rules.dmn"), "9");
    // What stands at the path is another model: the namespace decides.
    all["services/c/rules.dmn"] = model("urn:c", "", "9");
    EXPECT_EQ(value(all, "services/a/rules.dmn"), "7");
}

TEST(Imports, those_reached_through_others_count) {
    const ModelTexts all{{"a", model("urn:a", import("b", "urn:b"), "1")},
                         {"b", model("urn:b", import("c", "urn:c"), "1")},
                         {"c", model("urn:c", "", "1")},
                         {"d", model("urn:d", "", "1")}};
    EXPECT_THAT(paths(imported_by(all, "a")), ElementsAre("b", "c"));
    EXPECT_THAT(paths(imported_by(all, "d")), IsEmpty());
    EXPECT_THAT(paths(imported_by(all, "nowhere")), IsEmpty());
}

TEST(Imports, what_is_missing_or_goes_in_a_circle_is_found_at_the_import) {
    const ModelTexts all{{"a", model("urn:a", import("b", "urn:b"), "1")},
                         {"b", model("urn:b", import("a", "urn:a"), "1")},
                         {"m", model("urn:m", import("n", "urn:nowhere"), "1")},
                         {"k", model("urn:k", import("m", "urn:m"), "1")}};
    const auto found = [&](const std::string& path) { return codes(**load(all.at(path), resolver_among(all, path))); };
    EXPECT_THAT(found("a"), ElementsAre("rules.dmn_import_cycle"));
    EXPECT_THAT(found("b"), ElementsAre("rules.dmn_import_cycle"));
    EXPECT_THAT(found("m"), ElementsAre("rules.dmn_import_missing"));
    EXPECT_THAT(found("k"), ElementsAre("rules.dmn_import_missing"));  // by way of m
    const auto model_a = load(all.at("a"), resolver_among(all, "a"));
    EXPECT_EQ(findings(**model_a)[0].element, "b");
}

}  // namespace
}  // namespace hz::rules::dmn
