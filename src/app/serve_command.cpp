// SPDX-License-Identifier: Apache-2.0
#include "app/serve_command.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <iostream>
#include <memory>
#include <mutex>
#include <sstream>
#include <stop_token>
#include <thread>

#include "app/errors.hpp"
#include "app/seed/demo.hpp"
#include "app/serve.hpp"

namespace hz::app {
namespace {

struct Settings {
    NodeOptions node;
    ServeOptions serve;
    std::vector<std::string> packs;
    std::string data = "data";
    std::string certificate, key;
    std::string public_url;
    std::vector<std::string> trusted_proxies, metrics_readers;
    std::string log_level = "warn";
    bool demo = false;
    bool quiet = false;
};

// SIGINT and SIGTERM as a stop token, from the beginning on: seeding a demo takes a while. Blocked before any other
// thread starts, so that only the one here sees them.
class Signals {
  public:
    Signals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);
        thread_ = std::thread([this] {
            int which = 0;
            sigwait(&set_, &which);
            stop_.request_stop();
        });
    }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;
    ~Signals() {
        pthread_kill(thread_.native_handle(), SIGTERM);  // ends its wait, where no other signal has
        thread_.join();
    }
    [[nodiscard]] std::stop_token stop() const { return stop_.get_token(); }
    void wait() const {
        std::mutex mutex;
        std::condition_variable_any come;
        std::unique_lock lock(mutex);
        come.wait(lock, stop(), [] { return false; });
    }

  private:
    sigset_t set_{};
    std::stop_source stop_;
    std::thread thread_;
};

int fail(const Error& error) {
    std::cerr << message(*error.code, error.params, "zh-Hans") << '\n'
              << message(*error.code, error.params, "en") << '\n';
    if (!error.detail.empty()) std::cerr << "  " << error.detail << '\n';
    return 1;
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// The demo's built-in packs, its people and past cases where they are not there yet, and who may sign in.
Result<std::vector<api::DemoLogin>> prepare_demo(const NodeOptions& options, const std::stop_token& stop) {
    std::vector<pack::Pack> packs;
    for (const auto* id : {"core-cn", "county-demo"}) {
        auto loaded = builtin_pack(id);
        if (!loaded) return loaded.error();
        packs.push_back(std::move(*loaded));
    }
    SeedOptions how;
    how.quiet = false;
    how.stop = stop;
    if (auto seeded = seed_demo_once(options, packs, how); !seeded) return seeded.error();
    return demo_logins(packs.back());
}

Result<void> import_packs(Node& node, const std::vector<std::string>& names) {
    std::vector<pack::Pack> packs;
    for (const auto& name : names) {
        auto loaded = load_pack(name);
        if (!loaded) return loaded.error();
        packs.push_back(std::move(*loaded));
    }
    return packs.empty() ? Result<void>{} : node.import(packs);
}

// "http://127.0.0.1:8080"; where it listens on every address, by the name of this machine.
std::string address_of(const Settings& s) {
    auto host = s.serve.address;
    if (host == "0.0.0.0" || host == "::") {
        std::array<char, 256> name{};
        host = gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
    } else if (host.find(':') != std::string::npos) {
        host = "[" + host + "]";
    }
    return (s.certificate.empty() ? "http://" : "https://") + host + ":" + std::to_string(s.serve.port);
}

void announce(const Settings& s) {
    std::cout << "Huizheng 惠政  " << address_of(s) << std::endl;
    if (!s.public_url.empty()) std::cout << "  " << s.public_url << '\n';
    for (const auto& login : s.serve.demo_logins)
        std::cout << "  " << login.login << "  " << login.password << "  " << login.title.zh << " / " << login.title.en
                  << '\n';
    std::cout << std::flush;
}

// What the options say, before anything starts. The port is known from here on: it goes into QR codes.
Result<void> settle(Settings& s) {
    if (s.serve.port == 0) {
        const auto port = http::Server::find_free_port(s.serve.address);
        if (!port) return port.error();
        s.serve.port = *port;
    }
    auto proxies = http::Networks::parse(s.trusted_proxies);
    if (!proxies) return proxies.error();
    s.serve.trusted_proxies = std::move(*proxies);
    auto readers = http::Networks::parse(s.metrics_readers);
    if (!readers) return readers.error();
    s.serve.metrics_readers = std::move(*readers);
    while (s.public_url.ends_with('/')) s.public_url.pop_back();
    s.node.data = s.data;
    s.node.public_url = s.serve.public_url = s.public_url.empty() ? address_of(s) : s.public_url;
    if (!s.certificate.empty()) s.serve.tls = http::Tls{read_file(s.certificate), read_file(s.key)};
    return {};
}

telemetry::Level level_of(const Settings& s) {
    using telemetry::Level;
    if (s.quiet || s.log_level == "error") return Level::error;
    return s.log_level == "debug" ? Level::debug : s.log_level == "info" ? Level::info : Level::warn;
}

int serve(Settings& s) {
    const Signals signals;
    if (auto settled = settle(s); !settled) return fail(settled.error());
    SystemClock clock;
    const auto log = telemetry::log_to_stderr(clock, level_of(s));
    if (s.demo) {
        auto logins = prepare_demo(s.node, signals.stop());
        if (!logins) return logins.error().is(errors::stopped) ? (fail(logins.error()), 0) : fail(logins.error());
        s.serve.demo_logins = std::move(*logins);
    }
    auto node = Node::open(s.node, clock);
    if (!node) return fail(node.error());
    if (auto imported = import_packs(**node, s.packs); !imported) return fail(imported.error());
    auto serving = Serving::start(std::move(*node), s.serve, *log);
    if (!serving) return fail(serving.error());
    announce(s);
    signals.wait();
    (*serving)->stop();
    return 0;
}

}  // namespace

