// SPDX-License-Identifier: Apache-2.0
// A kind of case, compiled from a published definition of a pack. Immutable, shared between threads.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "calendar/calendar.hpp"
#include "form/form.hpp"
#include "process/process.hpp"
#include "storage/store.hpp"

namespace hz::rules::dmn {
class Model;
}

namespace hz::cases {

struct MaterialType {
    std::string code, title_zh, title_en;
    bool required = false;
};

struct CaseType {
    std::string code;
    std::int64_t version = 0;
    std::string title_zh, title_en;
    std::string agency;           // the handling agency
    std::string number_template;  // {code} {date} {serial} {id}
    bool online = false;          // may be applied for here
    int max_supplements = 1;
    std::vector<std::string> suspensions;  // the special procedures it may have; empty: any
    std::vector<std::string> two_persons;  // "suspend", "extend", "terminate": asked for by one, decided by another
    std::string legal_basis;               // quoted in ledger entries
    process::DefinitionPtr process;
    form::FormPtr form;
    std::shared_ptr<const rules::dmn::Model> rules;  // its decisions; null: none
    std::vector<calendar::Limit> limits;             // acceptance, promised, statutory, ...
    std::vector<MaterialType> materials;
    Json definition;  // the whole of it

    [[nodiscard]] const calendar::Limit* find_limit(std::string_view limit_code) const;
    // Whose extension a decision about the case's time means: the statutory one where it has rules, else the first that
    // has. Null: none can be extended.
    [[nodiscard]] const calendar::Limit* extendable_limit() const;
    [[nodiscard]] bool needs_two(std::string_view what) const;
};
using CaseTypePtr = std::shared_ptr<const CaseType>;

// Where case types come from. Thread-safe.
class CaseTypes {
  public:
    virtual ~CaseTypes() = default;
    // The published version (0: the latest). Refuses errors::no_such_type.
    [[nodiscard]] virtual Result<CaseTypePtr> find(storage::Session& session, std::string_view code,
                                                   std::int64_t version = 0) = 0;
};

}  // namespace hz::cases
