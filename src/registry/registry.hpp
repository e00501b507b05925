// SPDX-License-Identifier: Apache-2.0
// What a registry is: a definition from a pack (`registries/<code>.yaml`).
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "identity/policy.hpp"
#include "identity/title.hpp"
#include "registry/json_schema.hpp"
#include "rules/rules.hpp"

namespace hz::registry {

using identity::Title;

// A rule that good records meet; a record that does not is kept, and the finding shown.
struct QualityRule {
    std::string code;
    Title title;
    rules::ExpressionPtr holds;
};

struct Finding {
    std::string code;
    Title title;
};

// Immutable.
struct Registry {
    std::string code;
    Title title;
    std::string subject;  // "person", "company", or empty: whose data a record is
    JsonSchema schema;
    std::vector<std::string> keys;                                // fields that make a record's key, joined by "/"
    std::string display;                                          // the field that names a record in a list
    std::map<std::string, Title, std::less<>> titles;             // of fields
    identity::FieldRules fields;                                  // a field without a grade counts as the highest
    std::map<std::string, std::string, std::less<>> identifiers;  // field -> scheme
    std::string agency;  // code of the organisation that keeps it; empty: the platform's
    std::string share;   // "none", "conditional", "unconditional" (State Council decree 809)
    std::vector<QualityRule> quality;
    int retention_years = 0;
    Title legal_basis;
};
using RegistryPtr = std::shared_ptr<const Registry>;

// Refuses errors::bad_definition.
[[nodiscard]] Result<RegistryPtr> registry_from_json(const Json& definition);

// Refuses where `text` breaks the scheme's rule; given by whoever knows the schemes (pack::Identifiers::check).
using CheckIdentifier = std::function<Result<void>(std::string_view scheme, std::string_view text)>;

// The registries in force. Thread-safe; replaced as a whole when a pack is activated.
class Registries {
  public:
    // `definitions`: an array of bodies of kind registry. The old set stays where one is wrong.
    Result<void> load(const Json& definitions, CheckIdentifier check_identifier = {});
    [[nodiscard]] RegistryPtr find(std::string_view code) const;
    // Refuses errors::no_registry.
    [[nodiscard]] Result<RegistryPtr> get(std::string_view code) const;
    [[nodiscard]] std::vector<RegistryPtr> all() const;
    [[nodiscard]] CheckIdentifier check_identifier() const;

  private:
    mutable std::mutex mutex_;
    std::map<std::string, RegistryPtr, std::less<>> registries_;
    CheckIdentifier check_identifier_;
};

// The key of a body: its key fields as text, joined by "/". Refuses errors::no_key.
[[nodiscard]] Result<std::string> key_of(const Registry& registry, const Json& body);
// Schema and identifier schemes. Refuses errors::invalid_record with one FieldError each, errors::too_large.
[[nodiscard]] Result<void> check_body(const Registry& registry, const Json& body, const CheckIdentifier& identifiers);
// Quality rules the body does not meet. A rule that cannot be evaluated counts as not met.
[[nodiscard]] std::vector<Finding> findings(const Registry& registry, const Json& body);

}  // namespace hz::registry
