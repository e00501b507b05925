// SPDX-License-Identifier: Apache-2.0
#include "app/serve_command.hpp"

#include <CLI/CLI.hpp>
#include <csignal>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

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
    bool demo = false;
    bool quiet = false;
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
Result<std::vector<api::DemoLogin>> prepare_demo(const NodeOptions& options) {
    std::vector<pack::Pack> packs;
    for (const auto* id : {"core-cn", "county-demo"}) {
        auto loaded = builtin_pack(id);
        if (!loaded) return loaded.error();
        packs.push_back(std::move(*loaded));
    }
    if (auto seeded = seed_demo_once(options, packs); !seeded) return seeded.error();
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

void announce(const Serving& serving, const Settings& s) {
    const auto scheme = s.serve.tls ? "https" : "http";
    std::cout << "Huizheng 惠政  " << scheme << "://" << s.serve.address << ':' << serving.port() << std::endl;
    for (const auto& login : s.serve.demo_logins)
        std::cout << "  " << login.login << "  " << login.password << "  " << login.title.zh << " / " << login.title.en
                  << '\n';
    std::cout << std::flush;
}

// Signals are blocked before any thread starts, so that only this wait sees them.
void wait_for_signal(const sigset_t& signals) {
    int which = 0;
    sigwait(&signals, &which);
}

int serve(Settings& s) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const auto scheme = s.certificate.empty() ? "http://" : "https://";
    s.node.data = s.data;
    s.node.public_url =
        s.public_url.empty() ? scheme + s.serve.address + ":" + std::to_string(s.serve.port) : s.public_url;
    if (!s.certificate.empty()) s.serve.tls = http::Tls{read_file(s.certificate), read_file(s.key)};
    SystemClock clock;
    const auto log = telemetry::log_to_stderr(clock, s.quiet ? telemetry::Level::error : telemetry::Level::warn);
    if (s.demo) {
        auto logins = prepare_demo(s.node);
        if (!logins) return fail(logins.error());
        s.serve.demo_logins = std::move(*logins);
    }
    auto node = Node::open(s.node, clock);
    if (!node) return fail(node.error());
    if (auto imported = import_packs(**node, s.packs); !imported) return fail(imported.error());
    auto serving = Serving::start(std::move(*node), s.serve, *log);
    if (!serving) return fail(serving.error());
    announce(**serving, s);
    wait_for_signal(signals);
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
    command->add_option("--public-url", settings->public_url, "How people reach it, for QR codes");
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
    command->add_flag("--quiet", settings->quiet, "Log errors only");
    command->callback([settings, &exit_code] { exit_code = serve(*settings); });
}

}  // namespace hz::app
