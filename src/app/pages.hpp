// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "http/network.hpp"
#include "http/route.hpp"
#include "telemetry/metrics.hpp"

namespace hz::app {

// The built web pages, from the program itself: assets by their hashed names for ever, everything else the one page
// that finds its way by the address. And /metrics, not for the public: for this machine (unless it asks for another, as
// a proxy does) and for `readers`.
[[nodiscard]] std::vector<http::Route> page_routes(telemetry::Metrics& metrics, const http::Networks& readers);

}  // namespace hz::app
