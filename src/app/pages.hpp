// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "http/route.hpp"
#include "telemetry/metrics.hpp"

namespace hz::app {

// The built web pages, from the program itself: assets by their hashed names for ever, everything else the one page
// that finds its way by the address. And /metrics.
[[nodiscard]] std::vector<http::Route> page_routes(telemetry::Metrics& metrics);

}  // namespace hz::app
