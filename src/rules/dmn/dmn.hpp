// SPDX-License-Identifier: Apache-2.0
// Models of DMN 1.1 to 1.5: read once, evaluated as a pure function of their inputs.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "rules/dmn/finding.hpp"
#include "rules/dmn/trace.hpp"
#include "rules/rules.hpp"
#include "rules/value.hpp"

namespace hz::rules::dmn {

// A model with everything it imports; immutable, shared between threads.
class Model;
using ModelPtr = std::shared_ptr<const Model>;

// What a model asks for. `location` is the path the model gives, or empty.
struct ImportRequest {
    std::string name, uri, location;
};
// Gives the XML of an imported model.
using Resolver = std::function<Result<std::string>(const ImportRequest&)>;

// Refuses errors::dmn_malformed_xml, dmn_doctype, dmn_not_dmn, dmn_too_large, text.not_utf8: what cannot be read at
// all. Anything else that is wrong is a finding: the part it concerns gives null, the rest works.
[[nodiscard]] Result<ModelPtr> load(std::string_view xml, const Resolver& resolver = {});

// Of reading, compiling and linking; in the order of the document.
[[nodiscard]] const Findings& findings(const Model& model);
// What analysis of the tables adds: rules that cannot apply or overlap, gaps with an example. May take long for large
// tables, so it is asked for apart; bounded.
[[nodiscard]] Findings analyse(const Model& model);

// The XML as it was given, byte for byte, with everything that is not executed.
[[nodiscard]] const std::string& source(const Model& model);
// The XML with the <text> of the expression or cell `id` replaced and every other byte as it was. Refuses
// dmn_unknown_element, and whatever load refuses.
[[nodiscard]] Result<std::string> replace_text(const Model& model, std::string_view id, std::string_view text);

enum class Part { input, decision, function, service };
struct Described {
    Part part;
    std::string id, name, type;  // type: as the model names it; empty: any
    bool is_table = false;
};
// In the order of the document; of imported models none.
[[nodiscard]] std::vector<Described> describe(const Model& model);
[[nodiscard]] const std::string& name_of(const Model& model);
// Names of the input data that `name` depends on, directly or through other decisions.
[[nodiscard]] std::vector<std::string> inputs_of(const Model& model, std::string_view name);

struct Options {
    Budget budget{};
    Trace* trace = nullptr;           // filled where given; no cost where not
    Findings* diagnostics = nullptr;  // why a value became null, where given
    std::function<bool()> stop{};     // as Evaluation::stop
    bool indexed = true;              // false: looks at every rule of a table; the result is the same
};

// `name` (or id) of a decision or decision service; `inputs` a context of input data by name, those of imported models
// in a context under the name of the import. Members `today` and `now` are what today() and now() give. Refuses
// dmn_unknown_decision, feel_budget. What is wrong in the model or the data gives null and a diagnostic.
[[nodiscard]] Result<Value> evaluate(const Model& model, std::string_view name, const Value& inputs,
                                     const Options& options = {});
// Texts are read as dates, times and durations where the model says that the input is one.
[[nodiscard]] Result<Json> evaluate(const Model& model, std::string_view name, const Json& inputs,
                                    const Options& options = {});
// What an input of the model is by its type: texts to dates and so on.
[[nodiscard]] Value read_input(const Model& model, std::string_view input, const Json& value);

}  // namespace hz::rules::dmn
