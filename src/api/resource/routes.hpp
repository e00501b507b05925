// SPDX-License-Identifier: Apache-2.0
// One function a resource; each gives its routes. `all_routes` is what the server serves.
#pragma once
#include <vector>

#include "api/execute.hpp"

namespace hz::api {

using Routes = std::vector<http::Route>;

[[nodiscard]] Routes session_routes(Platform& platform);
[[nodiscard]] Routes site_routes(Platform& platform);
[[nodiscard]] Routes item_routes(Platform& platform);
[[nodiscard]] Routes draft_routes(Platform& platform);
[[nodiscard]] Routes file_routes(Platform& platform);
[[nodiscard]] Routes case_routes(Platform& platform);
[[nodiscard]] Routes case_act_routes(Platform& platform);
[[nodiscard]] Routes case_clock_routes(Platform& platform);
[[nodiscard]] Routes task_routes(Platform& platform);
[[nodiscard]] Routes task_act_routes(Platform& platform);
[[nodiscard]] Routes desk_routes(Platform& platform);
[[nodiscard]] Routes absence_routes(Platform& platform);
[[nodiscard]] Routes licence_routes(Platform& platform);
[[nodiscard]] Routes verify_routes(Platform& platform);
[[nodiscard]] Routes me_routes(Platform& platform);
[[nodiscard]] Routes audit_routes(Platform& platform);
[[nodiscard]] Routes admin_routes(Platform& platform);
[[nodiscard]] Routes operation_routes(Platform& platform);
[[nodiscard]] Routes message_routes(Platform& platform);
[[nodiscard]] Routes pack_routes(Platform& platform);
[[nodiscard]] Routes rule_routes(Platform& platform);
[[nodiscard]] Routes process_routes(Platform& platform);
[[nodiscard]] Routes dry_run_routes(Platform& platform);
[[nodiscard]] Routes process_migration_routes(Platform& platform);
[[nodiscard]] Routes supervision_routes(Platform& platform);
[[nodiscard]] Routes live_routes(Platform& platform);

// Every resource, and /api/openapi.json over them.
[[nodiscard]] Routes all_routes(Platform& platform);
// That document.
[[nodiscard]] std::string openapi_text(Platform& platform);

}  // namespace hz::api
