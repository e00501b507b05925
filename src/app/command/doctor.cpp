// SPDX-License-Identifier: Apache-2.0
#include "app/command/doctor.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "app/errors.hpp"
#include "ledger/errors.hpp"
#include "ledger/head.hpp"
#include "ledger/keyring.hpp"
#include "storage/migration.hpp"

namespace hz::app {
namespace {

namespace fs = std::filesystem;

Diagnosis serious(std::string zh, std::string en) { return {Grade::serious, std::move(zh), std::move(en)}; }
Diagnosis note(std::string zh, std::string en) { return {Grade::note, std::move(zh), std::move(en)}; }
Diagnosis fine(std::string zh, std::string en) { return {Grade::fine, std::move(zh), std::move(en)}; }

Diagnosis serious(const Error& error) {
    const auto detail = error.detail.empty() ? std::string() : " (" + error.detail + ")";
    return serious(message(*error.code, error.params, "zh-Hans") + detail,
                   message(*error.code, error.params, "en") + detail);
}

// The folder, or the nearest above it that exists.
fs::path existing(fs::path path) {
    std::error_code ignored;
    path = fs::absolute(path, ignored);
    while (!fs::exists(path, ignored) && path.has_parent_path() && path != path.parent_path())
        path = path.parent_path();
    return path;
}

Time time_of_file(const fs::path& path) {
    std::error_code fault;
    const auto written = fs::last_write_time(path, fault);
    if (fault) return {};
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(written));
}

// Null where there is no store yet, or it does not open (check_database says why).
std::unique_ptr<storage::Store> open_existing(const Target& target) {
    if (!target.has_store()) return nullptr;
    auto store = storage::open({.url = target.url(), .readers = 1});
    return store ? std::move(*store) : nullptr;
}

}  // namespace

Diagnosis check_data_folder(const Target& target) {
    const auto folder = existing(target.data);
    const auto probe = folder / ".huizheng-doctor";
    const bool written = static_cast<bool>(std::ofstream(probe) << "probe");
    std::error_code ignored;
    fs::remove(probe, ignored);
    if (!written)
        return serious("数据目录 " + folder.string() + " 无法写入。请改正目录的所有者和权限，或者用 --data 另指目录。",
                       "The data folder " + folder.string() +
                           " cannot be written. Correct its owner and permissions, or name another with --data.");
    return fine("数据目录 " + fs::absolute(target.data, ignored).string() + " 可以写入。",
                "The data folder " + fs::absolute(target.data, ignored).string() + " can be written.");
}

Diagnosis check_disk(const Target& target) {
    std::error_code fault;
    const auto space = fs::space(existing(target.data), fault);
    if (fault)
        return note("无法查询磁盘剩余空间：" + fault.message() + "。",
                    "The free disk space cannot be read: " + fault.message() + ".");
    return judge_space(space.available);
}

Diagnosis judge_space(std::uintmax_t bytes_left) {
    constexpr std::uintmax_t least = 256ULL << 20;
    constexpr std::uintmax_t comfortable = 2ULL << 30;
    const auto left = std::to_string(bytes_left >> 20) + " MiB";
    if (bytes_left < least)
        return serious(
            "磁盘只剩 " + left + "。磁盘写满后办件将无法保存，请立即清理或扩充。",
            "Only " + left + " are left on the disk. When it is full nothing can be saved; free or add space now.");
    if (bytes_left < comfortable)
        return note("磁盘剩余 " + left + "，请尽快清理或扩充。",
                    left + " are left on the disk; free or add space soon.");
    return fine("磁盘剩余 " + left + "。", left + " are free on the disk.");
}

Diagnosis check_keyring(const Target& target) {
    const auto path = fs::path(target.data) / "keyring.json";
    if (!fs::exists(path)) {
        if (target.has_store() && target.db.empty())
            return serious("缺少密钥文件 " + path.string() + "，数据无法解读。请从另存的副本恢复，不要重新生成。",
                           "The keyring " + path.string() +
                               " is missing and the data cannot be read. Put back the copy you keep elsewhere; do not "
                               "make a new one.");
        return fine("尚无密钥文件，首次运行时生成。", "There is no keyring yet; the first run makes it.");
    }
    const auto keyring = ledger::load_keyring(path);
    if (keyring)
        return fine("密钥文件完好，只有所有者可以读取。", "The keyring is whole and only its owner can read it.");
    if (keyring.error().is(ledger::errors::keyring_exposed))
        return serious("密钥文件 " + path.string() + " 可以被其他用户读取。请运行 chmod 600 " + path.string() +
                           "，并查明谁可能已经读过。",
                       "Other users can read the keyring " + path.string() + ". Run chmod 600 " + path.string() +
                           " and find out who may have read it.");
    return serious(keyring.error());
}

