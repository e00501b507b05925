// SPDX-License-Identifier: Apache-2.0
// Random block-structured processes: they compile, only legal steps happen, they end, and a replay gives the same.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <regex>
#include <set>

#include "process/migrate.hpp"
#include "process/test_model.hpp"

namespace hz::process {
namespace {

using namespace testing_model;

// Writes nested sequences, choices, parallel and inclusive blocks, loops, sub-processes and repeated tasks. Each block
// has one way in and one way out.
class Generator {
  public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::string make() {
        body_ = start() + end();
        const auto last = block("s", 3);
        connect(last, "e");
        return body_;
    }

    std::map<std::string, std::set<std::string>> next;  // what follows what, without gateways in between counted apart
    std::set<std::string> tasks;
    std::set<std::string> several;  // tasks done more than once each time they are reached

  private:
    std::string name(const char* kind) { return kind + std::to_string(++count_); }
    void connect(const std::string& from, const std::string& to, const std::string& condition = "") {
        body_ += flow(from, to, condition);
        next[from].insert(to);
    }
    unsigned pick(unsigned n) { return static_cast<unsigned>(random_() % n); }

    // Continues after `from`; gives the last node of the block.
    std::string block(const std::string& from, int depth) {
        switch (depth == 0 ? 0 : pick(9)) {
            case 1:
                return block(block(from, depth - 1), depth - 1);
            case 2:
                return choice(from, depth);
            case 3:
                return parallel(from, depth);
            case 4:
                return loop(from, depth);
            case 5:
                return inclusive(from, depth);
            case 6:
                return sub_process(from, depth);
            case 7:
                return repeated(from, "<multiInstanceLoopCharacteristics isSequential='" +
                                          std::string(pick(2) == 0 ? "true" : "false") +
                                          "'><loopCardinality xsi:type='tFormalExpression'>" +
                                          std::to_string(1 + pick(3)) +
                                          "</loopCardinality></multiInstanceLoopCharacteristics>");
            case 8:
                return repeated(from,
                                "<standardLoopCharacteristics loopMaximum='" + std::to_string(1 + pick(3)) + "'/>");
            default:
                return work(from);
        }
    }
    std::string work(const std::string& from) {
        const auto id = name("t");
        body_ += task(id);
        if (pick(3) == 0) {
            const auto timer = name("b");
            body_ += boundary(timer, id, "cancelActivity='false'");
            const auto after = name("e");
            body_ += end(after);
            connect(timer, after);
        }
        tasks.insert(id);
        connect(from, id);
        return id;
    }
    std::string choice(const std::string& from, int depth) {
        const auto split = name("x");
        const auto merge = name("m");
        const auto first = work(from);
        const auto one = name("n");
        const auto two = name("n");
        body_ += node("exclusiveGateway", split, "default='" + split + "_" + two + "'") +
                 node("exclusiveGateway", merge) + node("task", one) + node("task", two);
        connect(first, split);
        connect(split, one, first + ".outcome = \"yes\"");
        connect(split, two);
        connect(block(one, depth - 1), merge);
        connect(block(two, depth - 1), merge);
        return merge;
    }
    std::string parallel(const std::string& from, int depth) {
        const auto split = name("f");
        const auto join = name("j");
        body_ += node("parallelGateway", split) + node("parallelGateway", join);
        connect(from, split);
        const unsigned branches = 2 + pick(2);
        for (unsigned i = 0; i < branches; ++i) {
            const auto entry = name("n");
            body_ += node("manualTask", entry);
            connect(split, entry);
            connect(block(entry, depth - 1), join);
        }
        return join;
    }
    // Any of the branches, at least the default; the join waits for those that were taken.
    std::string inclusive(const std::string& from, int depth) {
        const auto split = name("i");
        const auto join = name("j");
        const auto first = work(from);
        const unsigned branches = 2 + pick(2);
        std::string default_flow;
        for (unsigned i = 0; i < branches; ++i) {
            const auto entry = name("n");
            body_ += node("manualTask", entry);
            connect(split, entry, i == 0 ? "" : first + (pick(2) == 0 ? ".outcome = \"yes\"" : ".outcome = \"no\""));
            if (i == 0) default_flow = split + "_" + entry;
            connect(block(entry, depth - 1), join);
        }
        body_ += node("inclusiveGateway", split, "default='" + default_flow + "'") + node("inclusiveGateway", join);
        connect(first, split);
        return join;
    }
    std::string sub_process(const std::string& from, int depth) {
        const auto id = name("p");
        const auto outside = std::move(body_);
        const auto begin = name("ss");
        const auto finish = name("se");
        body_ = start(begin) + end(finish);
        connect(block(begin, depth - 1), finish);
        const auto inside = std::move(body_);
        body_ = outside + "<subProcess id=\"" + id + "\">" + inside + "</subProcess>";
        connect(from, id);
        return id;
    }
    std::string repeated(const std::string& from, const std::string& how) {
        const auto id = name("t");
        body_ += "<userTask id=\"" + id + "\" hz:posts=\"clerk\" hz:outcomes=\"yes no\">" + how + "</userTask>";
        tasks.insert(id);
        several.insert(id);
        connect(from, id);
        return id;
    }
    std::string loop(const std::string& from, int depth) {
        const auto merge = name("m");
        const auto again = name("x");
        const auto out = name("n");
        body_ += node("exclusiveGateway", merge) +
                 node("exclusiveGateway", again, "default='" + again + "_" + out + "'") + node("task", out);
        connect(from, merge);
        const auto last = work(block(merge, depth - 1));
        connect(last, again);
        connect(again, merge, last + ".outcome = \"no\"");
        connect(again, out);
        return out;
    }

