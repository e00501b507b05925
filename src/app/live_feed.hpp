// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/node.hpp"
#include "http/live.hpp"

namespace hz::app {

// Tells open pages what changed, from the ledger: never the content, only what to ask for again.
class LiveFeed {
  public:
    LiveFeed(Node& node, http::LiveHub& hub);
    void publish_new();

  private:
    Node& node_;
    http::LiveHub& hub_;
    std::int64_t position_ = 0;
};

}  // namespace hz::app
