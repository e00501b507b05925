// SPDX-License-Identifier: Apache-2.0
// A complaint's life over HTTP: create, assign, resolve, then a search, by number and by text in turn: four calls. Each
// client has a keep-alive connection and a session of its own. Prints one JSON line.
//     bench_lifecycle --port N [--clients 64] [--staff 16] [--seconds 8] [--warm 2] [--journal FILE] [--waves SECONDS]
// With a journal every acknowledged write is noted there: for the soak test, which kills the server meanwhile. In waves
// the load is not what the clients can do but what pace.hpp says, SECONDS for each wave.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "bench/arguments.hpp"
#include "bench/kites.hpp"
#include "bench/load.hpp"
#include "bench/pace.hpp"
#include "http/client.hpp"

namespace hz::bench {
namespace {

using Steady = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

// What all clients share; one thread.
struct Tally {
    Steady::time_point measure_from, until;
    std::uint64_t run = 0;  // makes words and keys of this run its own
    std::uint64_t next = 0;
    std::size_t lifecycles = 0, calls = 0, errors = 0, text_searches = 0, text_found = 0, number_missed = 0;
    std::map<std::string, std::size_t> statuses;
    Latencies call, lifecycle, create, complete, search;
    std::FILE* journal = nullptr;
    std::optional<Pace> pace;
    [[nodiscard]] bool measuring() const { return Steady::now() >= measure_from; }
};

struct Login {
    std::string cookie, csrf;
};

class Reporter final : public Script {
  public:
    Reporter(Tally& tally, const Login& login)
        : tally_(tally),
          headers_("Host: 127.0.0.1\r\nCookie: " + login.cookie + "\r\n"),
          csrf_("X-CSRF-Token: " + login.csrf + "\r\n") {}

    std::string next(const Reply* last) override {
        if (last != nullptr) take(*last);
        if (step_ == Step::create && !may_start()) return {};
        switch (step_) {
            case Step::create:
                return create();
            case Step::assign:
                return complete("assign");
            case Step::resolve:
                return complete("resolve");
            default:
                return search();
        }
    }

    [[nodiscard]] Steady::time_point wait_until() const override { return waiting_ ? began_ : Steady::time_point{}; }

  private:
    enum class Step { create, assign, resolve, search };

    bool may_start() {
        if (!tally_.pace) {
            began_ = Steady::now();
            return began_ < tally_.until;
        }
        if (!waiting_) {
            const auto start = tally_.pace->next();
            if (!start) return false;
            began_ = *start;
        }
        waiting_ = began_ > Steady::now();
        return !waiting_;
    }

    void take(const Reply& reply) {
        const bool good = reply.status >= 200 && reply.status < 300;
        if (tally_.measuring()) {
            ++tally_.calls;
            tally_.call.add(reply.took);
            auto& kind = step_ == Step::create   ? tally_.create
                         : step_ == Step::search ? tally_.search
                                                 : tally_.complete;
            kind.add(reply.took);
        }
        if (!good) {
            ++tally_.errors;
            ++tally_.statuses[std::to_string(reply.status) + " " + std::string(text_member(reply.body, "code"))];
            step_ = Step::create;
            return;
        }
        switch (step_) {
            case Step::create:
                id_ = text_member(reply.body.substr(reply.body.find("\"case\"")), "id");
                number_ = text_member(reply.body, "number");
                note(1);
                step_ = find_task(reply.body) ? Step::assign : Step::create;
                break;
            case Step::assign:
                note(2);
                step_ = find_task(reply.body) ? Step::resolve : Step::create;
                break;
            case Step::resolve:
                note(3);
                step_ = Step::search;
                break;
            case Step::search:
                finish(reply.body);
        }
    }

    void finish(std::string_view body) {
        const bool found = !text_member(body, "number").empty();
        if (by_text_) {
            ++tally_.text_searches;
            tally_.text_found += found ? 1 : 0;
        } else if (!found) {
            ++tally_.number_missed;
        }
        if (tally_.measuring()) {
            ++tally_.lifecycles;
            tally_.lifecycle.add(Steady::now() - began_);
            if (tally_.pace) tally_.pace->add(began_, Steady::now() - began_);
        }
        earlier_ = std::move(word_);
        earlier_place_ = place_;
        step_ = Step::create;
    }

    bool find_task(std::string_view body) {
        const auto at = body.find("\"tasks\"");
        task_ = at == std::string_view::npos ? std::string_view{} : text_member(body.substr(at), "id");
        if (task_.empty()) ++tally_.errors;
        return !task_.empty();
    }

    void note(int events) const {
        if (tally_.journal != nullptr) std::fprintf(tally_.journal, "%d %s %s\n", events, id_.c_str(), number_.c_str());
    }

    std::string create() {
        const auto n = tally_.next++;
        word_ = "r" + std::to_string(tally_.run) + "x" + std::to_string(n);
        place_ = place_of(n);
        return post("/api/v1/cases",
                    R"({"type":"kite_sighting","form":{"description":")" + description(n, word_) + R"(","place":")" +
                        std::string(place_) + "\"}}",
                    "Idempotency-Key: " + word_ + "\r\n");
    }

