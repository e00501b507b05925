// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "identity/actor.hpp"
#include "identity/context.hpp"
#include "storage/store.hpp"

namespace hz::identity {

struct Person {
    PersonId id{};
    std::string name;
    std::string number;  // identity number, opened; only from get_person_with_number
    std::string phone;
    std::string kind;   // "resident", "staff"
    std::string state;  // "active", "erased"
};

struct NewPerson {
    std::string name;    // 1..200 code points, any script
    std::string number;  // may be empty; its scheme is checked by who knows it (pack/identifier.hpp)
    std::string phone;   // may be empty
    std::string kind = "resident";
};

inline constexpr std::size_t max_name = 200;

// Events: person_registered. Refuses errors::bad_name, bad_phone, number_taken.
[[nodiscard]] Result<PersonId> register_person(storage::Session& session, Context& context, const Actor& by,
                                               const NewPerson& person);
// Erases: destroys the subject's key in the ledger, empties the row, ends accounts and sessions.
[[nodiscard]] Result<void> erase_person(storage::Session& session, Context& context, const Actor& by, PersonId person,
                                        std::string_view legal_basis);

[[nodiscard]] std::optional<Person> find_person(storage::Session& session, PersonId id);
[[nodiscard]] std::optional<Person> find_person_by_number(storage::Session& session, const Context& context,
                                                          std::string_view number);
[[nodiscard]] std::optional<Person> find_person_with_number(storage::Session& session, const Context& context,
                                                            PersonId id);
// "" where there is none; "已删除 / erased" is the caller's to say.
[[nodiscard]] std::string display_name(storage::Session& session, PersonId id);

// The person may act for a body (a company) from now on, or no longer. Events: representation_given,
// representation_ended.
[[nodiscard]] Result<void> give_representation(storage::Session& session, Context& context, const Actor& by,
                                               PersonId person, std::string_view company, std::string_view capacity);
[[nodiscard]] Result<void> end_representation(storage::Session& session, Context& context, const Actor& by,
                                              PersonId person, std::string_view company);
[[nodiscard]] std::vector<std::string> companies_of(storage::Session& session, const Context& context, PersonId person);

}  // namespace hz::identity
