// SPDX-License-Identifier: Apache-2.0
#include "app/seed/demo.hpp"

#include <algorithm>
#include <iostream>
#include <memory>
#include <queue>

#include "app/errors.hpp"
#include "app/flow/player.hpp"
#include "app/seed/workplace.hpp"
#include "identity/account.hpp"

namespace hz::app {
namespace {

using storage::Session;
using namespace std::chrono_literals;

constexpr std::string_view stream = "platform:demo";
constexpr auto week = std::chrono::hours(24 * 7);
// People are in the registers before anybody applies.
constexpr auto lead_time = std::chrono::hours(24 * 3);

struct Play {
    std::string flow;
    Time start{};
    FlowApplicant applicant;
    JsonObject form;
    int acts = 0;
};

Result<std::vector<Play>> plays_of(const pack::Pack& pack) {
    std::vector<Play> out;
    const auto found = pack.seed.find("cases");
    if (found == pack.seed.end()) return out;
    for (const auto& json : get_array(found->second, "plays")) {
        const auto start = parse_rfc3339(get_text(json, "start"));
        const auto* applicant = find(json, "applicant");
        if (!start || !applicant)
            return refuse(errors::bad_seed, {{"reason", "cases.yaml: play " + std::to_string(out.size() + 1) +
                                                            " needs start and applicant"}});
        out.push_back({std::string(get_text(json, "flow")), *start, applicant_from(*applicant),
                       get_object(json, "form"), static_cast<int>(get_int(json, "steps"))});
    }
    std::ranges::stable_sort(out, {}, &Play::start);
    return out;
}

// By whole weeks, so that office days stay office days.
std::chrono::milliseconds shift_of(const std::vector<Play>& plays, Time until) {
    const auto behind = until - plays.back().start;
    auto weeks = behind / week;
    if (behind < 0ms && behind % week != 0ms) --weeks;
    return week * weeks;
}

void say(std::string_view what, std::size_t done, std::size_t all) {
    std::cerr << "\r  demo: " << what << ' ' << done << " / " << all << "        " << (done == all ? "\n" : "")
              << std::flush;
}

// Puts what was appended into the tree. On SQLite this only signs a head.
void bring_ledger_forward(Node& node) {
    for (auto done = node.ledger->run_once(); done && done->entries > 0; done = node.ledger->run_once()) {
    }
}

class Seeding {
  public:
    Seeding(Node& node, VirtualClock& clock, const pack::Pack& pack, const SeedOptions& options)
        : node_(node), clock_(clock), pack_(pack), options_(options) {}

    Result<SeedReport> run() {
        auto plays = plays_of(pack_);
        if (!plays) return plays.error();
        plays_ = std::move(*plays);
        if (options_.plays > 0 && plays_.size() > options_.plays)
            plays_.erase(plays_.begin(), plays_.end() - static_cast<std::ptrdiff_t>(options_.plays));
        auto flows = flows_of(pack_);
        if (!flows) return flows.error();
        flows_ = std::move(*flows);
        if (auto people = load(); !people) return people.error();
        if (!plays_.empty())
            if (auto played = play(); !played) return played.error();
        clock_.set(std::max(clock_.now(), options_.until));
        while (node_.runner->run_once() > 0)
            if (options_.stop.stop_requested()) return refuse(errors::stopped);
        return finish();
    }

  private:
    Result<void> load() {
        auto wanted = options_.people;
        wanted.stop = options_.stop;
        if (!options_.quiet) wanted.progress = say;
        auto cast = load_people(node_, pack_, wanted);
        if (!cast) return cast.error();
        cast_ = std::move(*cast);
        report_.residents = cast_.residents.size();
        report_.companies = cast_.companies.size();
        report_.staff = cast_.staff.size();
        return {};
    }

    Result<std::unique_ptr<Player>> player_of(const Play& play, std::size_t index, std::chrono::milliseconds shift) {
        const auto flow = std::ranges::find(flows_, play.flow, &Flow::code);
        if (flow == flows_.end())
            return refuse(errors::bad_seed, {{"reason", "cases.yaml: there is no flow " + play.flow}});
        PlayOptions options;
        options.start = play.start + shift;
        options.applicant = play.applicant;
        options.form = play.form;
        options.acts = play.acts;
        options.check = false;
        options.pace = std::chrono::minutes(9 + static_cast<int>(index * 13 % 37));
        return std::make_unique<Player>(node_, clock_, cast_, *flow, std::move(options));
    }

    // All plays by time on the one clock: whoever is next goes next.
    Result<void> play() {
        using Next = std::pair<Time, std::size_t>;
        std::priority_queue<Next, std::vector<Next>, std::greater<>> queue;
        std::vector<std::unique_ptr<Player>> players;
        const auto shift = shift_of(plays_, options_.until);
        for (const auto& one : plays_) {
            auto player = player_of(one, players.size(), shift);
            if (!player) return player.error();
            queue.emplace((*player)->next_at(), players.size());
            players.push_back(std::move(*player));
        }
        std::size_t done = 0;
        for (std::size_t turns = 1; !queue.empty(); ++turns) {
            if (options_.stop.stop_requested()) return refuse(errors::stopped);
            const auto [at, index] = queue.top();
            queue.pop();
            if (at > options_.until) {
                ++report_.unfinished;
                continue;
            }
            auto& player = *players[index];
            if (auto moved = player.advance(); !moved) {
                auto error = moved.error();
                error.detail += " (cases.yaml: play " + std::to_string(index + 1) + ")";
                return error;
            }
            if (!player.done())
                queue.emplace(player.next_at(), index);
            else if (++done % 20 == 0 && !options_.quiet)
                say("cases", done, players.size());
            if (turns % 100 == 0) bring_ledger_forward(node_);
        }
        if (!options_.quiet) say("cases", players.size(), players.size());
        report_.cases = static_cast<std::size_t>(
            std::ranges::count_if(players, [](const auto& p) { return static_cast<bool>(p->case_id()); }));
        return {};
    }