    std::string complete(const char* outcome) const {
        return post("/api/v1/tasks/" + task_ + "/complete",
                    std::string(R"({"outcome":")") + outcome + R"(","opinion":"处理完毕"})", "");
    }

    // By text: a place name together with the word of this client's report before last, which the index has had time to
    // see.
    std::string search() {
        by_text_ = !by_text_ && !earlier_.empty();
        std::string q = by_text_ ? std::string(earlier_place_) + " " + earlier_ : number_;
        std::string encoded;
        for (const char c : q) {
            char piece[4];
            std::snprintf(piece, sizeof piece, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
            encoded += piece;
        }
        return "GET /api/v1/cases/search?limit=5&q=" + encoded + " HTTP/1.1\r\n" + headers_ + "\r\n";
    }

    [[nodiscard]] std::string post(const std::string& target, const std::string& body, const std::string& more) const {
        return "POST " + target + " HTTP/1.1\r\n" + headers_ + csrf_ + more +
               "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    Tally& tally_;
    std::string headers_, csrf_;
    Step step_ = Step::create;
    Steady::time_point began_{};
    std::string id_, number_, task_, word_, earlier_;
    std::string_view place_, earlier_place_;
    bool by_text_ = false, waiting_ = false;
};

std::optional<Login> sign_in(std::uint16_t port, std::size_t clerk) {
    http::Client client("127.0.0.1", port, std::chrono::seconds(30));
    const auto answer = client.post_json("/api/v1/session", R"({"login":")" + staff_login(clerk) + R"(","password":")" +
                                                                std::string(staff_password) + "\"}");
    if (!answer || answer->status != 201) {
        std::fprintf(stderr, "bench_lifecycle: cannot sign in: %s\n", answer ? answer->body.c_str() : "no answer");
        return std::nullopt;
    }
    const auto cookie = answer->header("set-cookie");
    return Login{std::string(cookie.substr(0, cookie.find(';'))), std::string(text_member(answer->body, "csrf_token"))};
}

void print(Tally& t, double seconds, const LoadResult& result) {
    std::printf(
        "{\"lifecycles_per_s\":%.1f,\"calls_per_s\":%.1f,\"call_p50\":%.2f,\"call_p95\":%.2f,\"call_p99\":%.2f,"
        "\"lifecycle_p50\":%.2f,\"lifecycle_p95\":%.2f,\"lifecycle_p99\":%.2f,\"create_p95\":%.2f,\"complete_p95\":%."
        "2f,"
        "\"search_p95\":%.2f,\"lifecycles\":%zu,\"errors\":%zu,\"broken\":%zu,\"number_missed\":%zu,\"text_searches\":%"
        "zu,"
        "\"text_found\":%zu,\"statuses\":{",
        static_cast<double>(t.lifecycles) / seconds, static_cast<double>(t.calls) / seconds, t.call.at(0.5),
        t.call.at(0.95), t.call.at(0.99), t.lifecycle.at(0.5), t.lifecycle.at(0.95), t.lifecycle.at(0.99),
        t.create.at(0.95), t.complete.at(0.95), t.search.at(0.95), t.lifecycles, t.errors, result.broken,
        t.number_missed, t.text_searches, t.text_found);
    const char* separator = "";
    for (const auto& [status, count] : t.statuses)
        std::printf("%s\"%s\":%zu", std::exchange(separator, ","), status.c_str(), count);
    std::printf("}");
    if (t.pace) {
        std::printf(",\"waves\":[");
        separator = "";
        for (auto& turn : t.pace->turns)
            std::printf("%s{\"per_s\":%.0f,\"lifecycles\":%zu,\"p95\":%.1f,\"settled_p95\":%.1f}",
                        std::exchange(separator, ","), turn.per_second, turn.all.ms.size(), turn.all.at(0.95),
                        turn.settled.at(0.95));
        std::printf("]");
    }
    std::printf("}\n");
}

int run(const Arguments& given) {
    const auto port = static_cast<std::uint16_t>(given.number("--port", 0));
    const auto clients = given.count("--clients", 64);
    const auto staff = given.count("--staff", 16);
    Tally tally;
    tally.run =
        static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch() / std::chrono::milliseconds(1));
    if (given.has("--journal")) tally.journal = std::fopen(given.text("--journal").c_str(), "a");
    std::vector<std::unique_ptr<Script>> scripts;
    for (std::size_t i = 0; i < clients; ++i) {
        const auto login = sign_in(port, i % staff);
        if (!login) return 1;
        scripts.push_back(std::make_unique<Reporter>(tally, *login));
    }
    std::fprintf(stderr, "ready\n");  // the soak test counts from here
    tally.measure_from =
        Steady::now() + std::chrono::duration_cast<Steady::duration>(Seconds(given.number("--warm", 2)));
    tally.until =
        tally.measure_from + std::chrono::duration_cast<Steady::duration>(Seconds(given.number("--seconds", 8)));
    if (given.has("--waves")) {
        tally.measure_from = Steady::now();
        tally.pace.emplace(tally.measure_from, given.number("--waves", 15));
    }
    const auto result = run_load(port, scripts);
    const double seconds = Seconds(Steady::now() - tally.measure_from).count();
    if (tally.journal != nullptr) std::fclose(tally.journal);
    print(tally, seconds, result);
    return 0;
}

}  // namespace
}  // namespace hz::bench

int main(int count, char** words) { return hz::bench::run({count, words}); }
