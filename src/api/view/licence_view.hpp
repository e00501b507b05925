// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/describe.hpp>
#include <optional>

#include "api/view/words.hpp"
#include "service/licence.hpp"

namespace hz::service {
BOOST_DESCRIBE_ENUM(LicenceState, valid, revoked, expired, altered, unknown)
}

namespace hz::api {

// For its holder: everything.
struct LicenceView {
    registry::RecordId id;
    std::string number, identifier;
    Words title;
    std::string holder;
    Words issuer;
    cases::CaseId case_id;
    std::optional<std::string> issued_on, valid_until;  // civil dates
    std::optional<std::string> state;                   // valid, expired, closed, revoked, erased
    std::string verify_path;
};
BOOST_DESCRIBE_STRUCT(LicenceView, (),
                      (id, number, identifier, title, holder, issuer, case_id, issued_on, valid_until, state,
                       verify_path))
[[nodiscard]] LicenceView licence_view(Platform& platform, storage::Session& session, const service::Licence& licence);

// For anybody who verifies it: what a shop window shows, a person's name masked.
struct VerificationView {
    service::LicenceState state = service::LicenceState::unknown;
    Moment checked_at;
    struct Shown {
        std::string number, identifier;
        Words title;
        std::string holder;
        Words issuer;
        std::optional<std::string> issued_on, valid_until;
    };
    std::optional<Shown> licence;
};
BOOST_DESCRIBE_STRUCT(VerificationView::Shown, (), (number, identifier, title, holder, issuer, issued_on, valid_until))
BOOST_DESCRIBE_STRUCT(VerificationView, (), (state, checked_at, licence))
[[nodiscard]] VerificationView verification_view(Platform& platform, storage::Session& session,
                                                 const service::Verification& verification);

}  // namespace hz::api
