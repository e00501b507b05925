// SPDX-License-Identifier: Apache-2.0
// What a model is after reading and linking. Private to rules.
#pragma once
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/dmn/dmn.hpp"
#include "rules/dmn/item_type.hpp"

namespace hz::rules::dmn {

struct Element;
struct Table;

// One FEEL text of the model.
struct Literal {
    std::string id, text;
    ExpressionPtr code;             // null: empty or with a mistake
    std::optional<Value> constant;  // where the text depends on nothing
    std::string variable;           // where the text is just one name
    bool is_feel = true;
};

struct Boxed;
using BoxedPtr = std::unique_ptr<Boxed>;

// A named part: of a context (no name: its result), a binding of an invocation, an item of a list, a cell of a
// relation.
struct Entry {
    std::string id, name;
    TypeUse type;
    BoxedPtr value;
};

struct NamedType {
    std::string name;
    TypeUse type;
};

enum class Form {
    none,
    literal,
    context,      // entries
    list,         // entries
    relation,     // columns; entries row by row
    function,     // parameters, first
    invocation,   // first: what is called; entries: bindings
    conditional,  // first, second, third
    filter,       // first: in; second: match
    iteration,    // variable; first: in; second: return
    some,         // variable; first: in; second: satisfies
    every,
    table
};

struct Boxed {
    Boxed();
    ~Boxed();
    Form form = Form::none;
    std::string id;
    TypeUse type;
    Literal literal;
    std::vector<Entry> entries;
    std::vector<std::string> columns;
    std::vector<NamedType> parameters;
    std::string variable;
    std::string language;  // of a function: FEEL, Java, PMML
    BoxedPtr first, second, third;
    std::unique_ptr<Table> table;
    std::vector<std::string> free;  // names it takes from around it (function)
};

// What is in sight of a decision or function by name. `prefix`: the name of the import it comes from.
struct Seen {
    const Element* what = nullptr;
    std::string prefix;
};

struct Element {
    Part part = Part::input;
    const Model* model = nullptr;
    std::string id, name;
    TypeUse type;
    BoxedPtr logic;                     // decision, function
    std::vector<NamedType> parameters;  // function; service once linked
    std::vector<std::string> hrefs;     // as written, until linked
    std::vector<Seen> seen;
    // Service.
    std::vector<std::string> output_hrefs, encapsulated_hrefs, input_hrefs;
    std::vector<Seen> outputs, inputs;
    bool in_cycle = false;
};

struct Imported {
    ImportRequest request;
    ModelPtr model;  // null: not found
};

class Model : public std::enable_shared_from_this<Model> {
  public:
    std::string xml, name, uri;
    std::vector<Imported> imports;
    std::deque<ItemType> types;
    std::map<std::string, const ItemType*, std::less<>> type_by_name;
    std::deque<Element> elements;
    std::map<std::string, const Element*, std::less<>> by_id, by_name;
    std::vector<std::string> member_names;  // of several words, of all that may follow a dot
    Findings findings;
};

// References, types, FEEL; after reading.
void link_model(Model& model);

}  // namespace hz::rules::dmn
