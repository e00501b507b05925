// SPDX-License-Identifier: Apache-2.0
// Compiling the texts of one decision or function with the names in sight. Private to rules.
#pragma once
#include <string>
#include <vector>

#include "rules/dmn/model.hpp"
#include "rules/dmn/tests.hpp"

namespace hz::rules::dmn {

[[nodiscard]] Names names_of(const Model& model);  // members and types, before any variable
void resolve_type(Model& model, TypeUse& type, const std::string& element, const std::string& decision);

class Compiling {
  public:
    Compiling(Model& model, const Element& element, Names names)
        : model_(model), element_(element), names_(std::move(names)) {}
    // `boxed` may be null.
    void compile(Boxed* boxed);

  private:
    void boxed(Boxed& boxed);
    void literal(Literal& literal);
    void context(Boxed& boxed);
    void function(Boxed& boxed);
    void table(Table& table);
    void columns(Table& table);
    void known_type(const Value& value, const TypeUse& type, std::size_t column);
    [[nodiscard]] std::shared_ptr<const Tests> tests(const std::string& text, const std::string& id, std::size_t rule,
                                                     std::size_t column);
    void add(const std::string& id, const Error& error, std::size_t rule = 0, std::size_t column = 0,
             Severity severity = Severity::error);
    void unknown_names(const Expression& code, const std::string& id, std::size_t rule = 0, std::size_t column = 0);
    // Inside, a further name is known.
    template <class F>
    void within(const std::vector<std::string>& more, F&& work) {
        const auto outer = names_.known.size();
        names_.known.insert(names_.known.end(), more.begin(), more.end());
        work();
        names_.known.resize(outer);
    }

    Model& model_;
    const Element& element_;
    Names names_;
    std::size_t open_ = 0;  // inside a filter the members of an item are names nobody knows
};

// The names a boxed expression takes from around it.
void collect_free(const Boxed& boxed, std::vector<std::string>& out);

}  // namespace hz::rules::dmn