    std::mt19937 random_;
    std::string body_;
    int count_ = 0;
};

// Every flow passed leaves a node that was just passed or fired, and every node passed was entered by a flow.
void expect_legal(const Generator& model, const std::vector<std::string>& passed, std::map<std::string, int>& entered) {
    for (const auto& id : passed) {
        const auto gap = id.find('_');
        if (gap == std::string::npos) {
            const bool begins = id == "s" || id[0] == 'b' || id.starts_with("ss");
            if (begins) continue;
            ASSERT_GT(entered[id], 0) << id;
            if (id[0] != 'j' && !model.several.contains(id)) --entered[id];
        } else {
            const auto from = id.substr(0, gap);
            const auto to = id.substr(gap + 1);
            ASSERT_TRUE(model.next.at(from).contains(to)) << id;
            ++entered[to];
        }
    }
}

// The same process with every id another one.
struct Renamed {
    DefinitionPtr definition;
    Mapping there, back;

    explicit Renamed(const std::string& body) {
        static const std::regex ids(R"re(\b(id|sourceRef|targetRef|attachedToRef|default)=(["'])(\w+)\2)re");
        for (std::sregex_iterator one(body.begin(), body.end(), ids), end; one != end; ++one) {
            there[(*one)[3]] = "r" + (*one)[3].str();
            back["r" + (*one)[3].str()] = (*one)[3];
        }
        static const std::regex outcomes(R"re((\w+)\.outcome)re");
        definition = compiled(std::regex_replace(std::regex_replace(body, ids, "$1=$2r$3$2"), outcomes, "r$1.outcome"));
    }
};

// Moved to itself nothing changes, and moved to the renamed one it comes back as it went.
void expect_moves(const Walk& w, const Renamed& other, unsigned seed) {
    const auto same = migrate(*w.definition, *w.definition, w.state, {}, w.variables);
    ASSERT_TRUE(same) << seed << " " << same.error().fields.front().path;
    ASSERT_EQ(same->state, w.state) << seed;
    ASSERT_TRUE(same->effects.empty() && same->passed.empty()) << seed;
    const auto there = migrate(*w.definition, *other.definition, w.state, other.there, w.variables);
    ASSERT_TRUE(there) << seed << " " << there.error().fields.front().path;
    ASSERT_TRUE(there->effects.empty()) << seed;
    const auto back = migrate(*other.definition, *w.definition, there->state, other.back, w.variables);
    ASSERT_TRUE(back) << seed;
    ASSERT_EQ(back->state, w.state) << seed;
}

TEST(RandomProcess, only_legal_traces_and_every_one_ends_and_replays) {
    for (unsigned seed = 1; seed <= 150; ++seed) {
        Generator model(seed);
        const auto body = model.make();
        Walk w(body);
        const Renamed other(body);
        ASSERT_TRUE(w.definition && other.definition) << seed;
        std::mt19937 random(seed * 7919);
        std::vector<std::pair<Command, JsonObject>> commands{{Start{}, {}}};
        std::vector<Json> states;
        std::map<std::string, int> entered;
        ASSERT_TRUE(w.begin());
        expect_legal(model, w.passed, entered);
        for (int moves = 0; !w.state.ended; ++moves) {
            ASSERT_LT(moves, 5'000) << seed;
            std::vector<Token> movable;
            for (const Token& t : w.state.tokens) {
                const auto& at = element_of(*w.definition, t);
                if (t.role == Role::plain && (at[0] == 'b' || model.tasks.contains(at))) movable.push_back(t);
            }
            ASSERT_FALSE(movable.empty()) << seed;
            const Token token = movable[random() % movable.size()];
            const std::string& element = element_of(*w.definition, token);
            Command command = FireTimer{token.id};
            if (model.tasks.contains(element)) {
                command = CompleteTask{token.id, {}};
                w.variables[element] = JsonObject{{"outcome", random() % 3 == 0 ? "no" : "yes"}};
            }
            commands.emplace_back(command, w.variables);
            ASSERT_TRUE(w.act(command)) << seed;
            expect_legal(model, w.passed, entered);
            states.push_back(to_json(*w.definition, w.state));
            if (!w.state.ended && moves % 5 == 0) expect_moves(w, other, seed);
        }
        EXPECT_TRUE(w.state.tokens.empty());
        EXPECT_TRUE(w.state.ended_at[0] == 'e') << w.state.ended_at;
        Walk again(w.definition);
        for (std::size_t i = 0; i < commands.size(); ++i) {
            again.variables = commands[i].second;
            ASSERT_TRUE(again.act(commands[i].first));
            const bool same = i == 0 || to_string(to_json(*again.definition, again.state)) == to_string(states[i - 1]);
            ASSERT_TRUE(same) << seed;
        }
    }
}

}  // namespace
}  // namespace hz::process