    Result<SeedReport> finish() {
        auto marked = node_.store->write_wait([&](Session& s) -> Result<bool> {
            ledger::Entry entry;
            entry.type = "demo_seeded";
            entry.stream = stream;
            entry.actor = "system:demo";
            entry.payload = {{"pack", pack_.id},
                             {"residents", report_.residents},
                             {"companies", report_.companies},
                             {"cases", report_.cases}};
            node_.ledger->append(s, entry);
            return true;
        });
        if (!marked) return marked.error();
        bring_ledger_forward(node_);
        while (node_.index_some(500) > 0) {
        }
        return report_;
    }

    Node& node_;
    VirtualClock& clock_;
    const pack::Pack& pack_;
    const SeedOptions& options_;
    std::vector<Play> plays_;
    std::vector<Flow> flows_;
    Cast cast_;
    SeedReport report_;
};

Result<bool> has_accounts(Node& node) {
    return node.store->read(
        [&](Session& s) -> Result<bool> { return !identity::list_accounts(s, *node.identity, {}, 1).empty(); });
}

// Packs whose files are not those in the store.
Result<std::vector<pack::Pack>> changed(Node& node, const std::vector<pack::Pack>& packs) {
    return node.store->read([&](Session& s) -> Result<std::vector<pack::Pack>> {
        const auto known = pack::list_packs(s);
        for (const auto& one : packs) {
            if (std::ranges::find(known, one.id) == known.end()) return packs;
            if (pack::imported_files(s, one.id) != one.files) return packs;
        }
        return std::vector<pack::Pack>{};
    });
}

Result<void> seed_store(const NodeOptions& options, const std::vector<pack::Pack>& packs, const SeedOptions& how) {
    const auto now = how.until;
    VirtualClock clock(seed_begins(packs.back(), now).value_or(now));
    auto opened = Node::open(options, clock);
    if (!opened) return opened.error();
    auto& node = **opened;
    const auto seeded = is_seeded(node);
    if (!seeded) return seeded.error();
    const auto used = has_accounts(node);
    if (!used) return used.error();
    if (*used && !*seeded)
        return refuse(
            errors::bad_seed,
            {{"reason",
              "the store already has accounts, or an earlier seeding did not finish; "
              "name an empty folder with --data or an empty database with --db / "
              "数据库已有账户，或者上次生成演示数据没有完成，请用 --data 指定空目录，或者用 --db 指定空数据库"}});
    if (*seeded) {
        clock.set(now);
        const auto wanted = changed(node, packs);
        if (!wanted) return wanted.error();
        return wanted->empty() ? Result<void>{} : node.import(*wanted);
    }
    if (auto imported = node.import(packs); !imported) return imported;
    const auto report = seed_demo(node, clock, packs.back(), how);
    if (!report) return report.error();
    return {};
}

}  // namespace

Result<bool> is_seeded(Node& node) {
    return node.store->read([&](Session& s) -> Result<bool> {
        bool found = false;
        node.ledger->each(s, stream, [&](const ledger::Event& event) { found |= event.entry.type == "demo_seeded"; });
        return found;
    });
}

std::optional<Time> seed_begins(const pack::Pack& pack, Time until) {
    const auto plays = plays_of(pack);
    if (!plays || plays->empty()) return std::nullopt;
    return plays->front().start + shift_of(*plays, until) - lead_time;
}

Result<SeedReport> seed_demo(Node& node, VirtualClock& clock, const pack::Pack& pack, const SeedOptions& options) {
    return Seeding(node, clock, pack, options).run();
}

Result<void> seed_demo_once(const NodeOptions& options, const std::vector<pack::Pack>& packs, SeedOptions how) {
    if (packs.empty()) return {};
    how.until = SystemClock().now();
    if (!options.db.empty()) return seed_store(options, packs, how);
    const Workplace workplace(options.data);
    if (workplace.has_store()) return seed_store(options, packs, how);
    if (auto cleared = workplace.clear(); !cleared) return cleared;
    auto inner = options;
    inner.data = workplace.folder();
    if (auto seeded = seed_store(inner, packs, how); !seeded) return seeded;
    return workplace.move_up();
}

std::vector<api::DemoLogin> demo_logins(const pack::Pack& pack) {
    std::vector<api::DemoLogin> out;
    const auto found = pack.seed.find("staff");
    if (found == pack.seed.end()) return out;
    for (const auto* list : {"citizens", "staff"})
        for (const auto& one : get_array(found->second, list)) {
            if (!get_bool(one, "shown")) continue;
            const auto* title = find(one, "title");
            out.push_back({std::string(get_text(one, "login")), std::string(get_text(one, "password")),
                           title ? identity::title_from(title) : identity::title_from(find(one, "name"))});
        }
    return out;
}

}  // namespace hz::app
