// SPDX-License-Identifier: Apache-2.0
// What may be asked of a case. Each handler is pure over the loaded case: it refuses or gives the one event that
// follows. One file a command in command/.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "cases/case.hpp"
#include "cases/event.hpp"
#include "cases/moving.hpp"
#include "identity/policy.hpp"

namespace hz::cases {

using identity::Actor;

struct SubmitCase {
    std::string type;
    std::int64_t type_version = 0;  // 0: the latest
    std::string region;
    std::string agency;  // empty: the type's
    std::string applicant_name;
    std::string company, company_name;
    Json form;
    std::vector<Material> materials;
};
struct ClaimTask {
    TaskRef task;
};
struct ReleaseTask {
    TaskRef task;
};
struct CompleteTask {
    TaskRef task;
    std::string outcome, opinion;
    Json data;
};
struct SupplyCase {
    CaseId case_id;
    std::string note;
    Json form;  // null: as it was
    std::vector<Material> materials;
};
struct WithdrawCase {
    CaseId case_id;
    std::string reason;
};
struct RateCase {
    CaseId case_id;
    int level = 0;
    std::vector<std::string> reasons;
    std::string text;
};

// Who asks, and in what surroundings.
struct Asking {
    const Actor& actor;
    Surroundings around;
};

// Number and id are given; the case does not exist before.
[[nodiscard]] Result<Event> submit_case(const SubmitCase& command, CaseId id, std::string number, const Asking& asking);
[[nodiscard]] Result<Event> claim_task(const ClaimTask& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> release_task(const ReleaseTask& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> complete_task(const CompleteTask& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> supply_case(const SupplyCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> withdraw_case(const WithdrawCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> rate_case(const RateCase& command, const Case& c, const Asking& asking);
[[nodiscard]] Result<Event> fire_timer(std::int64_t token, const Case& c, const Surroundings& around);
[[nodiscard]] Result<Event> complete_job(std::int64_t token, Json result, const Case& c, const Surroundings& around);

// What a case takes from outside. Refuse errors::nobody_waits where it does not wait for it (any more).
struct IncomingMessage {
    std::string id, name, key, from;
    Json data;
};
[[nodiscard]] Result<Event> receive_message(const IncomingMessage& message, std::int64_t token, const Case& c,
                                            const Surroundings& around);
struct IncomingSignal {
    std::string name, from;
    Json data;
};
[[nodiscard]] Result<Event> receive_signal(const IncomingSignal& signal, const Case& c, const Surroundings& around);

// The timer, job or wait is there still; errors::job_not_found otherwise.
[[nodiscard]] Result<Event> raise_incident(std::int64_t token, std::string problem, int attempts, const Case& c);
[[nodiscard]] Result<Event> retry_incident(std::int64_t token, const Case& c);

// Every required material is there, none is unknown. Refuses errors::material_missing with one field each.
[[nodiscard]] Result<void> check_materials(const CaseType& type, const std::vector<Material>& materials);

}  // namespace hz::cases
