// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <fstream>
#include <iomanip>
#include <iostream>

#include "app/check/state_checks.hpp"
#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "cases/rebuild.hpp"
#include "ledger/verify.hpp"

namespace hz::app {
namespace {

void print_head(const Target& t, const ledger::TreeHead& head) {
    std::cout << t.say("树根     ", "root      ") << to_hex(head.root) << '\n'
              << t.say("签名时间 ", "signed at ") << readable(head.signed_at) << '\n'
              << t.say("签名     ", "signature ") << to_base64(head.signature) << '\n';
}

// What was held against the ledger, row by row, and what cannot be.
void print_tables(const Target& t, const ledger::VerifyReport& report) {
    std::cout << t.say("\n已逐行与存证核对的表（行数）：\n", "\nTables held against the ledger row by row (rows):\n");
    for (const auto& [name, count] : report.tables) {
        std::cout << "  " << std::left << std::setw(20) << name << count.rows;
        if (count.erased > 0) std::cout << t.say("，其中内容已依法删除 ", ", of which erased ") << count.erased;
        std::cout << '\n';
    }
    std::cout << t.say("\n存证不涉及、没有核对的：\n", "\nNot covered by the ledger, not checked:\n");
    for (const auto& one : report.not_covered)
        std::cout << "  " << one.table << (one.column.empty() ? "" : ".") << one.column << "  " << t.say(one.zh, one.en)
                  << '\n';
    std::cout << '\n';
}

void print_report(const Target& t, const ledger::VerifyReport& report) {
    std::cout << t.say("条目     ", "entries   ") << report.size << '\n'
              << t.say("已核对内容 ", "opened    ") << report.sealed << '\n'
              << t.say("已删除内容 ", "erased    ") << report.erased << '\n'
              << t.say("签名树头 ", "heads     ") << report.heads << '\n';
    if (report.pending > 0) std::cout << t.say("尚未入树 ", "pending   ") << report.pending << '\n';
    if (report.head) print_head(t, *report.head);
    print_tables(t, report);
    for (const auto& broken : report.breaks) {
        std::cout << t.say("断裂 ", "break ");
        if (broken.position >= 0) std::cout << broken.position << "  ";
        std::cout << broken.text(t.locale()) << '\n';
    }
    if (report.breaks_found > static_cast<std::int64_t>(report.breaks.size()))
        std::cout << t.say("断裂总数 ", "breaks in all ") << report.breaks_found << '\n';
    std::cout << (report.whole() ? t.say("账本完整，所存数据与账本一致，没有断裂。",
                                         "The ledger is whole and what is stored agrees with it: no break.")
                                 : t.say("账本有断裂，见上。", "The ledger is broken; see above."))
              << std::endl;
}

int verify(const Target& t) {
    SystemClock clock;
    const auto node = t.open(clock, false, false);
    if (!node) return t.fail(node.error());
    const auto report = ledger::verify(*(*node)->ledger, state_checks());
    if (!report) return t.fail(report.error());
    print_report(t, *report);
    return report->whole() ? 0 : exit_wrong;
}

int rebuild(const Target& t) {
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto proof = ledger::verify(*(*node)->ledger);
    if (!proof) return t.fail(proof.error());
    if (!proof->whole()) {
        std::cout << t.say(
                         "账本本身有断裂，未据以重建；请先运行 huizheng ledger verify。",
                         "The ledger itself is broken, so nothing was made again from it. Run huizheng ledger verify.")
                  << std::endl;
        return exit_wrong;
    }
    const auto done = cases::rebuild(*(*node)->ledger, clock.now());
    if (!done) return t.fail(done.error());
    std::cout << t.say("核对办件 ", "cases looked at ") << done->looked_at << '\n'
              << t.say("重建办件 ", "cases mended    ") << done->mended.size() << '\n';
    for (const auto& one : done->left) std::cout << message(*one.what.code, one.what.params, t.locale()) << '\n';
    if (done->left_in_all == 0)
        std::cout << t.say("办件及其列表与存证一致。", "Cases and their lists are as the ledger tells.") << std::endl;
    else
        std::cout << t.say("以上各处没有存证可依，未改动，共 ", "These no event tells of, and they were left alone: ")
                  << done->left_in_all << std::endl;
    return done->left_in_all == 0 ? 0 : exit_wrong;
}

int head(const Target& t, const std::string& key_file) {
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    auto& log = *(*node)->ledger;
    if (auto done = log.run_once(); !done) return t.fail(done.error());
    const auto newest = (*node)->store->read(
        [&](storage::Session& s) -> Result<std::optional<ledger::TreeHead>> { return log.head(s); });
    if (!newest) return t.fail(newest.error());
    const Json about = log.identity();
    std::cout << t.say("算法套件 ", "suite     ") << get_text(about, "suite") << '\n'
              << t.say("账本     ", "log       ") << get_text(about, "log") << '\n'
              << t.say("密钥编号 ", "key id    ") << get_text(about, "key_id") << '\n'
              << t.say("公钥     ", "public key ") << get_text(about, "public_key") << '\n';
    if (*newest) {
        std::cout << t.say("条目     ", "entries   ") << (*newest)->size << '\n';
        print_head(t, **newest);
    }
    std::cout << std::flush;
    if (key_file.empty()) return 0;
    std::ofstream out(key_file);
    out << get_text(about, "public_key") << '\n';
    return out.flush() ? 0 : exit_failed;
}

}  // namespace

void add_ledger(CLI::App& program, int& exit_code) {
    auto* group = program.add_subcommand("ledger", "Prove what was done.  huizheng ledger verify --data data/demo");
    group->require_subcommand(1);
    auto target = std::make_shared<Target>();
    auto* check = group->add_subcommand(
        "verify",
        "Recompute everything that is stored and hold it against the ledger; exit 1 with every break.  huizheng ledger "
        "verify");
    add_target(*check, *target);
    check->callback([target, &exit_code] { exit_code = verify(*target); });
    auto* mend = group->add_subcommand("rebuild",
                                       "Make cases and their lists again from the ledger where they are not as it "
                                       "tells; also while serving.  huizheng ledger rebuild --data data/demo");
    add_target(*mend, *target);
    mend->callback([target, &exit_code] { exit_code = rebuild(*target); });
    auto key_file = std::make_shared<std::string>();
    auto* show = group->add_subcommand(
        "head", "The newest signed tree head and the public key.  huizheng ledger head --key-file key.txt");
    add_target(*show, *target);
    show->add_option("--key-file", *key_file, "Write the public key there, for receipt verify --key");
    show->callback([target, key_file, &exit_code] { exit_code = head(*target, *key_file); });
}

}  // namespace hz::app
