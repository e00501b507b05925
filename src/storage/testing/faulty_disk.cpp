// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/faulty_disk.hpp"

#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdlib>

namespace hz::storage::testing {
namespace {

sqlite3_vfs* real_disk = nullptr;

// SQLite gives memory for ours and the real one's file together.
struct File {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }

int write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
    auto& disk = FaultyDisk::instance();
    const auto half = [&] { methods(file).xWrite(real(file), data, size / 2, at); };
    if (const int code = disk.count(disk.full() ? SQLITE_FULL : SQLITE_IOERR_WRITE, half); code != 0) return code;
    return methods(file).xWrite(real(file), data, size, at);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (const int code = FaultyDisk::instance().count(SQLITE_IOERR_TRUNCATE, [] {}); code != 0) return code;
    return methods(file).xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags) {
    if (const int code = FaultyDisk::instance().count(SQLITE_IOERR_FSYNC, [] {}); code != 0) return code;
    return methods(file).xSync(real(file), flags);
}

const sqlite3_io_methods& faulty_methods() {
    static const sqlite3_io_methods all = [] {
        sqlite3_io_methods m{};
        m.iVersion = 2;  // no memory mapping: it would go past us
        m.xClose = [](sqlite3_file* f) { return methods(f).xClose(real(f)); };
        m.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
            return methods(f).xRead(real(f), to, size, at);
        };
        m.xWrite = write;
        m.xTruncate = truncate;
        m.xSync = sync;
        m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) { return methods(f).xFileSize(real(f), size); };
        m.xLock = [](sqlite3_file* f, int level) { return methods(f).xLock(real(f), level); };
        m.xUnlock = [](sqlite3_file* f, int level) { return methods(f).xUnlock(real(f), level); };
        m.xCheckReservedLock = [](sqlite3_file* f, int* out) { return methods(f).xCheckReservedLock(real(f), out); };
        m.xFileControl = [](sqlite3_file* f, int what, void* with) {
            return methods(f).xFileControl(real(f), what, with);
        };
        m.xSectorSize = [](sqlite3_file* f) { return methods(f).xSectorSize(real(f)); };
        m.xDeviceCharacteristics = [](sqlite3_file* f) { return methods(f).xDeviceCharacteristics(real(f)); };
        m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
            return methods(f).xShmMap(real(f), page, size, extend, out);
        };
        m.xShmLock = [](sqlite3_file* f, int at, int n, int flags) {
            return methods(f).xShmLock(real(f), at, n, flags);
        };
        m.xShmBarrier = [](sqlite3_file* f) { methods(f).xShmBarrier(real(f)); };
        m.xShmUnmap = [](sqlite3_file* f, int remove) { return methods(f).xShmUnmap(real(f), remove); };
        return m;
    }();
    return all;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    real(file)->pMethods = nullptr;
    const int code = real_disk->xOpen(real_disk, name, real(file), flags, out);
    file->pMethods = real(file)->pMethods != nullptr ? &faulty_methods() : nullptr;
    return code;
}

}  // namespace

FaultyDisk& FaultyDisk::instance() {
    static FaultyDisk disk;
    return disk;
}

FaultyDisk::FaultyDisk() {
    static sqlite3_vfs vfs;
    real_disk = sqlite3_vfs_find(nullptr);
    if (real_disk == nullptr) std::abort();
    vfs = *real_disk;
    vfs.zName = "faulty";
    vfs.pNext = nullptr;
    vfs.szOsFile += static_cast<int>(sizeof(File));
    vfs.xOpen = open_file;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) std::abort();
}

void FaultyDisk::fail_at(std::int64_t call, Fault fault, bool lasting) {
    calls_ = 0;
    at_ = call;
    lasting_ = lasting;
    fault_ = fault;
}

bool FaultyDisk::due() {
    const auto call = ++calls_;
    const auto at = at_.load();
    return at > 0 && (call == at || (lasting_ && call > at));
}

void FaultyDisk::die_if_told() const {
    if (fault_ == Fault::kill) kill(getpid(), SIGKILL);
}

}  // namespace hz::storage::testing
