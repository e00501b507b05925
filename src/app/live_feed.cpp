// SPDX-License-Identifier: Apache-2.0
#include "app/live_feed.hpp"

#include "cases/case_store.hpp"

namespace hz::app {

LiveFeed::LiveFeed(Node& node, http::LiveHub& hub) : node_(node), hub_(hub) {
    const auto size =
        node_.store->read([&](storage::Session& s) -> Result<std::int64_t> { return node_.ledger->size(s); });
    position_ = size ? *size : 0;
}

void LiveFeed::publish_new() {
    if (hub_.streams() == 0) {
        const auto size =
            node_.store->read([&](storage::Session& s) -> Result<std::int64_t> { return node_.ledger->size(s); });
        if (size) position_ = *size;
        return;
    }
    (void)node_.store->read([&](storage::Session& s) -> Result<bool> {
        for (const auto& event : node_.ledger->outlines(s, position_, 500)) {
            position_ = event.position + 1;
            constexpr std::string_view prefix = "case:";
            if (!event.entry.stream.starts_with(prefix)) continue;
            const auto text = event.entry.stream.substr(prefix.size());
            const auto id = id_from_text<cases::CaseTag>(text);
            const auto c = id ? cases::find_case(s, *id) : std::nullopt;
            if (!c) continue;
            const http::LiveEvent live{"case", to_string(Json{{"id", text}, {"type", event.entry.type}}),
                                       std::to_string(event.position)};
            hub_.publish("person:" + to_text(c->applicant), live);
            hub_.publish("agency:" + c->agency, {"task", live.data, live.id});
        }
        hub_.publish("ledger", {"head", to_string(Json{{"entries", position_}}), std::to_string(position_)});
        return true;
    });
}

}  // namespace hz::app
