// SPDX-License-Identifier: Apache-2.0
#include "cases/recount.hpp"

#include <algorithm>

#include "cases/case_store.hpp"
#include "cases/pack_calendar.hpp"

namespace hz::cases {

using storage::Session;

struct Recount::Stage {
    std::string applied, target;
    Time begun_at{};
    CaseId next_after;
};

namespace {

template <class Stage>
std::optional<Stage> read_stage(Session& session) {
    const auto row = session.row<std::string, std::string, std::int64_t, CaseId>(
        "select applied, target, begun_at, next_after from case_calendar where id = 1");
    if (!row) return std::nullopt;
    const auto& [applied, target, begun, after] = *row;
    return Stage{applied, target, from_millis(begun), after};
}

// By the index of open cases alone.
std::vector<CaseId> open_cases(Session& session) {
    std::vector<CaseId> out;
    session.each<CaseId>("select id from case_file where closed_at is null", [&](CaseId id) { out.push_back(id); });
    std::ranges::sort(out);
    return out;
}

}  // namespace

// The change to work on; begins one where the calendar in force is not the one applied.
Result<std::optional<Recount::Stage>> Recount::stage() {
    std::int64_t stamp = 0;
    std::string current;
    auto found = store_.read([&](Session& s) -> Result<std::optional<Stage>> {
        stamp = pack::definition_stamp(s);
        if (stamp == stamp_) return std::optional<Stage>{};
        current = to_string(calendar_versions(s));
        return read_stage<Stage>(s);
    });
    if (!found || stamp == stamp_) return found;
    if (*found && !(*found)->target.empty()) return found;
    if (*found && (*found)->applied == current) {
        stamp_ = stamp;
        return std::optional<Stage>{};
    }
    const auto now = to_millis(clock_.now());
    return store_.write_wait([&](Session& s) -> Result<std::optional<Stage>> {
        // The first calendar there is moves nothing: nobody was told another date.
        s.exec(
            "insert into case_calendar (id, applied, target, begun_at, next_after) values (1, $1, '', $2, 0) "
            "on conflict (id) do nothing",
            current, now);
        s.exec(
            "update case_calendar set target = $1, begun_at = $2, next_after = 0 "
            "where id = 1 and target = '' and applied <> $1",
            current, now);
        auto begun = read_stage<Stage>(s);
        if (begun && begun->target.empty()) begun.reset();
        return begun;
    });
}

Result<void> Recount::prepare(const Stage& stage) {
    if (stage.target == target_) return {};
    const auto read = store_.read([&](Session& s) -> Result<bool> {
        const auto from = parse_json(stage.applied);
        const auto to = parse_json(stage.target);
        if (!from) return from.error();
        if (!to) return to.error();
        auto before = calendar_of(s, *from);
        if (!before) return before.error();
        auto after = calendar_of(s, *to);
        if (!after) return after.error();
        change_ = {std::move(*before), std::move(*after), calendar_differences(*from, *to), stage.begun_at};
        open_ = open_cases(s);
        return true;
    });
    if (!read) return read.error();
    target_ = stage.target;
    return {};
}

Result<std::vector<CaseId>> Recount::that_move(const std::vector<CaseId>& batch) {
    return store_.read([&](Session& s) -> Result<std::vector<CaseId>> {
        std::vector<CaseId> out;
        for (const auto id : batch) {
            const auto c = find_case(s, id);
            if (!c || c->closed()) continue;
            // One whose type cannot be read stays as it is and stops nobody.
            const auto type = cases_.type_of(s, *c);
            if (type && moved_deadlines(*c, **type, change_, clock_.now())) out.push_back(id);
        }
        return out;
    });
}

Result<std::size_t> Recount::run_some(std::size_t limit) {
    const auto stage = this->stage();
    if (!stage) return stage.error();
    if (!*stage) return std::size_t{0};
    const auto& at = **stage;
    if (auto ready = prepare(at); !ready) return ready.error();
    const auto from = std::ranges::upper_bound(open_, at.next_after);
    const auto many = std::min<std::size_t>(limit, static_cast<std::size_t>(open_.end() - from));
    const std::vector<CaseId> batch(from, from + static_cast<std::ptrdiff_t>(many));
    const auto moving = that_move(batch);
    if (!moving) return moving.error();
    const auto done = store_.write_wait([&](Session& s) -> Result<bool> {
        const auto now = read_stage<Stage>(s);
        // Another node was here.
        if (!now || now->target != at.target || now->next_after != at.next_after) return false;
        if (batch.empty()) {
            s.exec("update case_calendar set applied = target, target = '' where id = 1");
            return true;
        }
        for (const auto id : *moving)
            if (const auto moved = cases_.move_deadlines(s, id, change_); !moved) return moved.error();
        s.exec("update case_calendar set next_after = $1 where id = 1", batch.back());
        return true;
    });
    if (!done) return done.error();
    if (batch.empty()) {
        target_.clear();
        open_.clear();
        // Whether the calendar has moved on meanwhile.
        return run_some(limit);
    }
    return many;
}

}  // namespace hz::cases
