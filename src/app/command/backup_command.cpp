// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
#include "storage/backup.hpp"

namespace hz::app {
namespace {

namespace fs = std::filesystem;

struct Given {
    Target target;
    std::string folder, keyring;
};

void print_info(const Target& t, const storage::BackupInfo& info) {
    std::cout << t.say("文件 ", "files  ") << info.files << '\n'
              << t.say("字节 ", "bytes  ") << info.bytes << '\n'
              << t.say("摘要 ", "digest ") << info.digest << '\n';
}

// Only for its owner, and never over another.
Result<void> copy_key(const fs::path& from, const fs::path& to) {
    std::error_code fault;
    if (fs::exists(to)) return refuse(errors::cannot_write, {{"path", to.string()}, {"reason", "it exists already"}});
    if (to.has_parent_path()) fs::create_directories(to.parent_path(), fault);
    fs::copy_file(from, to, fault);
    if (!fault) fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, fault);
    if (fault) return refuse(errors::cannot_write, {{"path", to.string()}, {"reason", fault.message()}});
    return {};
}

int backup(const Given& given) {
    const auto& t = given.target;
    if (!t.has_store()) return t.fail(refuse(errors::no_store, {{"path", t.data}}));
    const auto store = storage::open({.url = t.url(), .readers = 1});
    if (!store) return t.fail(store.error());
    const auto info = storage::backup(**store, given.folder);
    if (!info) return t.fail(info.error());
    print_info(t, *info);
    const auto keyring = fs::path(t.data) / "keyring.json";
    if (!given.keyring.empty()) {
        if (auto copied = copy_key(keyring, given.keyring); !copied) return t.fail(copied.error());
        std::cout << t.say("密钥文件 ", "keyring ") << given.keyring << '\n';
    } else {
        std::cout
            << t.say(
                   "密钥文件不在备份中，没有它数据无法解读。请另存于别处：",
                   "The keyring is not in the backup, and without it the data cannot be read. Keep a copy elsewhere: ")
            << keyring.string() << '\n';
    }
    std::cout << std::flush;
    return 0;
}

int restore(const Given& given) {
    const auto& t = given.target;
    std::error_code fault;
    fs::create_directories(t.data, fault);
    fs::permissions(t.data, fs::perms::owner_all, fault);
    if (fault) return t.fail(refuse(errors::data_not_writable, {{"path", t.data}, {"reason", fault.message()}}));
    const auto info = storage::restore(given.folder, t.url());
    if (!info) return t.fail(info.error());
    print_info(t, *info);
    const auto keyring = fs::path(t.data) / "keyring.json";
    if (!given.keyring.empty()) {
        if (auto copied = copy_key(given.keyring, keyring); !copied) return t.fail(copied.error());
    } else if (!fs::exists(keyring)) {
        std::cout << t.say("请把密钥文件放到 ", "Now put the keyring at ") << keyring.string() << '\n';
    }
    std::cout << t.say("已恢复。请运行 huizheng ledger verify 核对。",
                       "Restored. Check it with huizheng ledger verify.")
              << std::endl;
    return 0;
}

int migrate(const Target& t) {
    SystemClock clock;
    const auto node = t.open(clock, true);
    if (!node) return t.fail(node.error());
    std::cout << t.say("数据表已是最新。", "The tables are up to date.") << std::endl;
    return 0;
}

}  // namespace

void add_backup(CLI::App& program, int& exit_code) {
    auto given = std::make_shared<Given>();
    auto* save = program.add_subcommand(
        "backup", "A consistent copy, also while serving.  huizheng backup backups/monday --keyring safe/keyring.json");
    add_target(*save, given->target);
    save->add_option("folder", given->folder, "A folder that does not exist yet")->required();
    save->add_option("--keyring", given->keyring, "Copy the keyring there too: another place than the backup");
    save->callback([given, &exit_code] { exit_code = backup(*given); });
    auto* load = program.add_subcommand("restore",
                                        "Fill an empty store from a backup.  huizheng restore backups/monday --data "
                                        "data/new --keyring safe/keyring.json");
    add_target(*load, given->target);
    load->add_option("folder", given->folder, "The backup")->required();
    load->add_option("--keyring", given->keyring, "The keyring that belongs to it");
    load->callback([given, &exit_code] { exit_code = restore(*given); });
    auto* update = program.add_subcommand(
        "migrate", "Bring the tables up to date; serve does it too.  huizheng migrate --data data/demo");
    add_target(*update, given->target);
    update->callback([given, &exit_code] { exit_code = migrate(given->target); });
}

}  // namespace hz::app
