// SPDX-License-Identifier: Apache-2.0
// The process as the engine uses it: nodes and flows by index. Private to the module.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "process/process.hpp"
#include "rules/rules.hpp"

namespace hz::process {

using Index = std::uint32_t;
inline constexpr Index nowhere = UINT32_MAX;

struct Element;  // element/element.hpp

struct Timer {
    std::string iso_duration;
    int working_days = 0;
};

// What hz:milestone and hz:clock say.
struct Marks {
    std::string milestone;
    std::string clock;
    [[nodiscard]] bool any() const { return !milestone.empty() || !clock.empty(); }
};

struct Flow {
    std::string id;
    std::string name;
    std::string name_en;
    std::string source_id;
    std::string target_id;
    std::optional<std::string> condition_text;
    std::string condition_language;
    rules::ExpressionPtr condition;
    Index source = nowhere;
    Index target = nowhere;
    Marks marks;
};

struct Node {
    std::string id;
    const Element* element = nullptr;
    std::vector<Index> incoming;  // flows, in the order of the document
    std::vector<Index> outgoing;
    std::vector<std::string> incoming_ids;  // as the element itself lists them; may be left out
    std::vector<std::string> outgoing_ids;
    std::string default_id;
    Index default_flow = nowhere;
    std::string direction;    // a gateway's gatewayDirection
    bool terminate = false;   // an end event that ends everything
    std::string attached_id;  // a boundary event's host
    Index host = nowhere;
    bool interrupting = true;
    std::vector<Index> boundaries;  // the events on this host
    bool event_definition = false;
    std::optional<Timer> timer;
    std::string job;
    TaskInfo task;
    Marks marks;
};

// A token stands on a node, or, while it waits before a parallel join, on the flow by which it came.
// Place p is node p, or flow p - nodes.size().
class Definition {
  public:
    std::string xml;
    std::string id;
    std::vector<Node> nodes;
    std::vector<Flow> flows;
    std::map<std::string, Index, std::less<>> places;
    Index start = nowhere;

    [[nodiscard]] Index flow_place(Index flow) const { return static_cast<Index>(nodes.size()) + flow; }
    [[nodiscard]] bool is_flow(Index place) const { return place >= nodes.size(); }
    [[nodiscard]] Index flow_of(Index place) const { return place - static_cast<Index>(nodes.size()); }
    [[nodiscard]] const std::string& place_id(Index place) const {
        return is_flow(place) ? flows[flow_of(place)].id : nodes[place].id;
    }
    [[nodiscard]] Index find_place(std::string_view element) const {
        const auto found = places.find(element);
        return found == places.end() ? nowhere : found->second;
    }
};

// What is wrong with a model; bounded.
class Findings {
  public:
    void add(std::string path, const ErrorCode& code, std::map<std::string, std::string> params = {}) {
        if (list_.size() < 200) list_.push_back({std::move(path), &code, std::move(params)});
    }
    [[nodiscard]] bool empty() const { return list_.empty(); }
    [[nodiscard]] std::vector<FieldError> take() { return std::move(list_); }

  private:
    std::vector<FieldError> list_;
};

// The steps of compile(), in order; each adds what it finds.
void parse(std::string_view xml, Definition& out, Findings& findings);
void link(Definition& definition, Findings& findings);              // ids to indices
void check_conditions(Definition& definition, Findings& findings);  // compiles them, too
// `connected`: parse() and link() found nothing, so that what cannot be reached is a finding and no consequence.
void check_structure(const Definition& definition, bool connected, Findings& findings);
void check_joins(const Definition& definition, Findings& findings);

}  // namespace hz::process
