// SPDX-License-Identifier: Apache-2.0
#include "cases/command/checks.hpp"

namespace hz::cases {
namespace {

constexpr int notes_limit = 500;
constexpr std::size_t text_limit = 1000;
constexpr std::chrono::hours urge_every{24};

Result<void> room_for_note(const Case& c) {
    if (c.annex && c.annex->notes >= notes_limit)
        return refuse(errors::too_many_notes, {{"limit", std::to_string(notes_limit)}});
    return {};
}

}  // namespace

// A remark for the file; what the applicant writes staff may read, what staff write the applicant only where it says
// so.
Result<Event> handle(const NoteCase& command, const Case& c, const Asking& asking) {
    const bool applicant = must_be_applicant(asking.actor, c).has_value();
    if (!applicant)
        if (const auto allowed = decide_on(asking.actor, c, "case.handle").result("case.handle"); !allowed)
            return allowed.error();
    if (const auto fits = check_text(command.text, "/text", text_limit); !fits) return fits.error();
    if (const auto room = room_for_note(c); !room) return room.error();
    return Event{CaseNoted{"comment", command.text, applicant, !applicant && command.to_applicant}};
}

// Asks to hurry: the applicant, or who supervises; each side once a day.
Result<Event> handle(const UrgeCase& command, const Case& c, const Asking& asking) {
    const bool applicant = must_be_applicant(asking.actor, c).has_value();
    if (!applicant)
        if (const auto allowed = must_be_permitted(asking.actor, c, "case.supervise"); !allowed) return allowed.error();
    if (const auto open = must_be_open(c); !open) return open.error();
    if (const auto fits = check_text(command.text, "/text", text_limit, false); !fits) return fits.error();
    if (const auto room = room_for_note(c); !room) return room.error();
    const auto last = !c.annex ? std::nullopt : applicant ? c.annex->urged_by_applicant : c.annex->urged_by_staff;
    if (last && asking.around.now < *last + urge_every) {
        const auto hours = std::chrono::ceil<std::chrono::hours>(*last + urge_every - asking.around.now).count();
        return refuse(errors::urged_lately, {{"hours", std::to_string(hours)}});
    }
    return Event{CaseNoted{"urge", command.text, applicant, false}};
}

}  // namespace hz::cases
