// SPDX-License-Identifier: Apache-2.0
// After a crash: is everything there that was acknowledged, does replay give the stored state, is the ledger whole?
//     bench_check --data DIR [--db URL] --journal FILE
// The journal has a line for each acknowledged write: how many of its case's events had been acknowledged, the id, the
// number.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "app/node.hpp"
#include "bench/arguments.hpp"
#include "cases/case_store.hpp"
#include "ledger/verify.hpp"

namespace hz::bench {
namespace {

struct Promise {
    std::int64_t events = 0;
    std::string number;
};

struct Findings {
    std::size_t acknowledged = 0, cases = 0, missing = 0, behind = 0, other = 0;
    long long entries = 0, breaks = 0, pending = 0;
    [[nodiscard]] bool good() const { return missing + behind + other == 0 && breaks == 0 && pending == 0; }
};

std::map<std::string, Promise> read_journal(const std::string& path, Findings& found) {
    std::map<std::string, Promise> out;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        Promise promise;
        std::string id;
        if (!(fields >> promise.events >> id)) continue;
        fields >> promise.number;
        ++found.acknowledged;
        auto& kept = out[id];
        kept.events = std::max(kept.events, promise.events);
        if (!promise.number.empty()) kept.number = promise.number;
    }
    return out;
}

void check_case(storage::Session& s, app::Node& node, const std::string& text, const Promise& promise,
                Findings& found) {
    const auto id = id_from_text<cases::CaseTag>(text);
    const auto stored = id ? cases::find_case(s, *id) : std::nullopt;
    if (!stored || (!promise.number.empty() && stored->number != promise.number)) {
        ++found.missing;
        std::fprintf(stderr, "missing: %s %s\n", text.c_str(), promise.number.c_str());
        return;
    }
    if (stored->version < promise.events) {
        ++found.behind;
        std::fprintf(stderr, "behind: %s has %lld events, acknowledged %lld\n", text.c_str(),
                     static_cast<long long>(stored->version), static_cast<long long>(promise.events));
    }
    const auto replayed = node.cases->replay(s, *id);
    if (!replayed || !(*replayed == *stored)) {
        ++found.other;
        std::fprintf(stderr, "replay differs: %s\n", text.c_str());
    }
}

int run(const app::NodeOptions& options, const std::string& journal) {
    Findings found;
    SystemClock clock;
    auto node = app::Node::open(options, clock);
    if (!node) {
        std::fprintf(stderr, "does not open: %s %s\n", std::string(node.error().code->id).c_str(),
                     node.error().detail.c_str());
        return 1;
    }
    const auto promises = read_journal(journal, found);
    found.cases = promises.size();
    const auto looked = (*node)->store->read([&](storage::Session& s) -> Result<bool> {
        for (const auto& [id, promise] : promises) check_case(s, **node, id, promise, found);
        return true;
    });
    for (auto round = (*node)->ledger->run_once(); round && round->entries > 0;) round = (*node)->ledger->run_once();
    const auto report = ledger::verify(*(*node)->ledger);
    if (!looked || !report) {
        std::fprintf(stderr, "cannot be read\n");
        return 1;
    }
    found.entries = report->size;
    found.breaks = report->breaks_found;
    found.pending = report->pending;
    for (const auto& fault : report->breaks)
        std::fprintf(stderr, "ledger: %lld %s\n", static_cast<long long>(fault.position), fault.text("en").c_str());
    std::printf(
        "{\"acknowledged\":%zu,\"cases\":%zu,\"missing\":%zu,\"behind\":%zu,\"replay_differs\":%zu,\"entries\":%lld,"
        "\"breaks\":%lld,\"pending\":%lld}\n",
        found.acknowledged, found.cases, found.missing, found.behind, found.other, found.entries, found.breaks,
        found.pending);
    return found.good() ? 0 : 1;
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) {
    const hz::bench::Arguments given(count, words);
    hz::app::NodeOptions options;
    options.data = given.text("--data");
    options.db = given.text("--db");
    return hz::bench::run(options, given.text("--journal"));
}
