// SPDX-License-Identifier: Apache-2.0
// Needs no database, no network, no server.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
#include "ledger/receipt.hpp"

namespace hz::app {
namespace {

Result<std::string> read_file(const std::string& path, std::size_t most) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return refuse(errors::cannot_read, {{"path", path}});
    std::string out(most + 1, '\0');
    in.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad() || out.size() > most) return refuse(errors::cannot_read, {{"path", path}});
    return out;
}

// SPKI as PEM, as base64 text, or as the bytes themselves.
Result<Bytes> read_key(const std::string& path) {
    const auto text = read_file(path, 16'384);
    if (!text) return text.error();
    std::string packed;
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("-----"))
            std::ranges::copy_if(line, std::back_inserter(packed),
                                 [](char c) { return c != ' ' && c != '\r' && c != '\t'; });
    if (auto key = from_base64(packed); key && !key->empty()) return std::move(*key);
    const auto raw = as_bytes(*text);
    return Bytes(raw.begin(), raw.end());
}

void print_verdict(const Target& t, const ledger::ReceiptVerdict& v, bool key_given) {
    std::cout << message(*v.reason, v.params, t.locale()) << '\n';
    if (!v.event_type.empty())
        std::cout << t.say("事件     ", "event     ") << v.event_type << "  " << readable(v.at) << '\n';
    if (v.position >= 0)
        std::cout << t.say("位置     ", "position  ") << v.position << " / " << v.tree_size << "  "
                  << readable(v.signed_at) << '\n';
    if (!v.key_id.empty()) std::cout << t.say("密钥编号 ", "key id    ") << v.key_id << '\n';
    if (v.good() && !key_given)
        std::cout << t.say("没有给出公钥（--key），签名者只是自称的。请把密钥编号与公布的核对。",
                           "No public key was given (--key): who signed is only what the receipt says. Compare the key "
                           "id with the published one.")
                  << '\n';
    std::cout << std::flush;
}

int verify(const Target& t, const std::string& file, const std::string& key_file) {
    const auto text = read_file(file, ledger::receipt_limits.bytes);
    if (!text) return t.fail(text.error());
    std::optional<Bytes> key;
    if (!key_file.empty()) {
        auto read = read_key(key_file);
        if (!read) return t.fail(read.error());
        key = std::move(*read);
    }
    const auto receipt = parse_json(*text, ledger::receipt_limits);
    if (!receipt) {
        std::cout << t.text(receipt.error()) << std::endl;
        return exit_wrong;
    }
    const auto verdict = ledger::verify_receipt(*receipt, key ? std::optional<BytesView>(*key) : std::nullopt);
    print_verdict(t, verdict, key.has_value());
    return verdict.good() ? 0 : exit_wrong;
}

}  // namespace

void add_receipt(CLI::App& program, int& exit_code) {
    struct Given {
        Target target;
        std::string file, key;
    };
    auto given = std::make_shared<Given>();
    auto* group =
        program.add_subcommand("receipt", "Check a receipt without any server.  huizheng receipt verify receipt.json");
    group->require_subcommand(1);
    auto* command = group->add_subcommand(
        "verify", "0 valid, 1 not valid, 2 unreadable.  huizheng receipt verify receipt.json --key key.txt");
    command->add_option("file", given->file, "The receipt")->required();
    command->add_option("--key", given->key,
                        "The public key got some other way than with the receipt: PEM, base64 or DER");
    add_language(*command, given->target);
    command->callback([given, &exit_code] { exit_code = verify(given->target, given->file, given->key); });
}

}  // namespace hz::app
