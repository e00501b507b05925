// SPDX-License-Identifier: Apache-2.0
// Many tasks at once, and a clerk's own ways to look at the list.
#include <algorithm>
#include <boost/describe.hpp>

#include "api/resource/case_answers.hpp"
#include "api/resource/routes.hpp"
#include "api/view/task_view.hpp"
#include "cases/work_filter.hpp"
#include "identity/colleague.hpp"

namespace hz::api {
namespace {

constexpr std::size_t most_at_once = 100;

enum class BulkAct { claim, release, delegate, reassign, urge, note };
BOOST_DESCRIBE_ENUM(BulkAct, claim, release, delegate, reassign, urge, note)

struct Bulk {
    struct Body {
        BulkAct act = BulkAct::claim;
        std::vector<Text<60>> tasks;
        std::optional<identity::PersonId> person;  // of delegate and reassign
        std::optional<Text<4000>> text;            // the reason, or what is said
    } body;
};
BOOST_DESCRIBE_STRUCT(Bulk::Body, (), (act, tasks, person, text))

struct BulkOutcome {
    std::string id;
    bool done = false;
    std::optional<Blocked> problem;  // why not
};
BOOST_DESCRIBE_STRUCT(BulkOutcome, (), (id, done, problem))
struct BulkOutcomes {
    std::vector<BulkOutcome> items;  // in the order asked
};
BOOST_DESCRIBE_STRUCT(BulkOutcomes, (), (items))

// Each by itself: a command refuses before it writes anything, so that what is refused leaves nothing.
class BulkRun {
  public:
    BulkRun(Platform& p, storage::Session& s, const Asked<Bulk>& asked) : p_(p), s_(s), asked_(asked) {}

    Result<BulkOutcomes> run() {
        const auto& b = asked_.body;
        if (b.tasks.empty() || b.tasks.size() > most_at_once)
            return refuse(cases::errors::too_many_at_once, {{"limit", std::to_string(most_at_once)}});
        if (b.act == BulkAct::delegate || b.act == BulkAct::reassign) {
            auto to = identity::actor_of_person(s_, p_.identity, b.person.value_or(identity::PersonId{}));
            if (!to) return refuse(cases::errors::cannot_take_it);
            to_ = std::move(*to);
        }
        BulkOutcomes out;
        for (const auto& id : b.tasks) {
            const auto known = std::ranges::find(out.items, id.value, &BulkOutcome::id);
            if (known == out.items.end()) out.items.push_back(one(id));
        }
        return out;
    }

  private:
    BulkOutcome one(const Text<60>& id) {
        const auto done = act(id);
        if (done) return {id.value, true, {}};
        const auto& why = done.error();
        return {id.value, false, Blocked{std::string(why.code->id), message(*why.code, why.params, asked_.locale())}};
    }
    Result<void> act(const Text<60>& id) {
        const auto ref = task_ref(id);
        if (!ref) return ref.error();
        const auto& actor = asked_.actor();
        const auto c = p_.cases.get_readable(s_, actor, ref->case_id);
        if (!c) return c.error();
        if (c->archived()) return refuse(cases::errors::archived);
        const auto done = command(*ref);
        if (!done) return done.error();
        return {};
    }
    Result<cases::Recorded> command(const cases::TaskRef& ref) {
        const auto& actor = asked_.actor();
        const auto text = or_empty(asked_.body.text);
        switch (asked_.body.act) {
            case BulkAct::claim:
                return p_.cases.claim(s_, actor, {ref});
            case BulkAct::release:
                return p_.cases.release(s_, actor, {ref});
            case BulkAct::urge:
                return p_.cases.act(s_, actor, cases::UrgeCase{ref.case_id, text});
            case BulkAct::note:
                return p_.cases.act(s_, actor, cases::NoteCase{ref.case_id, text, false});
            case BulkAct::delegate:
            case BulkAct::reassign:
                break;
        }
        return p_.cases.act(s_, actor, cases::AssignTask{ref, to_, text, asked_.body.act == BulkAct::reassign});
    }

