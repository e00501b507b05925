// SPDX-License-Identifier: Apache-2.0
// The commands of this module, as the rest of the program uses them: load, handle, record, in the caller's transaction.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "cases/case_act.hpp"
#include "cases/case_type.hpp"
#include "cases/message.hpp"
#include "cases/recompute.hpp"
#include "cases/staff.hpp"
#include "ledger/ledger.hpp"
#include "storage/store.hpp"

namespace hz::cases {

struct MigrateCase;  // migration.hpp

using CalendarSource = std::function<std::shared_ptr<const calendar::WorkingCalendar>()>;

// What was recorded: the case as it is now, and its event in the ledger (for the receipt).
struct Recorded {
    Case now;
    ledger::EventId event;
};

// Thread-safe; holds no state of its own. References outlive it.
class Cases {
  public:
    Cases(ledger::Ledger& ledger, const Clock& clock, IdSource& ids, CaseTypes& types, CalendarSource calendar,
          const form::IdentifierChecker* identifiers = nullptr)
        : ledger_(ledger),
          clock_(clock),
          ids_(ids),
          types_(types),
          calendar_(std::move(calendar)),
          identifiers_(identifiers) {}

    // Who tasks can be given to; none: every task waits to be claimed. Before the first command; outlives this.
    void give_to(Staff& staff) { staff_ = &staff; }

    Result<Recorded> submit(storage::Session& session, const Actor& actor, const SubmitCase& command);
    Result<Recorded> claim(storage::Session& session, const Actor& actor, const ClaimTask& command);
    Result<Recorded> release(storage::Session& session, const Actor& actor, const ReleaseTask& command);
    Result<Recorded> complete(storage::Session& session, const Actor& actor, const CompleteTask& command);
    Result<Recorded> supply(storage::Session& session, const Actor& actor, const SupplyCase& command);
    Result<Recorded> withdraw(storage::Session& session, const Actor& actor, const WithdrawCase& command);
    Result<Recorded> rate(storage::Session& session, const Actor& actor, const RateCase& command);
    // Whatever case_act.hpp has.
    Result<Recorded> act(storage::Session& session, const Actor& actor, const CaseAct& command);
    // Both cases are told. Gives the first one, or the part that was split off.
    Result<Recorded> link(storage::Session& session, const Actor& actor, const LinkCases& command);
    Result<Recorded> merge(storage::Session& session, const Actor& actor, const MergeCase& command);
    Result<Recorded> split(storage::Session& session, const Actor& actor, const SplitCase& command);
    // To a newer version of its type. Asks no policy: the caller has, or it is the operator's command line. Refuses
    // what migrate_case does. Event: case_migrated.
    Result<Recorded> migrate(storage::Session& session, const Actor& actor, const MigrateCase& command);
    Result<Recorded> fire_timer(storage::Session& session, CaseId id, std::int64_t token);
    Result<Recorded> complete_job(storage::Session& session, CaseId id, std::int64_t token, Json result);

    // The calendar changed. Gives whether anything moved; a case that is gone, closed or unmoved is passed over. Event:
    // deadlines_moved.
    Result<bool> move_deadlines(storage::Session& session, CaseId id, const CalendarChange& change);
    // A message from outside, to the case that waits for it. Asks no policy: the caller has. Refuses nobody_waits
    // (where it is not to be kept), message_ambiguous, message_id_reused, bad_message, message_too_large. Event:
    // message_received, or message_kept on stream "message:<name>".
    Result<SentOutcome> send_message(storage::Session& session, const Actor& actor, const SendMessage& command);
    // To every case that waits for it now, in the runner's passes. Gives its id. Event: signal_sent.
    Result<std::int64_t> send_signal(storage::Session& session, const Actor& actor, const SendSignal& command);
    // Gives one that is due to whoever waits for it; one that nobody waits for stays, or expires. False: it stays.
    Result<bool> deliver_message(storage::Session& session, const std::string& id);
    // To the next case that waits for it; 0: none is left. A refusal names the case in Error::params["case"].
    Result<CaseId> deliver_signal(storage::Session& session, std::int64_t id);
    // That case could not take it: an incident, and the next one's turn.
    Result<bool> pass_over(storage::Session& session, std::int64_t signal, CaseId id, const std::string& problem);

    // A timer or job failed too often. Event: incident_raised.
    Result<Recorded> raise_incident(storage::Session& session, CaseId id, std::int64_t token, std::string problem,
                                    int attempts);
    // Lets it be tried again at once. Asks no policy: the caller has, or it is the operator's command line. Event:
    // incident_retried.
    Result<Recorded> retry_incident(storage::Session& session, const Actor& actor, CaseId id, std::int64_t token);

    // The case, if this actor may see it; errors::not_found otherwise, so that ids cannot be probed.
    Result<Case> get_readable(storage::Session& session, const Actor& actor, CaseId id);
    // The version of its type that the case goes by: the one it began with, unless it was moved to a newer one.
    Result<CaseTypePtr> type_of(storage::Session& session, const Case& c) {
        return types_.find(session, c.type, c.type_version);
    }
    Result<CaseTypePtr> find_type(storage::Session& session, std::string_view code, std::int64_t version) {
        return types_.find(session, code, version);
    }
    // The fold of the case's events, from the ledger alone.
    Result<Case> replay(storage::Session& session, CaseId id);

    [[nodiscard]] std::shared_ptr<const calendar::WorkingCalendar> calendar() const { return calendar_(); }
    [[nodiscard]] Time now() const { return clock_.now(); }

  private:
    using Handler = std::function<Result<Event>(const Case&, const Surroundings&)>;
    Result<Recorded> change(storage::Session& session, const Actor& actor, CaseId id, const Handler& handler);
    // `id` is linked with `other`; `permitted`: the command has asked the policy already.
    Result<Recorded> tell(storage::Session& session, const Actor& actor, CaseId id, std::string_view kind,
                          const Case& other, const std::string& reason, bool permitted);
    Result<Recorded> submit_for(storage::Session& session, const Actor& actor, const Actor& applicant,
                                const SubmitCase& command);
    // Tasks that were opened, and whose model says how, are given to somebody: an event of its own, for each.
    void distribute(storage::Session& session, const Case* before, Case& c, const CaseType& type, Time now);
    // What left the case with an event.
    void send_out(storage::Session& session, const Case& from, const Move& move, Time now);
    void tell_message(storage::Session& session, const Actor& actor, std::string type, const std::string& stream,
                      Json payload);
    Recorded record(storage::Session& session, const Actor& actor, const Case* before, CaseId id, const Event& event,
                    std::string_view legal_basis, Time now);

    ledger::Ledger& ledger_;
    const Clock& clock_;
    IdSource& ids_;
    CaseTypes& types_;
    CalendarSource calendar_;
    const form::IdentifierChecker* identifiers_;
    Staff* staff_ = nullptr;
};

// The events of one case that are this module's, oldest first.
struct PastEvent {
    Event event;
    ledger::Event stored;
};
[[nodiscard]] std::vector<PastEvent> history(storage::Session& session, ledger::Ledger& ledger, CaseId id);

}  // namespace hz::cases