Diagnosis check_database(const Target& target) {
    if (!target.has_store())
        return fine("尚无数据库，首次运行时生成。", "There is no database yet; the first run makes it.");
    auto store = storage::open({.url = target.url(), .readers = 1});
    if (!store) return serious(store.error());
    if (!target.db.empty()) {
        const auto tables = (*store)->read([](storage::Session& s) -> Result<std::int64_t> {
            return std::get<0>(*s.row<std::int64_t>(
                "select count(*) from information_schema.tables where table_name = $1", "schema_migration"));
        });
        if (!tables) return serious(tables.error());
        if (*tables == 0)
            return fine("数据库可以连接，尚无数据，首次运行时生成。",
                        "The database can be reached and is empty; the first run fills it.");
    }
    if (const auto known = storage::check_schemas(**store, all_schemas()); !known) return serious(known.error());
    return fine("数据库可以使用。", "The database is ready for use.");
}

Diagnosis check_clock(const Target& target, const Clock& clock) {
    constexpr auto tolerated = std::chrono::minutes(5);
    const auto now = clock.now();
    const auto said = readable(now);
    const auto program = time_of_file("/proc/self/exe");
    if (program > now + std::chrono::hours(24))
        return serious(
            "系统时钟是 " + said + "，早于程序文件的时间。请校准时钟（例如启用 NTP），否则时限和签名时间都会出错。",
            "The clock says " + said +
                ", which is before this program was made. Set it (NTP, for instance): deadlines and signatures depend "
                "on it.");
    if (const auto store = open_existing(target)) {
        const auto head = store->read(
            [](storage::Session& s) -> Result<std::optional<ledger::TreeHead>> { return ledger::newest_head(s); });
        if (head && *head && (*head)->signed_at > now + tolerated)
            return serious(
                "系统时钟是 " + said + "，早于账本最近一次签名（" + readable((*head)->signed_at) + "）。请校准时钟。",
                "The clock says " + said + ", which is before the ledger's newest signature (" +
                    readable((*head)->signed_at) + "). Set the clock.");
    }
    if (target.db.empty() && target.has_store() &&
        time_of_file(fs::path(target.data) / "huizheng.db") > now + tolerated)
        return serious("系统时钟是 " + said + "，早于数据库文件的时间。请校准时钟。",
                       "The clock says " + said + ", which is before the database file was written. Set the clock.");
    return fine("系统时钟 " + said + " 没有明显偏差。", "The clock says " + said + "; nothing contradicts it.");
}

Diagnosis check_calendar(const Target& target, const Clock& clock) {
    const auto store = open_existing(target);
    if (!store) return fine("尚未导入工作日历。", "No working calendar has been published yet.");
    pack::DefinitionCache definitions(*store);
    if (!definitions.refresh()) return note("无法读取工作日历。", "The working calendar cannot be read.");
    const auto current = definitions.current();
    if (current->list("calendar").empty())
        return note("没有工作日历，工作日只按周末计算。请导入含 calendar 的场景包。",
                    "There is no working calendar: only weekends are known. Import a pack with a calendar folder.");
    const auto today = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(clock.now()));
    const auto year = static_cast<int>(today.year());
    const auto known = [&](int wanted) { return current->find("calendar", std::to_string(wanted)) != nullptr; };
    const auto missing = [](int wanted) {
        return std::pair(
            "缺少 " + std::to_string(wanted) + " 年的放假安排，落在这一年的期限不准确。请更新含 calendar/" +
                std::to_string(wanted) + ".json 的场景包。",
            "The calendar has no year " + std::to_string(wanted) +
                ": deadlines in it are guesses. Import a pack with calendar/" + std::to_string(wanted) + ".json.");
    };
    if (!known(year)) {
        const auto [zh, en] = missing(year);
        return serious(zh, en);
    }
    if (!known(year + 1)) {
        const auto [zh, en] = missing(year + 1);
        return note(zh, en);
    }
    return fine("工作日历含今年和明年。", "The calendar knows this year and the next.");
}

std::vector<Diagnosis> diagnose(const Patient& patient, const Clock& clock) {
    const auto& target = patient.target;
    return {check_data_folder(target),
            check_disk(target),
            check_keyring(target),
            check_database(target),
            check_clock(target, clock),
            check_calendar(target, clock),
            check_fonts(),
            check_port(patient.address, patient.port)};
}

}  // namespace hz::app
