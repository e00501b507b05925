// SPDX-License-Identifier: Apache-2.0
// A scripted day of four cases, with everything in it that the engine does. It is played through once, or until
// something breaks and then on from what was acknowledged, as people do: what nobody answered is asked again.
#pragma once
#include <algorithm>
#include <array>
#include <functional>
#include <memory>

#include "cases/test_world.hpp"

namespace hz::cases {

struct People {
    Actor ada, bob, clerk, second_clerk, chief;
};

// The n-th day of a store: its cases are known by their drafts, which is all that people hold in their hands.
struct Day {
    int number = 0;
    const People* people = nullptr;
    VirtualClock* clock = nullptr;

    [[nodiscard]] Time begins() const {
        return *parse_rfc3339("2026-03-02T09:00:00Z") + std::chrono::days(20) * number;
    }
    [[nodiscard]] std::string kite(int which) const { return std::to_string(number) + "-" + std::to_string(which); }
    [[nodiscard]] DraftId draft(int which) const { return {1000 + number * 10LL + which}; }
    [[nodiscard]] const Actor& applicant(int which) const { return which <= 2 ? people->ada : people->bob; }
    [[nodiscard]] CaseId find(World& world, int which) const {
        const auto draft_now =
            world.store->read([&](storage::Session& s) { return get_draft(s, draft(which), applicant(which).person); });
        return draft_now ? draft_now->submitted_as : CaseId{};
    }
};

// `again`: it was asked before and nobody knows what became of it, so that finding it done is as good as doing it.
struct Step {
    int minute = 0;
    std::function<Result<bool>(World&, const Day&, bool again)> act;
};

namespace day {

inline Result<bool> submit(World& w, const Day& d, int which, const std::string& type) {
    return w.write([&](storage::Session& s) -> Result<bool> {
        const auto& by = d.applicant(which);
        auto draft = get_draft(s, d.draft(which), by.person);
        if (!draft) draft = create_draft(s, d.draft(which), by.person, type, "", JsonObject{}, d.clock->now());
        if (!draft) return draft.error();
        if (draft->submitted_as) return true;
        SubmitCase command;
        command.type = type;
        command.applicant_name = by.name;
        command.form = {{"kite", d.kite(which)}};
        const auto done = w.cases->submit(s, by, command);
        if (!done) return done.error();
        mark_submitted(s, d.draft(which), done->now.id);
        return true;
    });
}

template <class T>
Result<bool> settled(const Result<T>& result, bool good_enough) {
    if (result || good_enough) return true;
    return result.error();
}

inline Result<bool> complete(World& w, const Day& d, bool again, int which, std::string_view element, const Actor& by,
                             const std::string& outcome, const Json& data = JsonObject{}) {
    const auto id = d.find(w, which);
    const auto done = w.complete(by, id, element, outcome, data);
    const bool refused = !done && done.error().is(errors::task_not_found);
    return settled(done, again && refused && find(w.get(id).handled, element) != nullptr);
}

// Until nothing is due any more, and what failed once was tried again.
inline Result<bool> run(World& w, const Day& d) {
    using namespace std::chrono_literals;
    for (int idle = 0; idle < 2;) {
        if (w.runner->run_once() > 0) {
            idle = 0;
            continue;
        }
        ++idle;
        d.clock->advance(3s);
    }
    const auto due = "case_timer where due_at <= " + std::to_string(to_millis(d.clock->now()));
    const auto left = w.count("case_job") + w.count("case_signal") + w.count("case_message where state = 'open'");
    if (left + w.count(due) > 0) return refuse(errors::process_incident);
    return true;
}

}  // namespace day

[[nodiscard]] inline std::vector<Step> scripted_day() {
    using namespace day;
    const auto submits = [](int which, std::string type) {
        return [=](World& w, const Day& d, bool) { return submit(w, d, which, type); };
    };
    const auto completes = [](int which, std::string element, Actor People::*by, std::string outcome) {
        const Json data = outcome == "supplement"
                              ? Json{{"items", JsonArray{{{"material", "photo"}, {"note", "A photo."}}}}}
                              : Json(JsonObject{});
        return [=](World& w, const Day& d, bool again) {
            return complete(w, d, again, which, element, d.people->*by, outcome, data);
        };
    };
    return {
        {0, submits(1, "fair")},
        {1, submits(2, "fair")},
        {2, submits(3, "listen")},
        {3, submits(4, "fair")},
        {10,
         [](World& w, const Day& d, bool) {
             const auto id = d.find(w, 1);
             const auto c = w.get(id);
             const TaskRef ref{id, c.tasks.empty() ? 0 : c.tasks.front().token};
             return settled(w.write([&](auto& s) { return w.cases->claim(s, d.people->clerk, {ref}); }), false);
         }},
        {11, completes(1, "accept", &People::clerk, "accept")},
        {12, completes(2, "accept", &People::clerk, "accept")},
        {13, completes(4, "accept", &People::second_clerk, "accept")},
        {20, completes(1, "check", &People::chief, "supplement")},
        {21, completes(2, "check", &People::chief, "supplement")},
        {30,
         [](World& w, const Day& d, bool again) {
             const auto id = d.find(w, 4);
             const auto done = w.write([&](auto& s) {
                 return w.cases->withdraw(s, d.people->bob, {id, "changed my mind"});
             });
             return settled(done, again && w.get(id).state == "withdrawn");
         }},
        {60,
         [](World& w, const Day& d, bool again) {
             const auto id = d.find(w, 1);
             const auto done = w.write([&](auto& s) {
                 return w.cases->supply(s, d.people->ada, {id, "here", {}, {{"photo", {"f1"}}}});
             });
             const auto c = w.get(id);
             return settled(done, again && c.supplement && c.supplement->supplied_at);
         }},
        {70, completes(1, "check", &People::chief, "fine")},
        {80, completes(1, "inspect", &People::clerk, "done")},
        {81, completes(1, "review", &People::second_clerk, "done")},
        {85,
         [](World& w, const Day& d, bool again) {
             const SendMessage wind{"wind-" + d.kite(1), "kite_ready", json_text(d.kite(1)), JsonObject{{"force", 3}},
                                    0};
             const auto sent = w.write([&](auto& s) { return w.cases->send_message(s, d.people->chief, wind); });
             if (sent) {
                 EXPECT_TRUE(again || !sent->repeated);
             }
             return settled(sent, false);
         }},
        {86, [](World& w, const Day& d, bool) { return run(w, d); }},
        {300, [](World& w, const Day& d, bool) { return run(w, d); }},
        {310, completes(1, "decide", &People::chief, "granted")},
        {320, completes(3, "after", &People::clerk, "done")},
        {330,
         [](World& w, const Day& d, bool again) {
             const auto id = d.find(w, 1);
             const auto done = w.write([&](auto& s) { return w.cases->rate(s, d.people->ada, {id, 1, {}, "ok"}); });
             return settled(done, again && w.get(id).rating.has_value());
         }},
        {10 * 24 * 60 + 30, [](World& w, const Day& d, bool) { return run(w, d); }},
    };
}

// Whatever must be the same however often it was interrupted: all but times and ids.
[[nodiscard]] inline std::string story(World& world, CaseId id) {
    const auto c = world.get(id);
    std::string out = c.type + " " + c.state + (c.closed() ? " closed" : " open") + "\n";
    for (const auto& event : world.events(id)) out += event + " ";
    out += "\nmilestones:";
    for (const auto& milestone : c.milestones) out += " " + milestone.code;
    out += "\nhandled:";
    if (const auto* handled = c.handled.if_object())
        for (const auto& [element, what] : *handled)
            out += " " + std::string(element) + "=" + std::string(get_text(what, "outcome"));
    out += "\npassed:";
    for (const auto& element : c.passed) out += " " + element;
    out += "\nopen: " + std::to_string(c.tasks.size()) + " " + std::to_string(c.timers.size()) + " " +
           std::to_string(c.jobs.size()) + " " + std::to_string(c.waits.size()) + " " +
           std::to_string(c.incidents.size());
    const auto job = find(c.results, "issue");
    return out + "\nresults: " + (job ? "issued" : "none") + (c.rating ? " rated" : "") + "\n";
}

[[nodiscard]] inline std::string stories(World& world, const Day& day) {
    std::string out;
    for (int which = 1; which <= 4; ++which) {
        out += story(world, day.find(world, which));
        world.expect_replayed(day.find(world, which));
    }
    return out;
}

}  // namespace hz::cases