void add_serve(CLI::App& program, int& exit_code) {
    auto settings = std::make_shared<Settings>();
    auto* command = program.add_subcommand("serve", "Run the platform.  huizheng serve --demo --data data/demo");
    command->add_option("--data", settings->data, "Folder of the keyring and the database")->capture_default_str();
    command->add_option("--db", settings->node.db, "postgresql://... instead of the embedded database");
    command->add_option("--address", settings->serve.address, "Address to listen on")->capture_default_str();
    command->add_option("--port", settings->serve.port, "Port; 0 takes any free one")->capture_default_str();
    command->add_option("--public-url", settings->public_url,
                        "How people reach it, for QR codes; https://services.example");
    command->add_option("--trusted-proxy", settings->trusted_proxies,
                        "Address or network whose X-Forwarded-For and -Proto are believed; repeatable");
    command->add_option("--metrics-from", settings->metrics_readers,
                        "Address or network that may read /metrics, besides this machine; repeatable");
    command
        ->add_option("--rate", settings->serve.requests_per_second,
                     "Requests a second of one client address; 0: no limit. This machine itself is not limited")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--certificate", settings->certificate, "TLS certificate chain, PEM")->check(CLI::ExistingFile);
    command->add_option("--key", settings->key, "TLS private key, PEM")->check(CLI::ExistingFile);
    command->add_option("--suite", settings->node.suite, "Crypto suite of a new ledger: intl or gm")
        ->check(CLI::IsMember({"intl", "gm"}));
    command->add_option("--pack", settings->packs, "Pack to publish at start: a folder or a built-in id; repeatable");
    command
        ->add_option("--node", settings->node.node,
                     "Number of this process, 0..63, different on each that shares a database")
        ->check(CLI::Range(0, 63));
    command->add_option("--lanes", settings->node.lanes, "PostgreSQL: connections that write")
        ->check(CLI::Range(1, 16));
    command->add_option("--threads", settings->serve.threads, "Threads for HTTP; 0: one a processor");
    command->add_flag("--demo", settings->demo, "A demo county with people, staff and cases");
    command->add_option("--log", settings->log_level, "Least level of the log; debug has a line for every request")
        ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
        ->capture_default_str();
    command->add_flag("--quiet", settings->quiet, "Log errors only, as --log error");
    command->callback([settings, &exit_code] { exit_code = serve(*settings); });
}

}  // namespace hz::app
