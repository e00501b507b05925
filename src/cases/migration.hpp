// SPDX-License-Identifier: Apache-2.0
// Running cases to a newer version of their type, by a checked mapping between the elements of both processes.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cases/cases.hpp"
#include "process/migrate.hpp"

namespace hz::cases {

struct MigrateCase {
    CaseId case_id;
    std::int64_t from = 0, to = 0;  // versions of the type
    process::Mapping mapping;       // of elements and flows; what is not named keeps its id
    std::string reason;             // for whoever reads the history, the applicant, too; may be empty
};

// The event, or why not: already_closed, archived, other_version (it moved meanwhile), version_not_newer,
// process::errors::bad_mapping, process::errors::cannot_migrate with a finding for each element in the way. `around`:
// of the newer version. Pure.
//   A task under way keeps its token, who took it, who was asked and how it was sent on; one that nobody has taken is
//   offered to whom the new version says. A timer under way runs out when it would have, whatever length the new
//   version gives; one that the new version adds begins now, one that it lacks is cancelled. The case's clock stays;
//   limits and due dates are those of the new version.
[[nodiscard]] Result<Event> migrate_case(const MigrateCase& command, const Case& c, const CaseType& from,
                                         const Surroundings& around);

// Running cases of one version of a type, and how many of them stand at each element (tasks, timers, joins ...).
struct RunningVersion {
    std::int64_t version = 0;
    std::int64_t cases = 0;
    std::map<std::string, std::int64_t> standing;
};
struct RunningVersions {
    std::vector<RunningVersion> versions;  // newest first
    bool more = false;                     // there are more cases than were looked at
};
inline constexpr std::size_t most_running = 5'000;
[[nodiscard]] RunningVersions running_versions(storage::Session& session, std::string_view type,
                                               std::size_t most = most_running);

// A page of the running cases of one version, by id.
struct RunningPage {
    std::vector<Case> cases;
    std::optional<CaseId> next;  // where the next page begins; none: that was the last
};
[[nodiscard]] RunningPage running_cases(storage::Session& session, std::string_view type, std::int64_t version,
                                        std::size_t limit, std::optional<CaseId> after = std::nullopt);

// What became of one case, or would become.
struct MigrationAnswer {
    Case before;
    std::optional<Error> problem;    // none: it can move, or moved
    std::vector<MovedLimit> limits;  // due on another day
};
struct MigrationAnswers {
    std::vector<MigrationAnswer> cases;
    std::optional<CaseId> next;
};
// A page of the running cases of version `order.from` of a type (`order.case_id` says nothing): which could move now.
// Refuses what is wrong for every case: no_such_type, version_not_newer, bad_mapping. Writes nothing.
[[nodiscard]] Result<MigrationAnswers> check_migration(storage::Session& session, Cases& cases, std::string_view type,
                                                       const MigrateCase& order, std::size_t limit,
                                                       std::optional<CaseId> after = std::nullopt);
// Moves those of a page that can, each in a transaction of its own: one that cannot stops nobody. Asks no policy.
[[nodiscard]] Result<MigrationAnswers> run_migration(storage::Store& store, Cases& cases, const Actor& actor,
                                                     std::string_view type, const MigrateCase& order, std::size_t limit,
                                                     std::optional<CaseId> after = std::nullopt);

}  // namespace hz::cases
