// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <mutex>
#include <string>

#include "cases/case_type.hpp"
#include "pack/definition.hpp"

namespace hz::cases {

// Case types from the published definitions of kinds `service` and `event_type`. Thread-safe.
class PackCaseTypes final : public CaseTypes {
  public:
    explicit PackCaseTypes(pack::DefinitionCache& definitions) : definitions_(definitions) {}
    Result<CaseTypePtr> find(storage::Session& session, std::string_view code, std::int64_t version) override;

  private:
    Result<pack::DefinitionPtr> definition(storage::Session& session, std::string_view code, std::int64_t version);

    pack::DefinitionCache& definitions_;
    std::mutex mutex_;
    std::map<std::string, CaseTypePtr, std::less<>> made_;  // "code/version"
};

}  // namespace hz::cases
