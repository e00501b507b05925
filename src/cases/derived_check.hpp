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
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/case.hpp"
#include "ledger/state_check.hpp"

namespace hz::cases {

struct DerivedRow {
    std::string_view table;
    std::string owner;        // of case_work
    std::int64_t person = 0;  // of case_done
    std::int64_t when = 0;    // due or done
    std::int64_t case_id = 0;
    std::int64_t token = 0;
    std::vector<std::string> rest{};  // columns that are no part of the key: names_of(table)
    auto operator<=>(const DerivedRow&) const = default;

    [[nodiscard]] std::string key() const;  // as SQL has it, for a person to find the row
};

// A case as its events tell it.
struct Told {
    std::optional<Case> now;          // none where no event tells of it, or an erasure took some
    std::vector<DerivedRow> derived;  // sorted
    bool erased = false;
};
[[nodiscard]] Told tell(storage::Session& session, ledger::Log& log, std::int64_t case_id);

// Cases that are not as their events tell, each with the rows of other tables that none of them tells of.
using Broken = std::map<std::int64_t, std::vector<DerivedRow>>;
// The check of state_check.hpp, which also notes what can be made again (rebuild.hpp). `broken` outlives it.
[[nodiscard]] std::unique_ptr<ledger::StateCheck> make_state_check(Broken& broken);

// The columns in `rest`.
[[nodiscard]] std::vector<std::string_view> names_of(std::string_view table);

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
