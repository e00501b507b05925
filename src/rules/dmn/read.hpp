// SPDX-License-Identifier: Apache-2.0
// Reading of boxed expressions out of XML. Private to rules.
#pragma once
#include "rules/dmn/model.hpp"
#include "rules/dmn/xml.hpp"

namespace hz::rules::dmn {

// XML to a model not yet linked.
void read_model(const pugi::xml_node& root, Model& out);

[[nodiscard]] std::string name_in(pugi::xml_node node, const char* attribute);
[[nodiscard]] TypeUse type_in(pugi::xml_node node, const char* attribute = "typeRef");

// Of one decision or function.
struct Reading {
    Model& model;
    std::string decision;

    void add(pugi::xml_node node, const ErrorCode& code, std::map<std::string, std::string> params = {},
             Severity severity = Severity::error);
    // The one expression among the children, else null.
    [[nodiscard]] BoxedPtr boxed_in(pugi::xml_node parent);
    [[nodiscard]] BoxedPtr boxed(pugi::xml_node node);
    [[nodiscard]] BoxedPtr function(pugi::xml_node node);
    [[nodiscard]] Literal literal(pugi::xml_node node);
    [[nodiscard]] std::unique_ptr<Table> table(pugi::xml_node node);

  private:
    void context(pugi::xml_node node, Boxed& out);
    void invocation(pugi::xml_node node, Boxed& out);
    void relation(pugi::xml_node node, Boxed& out);
    void rule(pugi::xml_node node, Table& out, struct TablePools& pools);
};

}  // namespace hz::rules::dmn
