// SPDX-License-Identifier: Apache-2.0
// Verifies the rows that repeat parts of a case. They have no index by case, and need none: rows expected and rows
// stored are summed in buckets of cases, and only the cases of a bucket whose sums differ are looked at one by one.
// Private to cases.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "cases/told.hpp"
#include "ledger/state_check.hpp"

namespace hz::cases {

// Cases that are not as their events tell, each with the rows of other tables that none of them tells of.
using Broken = std::map<std::int64_t, std::vector<DerivedRow>>;
// The check of state_check.hpp, which also notes what can be made again (rebuild.hpp). `broken` outlives it.
[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check(Broken& broken);

class DerivedCheck {
  public:
    explicit DerivedCheck(ledger::Log& log, Broken* broken = nullptr)
        : log_(log), broken_(broken), expected_(buckets, ledger::RowSum(log)), stored_(buckets, ledger::RowSum(log)) {}

    void expect(const Told& told);
    // After every case was expected: sums what is stored, and says what differs.
    Result<void> finish(ledger::StateFindings& out);

  private:
    static constexpr std::size_t buckets = 1024;
    static constexpr std::size_t buckets_a_turn = 64;  // looked at together: bounds memory

    static std::size_t bucket_of(std::int64_t case_id);
    Result<void> each_stored(const std::function<void(DerivedRow)>& f);
    Result<void> look_at(const std::vector<bool>& wanted, ledger::StateFindings& out);
    Result<void> look_at_case(std::int64_t case_id, const std::vector<DerivedRow>& stored, ledger::StateFindings& out);

    ledger::Log& log_;
    Broken* broken_;
    std::vector<ledger::RowSum> expected_, stored_;
};

}  // namespace hz::cases
