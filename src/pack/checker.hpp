// SPDX-License-Identifier: Apache-2.0
// What the parts of pack check share. Private to the module.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/finding.hpp"
#include "pack/identifier.hpp"
#include "process/process.hpp"

namespace hz::pack {

// Everything the packs define together, and the findings so far.
class Checker {
  public:
    explicit Checker(const std::vector<Pack>& packs);
    [[nodiscard]] std::vector<Finding> run();

    [[nodiscard]] const Json* find(std::string_view kind, std::string_view code) const;
    [[nodiscard]] bool has_code(std::string_view list, std::string_view code) const;
    [[nodiscard]] const Identifiers& identifiers() const { return identifiers_; }
    [[nodiscard]] const Json& lists() const { return lists_; }
    [[nodiscard]] const Pack& pack() const { return *pack_; }
    // Found in the definition now being checked.
    void add(Finding finding);
    void add_all(std::vector<Finding> findings);
    // A reference from member `name` to a definition.
    void refers(std::string_view kind, std::string_view code, const std::string& name, const std::string& place);
    // A FEEL expression at `place`; compiles, or a finding.
    void check_feel(std::string_view feel, const std::string& place);

  private:
    void check_one(const Definition& definition);
    std::map<std::string_view, std::map<std::string_view, const Json*>> all_;
    std::map<std::string_view, std::map<std::string_view, bool>> codes_;
    Identifiers identifiers_;
    Json lists_;
    const std::vector<Pack>& packs_;
    const Pack* pack_ = nullptr;
    const Definition* current_ = nullptr;
    std::vector<Finding> findings_;
};

void check_simple(Checker& checker,
                  const Definition& definition);  // check_simple.cpp: roles, agencies, lists, registries
void check_service(Checker& checker, const Definition& definition);  // check_service.cpp: items
void check_limits(Checker& checker, const Definition& definition);   // check_limits.cpp: of items and event types
void check_process(Checker& checker, const Definition& definition);  // check_process.cpp: BPMN, forms, test flows
void check_rules(Checker& checker, const Definition& definition);    // check_rules.cpp: DMN

}  // namespace hz::pack
