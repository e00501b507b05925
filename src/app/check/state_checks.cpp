// SPDX-License-Identifier: Apache-2.0
#include "app/check/state_checks.hpp"

#include "app/check/pack_check.hpp"
#include "cases/state_check.hpp"
#include "document/state_check.hpp"
#include "identity/state_check.hpp"
#include "insight/state_check.hpp"
#include "registry/state_check.hpp"
#include "service/state_check.hpp"

namespace hz::app {
namespace {

// Tables of modules that have nothing to verify.
class Rest final : public ledger::StateCheck {
  public:
    [[nodiscard]] std::vector<std::string_view> tables() const override { return {}; }
    [[nodiscard]] std::vector<ledger::NotCovered> not_covered() const override {
        return {
            {"api_answer", "", "重复提交时原样返回的答复，保留一天。",
             "Answers given again when a request is repeated; kept for a day."},
            {"search_case_search", "", "全文索引，可以从办件重建。", "A full-text index, made from the cases."},
            {"search_record", "", "全文索引，可以从记录重建。", "A full-text index, made from the records."},
        };
    }
    Result<void> rows(ledger::Log&, ledger::StateFindings&) override { return {}; }
};

}  // namespace

std::vector<std::unique_ptr<ledger::StateCheck>> state_checks() {
    std::vector<std::unique_ptr<ledger::StateCheck>> out;
    out.push_back(make_schema_check());
    out.push_back(make_pack_check());
    out.push_back(identity::make_state_check());
    out.push_back(registry::make_state_check());
    out.push_back(document::make_state_check());
    out.push_back(cases::make_state_check());
    out.push_back(service::make_state_check());
    out.push_back(insight::make_state_check());
    out.push_back(std::make_unique<Rest>());
    return out;
}

}  // namespace hz::app