    Platform& p_;
    storage::Session& s_;
    const Asked<Bulk>& asked_;
    identity::ActorPtr to_;
};

struct FilterBody {
    std::optional<Text<100>> q, item, step, region;
    std::optional<calendar::Grade> grade;
};
BOOST_DESCRIBE_STRUCT(FilterBody, (), (q, item, step, region, grade))

struct SaveFilter {
    struct Path {
        Text<200> name;
    } path;
    FilterBody body;
};
BOOST_DESCRIBE_STRUCT(SaveFilter::Path, (), (name))
struct FilterPath {
    struct Path {
        Text<200> name;
    } path;
};
BOOST_DESCRIBE_STRUCT(FilterPath::Path, (), (name))

struct SavedFilter {
    std::string name;
    std::optional<std::string> q, item, step, region;
    std::optional<std::string> grade;
};
BOOST_DESCRIBE_STRUCT(SavedFilter, (), (name, q, item, step, region, grade))
struct SavedFilters {
    std::vector<SavedFilter> items;
};
BOOST_DESCRIBE_STRUCT(SavedFilters, (), (items))

Result<SavedFilters> list_filters(storage::Session& s, const identity::Actor& actor) {
    SavedFilters out;
    for (const auto& filter : cases::work_filters(s, actor.person)) {
        const auto member = [&](std::string_view key) -> std::optional<std::string> {
            const auto text = get_text(filter.body, key);
            return text.empty() ? std::nullopt : std::optional(std::string(text));
        };
        out.items.push_back(
            {filter.name, member("q"), member("item"), member("step"), member("region"), member("grade")});
    }
    return out;
}

Result<SavedFilters> save_filter(storage::Session& s, const Asked<SaveFilter>& asked) {
    const auto& b = asked.body;
    JsonObject body;
    const auto put = [&](std::string_view key, const auto& text) {
        if (text && !text->value.empty()) body.emplace(key, text->value);
    };
    put("q", b.q);
    put("item", b.item);
    put("step", b.step);
    put("region", b.region);
    if (b.grade) body.emplace("grade", calendar::to_text(*b.grade));
    const auto kept = cases::save_work_filter(s, asked.actor().person, {asked.path.name.value, body});
    if (!kept) return kept.error();
    return list_filters(s, asked.actor());
}

}  // namespace

Routes desk_routes(Platform& p) {
    const std::string handle = "case.handle";
    Routes routes;
    routes.push_back(write<Bulk, BulkOutcomes>(
        p,
        {.method = http::Method::post,
         .pattern = "/api/v1/tasks/bulk",
         .permission = handle,
         .operation_id = "act_on_tasks",
         .summary = "One act on many tasks, each by itself; says of each whether it was done, and why not",
         .problems = {&cases::errors::too_many_at_once, &cases::errors::cannot_take_it}},
        [&p](storage::Session& s, const Asked<Bulk>& asked) { return BulkRun(p, s, asked).run(); },
        Repeats::once_if_keyed));
    routes.push_back(read<NoInput, SavedFilters>(
        p,
        {.pattern = "/api/v1/desk/filters",
         .permission = handle,
         .operation_id = "list_filters",
         .summary = "My saved filters of the work list"},
        [](storage::Session& s, const Asked<NoInput>& asked) { return list_filters(s, asked.actor()); }));
    routes.push_back(write<SaveFilter, SavedFilters>(
        p,
        {.method = http::Method::put,
         .pattern = "/api/v1/desk/filters/{name}",
         .permission = handle,
         .operation_id = "save_filter",
         .summary = "Keep a filter under a name; gives all of them",
         .problems = {&cases::errors::too_many_filters}},
        [](storage::Session& s, const Asked<SaveFilter>& asked) { return save_filter(s, asked); }));
    routes.push_back(write<FilterPath, SavedFilters>(p,
                                                     {.method = http::Method::delete_,
                                                      .pattern = "/api/v1/desk/filters/{name}",
                                                      .permission = handle,
                                                      .operation_id = "delete_filter",
                                                      .summary = "Forget a filter; gives those that are left"},
                                                     [](storage::Session& s, const Asked<FilterPath>& asked) {
                                                         cases::delete_work_filter(s, asked.actor().person,
                                                                                   asked.path.name.value);
                                                         return list_filters(s, asked.actor());
                                                     }));
    return routes;
}

}  // namespace hz::api
