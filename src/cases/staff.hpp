// SPDX-License-Identifier: Apache-2.0
// Who work can be given to. Asked as a task opens whose model says how it is given.
#pragma once
#include <string_view>
#include <vector>

#include "identity/context.hpp"
#include "identity/session.hpp"

namespace hz::cases {

// Thread-safe.
class Staff {
  public:
    virtual ~Staff() = default;
    // Who fill the post now in their own right and are not away. In any order.
    [[nodiscard]] virtual std::vector<identity::ActorPtr> present(storage::Session& session, std::string_view agency,
                                                                  std::string_view post) = 0;
};

// The people of the identity module. The context outlives it.
class PresentStaff final : public Staff {
  public:
    explicit PresentStaff(identity::Context& context) : context_(context) {}
    [[nodiscard]] std::vector<identity::ActorPtr> present(storage::Session& session, std::string_view agency,
                                                          std::string_view post) override;

  private:
    identity::Context& context_;
};

}  // namespace hz::cases
